"""An appraisal as answers, tables, an open model in Excel, fiches, JSON and words."""

from planner.show.studies.appraise.json import json_of
from planner.show.studies.appraise.sheets import sheets_of
from planner.show.studies.appraise.shown import Shown, shown_of
from planner.show.studies.appraise.words import lines_of

__all__ = ["Shown", "json_of", "lines_of", "sheets_of", "shown_of"]

"""An appraisal as answers, tables, an open model in Excel, fiches, JSON and words."""

from planner.show.studies.appraise.json import json_of
from planner.show.studies.appraise.of_result import appraisal_json, appraised_of
from planner.show.studies.appraise.sheets import sheets_of
from planner.show.studies.appraise.shown import Shown, shown_of
from planner.show.studies.appraise.stated import shown_stated
from planner.show.studies.appraise.words import lines_of

__all__ = [
    "Shown",
    "appraisal_json",
    "appraised_of",
    "json_of",
    "lines_of",
    "sheets_of",
    "shown_of",
    "shown_stated",
]

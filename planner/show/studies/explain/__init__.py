"""The answers of `planner explain` as sheets, JSON and words."""

from planner.show.studies.explain.json import json_of
from planner.show.studies.explain.sheets import sheets_of
from planner.show.studies.explain.shown import Shown, shown_of
from planner.show.studies.explain.words import lines_of

__all__ = ["Shown", "json_of", "lines_of", "sheets_of", "shown_of"]

"""A stress test as ranked table, chart, JSON and words."""

from planner.show.studies.stress.json import json_of
from planner.show.studies.stress.sheets import sheets_of
from planner.show.studies.stress.shown import Shown, shown_of
from planner.show.studies.stress.words import lines_of

__all__ = ["Shown", "json_of", "lines_of", "sheets_of", "shown_of"]

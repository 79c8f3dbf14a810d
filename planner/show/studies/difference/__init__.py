"""The difference of two cases as sheets, JSON and lines."""

from planner.show.studies.difference.json import json_of
from planner.show.studies.difference.sheets import sheets_of
from planner.show.studies.difference.shown import CHANGED, COLUMN_A, COLUMN_B, ROW_A, ROW_B, Input, Shown, shown_of
from planner.show.studies.difference.words import lines_of

__all__ = [
    "CHANGED",
    "COLUMN_A",
    "COLUMN_B",
    "ROW_A",
    "ROW_B",
    "Input",
    "Shown",
    "json_of",
    "lines_of",
    "sheets_of",
    "shown_of",
]

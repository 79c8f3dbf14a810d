"""Plans side by side: figures, sheets, JSON and words."""

from planner.show.studies.compare.json import json_of
from planner.show.studies.compare.sheets import sheets_of
from planner.show.studies.compare.shown import One, Shown, one_of, shown_of
from planner.show.studies.compare.words import lines_of

__all__ = ["One", "Shown", "json_of", "lines_of", "one_of", "sheets_of", "shown_of"]

"""One plan for many futures as tables, charts, JSON and words."""

from planner.show.studies.robust.json import json_of
from planner.show.studies.robust.sheets import sheets_of
from planner.show.studies.robust.shown import Shown, shown_of
from planner.show.studies.robust.words import lines_of

__all__ = ["Shown", "json_of", "lines_of", "sheets_of", "shown_of"]

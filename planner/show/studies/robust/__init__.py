"""One plan for many futures as tables, charts, JSON and words."""

from planner.show.studies.robust.answers import answers as answers_of
from planner.show.studies.robust.json import json_of
from planner.show.studies.robust.sheets import sheets_of
from planner.show.studies.robust.shown import Shown, shown_of
from planner.show.studies.robust.tables import plan_table
from planner.show.studies.robust.words import lines_of

__all__ = ["Shown", "answers_of", "json_of", "lines_of", "plan_table", "sheets_of", "shown_of"]

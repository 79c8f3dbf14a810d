"""What owners earn against what all pay: as tables with a chart, JSON and words."""

from planner.show.studies.earnings.json import json_of
from planner.show.studies.earnings.sheets import sheets_of
from planner.show.studies.earnings.shown import Shown, shown_of
from planner.show.studies.earnings.words import lines_of

__all__ = ["Shown", "json_of", "lines_of", "sheets_of", "shown_of"]

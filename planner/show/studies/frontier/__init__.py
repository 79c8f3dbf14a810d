"""A frontier as tables, chart, JSON and words."""

from planner.show.studies.frontier.json import json_of
from planner.show.studies.frontier.sheets import sheets_of
from planner.show.studies.frontier.shown import Shown, shown_of
from planner.show.studies.frontier.words import lines_of

__all__ = ["Shown", "json_of", "lines_of", "sheets_of", "shown_of"]

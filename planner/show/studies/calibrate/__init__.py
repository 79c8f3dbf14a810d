"""A calibration as tables before and after, JSON and words."""

from planner.show.studies.calibrate.json import json_of
from planner.show.studies.calibrate.sheets import sheets_of
from planner.show.studies.calibrate.shown import Shown, shown_of
from planner.show.studies.calibrate.words import lines_of

__all__ = ["Shown", "json_of", "lines_of", "sheets_of", "shown_of"]

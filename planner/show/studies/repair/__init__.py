"""The diagnosis of a case without a plan as a workbook, JSON and words."""

from planner.show.studies.repair.json import json_of
from planner.show.studies.repair.shown import Place, Shown, shown_of
from planner.show.studies.repair.words import lines_of
from planner.show.studies.repair.workbook import write_diagnosis

__all__ = ["Place", "Shown", "json_of", "lines_of", "shown_of", "write_diagnosis"]

"""A sweep as tables, charts, JSON and words."""

from planner.show.studies.sweep.json import json_of
from planner.show.studies.sweep.sheets import sheets_of, variants_table
from planner.show.studies.sweep.shown import Shown
from planner.show.studies.sweep.words import lines_of, variant_line

__all__ = ["Shown", "json_of", "lines_of", "sheets_of", "variant_line", "variants_table"]

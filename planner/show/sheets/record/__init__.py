"""What makes a result checkable: verification, run, inputs, prices."""

from planner.show.sheets.record.by_season import season_records
from planner.show.sheets.record.checks import RULES, checks_sheet, run_sheet
from planner.show.sheets.record.inputs import inputs_sheet
from planner.show.sheets.record.prices import prices_sheet

__all__ = ["RULES", "checks_sheet", "inputs_sheet", "prices_sheet", "run_sheet", "season_records"]

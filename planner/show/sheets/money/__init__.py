"""Costs, projects, investment, budget and savings."""

from planner.show.sheets.money.capital import PARTS, Investment, investment
from planner.show.sheets.money.costs import costs_sheet, renewed_table
from planner.show.sheets.money.forced import NOTHING_MUSD, forced_sheet
from planner.show.sheets.money.income import income_by_kind, income_json, income_sheets
from planner.show.sheets.money.projects import budget_sheet, projects_sheet, savings_sheet
from planner.show.sheets.money.timeline import WHOLE, timeline_sheet

__all__ = [
    "NOTHING_MUSD",
    "PARTS",
    "WHOLE",
    "Investment",
    "budget_sheet",
    "costs_sheet",
    "forced_sheet",
    "income_by_kind",
    "income_json",
    "income_sheets",
    "investment",
    "projects_sheet",
    "renewed_table",
    "savings_sheet",
    "timeline_sheet",
]

"""Costs, projects, budget and savings."""

from planner.show.sheets.money.costs import costs_sheet
from planner.show.sheets.money.projects import budget_sheet, projects_sheet, savings_sheet
from planner.show.sheets.money.timeline import WHOLE, timeline_sheet

__all__ = ["WHOLE", "budget_sheet", "costs_sheet", "projects_sheet", "savings_sheet", "timeline_sheet"]

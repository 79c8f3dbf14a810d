"""The answers of `planner explain` as sheets."""

from planner.show.studies.explain.sheets import explain_sheets

__all__ = ["explain_sheets"]

"""A stress test as ranked table, chart and JSON."""

from planner.show.studies.stress.sheets import Loss, Row, StressShown, stress_json, stress_sheets

__all__ = ["Loss", "Row", "StressShown", "stress_json", "stress_sheets"]

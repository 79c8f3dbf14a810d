"""A frontier as tables, chart and JSON."""

from planner.show.studies.frontier.sheets import (
    FrontierShown,
    Kink,
    Opening,
    Point,
    ServiceLevel,
    Step,
    frontier_json,
    frontier_sheets,
)

__all__ = ["FrontierShown", "Kink", "Opening", "Point", "ServiceLevel", "Step", "frontier_json", "frontier_sheets"]

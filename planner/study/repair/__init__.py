"""Why no plan exists and what to change, in words."""

from planner.study.repair.study import (
    DIVISIBLE,
    WHOLE,
    Diagnosis,
    Line,
    repairs_of,
    stop_contradiction,
    stop_without_plan,
)

__all__ = ["DIVISIBLE", "WHOLE", "Diagnosis", "Line", "repairs_of", "stop_contradiction", "stop_without_plan"]

"""Why a search ended."""

from __future__ import annotations

from enum import StrEnum


class Stop(StrEnum):
    """Why the search ended; what it holds is another question (a Solution, or StoppedEmpty)."""

    OPTIMAL = "optimal"
    """Proven: no plan of this model is better (by more than rounding)."""
    GAP = "gap_reached"
    """The plan is within the gap that was asked for."""
    TIME_LIMIT = "time_limit"
    INTERRUPTED = "interrupted"

"""When a search may end, and why it did."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Stop(StrEnum):
    """Why the search ended; what it holds is another question (a Solution, or StoppedEmpty)."""

    OPTIMAL = "optimal"
    """Proven: no plan of this model is better (by more than rounding)."""
    GAP = "gap_reached"
    """The plan is within the gap that was asked for."""
    TIME_LIMIT = "time_limit"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True)
class Limits:
    """When a search may stop: relative gap, and seconds (None: no limit)."""

    gap: float = 1e-4
    seconds: float | None = None

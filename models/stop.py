"""When a search may end, why it did, how it is asked to, and how far its plan can be from the best."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

PROVEN = 1e-6
"""Gap that counts as rounding."""

LEAST_OBJECTIVE = 1e-3
"""MUSD that a gap is a share of where the objective is smaller: of a cost of nothing there are no shares."""


class Stop(StrEnum):
    """Why the search ended; what it holds is another question (a Solution, or StoppedEmpty)."""

    OPTIMAL = "optimal"
    """Proven: no plan of this model is better (by more than rounding)."""
    GAP = "gap_reached"
    """The plan is within the gap that was asked for."""
    ENDED = "search_ended"
    """Nothing was left to try, and the gap that was asked for is not reached."""
    TIME_LIMIT = "time_limit"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True)
class Limits:
    """When a search may stop: relative gap, and seconds (None: no limit)."""

    gap: float = 1e-4
    seconds: float | None = None


def gap_between(objective: float, bound: float) -> float:
    """How far a plan can be from the best, as a share of its objective; never negative."""
    return max(0.0, objective - bound) / max(abs(objective), LEAST_OBJECTIVE)


def stop_at(gap: float, asked: float, otherwise: Stop) -> Stop:
    """What a gap says of the search, so that no status contradicts the gap beside it."""
    if gap <= PROVEN:
        return Stop.OPTIMAL
    if gap <= asked:
        return Stop.GAP
    return otherwise if otherwise in (Stop.TIME_LIMIT, Stop.INTERRUPTED) else Stop.ENDED


class Interruption:
    """What a search and whoever wants it to stop tell each other.

    in_hand: the search holds a plan, which an exception would lose. asked: it is to end with the plan in hand.
    """

    def __init__(self) -> None:
        self.in_hand = self.asked = False

    def reset(self) -> None:
        """Nothing is in hand, nothing asked for."""
        self.in_hand = self.asked = False


interruption = Interruption()
"""The one of this process: a signal reaches the process, not one of its searches."""

"""Why a search ended, and how it is asked to end."""

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

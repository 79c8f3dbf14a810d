"""How long a study takes: at most, before it begins, and probably, from the answers that are there."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

from models.request import Request


class Pace:
    """Counts answers of about the same kind; clock: seconds."""

    def __init__(self, total: int, clock: Callable[[], float] = perf_counter) -> None:
        self.total, self._clock = total, clock
        self._done, self._begin = 0, clock()

    @property
    def done(self) -> int:
        """Answers that are there."""
        return self._done

    def next(self) -> str:
        """One more answer is there: `3 of 45, about 12 min left`."""
        self._done += 1
        rest = self.total - self._done
        if rest <= 0:
            return f"{self._done} of {self.total}"
        seconds = (self._clock() - self._begin) / self._done * rest
        return f"{self._done} of {self.total}, about {duration(seconds)} left"


def at_most(searches: int, request: Request) -> str:
    """How long so many searches take at most, in words."""
    seconds = request.limits.seconds
    if request.relaxed or seconds is None:
        return f"at most {searches} searches, each to its end"
    return f"at most {searches} searches of {seconds:g} s, {duration(searches * seconds)}"


def duration(seconds: float) -> str:
    """Seconds as a person says them."""
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    return f"{seconds / 60:.0f} min" if seconds < 90 * 60 else f"{seconds / 3600:.1f} h"

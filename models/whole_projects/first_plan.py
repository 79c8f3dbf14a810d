"""The first whole plan: the best one on the routes of the divisible optimum, then priced on all routes."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from types import TracebackType
from typing import Any

from models.errors import NoPlan, StoppedEmpty
from models.solver import Outcome, solve
from models.stop import Stop, interruption
from models.whole_projects.incumbent import Incumbent

PART_GAP = 0.002
"""Gap of the search on the routes found so far: closer is not worth the wait, the other routes decide."""


class PlanOnRoutes:
    """One search for it, in a thread of its own where it is used in `with`: HiGHS leaves Python to the others."""

    def __init__(self, incumbent: Incumbent[Any]) -> None:
        self._incumbent, self._limits = incumbent, incumbent.left(PART_GAP)
        self._sought: Future[Outcome] | None = None

    def __enter__(self) -> PlanOnRoutes:
        threads = ThreadPoolExecutor(1)
        self._sought = threads.submit(solve, self._incumbent.model.program(), self._limits)
        threads.shutdown(wait=False)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        broken_off = isinstance(error, KeyboardInterrupt) and not interruption.asked
        if broken_off:  # the other thread heard nothing of it
            interruption.asked = True
        try:
            self._take()
        finally:
            if broken_off:
                interruption.asked = False

    def price(self) -> None:
        """Search and price here and now; raises StoppedEmpty at a limit."""
        self._price(solve(self._incumbent.model.program(), self._limits))

    def leaves_open(self) -> bool:
        """Whether the gap is larger than what was asked for, as far as is known yet."""
        if self._sought is not None and self._sought.done():
            self._take()
        return self._incumbent.open

    def _take(self) -> None:
        """Wait for the plan and price it, once."""
        sought, self._sought = self._sought, None
        if sought is not None:
            self._price(sought.result())

    def _price(self, tried: Outcome) -> None:
        with suppress(NoPlan):  # a least volume may need other projects
            self._incumbent.price_plan(tried.values)
        if tried.stop in (Stop.INTERRUPTED, Stop.TIME_LIMIT):
            raise StoppedEmpty(tried.stop)

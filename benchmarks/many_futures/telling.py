"""What a way knows, told as it goes."""

from __future__ import annotations

import json
from math import isfinite
from time import perf_counter, process_time


class Telling:
    """A clock and the best bound and plan so far, MUSD."""

    def __init__(self, seconds: float) -> None:
        self._began, self._processor, self._seconds = perf_counter(), process_time(), seconds
        self.bound: float | None = None
        self.plan: float | None = None

    @property
    def left(self) -> float:
        """Seconds that are left."""
        return max(1.0, self._seconds - (perf_counter() - self._began))

    def know(self, *, bound: float | None = None, plan: float | None = None) -> None:
        """Tell a bound or a plan, where it is better than the one before."""
        if bound is not None and isfinite(bound):
            self.bound = bound if self.bound is None else max(self.bound, bound)
        if plan is not None and isfinite(plan):
            self.plan = plan if self.plan is None else min(self.plan, plan)
        told = {"seconds": perf_counter() - self._began, "processor": process_time() - self._processor}
        print(json.dumps({**told, "bound": self.bound, "plan": self.plan}), flush=True)

"""The best plan so far, a bound that no plan is under, and the limits of the search for a better one."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import Generic, TypeVar

import numpy as np

from models.errors import NoPlan, StoppedEmpty
from models.solver import Outcome
from models.stop import Limits, Stop, gap_between, interruption
from models.tables import Numbers
from models.whole_projects.model import Model

Watch = Callable[[str], None]
"""Is told what the search does, in words for a planner."""


P = TypeVar("P")


class Incumbent(Generic[P]):
    """What a search for whole projects holds while it goes on; `bound` rises, `best` falls.

    changed: told of every better plan and bound.
    """

    def __init__(self, model: Model[P], limits: Limits, watch: Watch) -> None:
        self.model, self.limits, self.watch = model, limits, watch
        self.bound = -np.inf
        self.best: tuple[Outcome, P] | None = None
        self.end = None if limits.seconds is None else perf_counter() + limits.seconds
        self.changed: Callable[[], None] = _nobody

    @property
    def gap(self) -> float:
        """Gap of the best plan so far; infinite without one."""
        if self.best is None:
            return np.inf
        return gap_between(self.best[0].objective, self.bound)

    @property
    def open(self) -> bool:
        """Whether the gap is still larger than what was asked for."""
        return self.gap > self.limits.gap

    @property
    def openings(self) -> Numbers:
        """Values of the opening columns in the best plan."""
        assert self.best is not None
        return self.best[0].values[: len(self.model.most)]

    def price_plan(self, values: Numbers) -> None:
        """The optimum of all routes when the whole projects are as in `values` is kept if it is the best plan.

        Raises NoPlan where a least volume cannot be kept with these projects.
        """
        model, whole = self.model, self.model.whole
        lower, upper = model.lower.copy(), model.most.copy()
        lower[whole] = upper[whole] = np.round(values[whole])
        model.bound_openings(lower, upper)
        # no limit here: what follows a plan in hand must not lose it
        try:
            plan = model.optimum(None)
        except NoPlan:
            model.bound_openings(model.lower, model.most)
            raise
        if self.best is None or plan.objective < self.best[0].objective:
            self.best = plan, model.prices(plan)
            interruption.in_hand = True
            self.changed()
            self.watch(f"plan of {plan.objective:,.3f} MUSD, gap {self.gap:.3%}")
        model.bound_openings(model.lower, model.most)

    def raise_bound(self, bound: float) -> None:
        """No plan is under `bound`."""
        if bound > self.bound:
            self.bound = bound
            self.changed()
            self.watch(f"gap {self.gap:.3%}, no plan is under {self.bound:,.3f} MUSD")

    def stop_at_limit(self) -> None:
        """Raises StoppedEmpty after the last second, or when the search is asked to end."""
        if interruption.asked:
            raise StoppedEmpty(Stop.INTERRUPTED)
        if self.end is not None and perf_counter() > self.end:
            raise StoppedEmpty(Stop.TIME_LIMIT)

    def left(self, gap: float, most: float | None = None) -> Limits:
        """A gap, and what is left of the seconds but `most`."""
        left = None if self.end is None else max(0.0, self.end - perf_counter())
        return Limits(gap=gap, seconds=min((s for s in (left, most) if s is not None), default=None))


def _nobody() -> None:
    """Nobody wants to know."""

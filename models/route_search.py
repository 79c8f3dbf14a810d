"""The search by routes: the proven LP, then whole projects on the routes found, priced again until none is better."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter

import numpy as np

from models.columns import Flags, Numbers
from models.errors import StoppedEmpty
from models.route_flow import ColumnGeneration
from models.route_prices import read_prices
from models.solution import Prices
from models.solver import PROVEN, Limits, Outcome, solve
from models.stop import Stop

Watch = Callable[[str], None]
"""Is told what the search does, in words for a planner."""

PART_GAP = 0.002
"""Gap of the searches on the routes found so far: closer is not worth the wait, the other routes decide."""


@dataclass(frozen=True)
class RouteFound:
    """What a search found: the plan, the prices around it, those of the divisible optimum, the bound.

    stop: OPTIMAL where the bound proves the plan; GAP where no better plan was found on the way.
    """

    plan: Outcome
    plan_prices: Prices
    bound_prices: Prices
    bound: float
    stop: Stop


class RouteSearch:
    """One search within limits."""

    def __init__(self, generation: ColumnGeneration, limits: Limits, watch: Watch) -> None:
        self.generation, self.limits, self.watch = generation, limits, watch
        self.master = generation.master
        self._end = None if limits.seconds is None else perf_counter() + limits.seconds
        self._best: tuple[Outcome, Prices] | None = None

    def run(self) -> RouteFound:
        """The best plan within the limits and a bound that no plan is under.

        Raises NoPlan where no plan exists, StoppedEmpty where a limit came before any plan was found.
        """
        relaxed = self.generation.optimum(self._end)
        prices = read_prices(self.master, relaxed)
        self.watch(f"divisible projects: {relaxed.objective:,.3f} MUSD, a bound on every plan")
        if not len(self.master.whole_openings):
            return RouteFound(relaxed, prices, prices, relaxed.objective, Stop.OPTIMAL)
        stop = self._search_whole(relaxed.objective)
        if self._best is None:
            raise StoppedEmpty(stop)
        plan, plan_prices = self._best
        return RouteFound(plan, plan_prices, prices, relaxed.objective, stop)

    def _search_whole(self, bound: float) -> Stop:
        """Look for whole plans until none is better, the gap is reached or a limit comes."""
        try:
            while self._try_whole(bound):
                pass
        except StoppedEmpty as stopped:
            return stopped.stop
        except KeyboardInterrupt:
            return Stop.INTERRUPTED
        return Stop.OPTIMAL if self._best and _gap(self._best[0], bound) <= PROVEN else Stop.GAP

    def _try_whole(self, bound: float) -> bool:
        """One whole plan on the routes found so far, then priced on all routes; whether to go on."""
        tried = solve(self.master.program.program(self._whole()), Limits(gap=PART_GAP, seconds=self._left()))
        plan, before = self._with_projects(tried.values), self._best
        if before is None or plan.objective < before[0].objective:
            self._best = plan, read_prices(self.master, plan)
            self.watch(f"plan of {plan.objective:,.3f} MUSD, gap {_gap(plan, bound):.2%}")
        if tried.stop in (Stop.INTERRUPTED, Stop.TIME_LIMIT):
            raise StoppedEmpty(tried.stop)
        enough = _gap(plan, bound) <= self.limits.gap
        better = before is None or plan.objective < before[0].objective - PART_GAP / 10 * abs(plan.objective)
        return better and not enough

    def _with_projects(self, values: Numbers) -> Outcome:
        """The optimum of all routes when the whole projects stay as they are in `values`."""
        master = self.master
        lower, upper = master.lower.copy(), master.most.copy()
        whole = master.whole_openings
        lower[whole] = upper[whole] = np.round(values[whole])
        master.bound_openings(lower, upper)
        # no limit here: what follows a plan in hand must not lose it
        plan = self.generation.optimum(None)
        master.free_openings()
        return plan

    def _whole(self) -> Flags:
        whole = np.zeros(self.master.program.columns, np.bool_)
        whole[self.master.whole_openings] = True
        return whole

    def _left(self) -> float | None:
        return None if self._end is None else max(0.0, self._end - perf_counter())


def _gap(plan: Outcome, bound: float) -> float:
    return max(0.0, plan.objective - bound) / max(abs(plan.objective), 1e-9)

"""The search by routes: the proven LP, a whole plan on its routes, then plans and bounds by years apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from time import perf_counter

import numpy as np

from models.columns import Flags, Numbers
from models.design import Design
from models.errors import StoppedEmpty
from models.route_flow import ColumnGeneration
from models.route_prices import read_prices
from models.solution import Prices
from models.solver import PROVEN, Limits, Outcome, solve
from models.stop import Stop
from models.year_bound import YearBound

Watch = Callable[[str], None]
"""Is told what the search does, in words for a planner."""

PART_GAP = 0.002
"""Gap of the searches on the routes found so far: closer is not worth the wait, the other routes decide."""

NODES = 60
"""Choices of projects tried for the first bound of each year; prices from whole plans need one only."""

DESIGN_SECONDS = 20.0
"""What one search of the master of openings may take: its bound counts even where it is stopped."""

PROVEN_BY_NODE_LINK = 100_000
"""Columns of the node-link model up to which branch and bound on it proves a plan sooner than years apart do."""


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
        self.bound = -np.inf
        self._end = None if limits.seconds is None else perf_counter() + limits.seconds
        self._best: tuple[Outcome, Prices] | None = None

    def run(self) -> RouteFound:
        """The best plan within the limits and a bound that no plan is under.

        Raises NoPlan where no plan exists, StoppedEmpty where a limit came before any plan was found.
        """
        relaxed = self.generation.optimum(self._end)
        prices = read_prices(self.master, relaxed)
        self.bound = relaxed.objective
        self.watch(f"divisible projects: {relaxed.objective:,.3f} MUSD, a bound on every plan")
        if not len(self.master.whole_openings):
            return RouteFound(relaxed, prices, prices, relaxed.objective, Stop.OPTIMAL)
        stop = self._search_whole(relaxed)
        if self._best is None:
            raise StoppedEmpty(stop)
        plan, plan_prices = self._best
        # columns that joined after the plan are not used by it
        plan = replace(plan, values=np.append(plan.values, np.zeros(self.master.program.columns - len(plan.values))))
        return RouteFound(plan, plan_prices, prices, min(self.bound, plan.objective), stop)

    def gap(self) -> float:
        """Gap of the best plan so far; infinite without one."""
        if self._best is None:
            return np.inf
        objective = self._best[0].objective
        return max(0.0, objective - self.bound) / max(abs(objective), 1e-9)

    def _search_whole(self, relaxed: Outcome) -> Stop:
        """Look for whole plans until the gap is reached or a limit comes."""
        try:
            self._on_routes_found()
            if self.gap() > self.limits.gap and self.generation.node_link_columns > PROVEN_BY_NODE_LINK:
                self._by_years(relaxed)
        except StoppedEmpty as stopped:
            return stopped.stop
        except KeyboardInterrupt:
            return Stop.INTERRUPTED
        return Stop.OPTIMAL if self.gap() <= PROVEN else Stop.GAP

    def _on_routes_found(self) -> None:
        """The best whole plan on the routes of the divisible optimum, priced on all routes."""
        tried = solve(self.master.program.program(self._whole()), self._limits(PART_GAP))
        self.price_plan(tried.values)
        if tried.stop in (Stop.INTERRUPTED, Stop.TIME_LIMIT):
            raise StoppedEmpty(tried.stop)

    def _by_years(self, relaxed: Outcome) -> None:
        """Plans and bounds in turn from the master of openings; see models.design."""
        design = Design(self.master)
        years = [YearBound(self.master.case, year) for year in range(len(self.master.case.years))]
        price, nodes, tried = self.master.service_worth(relaxed), NODES, set[bytes]()
        while self.gap() > self.limits.gap:
            for year, bound in enumerate(years):
                self._stop_at_limit()
                design.add_cut(year, bound.least(price[:, year], nodes, self._end), price[:, year])
            found = design.solve(self._limits(self.limits.gap / 2, most=DESIGN_SECONDS), relaxed=False)
            self.bound = max(self.bound, found.bound)
            if found.stop is Stop.INTERRUPTED:
                raise StoppedEmpty(found.stop)
            openings = np.round(found.values[self.master.whole_openings]).tobytes()
            if openings in tried:
                return
            tried.add(openings)
            price, nodes = self.master.service_worth(self.price_plan(found.values)), 0
            self.watch(f"gap {self.gap():.3%}, no plan is under {self.bound:,.3f} MUSD")

    def price_plan(self, values: Numbers) -> Outcome:
        """The optimum of all routes when the whole projects are as in `values`; the best plan is kept."""
        master, whole = self.master, self.master.whole_openings
        lower, upper = master.lower.copy(), master.most.copy()
        lower[whole] = upper[whole] = np.round(values[whole])
        master.bound_openings(lower, upper)
        # no limit here: what follows a plan in hand must not lose it
        plan = self.generation.optimum(None)
        if self._best is None or plan.objective < self._best[0].objective:
            self._best = plan, read_prices(master, plan)
            self.watch(f"plan of {plan.objective:,.3f} MUSD, gap {self.gap():.3%}")
        master.free_openings()
        return plan

    def _whole(self) -> Flags:
        whole = np.zeros(self.master.program.columns, np.bool_)
        whole[self.master.whole_openings] = True
        return whole

    def _stop_at_limit(self) -> None:
        if self._end is not None and perf_counter() > self._end:
            raise StoppedEmpty(Stop.TIME_LIMIT)

    def _limits(self, gap: float, most: float | None = None) -> Limits:
        """A gap, and what is left of the seconds but `most`."""
        left = None if self._end is None else max(0.0, self._end - perf_counter())
        return Limits(gap=gap, seconds=min((s for s in (left, most) if s is not None), default=None))

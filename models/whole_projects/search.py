"""The search by routes: the proven LP, a whole plan on its routes, then plans and bounds by years apart."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace

import numpy as np

from models.errors import NoPlan, StoppedEmpty
from models.formulations.routes import ColumnGeneration
from models.projects import single_year
from models.solution import Prices
from models.solver import Outcome
from models.stop import Limits, Stop, interruption, stop_at
from models.whole_projects.first_plan import PlanOnRoutes
from models.whole_projects.incumbent import Incumbent, Watch
from models.whole_projects.memory import Memory
from models.whole_projects.model import OneCase
from models.whole_projects.on_arcs import prove_on_arcs
from models.whole_projects.year_bound import KnownYear
from models.whole_projects.years_apart import YearsApart

PROVEN_BY_NODE_LINK = 100_000
"""Columns of the node-link model up to which branch and bound on it proves a plan sooner than years apart do."""


@dataclass(frozen=True)
class RouteFound:
    """What a search found: the plan, the prices around it, those of the divisible optimum, the bound.

    stop: ENDED where no better plan was found on the way.
    """

    plan: Outcome
    plan_prices: Prices
    bound_prices: Prices
    bound: float
    stop: Stop


class RouteSearch:
    """One search within limits."""

    def __init__(
        self, generation: ColumnGeneration, limits: Limits, watch: Watch, memory: Memory | None = None
    ) -> None:
        self.generation, self.master, self._memory = generation, generation.master, memory
        self.model = OneCase(generation)
        self.incumbent = Incumbent(self.model, limits, watch)

    def run(self) -> RouteFound:
        """The best plan within the limits and a bound that no plan is under.

        Raises NoPlan where no plan exists, StoppedEmpty where a limit came before any plan was found.
        """
        incumbent = self.incumbent
        relaxed = self.model.optimum(incumbent.end)
        prices = self.model.prices(relaxed)
        incumbent.bound = relaxed.objective
        incumbent.watch(f"divisible projects: {relaxed.objective:,.3f} MUSD, a bound on every plan")
        if not len(self.master.whole_openings):
            interruption.in_hand = True
            return RouteFound(relaxed, prices, prices, relaxed.objective, Stop.OPTIMAL)
        stop = self._search_whole(relaxed)
        if incumbent.best is None:
            raise StoppedEmpty(stop)
        plan, plan_prices = incumbent.best
        # columns that joined after the plan are not used by it
        plan = replace(plan, values=np.append(plan.values, np.zeros(self.master.program.columns - len(plan.values))))
        stop = stop_at(incumbent.gap, incumbent.limits.gap, stop)
        return RouteFound(plan, plan_prices, prices, min(incumbent.bound, plan.objective), stop)

    def _search_whole(self, relaxed: Outcome) -> Stop:
        """Look for whole plans until the gap is reached or a limit comes."""
        try:
            known = self._known_plans()
            if self.generation.node_link_columns > PROVEN_BY_NODE_LINK:
                self._years_apart(relaxed, known=known)
            else:
                if not known:
                    PlanOnRoutes(self.incumbent).price()
                if self.incumbent.open:
                    prove_on_arcs(self.incumbent, self.master)
        except StoppedEmpty as stopped:
            return stopped.stop
        except KeyboardInterrupt:
            return Stop.INTERRUPTED
        except MemoryError:
            if self.incumbent.best is None:
                raise
            self.incumbent.watch("not enough memory to search on")
            return Stop.INTERRUPTED
        return Stop.ENDED

    def _known_plans(self) -> bool:
        """Price the plans of earlier cases; whether one is a plan of this case."""
        for openings in self._memory.plans(self.master) if self._memory else ():
            with suppress(NoPlan):
                self.incumbent.price_plan(openings)
        return self.incumbent.best is not None

    def _years(self) -> list[KnownYear]:
        case = self.master.case
        years = range(len(case.years))
        return [self._memory.year(case, y) if self._memory else KnownYear(single_year(case, y)) for y in years]

    def _years_apart(self, relaxed: Outcome, *, known: bool) -> None:
        """Years apart; without a known plan the first one is sought while the years are bounded."""
        if known:
            if self.incumbent.open:
                apart = YearsApart(self.incumbent, self._years())
                apart.bound_years(relaxed, lambda: True)
                apart.run()
            return
        with PlanOnRoutes(self.incumbent) as first:
            apart = YearsApart(self.incumbent, self._years())
            apart.bound_years(relaxed, first.leaves_open)
        apart.run()

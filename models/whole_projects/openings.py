"""Whole projects by years apart: a master of openings alone, with cuts on what each year costs.

What year y costs is a function of which projects serve in it. For any price of service, the least of cost + price over
all whole choices (models.whole_projects.year_bound) gives a cut that every whole plan keeps: cost of y >= least - price
x service. The master of openings, budget and cuts is small; its optimum is a bound on every plan and the choices that
it meets are plans to try.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import coo_array, csc_array, csr_array, hstack, vstack

from models.errors import StoppedEmpty
from models.formulations.routes import RouteMaster
from models.solver import LinearProgram, solve
from models.stop import Limits, Stop
from models.tables import Integers, Numbers
from models.whole_projects.cuts import Cuts

NO_PRICE = 1e-4
"""MUSD of the objective up to which a price of service is taken off the cut as if the project served."""

ROUNDING = 1e-3
"""MUSD by which a cut must exceed what the master takes a year to cost to join it."""


@dataclass(frozen=True)
class Choices:
    """What a search of the master gave.

    bound: no plan is under it. openings: choices that it met, one per row, best last. news: whether cuts joined.
    """

    bound: float
    openings: Numbers
    news: bool
    stop: Stop


class Design:
    """The master of openings. Columns: openings, service of each project in each year, what each year costs."""

    def __init__(self, master: RouteMaster) -> None:
        self.investment = master.investment.program
        self._years, self._projects = len(master.case.years), len(master.case.projects)
        self.cuts = Cuts(self._years)
        self._serving = master.investment.served
        self._rules = self._rows_of_rules()

    def service(self, openings: Numbers) -> Numbers:
        """Shares in service; (choices, openings) -> (choices, projects, years)."""
        served = openings @ self._serving.T
        return np.asarray(served).reshape(len(openings), self._projects, self._years)

    def invested(self, openings: Numbers) -> Numbers:
        """Annuities and upkeep of each choice, MUSD of the objective; (choices, openings) -> (choices,)."""
        return np.asarray(openings @ self.investment.cost + self.investment.offset)

    def costs(self, openings: Numbers) -> Numbers:
        """What each choice costs at least, by all cuts; (choices, openings) -> (choices,)."""
        return np.asarray(self.invested(openings) + self.cuts.year_costs(self.service(openings)).sum(axis=1))

    def search(self, limits: Limits, best: Numbers | None, objective: float) -> Choices:
        """The cheapest openings under the active cuts, from the best plan and its objective; cuts they break join."""
        met: list[Numbers] = []
        try:
            self._activate_in_part(limits)
            start = None if best is None else self._start(best, objective)
            found = solve(self._program(), limits, start, keep=met.append)
        except StoppedEmpty as stopped:
            return Choices(-np.inf, np.zeros((0, len(self.investment.cost))), news=False, stop=stopped.stop)
        met.append(found.values)
        openings = self._whole(np.array(met))
        return Choices(found.bound, openings, self._activate(np.array(met), openings), found.stop)

    def _activate_in_part(self, limits: Limits) -> None:
        """Cuts that the cheapest openings in part break join, until none does."""
        while True:
            values = solve(self._program().relaxed(), limits).values[None]
            if not self._activate(values, values[:, : len(self.investment.cost)]):
                return

    def _activate(self, met: Numbers, openings: Numbers) -> bool:
        costs, service = met[:, -self._years :], self.service(openings)
        joined = [self.cuts.activate(s, c, ROUNDING) for s, c in zip(service, costs, strict=True)]
        return any(joined)

    def _whole(self, met: Numbers) -> Numbers:
        openings = met[:, : len(self.investment.cost)]
        return np.where(self.investment.whole, np.round(openings), openings)

    def _start(self, best: Numbers, objective: float) -> Numbers:
        """The plan in columns of the master, one year's cost raised so that it costs what the plan does."""
        service = self.service(best[None])[0]
        costs = np.array([self._most(year, service[:, year]) for year in range(self._years)])
        costs[-1] += max(0.0, objective - float(self.invested(best[None])[0]) - costs.sum())
        return np.concatenate([best, service.ravel(), costs])

    def _most(self, year: int, service: Numbers) -> float:
        return max(cut.least - float(cut.price @ service) for cut in self.cuts.active if cut.year == year)

    def _program(self) -> LinearProgram:
        base, served, years = self.investment, self._projects * self._years, self._years
        cut_rows, least = self._cut_rows()
        none = np.full(years, np.inf)
        return replace(
            base,
            cost=np.concatenate([base.cost, np.zeros(served), np.ones(years)]),
            matrix=csc_array(vstack([self._rules, cut_rows])),
            row_lower=np.concatenate([base.row_lower, np.zeros(served), least]),
            row_upper=np.concatenate([base.row_upper, np.zeros(served), np.full(len(least), np.inf)]),
            lower=np.concatenate([base.lower, np.zeros(served), -none]),
            upper=np.concatenate([base.upper, np.ones(served), none]),
            whole=np.concatenate([base.whole, np.zeros(served + years, np.bool_)]),
        )

    def _rows_of_rules(self) -> csr_array:
        """The rules of investment, and service = openings that serve."""
        base, served = self.investment.matrix, self._projects * self._years
        rest = csr_array((base.shape[0], served + self._years))
        identity = csr_array(
            coo_array((np.ones(served), (np.arange(served), np.arange(served))), shape=(served, served + self._years))
        )
        return csr_array(vstack([hstack([base, rest]), hstack([-self._serving, identity])]))

    def _cut_rows(self) -> tuple[csr_array, Numbers]:
        """Cost of the year + price x service >= least."""
        openings, served = len(self.investment.cost), self._projects * self._years
        parts: list[tuple[Integers, Integers, Numbers]] = []
        least = np.zeros(len(self.cuts.active))
        for row, cut in enumerate(self.cuts.active):
            dear = np.flatnonzero(cut.price > NO_PRICE)
            least[row] = cut.least - cut.price[cut.price <= NO_PRICE].sum()
            columns = np.append(openings + dear * self._years + cut.year, openings + served + cut.year)
            parts.append((np.full(len(columns), row), columns, np.append(cut.price[dear], 1.0)))
        row_of, column_of, value = (np.concatenate(arrays) for arrays in zip(*parts, strict=True))
        shape = (len(least), openings + served + self._years)
        return csr_array(coo_array((value, (row_of, column_of)), shape=shape)), least

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
from models.solver import LinearProgram, solve
from models.stop import Limits, Stop
from models.tables import Integers, Numbers
from models.whole_projects.cuts import Cuts
from models.whole_projects.model import Model

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
    """The master of openings.

    Columns: openings, service of each project in each cell, what each cell costs, and those of the measure
    (models.whole_projects.totals). A cell is a year of a future; with one future, a year.
    """

    def __init__(self, model: Model[object]) -> None:
        self.investment, self._totals = model.investment, model.totals
        self._cells, self._projects = model.cells, model.projects
        self.cuts = Cuts(self._cells)
        self._serving = model.serving
        self._measure = self._totals.linear(self._projects * self._cells, self._cells // self._totals.futures)
        self._rules = self._rows_of_rules()

    def service(self, openings: Numbers) -> Numbers:
        """Shares in service; (choices, openings) -> (choices, projects, cells)."""
        served = openings @ self._serving.T
        return np.asarray(served).reshape(len(openings), self._projects, self._cells)

    def measured(self, openings: Numbers, cells: Numbers) -> Numbers:
        """What each choice costs when its cells do; (choices, openings), (choices, cells) -> (choices,)."""
        return self._totals.measured(self._totals.costs(openings, cells))

    def costs(self, openings: Numbers) -> Numbers:
        """What each choice costs at least, by all cuts; (choices, openings) -> (choices,)."""
        return self.measured(openings, self.cuts.year_costs(self.service(openings)))

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
        first = openings.shape[1] + self._projects * self._cells
        costs, service = met[:, first : first + self._cells], self.service(openings)
        joined = [self.cuts.activate(s, c, ROUNDING) for s, c in zip(service, costs, strict=True)]
        return any(joined)

    def _whole(self, met: Numbers) -> Numbers:
        openings = met[:, : len(self.investment.cost)]
        return np.where(self.investment.whole, np.round(openings), openings)

    def _start(self, best: Numbers, objective: float) -> Numbers:
        """The plan in columns of the master, last years raised so that it costs what the plan does."""
        service = self.service(best[None])[0]
        cells = np.array([self._most(cell, service[:, cell]) for cell in range(self._cells)])
        short = max(0.0, objective - float(self.measured(best[None], cells[None])[0]))
        cells.reshape(self._totals.futures, -1)[:, -1] += short
        settled = self._totals.settled(self._totals.costs(best[None], cells[None])[0])
        return np.concatenate([best, service.ravel(), cells, settled])

    def _most(self, cell: int, service: Numbers) -> float:
        return max(cut.least - float(cut.price @ service) for cut in self.cuts.active if cut.year == cell)

    def _program(self) -> LinearProgram:
        base, served, cells = self.investment, self._projects * self._cells, self._cells
        cost, _, measured = self._measure
        cut_rows, least = self._cut_rows()
        above = len(cost) - len(base.cost) - served - cells
        none, zero = np.full(cells + min(above, 1), np.inf), np.zeros(max(0, above - 1))
        return replace(
            base,
            cost=cost,
            offset=float(self._totals.least @ (self._totals.offset - self._totals.reference)),
            matrix=csc_array(vstack([self._rules, cut_rows])),
            row_lower=np.concatenate([base.row_lower, np.zeros(served), measured, least]),
            row_upper=np.concatenate([base.row_upper, np.zeros(served), np.full(len(measured) + len(least), np.inf)]),
            lower=np.concatenate([base.lower, np.zeros(served), -none, zero]),
            upper=np.concatenate([base.upper, np.ones(served), none, np.full(len(zero), np.inf)]),
            whole=np.concatenate([base.whole, np.zeros(len(cost) - len(base.whole), np.bool_)]),
        )

    def _rows_of_rules(self) -> csr_array:
        """The rules of investment, service = openings that serve, and the rows of the measure."""
        cost, measure, _ = self._measure
        base, served = self.investment.matrix, self._projects * self._cells
        others = len(cost) - base.shape[1]
        rest = csr_array((base.shape[0], others))
        identity = csr_array(
            coo_array((np.ones(served), (np.arange(served), np.arange(served))), shape=(served, others))
        )
        return csr_array(vstack([hstack([base, rest]), hstack([-self._serving, identity]), measure]))

    def _cut_rows(self) -> tuple[csr_array, Numbers]:
        """Cost of the cell + price x service >= least."""
        openings, served = len(self.investment.cost), self._projects * self._cells
        parts: list[tuple[Integers, Integers, Numbers]] = []
        least = np.zeros(len(self.cuts.active))
        for row, cut in enumerate(self.cuts.active):
            dear = np.flatnonzero(cut.price > NO_PRICE)
            least[row] = cut.least - cut.price[cut.price <= NO_PRICE].sum()
            columns = np.append(openings + dear * self._cells + cut.year, openings + served + cut.year)
            parts.append((np.full(len(columns), row), columns, np.append(cut.price[dear], 1.0)))
        row_of, column_of, value = (np.concatenate(arrays) for arrays in zip(*parts, strict=True))
        shape = (len(least), len(self._measure[0]))
        return csr_array(coo_array((value, (row_of, column_of)), shape=shape)), least

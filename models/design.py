"""Whole projects by years apart: a master of openings alone, with cuts on what each year costs.

What year y costs is a function of which projects serve in it. For any price of service, the least of cost + price over
all whole choices (models.year_bound) gives a cut that every whole plan keeps: cost of y >= least - price x service.
The master of openings, budget and cuts is small; its optimum is a bound on every plan and its openings are a plan to
try. Prices come from the optimum of all years with the projects fixed at the master's openings, whole or divisible.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import coo_array, csc_array, hstack, vstack

from models.columns import Integers, Numbers
from models.route_master import RouteMaster
from models.solver import Limits, LinearProgram, Outcome, solve


@dataclass(frozen=True)
class Cut:
    """What a year costs is at least `least` - price of the projects that serve; MUSD of the objective."""

    year: int
    least: float
    price: Numbers


class Design:
    """The master of openings: columns are the openings, then what each year costs."""

    def __init__(self, master: RouteMaster) -> None:
        self._investment, self._serves = master.compiled, master.serves
        self._years = len(master.case.years)
        self._openings = np.array(list(master.openings)).reshape(-1, 2)
        self._columns = np.array(list(master.openings.values()), np.int64)
        self.cuts: list[Cut] = []

    def add_cut(self, year: int, least: float, price: Numbers) -> None:
        """A cut on what a year costs: at least `least` - price of the projects that serve."""
        self.cuts.append(Cut(year, least, price))

    def solve(self, limits: Limits, *, relaxed: bool) -> Outcome:
        """The cheapest openings under the cuts so far; relaxed: in part."""
        program = self._program()
        return solve(program.relaxed() if relaxed else program, limits)

    def _program(self) -> LinearProgram:
        base, count = self._investment, len(self.cuts)
        openings = len(base.cost)
        rows = vstack([hstack([base.matrix, csc_array((base.matrix.shape[0], self._years))]), self._cut_rows(openings)])
        costs = np.full(self._years, np.inf)
        return replace(
            base,
            cost=np.append(base.cost, np.ones(self._years)),
            matrix=csc_array(rows),
            row_lower=np.append(base.row_lower, [cut.least for cut in self.cuts]),
            row_upper=np.append(base.row_upper, np.full(count, np.inf)),
            lower=np.append(base.lower, -costs),
            upper=np.append(base.upper, costs),
            whole=np.append(base.whole, np.zeros(self._years, np.bool_)),
        )

    def _cut_rows(self, openings: int) -> coo_array:
        """Cost of the year + price x service >= least."""
        project, opening = self._openings.T
        parts: list[tuple[Integers, Integers, Numbers]] = []
        for row, cut in enumerate(self.cuts):
            price = cut.price[project] * self._serves[project, opening, cut.year]
            parts.append(
                (np.full(len(price) + 1, row), np.append(self._columns, openings + cut.year), np.append(price, 1.0))
            )
        row_of, column_of, value = (np.concatenate(arrays) for arrays in zip(*parts, strict=True))
        return coo_array((value, (row_of, column_of)), shape=(len(self.cuts), openings + self._years))

"""A mathematical program as rows and columns, solved by scipy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import inf
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array

from models.tables import Numbers

TIGHT = 1e-10
"""Least tolerance that scipy takes for a linear program."""

TOLERANCES = ("primal_feasibility_tolerance", "dual_feasibility_tolerance")

AGREED = 1e-8
"""How far the search may be from the linear program with its whole columns fixed, as a share."""

BRANCHED = 30
"""Whole columns up to which every branch that could be better is asked, whatever a search found."""

ROUNDING = 1e-10
"""Share of a cost that is rounding."""

SOLVED, NO_PLAN = 0, 2
"""Status of scipy for a program with an optimum and for one without a solution."""


class Unsolved(Exception):
    """Scipy ended otherwise than with an optimum or its absence."""


@dataclass(frozen=True)
class Column:
    """cost per unit, bounds, whether only whole values count, and the part of the objective that it belongs to."""

    part: str
    cost: float
    upper: float
    whole: bool


@dataclass
class Program:
    """Minimise cost over columns within their bounds and rows within theirs."""

    columns: list[Column] = field(default_factory=list)
    rows: list[tuple[dict[int, float], float, float]] = field(default_factory=list)

    def column(self, part: str, cost: float, *, upper: float = inf, whole: bool = False) -> int:
        """A new column, at least 0; its position."""
        self.columns.append(Column(part, cost, upper, whole))
        return len(self.columns) - 1

    def row(self, coefficients: Mapping[int, float], low: float, high: float) -> None:
        """A new row: low <= sum <= high."""
        self.rows.append(({column: value for column, value in coefficients.items() if value}, low, high))

    def solve(self) -> Numbers | None:
        """Values of the columns at the optimum, whole ones exactly so; None where no solution exists.

        Columns are sought whole; with these fixed the linear program says what the others are, to all digits. Where
        the two differ, which the tolerances of a search allow, or the search gives up, nothing is taken from it. Every
        branch that could be better is asked, since a search can end with less than the best. Raises Unsolved.
        """
        if any(not coefficients and not low <= 0 <= high for coefficients, low, high in self.rows):
            return None
        if not self.columns:
            return np.zeros(0)
        lower, upper = np.zeros(len(self.columns)), np.array([column.upper for column in self.columns])
        if not self._whole.any():
            return self._linear(lower, upper)
        try:
            best = self._confirmed(lower, upper)
        except Unsolved:
            best = None
        if best is not None and self._whole.sum() > BRANCHED:
            return best
        return self._branched(lower, upper, best)

    def _confirmed(self, lower: Numbers, upper: Numbers) -> Numbers | None:
        """What the search found, equal to the linear program with its whole columns; raises Unsolved."""
        sought = self._sought(lower, upper)
        if sought is None:
            return None
        rounded = np.round(sought)
        exact = self._linear(np.where(self._whole, rounded, lower), np.where(self._whole, rounded, upper))
        if exact is None or not np.isclose(exact @ self._cost, sought @ self._cost, rtol=AGREED, atol=AGREED):
            raise Unsolved("the search and the linear program differ")
        return exact

    @cached_property
    def _cost(self) -> Numbers:
        return np.array([column.cost for column in self.columns])

    @cached_property
    def _whole(self) -> Any:
        return np.array([column.whole for column in self.columns], np.bool_)

    @cached_property
    def _matrix(self) -> Any:
        entries = [(row, *entry) for row, (values, _, _) in enumerate(self.rows) for entry in values.items()]
        places = ([row for row, _, _ in entries], [column for _, column, _ in entries])
        shape = (len(self.rows), len(self.columns))
        return csr_array(([value for _, _, value in entries], places), shape=shape)

    @cached_property
    def _limits(self) -> tuple[Numbers, Numbers]:
        return np.array([low for _, low, _ in self.rows]), np.array([high for _, _, high in self.rows])

    def _sought(self, lower: Numbers, upper: Numbers) -> Numbers | None:
        done = milp(
            self._cost,
            integrality=self._whole.astype(int),
            bounds=Bounds(lower, upper),
            constraints=LinearConstraint(self._matrix, *self._limits),
            options={"mip_rel_gap": 1e-9},
        )
        return _values(done)

    def _linear(self, lower: Numbers, upper: Numbers) -> Numbers | None:
        matrix, (low, high) = self._matrix.toarray(), self._limits
        equal = low == high
        above, below = ~equal & np.isfinite(high), ~equal & np.isfinite(low)
        for presolve in (True, False):
            done = linprog(
                self._cost,
                A_ub=np.vstack([matrix[above], -matrix[below]]),
                b_ub=np.concatenate([high[above], -low[below]]),
                A_eq=matrix[equal],
                b_eq=low[equal],
                bounds=list(zip(lower.tolist(), upper.tolist(), strict=True)),
                method="highs",
                options={
                    "presolve": presolve,
                    "primal_feasibility_tolerance": TIGHT,
                    "dual_feasibility_tolerance": TIGHT,
                },
            )
            if done.status in (SOLVED, NO_PLAN):
                break
        return _values(done)

    def _branched(self, lower: Numbers, upper: Numbers, best: Numbers | None) -> Numbers | None:
        """The best of the values within bounds and of `best`: branch and bound with linear programs alone."""
        values = self._linear(lower, upper)
        if values is None or (best is not None and values @ self._cost >= self._below(float(best @ self._cost))):
            return best
        parts = np.where(self._whole & (lower < upper), np.minimum(values, 1 - values), -1.0)
        place = int(np.argmax(parts))
        if parts[place] < 0:
            return values
        for fixed in sorted((0.0, 1.0), key=lambda end: abs(end - values[place])):
            low, high = lower.copy(), upper.copy()
            low[place] = high[place] = fixed
            best = self._branched(low, high, best)
        return best

    def _below(self, cost: float) -> float:
        """What is less than a cost by more than rounding."""
        return cost - ROUNDING * (1.0 + abs(cost))


def _values(done: Any) -> Numbers | None:
    if done.status == NO_PLAN:
        return None
    if done.status != SOLVED:
        raise Unsolved(done.message)
    return np.asarray(done.x, np.float64)

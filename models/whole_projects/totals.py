"""How what futures cost adds up to what is minimised: one future alone, or many under a measure of risk.

Every measure is the dearest weighing of the futures that it allows: the weights lie between `least` and `most` and add
up to 1. With one future both are 1 and the measure is its cost. See FORMULATION.md, section 20.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array, csr_array

from models.tables import Integers, Numbers


@dataclass(frozen=True)
class Totals:
    """least, most: weight of each future. reference: MUSD that its cost is compared with.

    invested: annuities and upkeep of each opening, MUSD of the future's objective, (futures, openings); offset: what
    each future pays whatever opens.
    """

    least: Numbers
    most: Numbers
    reference: Numbers
    invested: Numbers
    offset: Numbers

    @property
    def futures(self) -> int:
        """How many they are."""
        return len(self.least)

    @property
    def free(self) -> Integers:
        """Futures whose weight is not settled: those that may weigh more where they cost more."""
        return np.flatnonzero(self.most > self.least)

    def costs(self, openings: Numbers, cells: Numbers) -> Numbers:
        """What each choice costs in each future; cells: its years one future after the other; (choices, futures)."""
        years = cells.reshape(len(cells), self.futures, cells.shape[1] // self.futures).sum(axis=2)
        return np.asarray(openings @ self.invested.T + self.offset + years)

    def measured(self, costs: Numbers) -> Numbers:
        """What is minimised, of what choices cost in each future; (choices, futures) -> (choices,)."""
        above = costs - self.reference
        weights = self.weights(costs)
        return np.asarray(np.where(weights > 0, weights * above, 0.0).sum(axis=1))

    def weights(self, costs: Numbers) -> Numbers:
        """The weighing that makes each choice dearest; (choices, futures)."""
        above, more = costs - self.reference, self.most - self.least
        order = np.argsort(-above, axis=1, kind="stable")
        room = more[order]
        before = np.cumsum(room, axis=1) - room
        given = np.clip(1.0 - self.least.sum() - before, 0.0, room)
        weights = np.empty_like(above)
        np.put_along_axis(weights, order, given, axis=1)
        return np.asarray(weights + self.least)

    def linear(self, served: int, years: int) -> tuple[Numbers, csr_array, Numbers]:
        """The measure as a linear program: costs of columns, rows, and the least of each row.

        Columns: openings, `served` others, what each year of each future costs, and where weights are free one for the
        threshold and one for each free future for what it costs above.
        """
        free, openings, cells = self.free, self.invested.shape[1], self.futures * years
        threshold = openings + served + cells
        cost = np.concatenate([self.least @ self.invested, np.zeros(served), np.repeat(self.least, years)])
        if not len(free):
            return cost, csr_array((0, len(cost))), np.zeros(0)
        cost = np.concatenate([cost, [1.0 - self.least.sum()], (self.most - self.least)[free]])
        here, ones = np.arange(len(free)), np.ones(len(free))
        of_cell = openings + served + free[:, None] * years + np.arange(years)
        row, column = np.nonzero(self.invested[free])
        entries = [
            (row, column, -self.invested[free[row], column]),
            (np.repeat(here, years), of_cell.ravel(), -np.ones(len(free) * years)),
            (here, np.full(len(free), threshold), ones),
            (here, threshold + 1 + here, ones),
        ]
        row_of, column_of, value = (np.concatenate(parts) for parts in zip(*entries, strict=True))
        rows = csr_array(coo_array((value, (row_of, column_of)), shape=(len(free), len(cost))))
        return cost, rows, (self.offset - self.reference)[free]

    def settled(self, costs: Numbers) -> Numbers:
        """Threshold and what each free future costs above it, when futures cost so much; (futures,) -> columns."""
        free = self.free
        if not len(free):
            return np.zeros(0)
        above, weights = costs - self.reference, self.weights(costs[None])[0]
        reached = free[weights[free] > self.least[free]]
        threshold = float(above[reached].min(initial=np.inf)) if len(reached) else float(above[free].max())
        return np.append(threshold, np.maximum(0.0, above[free] - threshold))

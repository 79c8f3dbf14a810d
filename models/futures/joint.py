"""The model of many futures: the routes of each, the decisions that all share, and a measure of what they cost.

The masters of all futures stand side by side in one linear program; an opening that is decided before the future is
known is one column of all of them. Routes are priced by each future for itself, at the prices of its own rows over its
weight, so the optimum of divisible projects is proven as it is for one case.
"""

from __future__ import annotations

from collections.abc import Sequence
from time import perf_counter

import numpy as np
from scipy.sparse import csc_array, csr_array, vstack

from models.errors import StoppedEmpty
from models.formulations.routes import HARD, IMPROVES, ColumnGeneration, read_prices, service_worth
from models.futures.block import Block
from models.futures.common import Openings, common_openings, held_to, shared_weights
from models.futures.moves import near
from models.futures.plan import Order
from models.solution import Prices
from models.solver import BASIC, Basis, GrowingProgram, LinearProgram, Outcome
from models.stop import Stop
from models.tables import Integers, Numbers
from models.whole_projects import Totals


class JointModel:
    """The model of some futures; see `models.whole_projects.model.Model`.

    least, most: weights of the futures. reference: what their costs are compared with.
    own: the model of each future alone, at its optimum, from which this one starts.
    """

    def __init__(
        self, own: Sequence[ColumnGeneration], order: Order, least: Numbers, most: Numbers, reference: Numbers
    ) -> None:
        masters = [generation.master for generation in own]
        cases = [master.case for master in masters]
        self.openings = common_openings(masters, order.decide_until)
        if order.held is not None:
            self.openings = held_to(self.openings, order.held, later=order.later)
        self.investment = self.openings.investment
        self.lower, self.most = self.investment.lower, self.investment.upper
        self.whole: Integers = np.flatnonzero(self.investment.whole)
        self.projects, self._years = len(cases[0].projects), len(cases[0].years)
        self.cells = len(cases) * self._years
        self.totals = _totals(self.openings, own, least, most, reference)
        self.serving = self._serving(own)
        self._joint = GrowingProgram()
        rows = self._begin()
        self._blocks = [
            Block(self._joint, column, weight, row)
            for column, weight, row in zip(self.openings.column, least.tolist(), rows, strict=True)
        ]
        self.generations = [self._generation(*pair) for pair in zip(own, self._blocks, strict=True)]
        self._start_like_own()

    def _generation(self, own: ColumnGeneration, block: Block) -> ColumnGeneration:
        # whole openings are known from `own`; the master of a block takes shares
        generation = ColumnGeneration(own.case, relaxed=True, like=own, program=block)
        generation.price_hard(HARD)
        return generation

    def _begin(self) -> list[int | None]:
        """Openings, their rules are those of the futures; and the measure; the row of each future that has one."""
        openings, totals = len(self.investment.cost), self.totals
        cost, rows, least = totals.linear(0, 0)
        nothing = csc_array((0, len(cost)))
        others = len(cost) - openings
        lower = np.concatenate([self.lower, np.where(np.arange(others) == 0, -np.inf, 0.0)])
        upper = np.concatenate([self.most, np.full(others, np.inf)])
        self._joint.add_columns(cost, lower, upper, nothing)
        placed = self._joint.add_rows(least, np.full(len(least), np.inf), rows)
        row_of = dict(zip(totals.free.tolist(), placed.tolist(), strict=True))
        return [row_of.get(future) for future in range(totals.futures)]

    def _serving(self, own: Sequence[ColumnGeneration]) -> csr_array:
        """(projects x cells, openings)."""
        count, years = len(self.openings.keys), self._years
        parts = []
        for generation, mine in zip(own, self.openings.column, strict=True):
            placed = csr_array((self.projects * years, count))
            if len(mine):
                place = csr_array((np.ones(len(mine)), (np.arange(len(mine)), mine)), shape=(len(mine), count))
                placed = csr_array(generation.master.investment.served @ place)
            parts.append(placed)
        order = np.arange(self.projects * self.cells).reshape(len(own), self.projects, years).swapaxes(0, 1).ravel()
        return csr_array(csr_array(vstack(parts))[order])

    def _start_like_own(self) -> None:
        """Begin from the optimum of each future alone."""
        if any(block.start is None for block in self._blocks):
            return
        columns, rows = np.zeros(self._joint.columns, np.int8), np.full(self._joint.rows, BASIC, np.int8)
        for block in self._blocks:
            of_columns, of_rows = block.places
            assert block.start is not None
            columns[of_columns] = np.maximum(columns[of_columns], block.start.columns)
            rows[of_rows] = block.start.rows
        self._joint.start_from(Basis(columns, rows))

    @property
    def columns(self) -> int:
        """Columns of the program now."""
        return self._joint.columns

    def optimum(self, end: float | None) -> Outcome:
        """The optimum with all the routes it needs, by `end` (perf_counter seconds).

        Raises NoPlan where the futures have no plan in common, StoppedEmpty at the limit.
        """
        while True:
            outcome = self._joint.solve(None if end is None else max(0.0, end - perf_counter()))
            grown = [
                generation.grow(part, end)
                for generation, part in zip(self.generations, self._parts(outcome), strict=True)
            ]
            if not any(grown):
                return outcome
            if end is not None and perf_counter() > end:
                raise StoppedEmpty(Stop.TIME_LIMIT)

    def weights(self, outcome: Outcome) -> Numbers:
        """What each future weighs at an optimum; (futures,)."""
        return np.array([block.weight(outcome) for block in self._blocks])

    def _parts(self, outcome: Outcome) -> list[Outcome]:
        """The optimum as one of each future; their routes are priced to what one is worth in the whole."""
        weights = self.weights(outcome)
        for generation, weight in zip(self.generations, weights.tolist(), strict=True):
            generation.improves = IMPROVES / weight
        shared = shared_weights(self.openings, weights.tolist())
        return [
            block.outcome(outcome, weight, relative)
            for block, weight, relative in zip(self._blocks, weights.tolist(), shared, strict=True)
        ]

    def bound_openings(self, lower: Numbers, upper: Numbers) -> None:
        """Keep every opening between bounds."""
        self._joint.change_bounds(np.arange(len(upper)), lower, upper)
        for generation, mine in zip(self.generations, self.openings.column, strict=True):
            generation.master.upper = upper[mine]

    def add_rule(self, columns: Integers) -> int:
        """A row over openings, which as yet asks for nothing; returns its position."""
        count = len(columns)
        row = csr_array((np.ones(count), columns, [0, count]), shape=(1, self.columns))
        return int(self._joint.add_rows(np.zeros(1), np.full(1, np.inf), row)[0])

    def bound_rule(self, row: int, least: float) -> None:
        """Let the openings of a rule be so many at least."""
        self._joint.change_row_bounds(np.array([row]), np.full(1, least), np.full(1, np.inf))

    def costs(self, outcome: Outcome) -> Numbers:
        """What each future costs at an optimum, MUSD of its objective; (futures,)."""
        return np.array([part.objective for part in self._parts(outcome)]) + self.totals.offset

    def program(self) -> LinearProgram:
        """The program as it stands, with its whole openings whole."""
        whole = np.zeros(self.columns, np.bool_)
        whole[self.whole] = True
        return self._joint.program(whole)

    def prices(self, outcome: Outcome) -> tuple[Prices, ...]:
        """What the limits of each future are worth, as if it stood alone."""
        parts = zip(self.generations, self._parts(outcome), strict=True)
        return tuple(read_prices(generation.master, part) for generation, part in parts)

    def service_worth(self, outcome: Outcome) -> Numbers:
        """MUSD of its future's objective that each project's service is worth, (projects, cells)."""
        parts = zip(self.generations, self._parts(outcome), strict=True)
        return np.concatenate([service_worth(generation.master, part) for generation, part in parts], axis=1)

    def one_change(self, openings: Numbers) -> Numbers:
        """Every other year of one project, in all futures or in one; (choices, openings)."""
        return near(self.openings, self.whole, self.lower, self.most, openings)


def _totals(
    openings: Openings, own: Sequence[ColumnGeneration], least: Numbers, most: Numbers, reference: Numbers
) -> Totals:
    invested, offset = np.zeros((len(own), len(openings.keys))), np.zeros(len(own))
    for future, (generation, mine) in enumerate(zip(own, openings.column, strict=True)):
        program = generation.master.investment.program
        invested[future, mine], offset[future] = program.cost, program.offset
    return Totals(least, most, reference, invested, offset)

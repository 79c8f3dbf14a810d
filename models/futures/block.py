"""One future's part of a joint program: to the master of its routes it is a program of its own.

The columns that are first added are the openings: they stand in the joint program already, some for several futures at
once. What a column costs counts at the least weight of the future, and the rest in the row that compares the future's
cost with the threshold of the measure.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy.sparse import coo_array, csc_array, csr_array

from models.solver import Basis, GrowingProgram, Outcome
from models.tables import Integers, Numbers


class Block:
    """openings: column in the joint program of each opening. weight: the least of the future.

    row: position of the row that compares its cost with the threshold, None where its weight is settled.
    """

    def __init__(self, joint: GrowingProgram, openings: Integers, weight: float, row: int | None) -> None:
        self._joint, self._openings, self._weight, self._row = joint, openings, weight, row
        self._column, self._cost = np.zeros(0, np.int64), np.zeros(0)
        self._joint_row = np.zeros(0, np.int64)
        self.start: Basis | None = None

    @property
    def rows(self) -> int:
        """Number of rows."""
        return len(self._joint_row)

    @property
    def columns(self) -> int:
        """Number of columns."""
        return len(self._column)

    @property
    def places(self) -> tuple[Integers, Integers]:
        """Positions in the joint program of its columns and rows."""
        return self._column, self._joint_row

    def add_rows(self, lower: Numbers, upper: Numbers, matrix: csr_array) -> Integers:
        """Add rows over the columns there are; returns their positions."""
        entries = matrix.tocoo()
        shape = (len(lower), self._joint.columns)
        placed = coo_array((entries.data, (entries.coords[0], self._column[entries.coords[1]])), shape=shape)
        first = self.rows
        self._joint_row = np.append(self._joint_row, self._joint.add_rows(lower, upper, csr_array(placed)))
        return np.arange(first, self.rows)

    def add_columns(self, cost: Numbers, lower: Numbers, upper: Numbers, matrix: csc_array) -> Integers:
        """Add columns over the rows there are; returns their positions."""
        first = self.columns
        if not first and len(self._openings):
            self._column, self._cost = self._openings, cost
        else:
            new = self._joint.add_columns(self._weight * cost, lower, upper, self._placed(cost, matrix))
            self._column, self._cost = np.append(self._column, new), np.append(self._cost, cost)
        return np.arange(first, self.columns)

    def _placed(self, cost: Numbers, matrix: csc_array) -> csc_array:
        """New columns over the rows of the joint program."""
        entries = matrix.tocoo()
        row, column, value = self._joint_row[entries.coords[0]], entries.coords[1], entries.data
        if self._row is not None:
            row, column = np.append(row, np.full(len(cost), self._row)), np.append(column, np.arange(len(cost)))
            value = np.append(value, -cost)
        return csc_array(coo_array((value, (row, column)), shape=(self._joint.rows, len(cost))))

    def change_costs(self, columns: Integers, cost: Numbers) -> None:
        """Give new costs to columns that must come to nothing: they count in full, whatever the future weighs."""
        self._cost[columns] = 0.0
        self._joint.change_costs(self._column[columns], cost)
        if self._row is not None:
            self._joint.change_entries(self._row, self._column[columns], np.zeros(len(columns)))

    def start_from(self, basis: Basis) -> None:
        """What is known of how it stands at the optimum, for the joint program to begin from."""
        self.start = basis

    def weight(self, outcome: Outcome) -> float:
        """What the future weighs at an optimum."""
        assert outcome.row_dual is not None
        return self._weight + (0.0 if self._row is None else max(0.0, float(outcome.row_dual[self._row])))

    def outcome(self, outcome: Outcome, weight: float, shared: Numbers) -> Outcome:
        """An optimum of the joint program as one of this part, prices as if it stood alone.

        shared: weight of all futures that an opening belongs to, relative to this one.
        """
        assert outcome.row_dual is not None
        assert outcome.column_dual is not None
        values, column_dual = outcome.values[self._column], outcome.column_dual[self._column] / weight
        column_dual[: len(shared)] /= shared
        cost = float(self._cost @ values)
        return replace(
            outcome,
            values=values,
            row_dual=outcome.row_dual[self._joint_row] / weight,
            column_dual=column_dual,
            objective=cost,
            bound=cost,
        )

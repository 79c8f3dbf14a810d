"""HiGHS kept between solves: a linear program that grows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import highspy
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array, csr_array

from models.errors import SolverFailure
from models.solver.highs import Outcome, accept, new_highs, outcome_of, set_option
from models.solver.program import LinearProgram
from models.tables import Flags, Integers, Numbers

DEVEX, STEEPEST = 1, 2
"""Edge weights of the dual simplex: exact ones cost a pass over all rows first, which many pivots pay back."""

AT_LOWER, BASIC = int(highspy.HighsBasisStatus.kLower), int(highspy.HighsBasisStatus.kBasic)
"""Where a column or row stands in a basis if nothing else is known of it."""


@dataclass(frozen=True)
class Basis:
    """Numbers of HiGHS for how each column and each row stands."""

    columns: NDArray[np.int8]
    rows: NDArray[np.int8]


class Growing(Protocol):
    """A linear program to which rows and columns are added: one of its own, or a part of one; see `GrowingProgram`."""

    @property
    def rows(self) -> int:
        """Number of rows."""

    @property
    def columns(self) -> int:
        """Number of columns."""

    def add_rows(self, lower: Numbers, upper: Numbers, matrix: csr_array) -> Integers:
        """Add rows over the columns there are; returns their positions."""

    def add_columns(self, cost: Numbers, lower: Numbers, upper: Numbers, matrix: csc_array) -> Integers:
        """Add columns over the rows there are; returns their positions."""

    def change_costs(self, columns: Integers, cost: Numbers) -> None:
        """Give columns new costs."""

    def start_from(self, basis: Basis) -> None:
        """Begin the next solve from a basis, as far as it is one of this program."""


class GrowingProgram:
    """A linear program that HiGHS keeps between solves: rows and columns are added, bounds change, the basis stays."""

    def __init__(self) -> None:
        self._highs = new_highs()
        set_option(self._highs, "threads", 1)
        # A warm start is near its optimum, and perturbed costs lead away from it.
        set_option(self._highs, "dual_simplex_cost_perturbation_multiplier", 0.0)
        self._solved = False
        self._columns_solved = self._pivots = 0

    @property
    def rows(self) -> int:
        """Number of rows."""
        return int(self._highs.getNumRow())

    @property
    def columns(self) -> int:
        """Number of columns."""
        return int(self._highs.getNumCol())

    def add_rows(self, lower: Numbers, upper: Numbers, matrix: csr_array) -> Integers:
        """Add rows over the columns there are; returns their positions."""
        first = self.rows
        starts, index, values = _parts(matrix)
        accept(self._highs.addRows(len(lower), lower, upper, len(values), starts, index, values), "new rows")
        return np.arange(first, first + len(lower))

    def add_columns(self, cost: Numbers, lower: Numbers, upper: Numbers, matrix: csc_array) -> Integers:
        """Add columns over the rows there are; returns their positions."""
        first = self.columns
        starts, index, values = _parts(matrix)
        accept(self._highs.addCols(len(cost), cost, lower, upper, len(values), starts, index, values), "new columns")
        return np.arange(first, first + len(cost))

    def change_bounds(self, columns: Integers, lower: Numbers, upper: Numbers) -> None:
        """Give columns new bounds."""
        index = columns.astype(np.int32)
        accept(self._highs.changeColsBounds(len(index), index, lower, upper), "new bounds")

    def change_row_bounds(self, rows: Integers, lower: Numbers, upper: Numbers) -> None:
        """Give rows new bounds."""
        index = rows.astype(np.int32)
        # its type stubs lack this method
        change: Any = self._highs.changeRowsBounds  # type: ignore[attr-defined]
        accept(change(len(index), index, lower, upper), "new bounds of rows")

    def change_costs(self, columns: Integers, cost: Numbers) -> None:
        """Give columns new costs."""
        index = columns.astype(np.int32)
        accept(self._highs.changeColsCost(len(index), index, cost), "new costs")

    def change_entries(self, row: int, columns: Integers, values: Numbers) -> None:
        """Give a row new entries in some columns."""
        for column, value in zip(columns.tolist(), values.tolist(), strict=True):
            accept(self._highs.changeCoeff(row, column, value), "a new entry")

    def solve(self, seconds: float | None) -> Outcome:
        """Minimise from the last basis; raises as `solve` does."""
        set_option(self._highs, "presolve", "off" if self._solved else "on")
        set_option(self._highs, "simplex_dual_edge_weight_strategy", STEEPEST if self._far else DEVEX)
        set_option(self._highs, "time_limit", np.inf if seconds is None else self._highs.getRunTime() + seconds)
        if self._highs.run() == highspy.HighsStatus.kError:
            # a start can be too bad to be mended
            accept(self._highs.clearSolver(), "to begin again")
            if self._highs.run() == highspy.HighsStatus.kError:
                raise SolverFailure("HiGHS ended with an error")
        outcome = outcome_of(self._highs, False, interrupted=False)
        self._solved, self._columns_solved = True, self.columns
        self._pivots = self._highs.getInfo().simplex_iteration_count
        return outcome

    @property
    def _far(self) -> bool:
        """Whether many pivots are to be expected: they were many, or many columns are new."""
        return self._pivots > self.rows or 2 * (self.columns - self._columns_solved) > self.rows

    def basis(self) -> Basis:
        """How every column and row stands at the last optimum."""
        basis = self._highs.getBasis()
        columns, rows = ([int(status) for status in part] for part in (basis.col_status, basis.row_status))
        return Basis(np.array(columns, np.int8), np.array(rows, np.int8))

    def start_from(self, basis: Basis) -> None:
        """Begin the next solve from a basis, as far as it is one of this program."""
        given = highspy.HighsBasis()
        statuses = list(map(highspy.HighsBasisStatus, range(5)))
        given.col_status = [statuses[status] for status in basis.columns.tolist()]
        given.row_status = [statuses[status] for status in basis.rows.tolist()]
        given.valid = given.alien = True
        accept(self._highs.setBasis(given), "a basis to start from")
        self._solved = True

    def program(self, whole: Flags) -> LinearProgram:
        """The program as arrays, with some columns whole."""
        lp = self._highs.getLp()
        # by rows until it is solved, by columns then
        kind = csr_array if lp.a_matrix_.format_ == highspy.MatrixFormat.kRowwise else csc_array
        parts = (lp.a_matrix_.value_, lp.a_matrix_.index_, lp.a_matrix_.start_)
        return LinearProgram(
            cost=np.asarray(lp.col_cost_),
            offset=lp.offset_,
            matrix=csc_array(kind(parts, shape=(lp.num_row_, lp.num_col_))),
            row_lower=np.asarray(lp.row_lower_),
            row_upper=np.asarray(lp.row_upper_),
            lower=np.asarray(lp.col_lower_),
            upper=np.asarray(lp.col_upper_),
            whole=whole,
        )


def _parts(matrix: csr_array | csc_array) -> tuple[Any, Any, Numbers]:
    matrix.sum_duplicates()
    return matrix.indptr[:-1].astype(np.int32), matrix.indices.astype(np.int32), matrix.data.astype(float)

"""A linear program as arrays, and how a Pyomo model becomes one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import csc_array

from models.errors import NoPlan
from models.tables import Flags, Numbers

if TYPE_CHECKING:
    import pyomo.environ as pyo


WITHIN = 1e-6
"""Share of a limit, and of one, by which values may be over a row: rounding."""


@dataclass(frozen=True)
class LinearProgram:
    """Minimise cost @ x + offset, row_lower <= matrix @ x <= row_upper, lower <= x <= upper; some x whole.

    Of a compiled model, column_of: position of each Pyomo variable by its id(), row_of: of each constraint by its id().
    """

    cost: Numbers
    offset: float
    matrix: csc_array
    row_lower: Numbers
    row_upper: Numbers
    lower: Numbers
    upper: Numbers
    whole: Flags
    column_of: dict[int, int] = field(default_factory=dict)
    row_of: dict[int, int] = field(default_factory=dict)

    def keeps_rows(self, values: Numbers) -> Flags:
        """Whether each choice keeps the rows; (choices, columns) -> (choices,)."""
        rows, low, high = values @ self.matrix.T, self.row_lower, self.row_upper
        kept = (rows >= low - WITHIN * (1 + np.abs(low))) & (rows <= high + WITHIN * (1 + np.abs(high)))
        return np.asarray(kept.all(axis=1))

    def relaxed(self) -> LinearProgram:
        """The same program with no whole variables."""
        return replace(self, whole=np.zeros_like(self.whole))

    def fixed(self, values: Numbers) -> LinearProgram:
        """The LP that is left when the whole variables stay at their (rounded) values."""
        whole = self.whole
        rounded = np.round(values[whole])
        lower, upper = self.lower.copy(), self.upper.copy()
        lower[whole] = upper[whole] = rounded
        return replace(self, lower=lower, upper=upper, whole=np.zeros_like(whole))


def compile_model(model: pyo.ConcreteModel) -> LinearProgram:
    """The Pyomo model as arrays."""
    import pyomo.environ as pyo
    from pyomo.common.errors import InfeasibleConstraintException
    from pyomo.repn.plugins.standard_form import LinearStandardFormCompiler

    try:
        form = LinearStandardFormCompiler().write(model, mixed_form=True, set_sense=pyo.minimize)
    except InfeasibleConstraintException as error:
        raise NoPlan(f"a rule cannot be kept by any plan: {error}") from error
    sense = np.fromiter((row.bound_type for row in form.rows), np.int64, len(form.rows))
    right = np.asarray(form.rhs, float)
    lower, upper, whole = _column_bounds(form.columns)
    return LinearProgram(
        cost=np.asarray(form.c.todense(), float).ravel(),
        offset=float(form.c_offset[0]),
        matrix=form.A,
        row_lower=np.where(sense <= 0, right, -np.inf),
        row_upper=np.where(sense >= 0, right, np.inf),
        lower=lower,
        upper=upper,
        whole=whole,
        column_of={id(variable): position for position, variable in enumerate(form.columns)},
        row_of={id(row.constraint): position for position, row in enumerate(form.rows)},
    )


def _column_bounds(columns: Sequence[Any]) -> tuple[Numbers, Numbers, Flags]:
    count = len(columns)
    bounds = [variable.bounds for variable in columns]
    lower = np.fromiter((-np.inf if low is None else low for low, _ in bounds), float, count)
    upper = np.fromiter((np.inf if high is None else high for _, high in bounds), float, count)
    whole = np.fromiter((not variable.is_continuous() for variable in columns), np.bool_, count)
    return lower, upper, whole

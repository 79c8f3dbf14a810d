"""Projects and their money in Pyomo: the rows of models.formulations.investment over variables `open`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pyomo.environ as pyo
from pyomo.core.expr import LinearExpression
from scipy.sparse import csr_array

from models.case import Case
from models.formulations.investment import Investment, state_investment

LinearTerms = tuple[list[float], list[pyo.Var]]


def add_investment(model: pyo.ConcreteModel, case: Case, *, relaxed: bool) -> None:
    """Give the model its projects, their rules, their budget and their cost.

    relaxed: every project is divisible.
    """
    stated = state_investment(case, relaxed=relaxed)
    model.OPENINGS = pyo.Set(initialize=list(stated.openings), dimen=2)
    model.open = pyo.Var(model.OPENINGS, bounds=(0, 1))
    for key, column in stated.openings.items():
        model.open[key].domain = pyo.Binary if stated.program.whole[column] else pyo.UnitInterval
    model.serving = _serving(model, stated, len(case.years))
    _add_rules(model, stated)
    openings = list(model.open.values())
    model.investment_cost = pyo.Expression(expr=linear((stated.program.cost.tolist(), openings)))


def in_service(model: pyo.ConcreteModel, project: int, year: int, factor: float = 1.0) -> LinearTerms:
    """Coefficients and variables of factor x the share of a project that serves in a year."""
    openings = model.serving[project, year]
    return [factor] * len(openings), openings


def linear(*terms: LinearTerms) -> LinearExpression:
    """The sum of linear terms as one expression."""
    coefficients = [value for values, _ in terms for value in values]
    variables = [variable for _, variables in terms for variable in variables]
    return LinearExpression(constant=0.0, linear_coefs=coefficients, linear_vars=variables)


def _serving(model: pyo.ConcreteModel, stated: Investment, years: int) -> dict[tuple[int, int], list[pyo.Var]]:
    """Variables of the openings with which a project serves in a year."""
    rows = _terms_of_rows(stated.served, list(model.open.values()))
    return {divmod(row, years): openings for row, (_, openings) in enumerate(rows)}


def _add_rules(model: pyo.ConcreteModel, stated: Investment) -> None:
    """Every rule of investment as a constraint of its name over its keys."""
    program = stated.program
    terms = list(_terms_of_rows(csr_array(program.matrix), list(model.open.values())))
    for name, rows in stated.rows.items():
        rule = pyo.Constraint(list(rows))
        model.add_component(name, rule)
        for key, row in rows.items():
            rule[key] = (_limit(program.row_lower[row]), linear(terms[row]), _limit(program.row_upper[row]))


def _terms_of_rows(matrix: csr_array, variables: list[pyo.Var]) -> Iterator[LinearTerms]:
    for first, last in pairwise(matrix.indptr.tolist()):
        columns = matrix.indices[first:last].tolist()
        yield matrix.data[first:last].tolist(), [variables[column] for column in columns]


def _limit(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None

"""Projects and their money in Pyomo: stated once, used by every formulation.

Index sets (positions in the case): PROJECTS p, YEARS y and v, OPENINGS (p, v) the plan years in which p may open.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyomo.environ as pyo
from pyomo.core.expr import LinearExpression

from models.case import Case, places
from models.projects import annuity, budget_cost, budget_money, may_open, payments, serves

LinearTerms = tuple[list[float], list[pyo.Var]]


def add_investment(model: pyo.ConcreteModel, case: Case, *, relaxed: bool) -> None:
    """Give the model its projects, their rules, their budget and their cost.

    relaxed: every project is divisible.
    """
    allowed = may_open(case)
    model.OPENINGS = pyo.Set(initialize=[(int(p), int(v)) for p, v in np.argwhere(allowed)], dimen=2)
    model.serves = serves(case)
    model.open = pyo.Var(model.OPENINGS, bounds=(0, 1))
    for p, v in model.OPENINGS:
        model.open[p, v].domain = pyo.UnitInterval if relaxed or case.projects.divisible[p] else pyo.Binary
    _add_opens_once(model, case)
    _add_requires(model, case)
    _add_exclusive(model, case)
    _add_budget(model, case)
    model.investment_cost = pyo.Expression(expr=_investment_cost(model, case))


def in_service(model: pyo.ConcreteModel, project: int, year: int, factor: float = 1.0) -> LinearTerms:
    """Coefficients and variables of factor x the share of a project that serves in a year."""
    openings = [model.open[p, v] for p, v in _openings_of(model, project) if model.serves[p, v, year]]
    return [factor] * len(openings), openings


def linear(*terms: LinearTerms) -> LinearExpression:
    """The sum of linear terms as one expression."""
    coefficients = [value for values, _ in terms for value in values]
    variables = [variable for _, variables in terms for variable in variables]
    return LinearExpression(constant=0.0, linear_coefs=coefficients, linear_vars=variables)


def _openings_of(model: pyo.ConcreteModel, project: int) -> Iterator[tuple[int, int]]:
    years = range(model.serves.shape[1])
    return ((project, v) for v in years if (project, v) in model.open)


def _add_opens_once(model: pyo.ConcreteModel, case: Case) -> None:
    """A project opens at most once; a forced one does."""

    def opens_once(_: pyo.ConcreteModel, project: int) -> tuple[float | None, LinearExpression, float]:
        openings = [model.open[key] for key in _openings_of(model, project)]
        least = 1.0 if case.projects.decision[project] == "force" else None
        return least, linear(([1.0] * len(openings), openings)), 1.0

    openable = sorted({project for project, _ in model.OPENINGS})
    model.opens_once = pyo.Constraint(openable, rule=opens_once)


def _add_requires(model: pyo.ConcreteModel, case: Case) -> None:
    """In every year a project's share in service is at most that of each project it requires."""
    number = {name: position for position, name in enumerate(case.projects.id)}
    pairs = [(p, number[name]) for p, names in enumerate(case.projects.requires) for name in names]

    def requires(_: pyo.ConcreteModel, project: int, required: int, year: int) -> object:
        dependent = in_service(model, project, year)
        if not dependent[1]:
            return pyo.Constraint.Skip
        return None, linear(dependent, in_service(model, required, year, -1.0)), 0.0

    keys = [(p, q, y) for p, q in pairs for y in range(len(case.years))]
    model.requires = pyo.Constraint(keys, rule=requires)


def _add_exclusive(model: pyo.ConcreteModel, case: Case) -> None:
    """At most one project of an exclusive group is built, over all years."""
    group_of = case.projects.exclusive_group

    def exclusive(_: pyo.ConcreteModel, group: str) -> object:
        members = [model.open[p, v] for p, v in model.OPENINGS if group_of[p] == group]
        return (None, linear(([1.0] * len(members), members)), 1.0) if members else pyo.Constraint.Skip

    model.exclusive = pyo.Constraint(sorted({name for name in group_of if name}), rule=exclusive)


def _add_budget(model: pyo.ConcreteModel, case: Case) -> None:
    """Spending of a year, with carry-over spending up to a year, stays within the money."""
    paid = payments(case)
    if case.parameters.budget_carry_over:
        paid = paid.cumsum(axis=2)
    cost, money = budget_cost(case), budget_money(case)

    def budget(_: pyo.ConcreteModel, year: int) -> object:
        due = [(cost[p] * paid[p, v, year], model.open[p, v]) for p, v in model.OPENINGS]
        due = [(amount, variable) for amount, variable in due if amount > 0]
        if not due:
            return pyo.Constraint.Skip
        amounts, variables = zip(*due, strict=True)
        return None, linear((list(amounts), list(variables))), float(money[year])

    limited = range(len(case.years)) if len(case.budget) else range(0)
    model.budget = pyo.Constraint(limited, rule=budget)


def _investment_cost(model: pyo.ConcreteModel, case: Case) -> LinearExpression:
    """Discounted annuities and fixed opex over the years in service, MUSD."""
    yearly = annuity(case) + case.projects.fixed_opex_musd_per_year
    served = model.serves @ case.discount
    keys = list(model.OPENINGS)
    return linear(([float(yearly[p] * served[p, v]) for p, v in keys], [model.open[key] for key in keys]))


def effect_projects(case: Case) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Position of each effect's project."""
    return places(case.project_effects.project, case.projects.id)

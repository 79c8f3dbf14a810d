"""Projects and their money as arrays: openings as columns, rules as rows. Stated once, used by every formulation.

Index sets (positions in the case): PROJECTS p, YEARS y and v, OPENINGS (p, v) the plan years in which p may open.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import coo_array, csc_array, csr_array, vstack

from models.case import Case
from models.projects import annuity, budget_cost, budget_money, may_open, payments, serves
from models.solver import LinearProgram
from models.tables import Flags, Integers, Numbers


@dataclass(frozen=True)
class Investment:
    """The linear program of openings: the cheapest that keep every rule, MUSD of the objective.

    openings: column of each (p, v). served: 1 where an opening serves, (projects x years, openings).
    rows: row of each rule by its name and key: opens_once p, requires (p, q, y), exclusive group, budget y.
    """

    program: LinearProgram
    openings: dict[tuple[int, int], int]
    served: csr_array
    rows: dict[str, dict[Any, int]]


@dataclass(frozen=True)
class _Openings:
    """project, year: (openings,). service: whether each serves in a year, (openings, years)."""

    project: Integers
    year: Integers
    service: Flags


@dataclass(frozen=True)
class _Rule:
    """Rows of one rule: lower <= matrix @ openings <= upper, one for each key."""

    keys: list[Any]
    matrix: csr_array
    lower: Numbers
    upper: Numbers


def state_investment(case: Case, *, relaxed: bool) -> Investment:
    """The openings of a case, their rules, their budget and their cost; relaxed: every project is divisible."""
    project, year = np.nonzero(may_open(case))
    openings = _Openings(project, year, serves(case)[project, year])
    served = _served(case, openings)
    rules = {
        "opens_once": _opens_once(case, openings),
        "requires": _requires(case, served),
        "exclusive": _exclusive(case, openings),
        "budget": _budget(case, openings),
    }
    count = len(project)
    program = LinearProgram(
        cost=_cost(case, openings),
        offset=0.0,
        matrix=csc_array(vstack([rule.matrix for rule in rules.values()])),
        row_lower=np.concatenate([rule.lower for rule in rules.values()]),
        row_upper=np.concatenate([rule.upper for rule in rules.values()]),
        lower=np.zeros(count),
        upper=np.ones(count),
        whole=np.zeros(count, np.bool_) if relaxed else ~case.projects.divisible[project],
    )
    columns = {key: column for column, key in enumerate(zip(project.tolist(), year.tolist(), strict=True))}
    return Investment(program, columns, served, _numbered(rules))


def _numbered(rules: dict[str, _Rule]) -> dict[str, dict[Any, int]]:
    """Row of each key: the rules stand below each other."""
    rows, first = {}, 0
    for name, rule in rules.items():
        rows[name] = {key: first + place for place, key in enumerate(rule.keys)}
        first += len(rule.keys)
    return rows


def _served(case: Case, openings: _Openings) -> csr_array:
    opening, year = np.nonzero(openings.service)
    years = len(case.years)
    row = openings.project[opening] * years + year
    shape = (len(case.projects) * years, len(openings.project))
    return csr_array(coo_array((np.ones(len(row)), (row, opening)), shape=shape))


def _at_most(keys: list[Any], matrix: csr_array, upper: Numbers) -> _Rule:
    return _Rule(keys, matrix, np.full(len(keys), -np.inf), upper)


def _opens_once(case: Case, openings: _Openings) -> _Rule:
    """A project opens at most once; a forced one does."""
    project, of_opening = np.unique(openings.project, return_inverse=True)
    count = len(of_opening)
    matrix = coo_array((np.ones(count), (of_opening, np.arange(count))), shape=(len(project), count))
    lower = np.where(case.projects.decision[project] == "force", 1.0, -np.inf)
    return _Rule(project.tolist(), csr_array(matrix), lower, np.ones(len(project)))


def _requires(case: Case, served: csr_array) -> _Rule:
    """In every year a project's share in service is at most that of each project it requires."""
    number = {name: position for position, name in enumerate(case.projects.id)}
    pairs = dict.fromkeys((p, number[name]) for p, names in enumerate(case.projects.requires) for name in names)
    years = len(case.years)
    can_serve = np.diff(served.indptr) > 0
    keys = [(p, q, y) for p, q in pairs for y in range(years) if can_serve[p * years + y]]
    dependent, required = np.array([(p * years + y, q * years + y) for p, q, y in keys], np.int64).reshape(-1, 2).T
    return _at_most(keys, csr_array(served[dependent] - served[required]), np.zeros(len(keys)))


def _exclusive(case: Case, openings: _Openings) -> _Rule:
    """At most one project of an exclusive group is built, over all years."""
    group_of = case.projects.exclusive_group[openings.project]
    groups = sorted({str(name) for name in group_of if name})
    members = np.array([group_of == group for group in groups], float).reshape(len(groups), len(group_of))
    return _at_most(groups, csr_array(members), np.ones(len(groups)))


def _budget(case: Case, openings: _Openings) -> _Rule:
    """Spending of a year, with carry-over spending up to a year, stays within the money."""
    paid = payments(case)
    if case.parameters.budget_carry_over:
        paid = paid.cumsum(axis=2)
    due = budget_cost(case)[openings.project, None] * paid[openings.project, openings.year]
    limited = (due > 0).any(axis=0) & bool(len(case.budget))
    years = np.flatnonzero(limited).tolist()
    return _at_most(years, csr_array(np.maximum(due.T[limited], 0.0)), budget_money(case)[limited])


def _cost(case: Case, openings: _Openings) -> Numbers:
    """Discounted annuities and fixed opex over the years in service, MUSD."""
    yearly = annuity(case) + case.projects.fixed_opex_musd_per_year
    return np.asarray(yearly[openings.project] * (serves(case) @ case.discount)[openings.project, openings.year])

"""Every subset of projects and opening years of a small case, each priced on its own: the slow way to a best plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from models.accounts import budget_payments
from models.case import Case
from models.errors import NoPlan
from models.formulations.link_flow import solve_link_flow
from models.projects import may_open
from models.request import Request
from models.solution import Openings
from models.stop import Limits
from models.tables import Cell, Numbers, replace_cells
from planner.study.frontier.budgets import needed_factor
from planner.study.service import cost_of, moved_mt


@dataclass(frozen=True)
class Priced:
    """A choice of opening years: what it needs of the budget, moves and costs, and its openings."""

    needs: float
    moved_mt: float
    cost: float
    openings: tuple[tuple[int, int], ...]


def every_choice(case: Case) -> Iterator[Priced]:
    """Each choice of an opening year, or none, for every project: the cheapest flows by the reference formulation."""
    allowed = may_open(case)
    choices = [[None, *np.flatnonzero(row).tolist()] for row in allowed]
    for choice in product(*choices):
        opened = [(project, year) for project, year in enumerate(choice) if year is not None]
        try:
            found = solve_link_flow(_fixed(case, dict(opened)), Request(limits=Limits(gap=0.0)), lambda _: None)
        except NoPlan:
            continue
        weight: Numbers = case.years.weight_years
        projects, years = (np.array([pair[k] for pair in opened], np.int64) for k in (0, 1))
        paid = budget_payments(case, Openings(projects, years, np.ones(len(opened)))).sum(axis=0)
        moved = float(moved_mt(case, found) @ weight)
        yield Priced(needed_factor(case, paid), moved, cost_of(case, found), tuple(opened))


def _fixed(case: Case, opened: dict[int, int]) -> Case:
    """The case with projects forced to open in these years and all others forbidden."""
    rows = range(len(case.projects))
    columns: dict[str, list[Cell]] = {
        "decision": ["force" if row in opened else "forbid" for row in rows],
        "earliest_year": [int(case.years.year[opened[row]]) if row in opened else None for row in rows],
        "latest_year": [None for _ in rows],
    }
    return replace(case, projects=replace_cells(case.projects, columns))

"""Budget, requirements and exclusive groups in the elastic program, each with its lever."""

from __future__ import annotations

import numpy as np

from models.case import Case
from models.projects import budget_money, payments
from models.repair.draft import Draft
from models.repair.levers import UNITS, Kind, Knob, Lever
from models.repair.projects import ProjectColumns, required_pairs


def add_budget(case: Case, draft: Draft, projects: ProjectColumns) -> list[Lever]:
    """Payments of a year, with carry-over up to a year, within the money; every year's money may give, and all."""
    budget, years = case.budget, case.years.year
    if not len(budget):
        return []
    counts = (budget.year[:, None] >= years[0]) & (budget.year[:, None] <= years)
    if not case.parameters.budget_carry_over:
        counts &= budget.year[:, None] == years
    rows = np.flatnonzero(counts.any(axis=1)).tolist()
    most = float((case.projects.capex_musd * case.projects.budget_share).sum())
    knobs = {row: Knob(draft.lever(most), "budget", (row,), "available_musd", "add") for row in rows}
    all_rows = Knob(draft.lever(most), "budget", tuple(rows), "available_musd", "add", amount=float(len(rows)))
    money, due = budget_money(case), _payments(case, projects)
    for year, terms in enumerate(due):
        given = [(knobs[row].column, -1.0) for row in rows if counts[row, year]]
        draft.at_most([*terms, *given, (all_rows.column, -float(len(given)))], float(money[year]))
    unit = UNITS[Kind.BUDGET]
    levers = [
        Lever(
            Kind.BUDGET,
            str(budget.year[row]),
            (knob,),
            int(budget.year[row]),
            float(budget.available_musd[row]),
            unit=unit,
        )
        for row, knob in knobs.items()
    ]
    total = float(budget.available_musd[rows].sum())
    return [*levers, Lever(Kind.BUDGETS, "", (all_rows,), limit=total, unit=unit)] if len(rows) > 1 else levers


def _payments(case: Case, projects: ProjectColumns) -> list[list[tuple[int, float]]]:
    """What each opening takes of each year's budget rule, MUSD."""
    paid = payments(case)
    if case.parameters.budget_carry_over:
        paid = paid.cumsum(axis=2)
    cost = case.projects.capex_musd * case.projects.budget_share
    due: list[list[tuple[int, float]]] = [[] for _ in case.years.year]
    for opening in (opening for found in projects.openings for opening in found if opening.paid):
        shares = cost[opening.project] * paid[opening.project, opening.year]
        for year in np.flatnonzero(shares > 0).tolist():
            due[year].append((opening.column, float(shares[year])))
    return due


def add_requirements(case: Case, draft: Draft, projects: ProjectColumns) -> list[Lever]:
    """In every year a project's share in service is at most that of each that it requires, unless that is dropped."""
    levers, names = [], case.projects.id.tolist()
    for project, required in required_pairs(case):
        value = names[required]
        knob = Knob(draft.lever(whole=True), "projects", (project,), "requires", "drop", value=value)
        for year in range(len(case.years)):
            dependent = projects.in_service(project, year)
            if dependent:
                support = projects.in_service(required, year, -1.0)
                draft.at_most([*dependent, *support, (knob.column, -1.0)], 0.0)
        levers.append(Lever(Kind.REQUIRES, names[project], (knob,), other=value, unit=UNITS[Kind.REQUIRES]))
    return levers


def add_groups(case: Case, draft: Draft, projects: ProjectColumns) -> list[Lever]:
    """At most one project of an exclusive group is built, unless the group is dissolved."""
    levers, group_of = [], case.projects.exclusive_group
    for group in sorted({name for name in group_of.tolist() if name}):
        members = np.flatnonzero(group_of == group).tolist()
        knob = Knob(draft.lever(whole=True), "projects", tuple(members), "exclusive_group", "set")
        opened = [term for member in members for term in projects.opened(member)]
        draft.at_most([*opened, (knob.column, -float(len(members)))], 1.0)
        if len(members) > 1:
            levers.append(Lever(Kind.EXCLUSIVE, group, (knob,), unit=UNITS[Kind.EXCLUSIVE]))
    return levers

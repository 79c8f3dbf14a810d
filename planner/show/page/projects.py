"""Projects on a page: an opening each with its years, its money and what it builds; then those not built."""

from __future__ import annotations

from typing import Any

import numpy as np

from planner.show.page.numbers import MONEY, Known, short
from planner.show.page.union import Union
from planner.show.result import Facts


def project_rows(union: Union, facts: Facts) -> list[dict[str, Any]]:
    """Openings by year, then by project; projects that do not open follow in the order of the case."""
    openings, ids = facts.solution.openings, facts.case.projects.id.tolist()
    number = {name: place for place, name in enumerate(union.projects)}
    affects = _affected(union, facts)
    built = np.lexsort((openings.project, openings.year)).tolist()
    rest = np.setdiff1d(np.arange(len(ids)), openings.project).tolist()
    opened = [(int(openings.project[o]), _opening(union, facts, o)) for o in built]
    rows = [*opened, *((project, _not_built(union)) for project in rest)]
    return [
        {"project": number[ids[project]], **years, **_facts_of(facts, project), "assets": affects.get(ids[project], [])}
        for project, years in rows
        if ids[project] in number
    ]


def _opening(union: Union, facts: Facts, opening: int) -> dict[str, Any]:
    openings, projects = facts.solution.openings, facts.case.projects
    project, year = int(openings.project[opening]), int(facts.years[openings.year[opening]])
    paid = union.over_years(facts, facts.payments[opening])
    return {
        "opening_year": year,
        "share": float(openings.share[opening]),
        "construction_from": year - int(projects.construction_years[project]),
        "last_year": year + int(projects.lifetime_years[project]) - 1,
        "paid": [_money(amount) for amount in paid.tolist()],
    }


def _not_built(union: Union) -> dict[str, Any]:
    blank = dict.fromkeys(("opening_year", "share", "construction_from", "last_year"))
    return {**blank, "paid": [None] * len(union.years)}


def _facts_of(facts: Facts, project: int) -> dict[str, Any]:
    projects = facts.case.projects
    capex, part = projects.capex_musd[project], projects.budget_share[project]
    return {
        "capex_musd": short(capex, MONEY),
        "budget_musd": short(capex * part if projects.decision[project] == "auto" else 0.0, MONEY),
        "status": projects.status[project],
        "decision": projects.decision[project],
    }


def _affected(union: Union, facts: Facts) -> dict[str, list[int]]:
    """Links and terminals that each project changes."""
    number, effects = {name: place for place, name in enumerate(union.assets)}, facts.case.project_effects
    found: dict[str, list[int]] = {}
    for project, asset in zip(effects.project.tolist(), effects.asset.tolist(), strict=True):
        if asset in number:
            found.setdefault(project, []).append(number[asset])
    return found


def _money(amount: float) -> Known:
    return short(amount, MONEY) or None

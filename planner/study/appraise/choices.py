"""Which projects stand with and without a project: what falls with it, what it needs, and what it rules out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from models.case import Case, positions
from models.projects import first_year_from, may_open
from models.solution import Openings
from models.tables import Cell, Flags, Numbers, replace_cells

NONE = Openings(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))
"""No project."""

ROUNDING = 1e-9
"""Share of a project that is rounding."""


def freed(case: Case) -> Case:
    """The case in which any project may serve in any year: which ones do is said from outside."""
    count = len(case.projects)
    decision = ["forbid" if each == "forbid" else "auto" for each in case.projects.decision.tolist()]
    cells: dict[str, list[Cell]] = {"decision": list(decision), "requires": [()] * count}
    cells |= {"earliest_year": [None] * count, "latest_year": [None] * count}
    return replace(case, projects=replace_cells(case.projects, cells))


def needed(case: Case, project: int) -> tuple[int, ...]:
    """Projects without which it cannot serve, those they need included, ascending."""
    number, found, seen = positions(case.projects.id), [project], set[int]()
    while found:
        for name in case.projects.requires[found.pop()]:
            if number[name] not in seen:
                seen.add(number[name])
                found.append(number[name])
    return tuple(sorted(seen - {project}))


def dependents(case: Case, openings: Openings, project: int) -> tuple[int, ...]:
    """Projects of a plan that fall with one, ascending."""
    return tuple(other for other in opened(openings) if project in needed(case, other))


def opened(openings: Openings) -> list[int]:
    """Projects that open, ascending."""
    found: list[int] = np.unique(openings.project).tolist()
    return found


def only(openings: Openings, projects: Iterable[int]) -> Openings:
    """Some of the openings: those of these projects."""
    return _where(openings, np.isin(openings.project, list(projects)))


def without(openings: Openings, projects: Iterable[int]) -> Openings:
    """Some of the openings: those of all other projects."""
    return _where(openings, ~np.isin(openings.project, list(projects)))


def joined(*parts: Openings) -> Openings:
    """Openings together."""
    names = ("project", "year", "share")
    return Openings(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


def one(project: int, year: int, share: float = 1.0) -> Openings:
    """A project that opens in a plan year (position)."""
    return Openings(np.array([project]), np.array([year]), np.array([share]))


def moved(openings: Openings, year: int) -> Openings:
    """The same openings, none before a plan year (position)."""
    return Openings(openings.project, np.maximum(openings.year, year), openings.share)


def share_of(openings: Openings, project: int) -> float:
    """Share of a project that opens in all."""
    return float(openings.share[openings.project == project].sum())


def first_of(openings: Openings, project: int) -> int | None:
    """Plan year (position) in which a project first opens."""
    years = openings.year[openings.project == project]
    return int(years.min()) if len(years) else None


def opening_years(case: Case, project: int) -> list[int]:
    """Plan years (positions) in which a project could open; of a forced one those from its year on."""
    if case.projects.decision[project] == "force":
        first = first_year_from(case, case.projects.earliest_year[[project]])[0]
        return np.flatnonzero((case.years.year >= first) & (first > 0)).tolist()
    years: list[int] = np.flatnonzero(may_open(case)[project]).tolist()
    return years


def rivals(case: Case, openings: Openings, project: int) -> tuple[int, ...]:
    """Projects of a plan that an exclusive group does not let stand beside one, and what falls with them."""
    group = case.projects.exclusive_group
    direct = [other for other in opened(openings) if group[other] and group[other] == group[project]]
    with_them = {fallen for other in direct for fallen in (other, *dependents(case, openings, other))}
    return tuple(sorted(with_them - {project}))


def keeps_requires(case: Case, served: Numbers) -> bool:
    """Whether what is required serves wherever a project does; served: share in service, (projects, years)."""
    number = positions(case.projects.id)
    pairs = [(p, number[name]) for p in range(len(served)) for name in case.projects.requires[p]]
    return all(bool((served[p] <= served[q] + ROUNDING).all()) for p, q in pairs)


def _where(openings: Openings, chosen: Flags) -> Openings:
    return Openings(openings.project[chosen], openings.year[chosen], openings.share[chosen])

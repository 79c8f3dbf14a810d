"""When projects may open, how long they serve, and what a plan opens."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.case import Case
from models.solution import Solution
from models.tables import Flags, Numbers, Texts


@dataclass(frozen=True, eq=False)
class ProjectRules:
    """Rules of the projects of a case.

    allowed: whether a project may open in a plan year, shape (projects, years); a forced project must open in its
    only year, and where it has none it lies after the plan. serves: whether one that opened in v is in service in y,
    shape (projects, years v, years y). requires: [p, q] where p requires q, shape (projects, projects).
    groups: names of the exclusive groups.
    """

    allowed: Flags
    serves: Flags
    requires: Flags
    groups: tuple[str, ...]


def project_rules(case: Case) -> ProjectRules:
    """Read the rules of the projects of a case."""
    projects, years = case.projects, case.years.year
    decision = projects.decision[:, None]
    window = (years >= projects.earliest_year[:, None]) & (years <= projects.latest_year[:, None])
    age = years - years[:, None]
    return ProjectRules(
        allowed=((decision == "auto") & window) | ((decision == "force") & _first_possible(case)),
        serves=(age >= 0) & (age < projects.lifetime_years[:, None, None]),
        requires=_requires(projects.id, projects.requires),
        groups=tuple(sorted(set(projects.exclusive_group.tolist()) - {""})),
    )


def opened_share(case: Case, solution: Solution) -> Numbers:
    """Share of each project that opens in each year, shape (projects, years)."""
    openings = solution.openings
    share = np.zeros((len(case.projects), len(case.years)))
    np.add.at(share, (openings.project, openings.year), openings.share)
    return share


def share_in_service(rules: ProjectRules, opened: Numbers) -> Numbers:
    """Share of each project that serves in each year, shape (projects, years)."""
    return np.asarray(np.einsum("pv,pvy->py", opened, rules.serves))


def _first_possible(case: Case) -> Flags:
    """The first plan year not before the earliest year of each project, shape (projects, years)."""
    first = np.searchsorted(case.years.year, case.projects.earliest_year)
    return np.asarray(first[:, None] == np.arange(len(case.years)))


def _requires(ids: Texts, listed: Texts) -> Flags:
    requires = np.zeros((len(ids), len(ids)), np.bool_)
    for project, names in enumerate(listed):
        requires[project] = np.isin(ids, list(names))
    return requires

"""From the values of opening variables to the openings of a plan."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from models.case import Case, places
from models.projects import find_savings
from models.solution import Openings
from models.tables import Numbers

NO_USE = 1e-9
"""Mt, or units of a shared limit, that count as nothing: the share of a project that gives no more is rounding."""


def read_openings(case: Case, shares: Mapping[tuple[int, int], float]) -> Openings:
    """Projects that open, their plan years and shares; shares: by (project, opening year)."""
    least = least_share(case)
    opened = sorted((p, v, min(1.0, share)) for (p, v), share in shares.items() if share > least[p])
    return Openings(
        project=np.array([p for p, _, _ in opened], np.int64),
        year=np.array([v for _, v, _ in opened], np.int64),
        share=np.array([share for _, _, share in opened], np.float64),
    )


def least_share(case: Case) -> Numbers:
    """Share of each project below which it gives nothing that is told apart, to itself or to those that require it."""
    effects, savings = case.project_effects, find_savings(case)
    most = np.ones(len(case.projects))
    np.maximum.at(most, places(effects.project, case.projects.id), effects.capacity_added)
    np.maximum.at(most, savings.project, savings.commodity_mt[savings.commodity].max(axis=1, initial=0.0))
    number = {name: position for position, name in enumerate(case.projects.id)}
    pairs = [(p, number[name]) for p, names in enumerate(case.projects.requires) for name in names]
    for _ in range(len(case.projects)):
        before = most.copy()
        for project, required in pairs:
            most[required] = max(most[required], most[project])
        if np.array_equal(before, most):
            break
    return np.asarray(NO_USE / most)

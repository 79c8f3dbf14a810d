"""When and how far each project opens, by its id, so that plans of different cases can be laid side by side."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from models.case import Case, positions
from models.solution import Openings

Decision = tuple[tuple[int, float], ...]
"""Calendar year and share of each opening of a project, in order; () where it does not open."""

SAME_SHARE = 1e-6
"""Shares that differ by less are the same."""


def decisions(case: Case, openings: Openings) -> dict[str, Decision]:
    """The decision on every project of the case."""
    years = case.years.year[openings.year].tolist()
    found: dict[str, list[tuple[int, float]]] = {name: [] for name in case.projects.id.tolist()}
    for name, year, share in zip(case.projects.id[openings.project], years, openings.share.tolist(), strict=True):
        found[name].append((year, share))
    return {name: tuple(sorted(opened)) for name, opened in found.items()}


def with_decisions(case: Case, wanted: Mapping[str, Decision]) -> Openings:
    """The openings of a case; those in years that are no plan years of it are left out."""
    project, year = positions(case.projects.id), {int(y): place for place, y in enumerate(case.years.year)}
    rows = [
        (project[name], year[when], share)
        for name, opened in wanted.items()
        for when, share in opened
        if name in project and when in year
    ]
    columns = np.array(sorted(rows), float).reshape(-1, 3).T
    return Openings(columns[0].astype(np.int64), columns[1].astype(np.int64), columns[2])


def changed(first: Mapping[str, Decision], second: Mapping[str, Decision]) -> list[str]:
    """Projects that both cases have and that the plans decide otherwise."""
    return [name for name in first if name in second and not same_decision(first[name], second[name])]


def same_decision(first: Decision, second: Decision) -> bool:
    """Whether a project opens in the same years with the same shares."""
    pairs = zip(first, second, strict=False)
    alike = all(a[0] == b[0] and abs(a[1] - b[1]) <= SAME_SHARE for a, b in pairs)
    return len(first) == len(second) and alike

"""Plans near a plan: one project opens in another year, or no more, or anew; or two projects do."""

from __future__ import annotations

import numpy as np

from models.formulations.routes import RouteMaster
from models.tables import Integers, Numbers


def one_change(master: RouteMaster, openings: Numbers) -> Numbers:
    """Every other choice for one whole project, all else kept; (choices, openings)."""
    projects = np.zeros(len(openings), np.int64)
    for (project, _), column in master.openings.items():
        projects[column] = project
    found = [
        _opening(openings, of_project, column)
        for project in np.unique(projects[master.whole_openings]).tolist()
        for of_project in [np.flatnonzero(projects == project)]
        for column in [None, *of_project.tolist()]
    ]
    near: Numbers = np.array(found).reshape(-1, len(openings))
    allowed = (near >= master.lower).all(axis=1) & (near <= master.most).all(axis=1)
    return np.asarray(near[allowed & (near != openings).any(axis=1)])


def _opening(openings: Numbers, of_project: Integers, column: int | None) -> Numbers:
    """The openings with a project's moved to a column; None: it is not built."""
    changed = openings.copy()
    changed[of_project] = 0.0
    if column is not None:
        changed[column] = 1.0
    return changed


def two_changes(openings: Numbers, singles: Numbers) -> Numbers:
    """Every two of the changes that concern different projects, made together; (choices, openings)."""
    changes = singles - openings
    first, second = np.triu_indices(len(singles), 1)
    apart = ((changes[first] != 0) & (changes[second] != 0)).any(axis=1)
    both: Numbers = openings + changes[first[~apart]] + changes[second[~apart]]
    return np.asarray(both[((both >= 0.0) & (both <= 1.0)).all(axis=1)])

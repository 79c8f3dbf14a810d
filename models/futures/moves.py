"""Plans near a plan of many futures: one project opens in another year, or not, in all futures or in one."""

from __future__ import annotations

import numpy as np

from models.futures.common import Openings
from models.futures.plan import ALL
from models.tables import Integers, Numbers


def near(openings: Openings, whole: Integers, lower: Numbers, most: Numbers, values: Numbers) -> Numbers:
    """Every other choice for one whole project: before the future is known, after it in all or in one."""
    found = [change for of_project in _by_project(openings, whole) for change in _changes(openings, of_project, values)]
    choices: Numbers = np.array(found).reshape(-1, len(values))
    allowed = (choices >= lower).all(axis=1) & (choices <= most).all(axis=1)
    return np.asarray(choices[allowed & (choices != values).any(axis=1)])


def _by_project(openings: Openings, whole: Integers) -> list[list[int]]:
    groups: dict[str, list[int]] = {}
    for column in whole.tolist():
        groups.setdefault(openings.keys[column][0], []).append(column)
    return list(groups.values())


def _changes(openings: Openings, of_project: list[int], values: Numbers) -> list[Numbers]:
    """A project not at all, in one year in every future, or moved in one future alone."""
    keys, here = openings.keys, np.array(of_project)
    years = sorted({(keys[column][1], keys[column][2]) for column in of_project})
    found = [_opened(values, here, [])]
    found += [_opened(values, here, [c for c in of_project if keys[c][1:3] == year]) for year in years]
    for future in sorted({keys[column][3] for column in of_project} - {ALL}):
        mine = [column for column in of_project if keys[column][3] == future]
        found += [_opened(values, np.array(mine), chosen) for chosen in ([], *([column] for column in mine))]
    return found


def _opened(values: Numbers, of_project: Integers, columns: list[int]) -> Numbers:
    changed = values.copy()
    changed[of_project] = 0.0
    changed[columns] = 1.0
    return changed

"""What any plan could offer: capacities with every project that could be open by then, whatever the money.

An upper bound: of an exclusive group the largest counts, of all others their sum; no budget is asked. So whatever
exceeds it stays behind in every plan.
"""

from __future__ import annotations

import numpy as np

from models.case import Case, places, positions
from models.network import base_capacity
from models.projects import may_open, serves
from models.tables import Flags, Integers, Numbers, Texts


def most_capacity(case: Case) -> Numbers:
    """Mt a year that each asset can offer at most, per direction for `each`; shape (assets, years)."""
    return base_capacity(case) + most_added(case)[: len(case.asset_ids)]


def most_added(case: Case) -> Numbers:
    """What projects can add at most to each asset (Mt) and each shared limit (its unit); (assets + limits, years)."""
    effects = case.project_effects
    targets = np.concatenate([case.asset_ids, case.shared_limits.id])
    project, target = places(effects.project, case.projects.id), places(effects.asset, targets)
    amounts = effects.capacity_added[:, None] * can_serve(case)[project]
    of_project, owner, place = _summed(project, target, amounts)
    of_group, _, place = _largest(_groups(case)[owner], place, of_project)
    added = np.zeros((len(targets), len(case.years)))
    np.add.at(added, place, of_group)
    return added


def can_serve(case: Case) -> Flags:
    """In which years a project can serve: within its window, and while all it requires can; shape (projects, years)."""
    opens, in_service = may_open(case), serves(case)
    rows = positions(case.projects.id)
    needs = [(p, rows[name]) for p, names in enumerate(case.projects.requires.tolist()) for name in names]
    while True:
        service = np.asarray((opens[:, :, None] & in_service).any(axis=1), np.bool_)
        kept = opens.copy()
        for project, required in needs:
            kept[project] &= ~(in_service[project] & ~service[required]).any(axis=1)
        if np.array_equal(kept, opens):
            return service
        opens = kept


def _groups(case: Case) -> Integers:
    """A number for each project; those of an exclusive group share one."""
    groups = case.projects.exclusive_group
    alone = np.array([f"\0{row}" for row in range(len(groups))], object)
    names: Texts = np.where(groups == "", alone, groups)
    return np.unique(names.astype(str), return_inverse=True)[1]


def _pairs(one: Integers, other: Integers) -> tuple[Integers, Integers, Integers]:
    """Number of each pair, and the two members of each number."""
    width = int(other.max(initial=0)) + 1
    found, number = np.unique(one * width + other, return_inverse=True)
    return number, found // width, found % width


def _summed(one: Integers, other: Integers, amounts: Numbers) -> tuple[Numbers, Integers, Integers]:
    number, first, second = _pairs(one, other)
    total = np.zeros((len(first), amounts.shape[1]))
    np.add.at(total, number, amounts)
    return total, first, second


def _largest(one: Integers, other: Integers, amounts: Numbers) -> tuple[Numbers, Integers, Integers]:
    number, first, second = _pairs(one, other)
    most = np.zeros((len(first), amounts.shape[1]))
    np.maximum.at(most, number, amounts)
    return most, first, second

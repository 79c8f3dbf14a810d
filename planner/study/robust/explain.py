"""Project by project why a plan decides as it does: what the other decision would cost, and in which futures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.case import Case
from models.futures import Future, FuturesPlan, Rule, Ruled, RuledModel
from models.request import Request
from models.whole_projects import Memory
from planner.study.pace import Pace
from planner.study.robust.asking import Desk
from planner.study.robust.worth import Between

CHANGED_MUSD = 0.05
"""MUSD from which on a future counts as dearer."""

DIGITS = 3
"""Decimals of MUSD that are told: more is rounding of the search."""


@dataclass(frozen=True)
class Other:
    """Another decision on a project (position): what it would cost by the measure.

    dearer: between what, None where no plan was found under it. least_musd: proven. in_part_musd: if every project
    could be built in part, exactly. futures: positions of the futures that would then be dearer, the most first, with
    MUSD. possible: False where no plan decides so.
    """

    project: int
    rule: Rule
    possible: bool
    dearer: Between | None
    least_musd: float
    in_part_musd: float
    futures: tuple[tuple[int, float], ...]


def other_decisions(
    case: Case, futures: Sequence[Future], plan: FuturesPlan, request: Request, memory: Memory, desk: Desk
) -> tuple[Other, ...]:
    """Every other decision on every project that some future leaves open, in the order of the sheet projects."""
    with desk.breakable():
        model = RuledModel(futures, plan, request, memory)
    place = {name: at for at, name in enumerate(case.projects.id.tolist())}
    asked = sorted(model.rules(), key=lambda one: place[one[0]])
    pace, found = Pace(len(asked)), []
    for project, rule in asked:
        with desk.breakable():
            found.append(_other(place[project], model.ask(project, rule)))
        desk.watch(f"{project} {rule.value}: {pace.next()}")
    return tuple(found)


def _other(project: int, ruled: Ruled) -> Other:
    least, most = (round(max(0.0, musd), DIGITS) if np.isfinite(musd) else musd for musd in _ends(ruled))
    value = None if ruled.value_musd is None else round(max(0.0, ruled.value_musd), DIGITS)
    dearer = [(at, round(musd, DIGITS)) for at, musd in enumerate(ruled.costs) if musd > CHANGED_MUSD]
    return Other(
        project=project,
        rule=ruled.rule,
        possible=ruled.possible,
        dearer=None if value is None else Between(least, value, most),
        least_musd=least,
        in_part_musd=round(ruled.part_musd, DIGITS),
        futures=tuple(sorted(dearer, key=lambda one: -one[1])),
    )


def _ends(ruled: Ruled) -> tuple[float, float]:
    return ruled.least_musd, ruled.most_musd

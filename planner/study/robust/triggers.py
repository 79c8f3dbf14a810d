"""When a project pays and when a target is missed: rules read off many draws, each solved with divisible projects."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

import numpy as np

from models.case import Case
from models.errors import NoPlan
from models.request import Request
from models.reuse import Reuse
from models.solution import Solution
from models.tables import OFFICIAL, TRANSIT_TARGET, Flags, Numbers
from models.verify import Verification, verify
from planner.study.changes import apply_changes
from planner.study.pace import Pace
from planner.study.robust.rules import Rule, shortest_rule
from planner.study.run import Watch
from planner.study.sweep import draws

BUILT = 0.5
"""Share of a project from which on it counts as built."""

SHORT = 1e-6
"""Mt by which a target is missed that is rounding."""

SELDOM = 0.1
"""Share of the draws from which on something happens often enough, and seldom enough, for a rule."""


@dataclass(frozen=True)
class Trigger:
    """kind: project or target. what: position of the project, or year of the target. often: share of all draws."""

    kind: str
    what: int
    often: float
    rule: Rule | None


@dataclass(frozen=True)
class Triggers:
    """figures: ids of the ranges. drawn: their numbers, (draws, figures). lost: draws without a plan."""

    figures: tuple[str, ...]
    drawn: Numbers
    found: tuple[Trigger, ...]
    lost: int


def read_triggers(
    case: Case,
    number: int,
    seed: int,
    watch: Watch,
    breakable: Callable[[], AbstractContextManager[None]] = nullcontext,
) -> Triggers:
    """Draw, solve and read the rules; raises PlannerError where the case has no ranges."""
    points = draws(case, number, seed)
    names = tuple(name for name in points[0].values if name != "draw")
    reuse, pace = Reuse(), Pace(number)
    rows, happened = [], []
    for point in points:
        changed = apply_changes(case, point.changes)
        try:
            with breakable():
                plan = reuse.branch().solve(changed, Request(relaxed=True), lambda _: None)
        except NoPlan:
            continue
        rows.append([float(point.values[name]) for name in names])
        happened.append(_happens(changed, plan, verify(changed, plan)))
        if len(rows) % 10 == 0 or len(rows) == number:
            watch(f"draws solved: {pace.next()}")
        else:
            pace.next()
    drawn = np.array(rows).reshape(len(rows), len(names))
    found = tuple(_found(drawn, happened, seed)) if rows else ()
    return Triggers(names, drawn, found, number - len(rows))


def _found(drawn: Numbers, happened: list[dict[tuple[str, int], bool]], seed: int) -> Iterator[Trigger]:
    """What happens in some draws and not in others, with the rule that tells in which."""
    for kind, what in happened[0]:
        happens: Flags = np.array([draw[kind, what] for draw in happened])
        often = float(happens.mean())
        if SELDOM <= often <= 1.0 - SELDOM:
            yield Trigger(kind, what, often, shortest_rule(drawn, happens, seed))


def _happens(case: Case, plan: Solution, verdict: Verification) -> dict[tuple[str, int], bool]:
    """Whether each free project is built, and each target of home transit missed."""
    share = np.zeros(len(case.projects))
    np.add.at(share, plan.openings.project, plan.openings.share)
    free = np.flatnonzero(case.projects.decision == "auto").tolist()
    told = {("project", project): bool(share[project] >= BUILT) for project in free}
    years = case.years.year.tolist()
    official = (case.targets.metric == TRANSIT_TARGET) & np.isin(case.targets.scenario, ("", OFFICIAL))
    for row in np.flatnonzero(official).tolist():
        year = int(case.targets.year[row])
        if year in years:
            home = float(verdict.totals.home_transit_mt[years.index(year)])
            told["target", year] = home < float(case.targets.value[row]) - SHORT
    return told

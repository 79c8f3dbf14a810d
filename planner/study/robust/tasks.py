"""What is solved apart: the best plan of a future, the plan of a future after given decisions, a draw.

Functions of one worker each, wherever it runs. What a worker begins from depends on the study alone, never on what it
was asked before, so that any number of workers finds the same plans.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from models.case import Case
from models.errors import NoPlan, PlannerError
from models.futures import Future, Measure, solve_futures
from models.futures import Order as Asked
from models.request import Request
from models.reuse import Reuse
from models.solution import Solution
from models.tables import OFFICIAL, TRANSIT_TARGET
from models.verify import Verification, verify
from models.whole_projects import Lesson, Memory
from planner.study.changes import apply_changes
from planner.study.robust.asking import Answered
from planner.study.stored_plan import as_stored
from planner.study.sweep import common

BUILT = 0.5
"""Share of a project from which on it counts as built in a draw."""

SHORT = 1e-6
"""Mt by which a target is missed that is rounding."""

_of_thread = threading.local()
"""What this worker knows of the case that all its tasks are like."""


@dataclass(frozen=True)
class Shared:
    """What all tasks of a kind share. like: the case that theirs differ from in numbers. lesson: what is known."""

    like: Case
    futures: tuple[Future, ...]
    request: Request
    lesson: Lesson


@dataclass(frozen=True)
class Held:
    """A future (position) after decisions up to a year; see `models.futures.Order`."""

    future: int
    until: int
    held: Mapping[tuple[str, int], float]
    later: bool


def solve_alone(shared: Any, place: int) -> Answered:
    """The best plan of a future (position), as if it were known, and what its search learned."""
    here: Shared = common(shared)
    future, memory = here.futures[place], _begun(here)
    try:
        request = replace(here.request, scenario=future.name)
        plan = as_stored(future.case, Reuse(memory).solve(future.case, request, quiet))
    except NoPlan as error:
        return Answered(None, refused=NoPlan(f"future {future.name}: {error}"))
    except PlannerError as error:
        return Answered(None, refused=error)
    return Answered(plan, plan.stop, memory.lesson().since(here.lesson))


def solve_held(shared: Any, task: Held) -> Answered:
    """The best plan of a future after decisions that are made; None where they cannot be carried out there."""
    here: Shared = common(shared)
    future, memory = replace(here.futures[task.future], probability=1.0), _begun(here)
    asked = Asked(Measure(), task.until, None, task.held, task.later)
    try:
        plan = solve_futures((future,), asked, here.request, quiet, memory)
    except NoPlan:
        return Answered(None)
    except PlannerError as error:
        return Answered(None, refused=error)
    return Answered(replace(plan, plans=tuple(as_stored(future.case, each) for each in plan.plans)), plan.stop)


def solve_draw(shared: Any, changes: tuple[str, ...]) -> Answered:
    """What happens in a draw: project built, target missed; None where it has no plan. Projects are divisible."""
    here: Shared = common(shared)
    changed = apply_changes(here.like, changes)
    try:
        plan = Reuse(_begun(here)).solve(changed, here.request, quiet)
    except NoPlan:
        return Answered(None)
    except PlannerError as error:
        return Answered(None, refused=error)
    return Answered(_happens(changed, plan, verify(changed, plan)), plan.stop)


def _begun(here: Shared) -> Memory:
    """A memory of what the study knows, begun from the divisible optimum of the case that all are like."""
    known: tuple[Shared, Memory] | None = getattr(_of_thread, "known", None)
    if known is None or known[0] is not here:
        known = _of_thread.known = here, _like(here)
    memory = known[1].branch()
    memory.learn(here.lesson)
    return memory


def _like(here: Shared) -> Memory:
    memory = Memory()
    try:
        memory.model(here.like, relaxed=here.request.relaxed).optimum(None)
    except PlannerError:  # whoever has no plan teaches nothing
        return Memory()
    return memory


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


def quiet(_: str) -> None:
    """A search among many tells nothing of itself."""

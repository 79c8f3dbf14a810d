"""When a project pays and when a target is missed: rules read off many draws, each solved with divisible projects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version

import numpy as np

from models.case import Case
from models.request import Request
from models.tables import Flags, Numbers
from models.whole_projects import Lesson
from planner.study.pace import Pace
from planner.study.robust.asking import Answered, Desk, Question
from planner.study.robust.rules import Rule, shortest_rule
from planner.study.robust.tasks import Shared, solve_draw
from planner.study.sweep import draws

EVERY = 10
"""Draws after which it is told how many are solved."""

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


def read_triggers(case: Case, number: int, seed: int, desk: Desk) -> Triggers:
    """Draw, solve and read the rules; raises PlannerError where the case has no ranges."""
    points, pace = draws(case, number, seed), Pace(number)
    names = tuple(name for name in points[0].values if name != "draw")
    shared = Shared(case, (), Request(relaxed=True), Lesson())
    about = [version("corridor-planner"), case.digest]
    questions = [Question(point.label, point.changes, ["draw", point.changes, *about]) for point in points]

    def told(_: str, __: Answered) -> None:
        words = pace.next()
        if pace.done % EVERY == 0 or pace.done == number:
            desk.watch(f"draws solved: {words}")

    answers = desk.ask(solve_draw, shared, questions, told)
    solved = [(point, answer.found) for point, answer in zip(points, answers, strict=True) if answer.found is not None]
    rows = [[float(point.values[name]) for name in names] for point, _ in solved]
    drawn = np.array(rows).reshape(len(rows), len(names))
    found = tuple(_found(drawn, [happened for _, happened in solved], seed)) if rows else ()
    return Triggers(names, drawn, found, number - len(rows))


def _found(drawn: Numbers, happened: list[dict[tuple[str, int], bool]], seed: int) -> Iterator[Trigger]:
    """What happens in some draws and not in others, with the rule that tells in which."""
    for kind, what in happened[0]:
        happens: Flags = np.array([draw[kind, what] for draw in happened])
        often = float(happens.mean())
        if SELDOM <= often <= 1.0 - SELDOM:
            yield Trigger(kind, what, often, shortest_rule(drawn, happens, seed))

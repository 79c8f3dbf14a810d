"""Is each project worth it? A plan and its projects as a lender looks at them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

import numpy as np

from models.case import Case
from models.errors import PlannerError
from models.request import Request
from models.solution import Solution
from planner.study.appraise import choices
from planner.study.appraise.again import Again, Switch, What, closed_form
from planner.study.appraise.subjects import Subject, Subjects, figures
from planner.study.appraise.valued import Missing, Valued
from planner.study.appraise.years import Years
from planner.study.pace import Pace
from planner.study.run import Watch

Breakable = Callable[[], AbstractContextManager[None]]
"""Within what it gives a signal may break off, by KeyboardInterrupt."""


@dataclass(frozen=True)
class Order:
    """What is asked. rates: the first is the main one. projects: ids, () for all that could open.

    brief: no opening years, and nothing that would have to be solved again with other assumptions.
    """

    request: Request
    rates: tuple[float, ...]
    projects: tuple[str, ...] = ()
    brief: bool = False


@dataclass(frozen=True, eq=False)
class Appraisal:
    """What was found; subjects: the programme first. again: what was solved for again, by place of the subject.

    complete: false where it was interrupted.
    """

    case: Case
    order: Order
    plan: Solution
    subjects: tuple[Subject, ...]
    again: dict[int, tuple[Switch, ...]]
    complete: bool

    @property
    def rate(self) -> float:
        """The main rate."""
        return self.order.rates[0]

    def switches(self, place: int) -> tuple[Switch, ...]:
        """Switching values of a subject in its plan."""
        value = self.subjects[place].in_plan
        if isinstance(value, Missing):
            return ()
        exact = closed_form(self.case.parameters.base_year, value, figures(self.case, value, self.rate))
        return (*exact, *self.again.get(place, ()))


def appraise(case: Case, plan: Solution, order: Order, watch: Watch, breakable: Breakable = nullcontext) -> Appraisal:
    """Appraise a plan and its projects; case: with scenario and changes. An interruption keeps what is known.

    Raises PlannerError for a project that is none, NoPlan where the plan breaks a rule on flows.
    """
    asked = _asked(case, order.projects)
    years = Years(case, plan.openings)
    work = Subjects(years, plan.openings, order.rates[0], brief=order.brief)
    with breakable():
        watch("the programme: the plan against no project")
        subjects = [work.programme()]
    again: dict[int, tuple[Switch, ...]] = {}
    complete = True
    try:
        pace = Pace(len(asked))
        for project in asked:
            with breakable():
                subject = work.project(project)
            subjects.append(subject)
            watch(f"{pace.next()}: {case.projects.id[project]}")
        if not order.brief:
            _solve_again(
                Again(years, order.rates[0]), subjects, again, named=bool(order.projects), watch=watch, ask=breakable
            )
    except KeyboardInterrupt:
        complete = False
    return Appraisal(case, order, plan, tuple(subjects), again, complete)


def _solve_again(
    work: Again,
    subjects: Sequence[Subject],
    again: dict[int, tuple[Switch, ...]],
    *,
    named: bool,
    watch: Watch,
    ask: Breakable,
) -> None:
    """Switching values of demand and the value of time: of the programme, and of projects that were named."""
    for place, subject in enumerate(subjects if named else subjects[:1]):
        if isinstance(subject.in_plan, Valued) and subject.in_plan.first is not None:
            watch(f"solving again with other demand and value of time: {place + 1} of {len(subjects) if named else 1}")
            for what in (What.TIME, What.DEMAND):
                with ask():
                    again[place] = (*again.get(place, ()), work.switch(what, subject.in_plan))


def _asked(case: Case, ids: tuple[str, ...]) -> list[int]:
    """Positions of the projects that are asked about: those named, or all that could open."""
    unknown = [name for name in ids if name not in case.projects.id]
    if unknown:
        raise PlannerError(f"--project {', '.join(unknown)}: no project of the case has this id")
    could = [p for p in range(len(case.projects)) if choices.opening_years(case, p)]
    if not ids:
        return could
    return np.flatnonzero(np.isin(case.projects.id, ids)).tolist()

"""What searches of earlier cases found: models, years and plans, from which the next search starts."""

from __future__ import annotations

from collections import OrderedDict

import numpy as np

from models.case import Case
from models.formulations.routes import ColumnGeneration, RouteMaster
from models.projects import single_year
from models.solution import Routes, Solution
from models.tables import Numbers
from models.whole_projects.lesson import Lesson, Plan, YearLesson
from models.whole_projects.year_bound import KnownYear

MOST_YEARS = 300
"""Years of cases that are remembered, each with its model."""

MOST_PLANS = 5
"""Plans of earlier cases that are tried first."""


class Memory:
    """Remembers models, years and plans from one case to the next; for one thread."""

    def __init__(self) -> None:
        self._models: dict[bool, ColumnGeneration] = {}
        self._years: OrderedDict[str, KnownYear] = OrderedDict()
        self._plans: list[Plan] = []
        self._first: Routes | None = None
        self._taught: dict[str, YearLesson] = {}

    @property
    def empty(self) -> bool:
        """Whether nothing is known that a search could start from."""
        return not self._models

    def begin_with(self, routes: Routes) -> None:
        """Let models that start from no other one start from these routes of their case."""
        self._first = routes

    def branch(self) -> Memory:
        """One with the same models and plans, which leaves these as they are; years are searched anew."""
        other = Memory()
        other._models, other._plans = dict(self._models), list(self._plans)
        other._first = self._first
        return other

    def model(self, case: Case, *, relaxed: bool) -> ColumnGeneration:
        """The route formulation of a case, begun from the last one of its kind."""
        # the prices of a search from the cheapest routes part service better among the years: fewer cuts are needed
        first = self._first if relaxed else None
        model = ColumnGeneration(case, relaxed=relaxed, like=self._models.get(relaxed), first=first)
        self._models[relaxed] = model
        return model

    def year(self, case: Case, year: int) -> KnownYear:
        """What is known of a plan year (position), whichever case it was met in."""
        alone = single_year(case, year)
        known = self._years.pop(alone.digest, None) or self._begun(alone, year)
        self._years[alone.digest] = known
        while len(self._years) > MOST_YEARS:
            self._years.popitem(last=False)
        return known

    def _first_of(self, year: int) -> Routes | None:
        """The routes to start from in a plan year (position), which is the first of its case."""
        if self._first is None:
            return None
        chosen, first = self._first.year == year, self._first
        none = np.zeros(int(chosen.sum()), np.int64)
        return Routes(first.demand[chosen], none, first.path[chosen], first.mt[chosen], first.paths)

    def _begun(self, alone: Case, year: int) -> KnownYear:
        """A year that is met for the first time, with what it was taught of it."""
        known, taught = KnownYear(alone, self._first_of(year)), self._taught.pop(alone.digest, YearLesson())
        known.learn(taught)
        return known

    def learn(self, lesson: Lesson) -> None:
        """Take over what another search found."""
        for plan in reversed(lesson.plans):
            self._keep(plan)
        for digest, year in lesson.years.items():
            if digest in self._years:
                self._years[digest].learn(year)
            else:
                known = self._taught.get(digest, YearLesson())
                self._taught[digest] = YearLesson((*known.cuts, *year.cuts), {**known.costs, **year.costs})

    def lesson(self) -> Lesson:
        """All that others can take over."""
        years = {digest: YearLesson(tuple(known.cuts), dict(known.costs)) for digest, known in self._years.items()}
        return Lesson(tuple(self._plans), {**self._taught, **years})

    def plans(self, master: RouteMaster) -> list[Numbers]:
        """Earlier plans that keep the rules of a case, as values of its opening columns."""
        tried = [_openings(master, plan) for plan in self._plans]
        found = [openings for openings in tried if openings is not None]
        return [openings for openings in found if master.investment.program.keeps_rows(openings[None])[0]]

    def remember(self, case: Case, solution: Solution) -> None:
        """Keep a plan with whole projects."""
        opened = solution.openings
        keys = zip(opened.project.tolist(), opened.year.tolist(), opened.share.tolist(), strict=True)
        plan = {(str(case.projects.id[p]), int(case.years.year[v])): share for p, v, share in keys}
        self._keep(plan)

    def _keep(self, plan: Plan) -> None:
        self._plans = [plan, *(known for known in self._plans if known != plan)][:MOST_PLANS]


def _openings(master: RouteMaster, plan: Plan) -> Numbers | None:
    """A plan in the opening columns of a case; None where the case does not allow it."""
    case, openings = master.case, np.zeros(len(master.most))
    column_of = {
        (str(case.projects.id[p]), int(case.years.year[v])): column for (p, v), column in master.openings.items()
    }
    if not plan.keys() <= column_of.keys():
        return None
    for key, share in plan.items():
        openings[column_of[key]] = share
    allowed = (openings >= master.lower) & (openings <= master.most)
    return openings if allowed.all() else None

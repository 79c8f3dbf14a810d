"""The best plan of a case, and the best plans without and with each of its projects."""

from __future__ import annotations

import numpy as np

from models.case import Case
from models.errors import NoPlan, StoppedEmpty
from models.stop import Stop
from planner.study.explain.trials import Plan, Trial, Trials, shares
from planner.study.explain.variants import held, left_out, opened_in, with_marker, years_to_hold
from planner.study.service import rounding

WHOLE = 1.0 - 1e-6
"""Share from which a project counts as built as a whole."""

BUILT = 1e-6
"""Share from which a project counts as built."""


class Comparison:
    """Searches each side of a project once. The best plan is the best of all plans that were found on the way."""

    def __init__(self, case: Case, trials: Trials) -> None:
        """Raises NoPlan where the case has no plan, StoppedEmpty where none was found in the time."""
        self.case, self.trials = with_marker(case), trials
        self.projects = len(case.projects)
        self.best = trials.first(self.case)
        if self.best.plan is None:
            raise NoPlan("no plan keeps every rule of the case") if self.best.impossible else _stopped()
        self._without: dict[int, Trial] = {}
        self._included: dict[int, Trial] = {}
        self._opened: dict[tuple[int, int], Trial] = {}

    @property
    def plan(self) -> Plan:
        """The best plan found."""
        assert self.best.plan is not None
        return self.best.plan

    @property
    def relaxed(self) -> bool:
        """Whether every project is divisible."""
        return self.trials.request.relaxed

    def divisible(self, project: int) -> bool:
        """Whether a project may be built in part."""
        return self.relaxed or bool(self.case.projects.divisible[project])

    def share(self, project: int) -> float:
        """Share of a project that the best plan builds."""
        return float(shares(self.plan)[project].sum())

    def opening_year(self, project: int) -> int | None:
        """Calendar year in which the best plan first opens a project; None where it does not."""
        opened = np.flatnonzero(shares(self.plan)[project] >= BUILT)
        return int(self.case.years.year[opened[0]]) if len(opened) else None

    def without(self, project: int) -> Trial:
        """The best plan in which a project is never built."""
        if project not in self._without and self.share(project) >= BUILT:
            self._without[project] = self._tried(project, self.trials.of(left_out(self.case, project)))
        return self._better(self._without.get(project), is_best=self.share(project) < BUILT)

    def included(self, project: int) -> Trial:
        """The best plan with a project as a whole; the budget pays it unless the case forces it."""
        if project not in self._included and not self._whole(project):
            cases = (held(self.case, project, year) for year in years_to_hold(self.case, project))
            self._included[project] = self._tried(project, self.trials.cheapest(cases))
        return self._better(self._included.get(project), is_best=self._whole(project))

    def opened(self, project: int, year: int) -> Trial:
        """The best plan in which a project opens as a whole in a plan year (position)."""
        key, chosen = (project, year), bool(shares(self.plan)[project, year] >= WHOLE)
        if key not in self._opened and not chosen:
            self._opened[key] = self._tried(project, self.trials.of(opened_in(self.case, project, year)))
        return self._better(self._opened.get(key), is_best=chosen)

    def _whole(self, project: int) -> bool:
        return bool(shares(self.plan)[project].max() >= WHOLE)

    def _better(self, found: Trial | None, *, is_best: bool) -> Trial:
        """The better of what was searched for and, where it is of that side, the best plan."""
        if found is None or (is_best and self.best.objective < found.objective):
            return self.best if found is None else Trial(self.best.plan, max(self.best.bound, found.bound))
        return found

    def _tried(self, project: int, trial: Trial) -> Trial:
        """Keep a plan of the case that is better than the best so far."""
        allowed = self.case.projects.decision[project] == "auto"
        if allowed and trial.objective < self.best.objective - rounding(self.best.objective):
            self.best = Trial(trial.plan, self.best.bound)
        return trial


def _stopped() -> StoppedEmpty:
    return StoppedEmpty(Stop.TIME_LIMIT)

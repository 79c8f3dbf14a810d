"""Plans to compare: each solved and verified, with what is proven of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from models.case import Case
from models.errors import NoPlan, StoppedEmpty
from models.request import Request
from models.solution import Solution
from models.stop import Stop
from models.tables import Numbers
from models.verify import Verification
from planner.study.run import Solve, Watch
from planner.study.service import verified

SAME = 1e-8
"""Share of 1 + the objective up to which two proven optima are the same."""


@dataclass(frozen=True, eq=False)
class Plan:
    """A plan that keeps every rule of its case."""

    case: Case
    solution: Solution
    verification: Verification


@dataclass(frozen=True, eq=False)
class Trial:
    """What is known of the best plan of a case.

    plan: None where no plan exists (then bound is infinite) or where none was found in the time (then it is not).
    bound: MUSD, no plan of the case is under it.
    """

    plan: Plan | None
    bound: float

    @property
    def objective(self) -> float:
        """MUSD; infinite without a plan."""
        return np.inf if self.plan is None else self.plan.verification.objective_musd

    @property
    def impossible(self) -> bool:
        """Whether it is proven that no plan exists."""
        return self.plan is None and self.bound == np.inf


NONE = Trial(None, np.inf)
"""No plan exists."""


class Trials:
    """How plans are found. Once a search was interrupted, no other is begun: what is known can still be asked for."""

    def __init__(self, request: Request, solve: Solve, watch: Watch) -> None:
        self.request, self.solve, self.watch = request, solve, watch
        self._over = False

    def end(self) -> None:
        """Begin no more searches: each raises KeyboardInterrupt from here on."""
        self._over = True

    def first(self, case: Case) -> Trial:
        """As `of`, but a search that was interrupted with a plan in hand is the last one and has its trial."""
        return self._of(case, self.request, last=True)

    def of(self, case: Case) -> Trial:
        """The best plan of a case; raises NotVerified, SolverFailure, and KeyboardInterrupt once it was interrupted."""
        return self._of(case, self.request)

    def divisible(self, case: Case) -> Trial:
        """The best plan of a case in which every project is divisible."""
        return self._of(case, replace(self.request, relaxed=True))

    def cheapest(self, cases: Iterable[Case]) -> Trial:
        """The best plan of several cases; NONE where there is no case."""
        trials = [self.of(case) for case in cases]
        if not trials:
            return NONE
        best = min(trials, key=lambda trial: trial.objective)
        return replace(best, bound=min(trial.bound for trial in trials))

    def _of(self, case: Case, request: Request, *, last: bool = False) -> Trial:
        if self._over:
            raise KeyboardInterrupt
        try:
            solution = self.solve(case, request, lambda _: None)
        except NoPlan:
            return NONE
        except StoppedEmpty as stopped:
            if stopped.stop is Stop.INTERRUPTED:
                raise KeyboardInterrupt from stopped
            return Trial(None, -np.inf)
        if solution.stop is Stop.INTERRUPTED:
            self.end()
            if not last:
                raise KeyboardInterrupt
        verification = verified(case, solution)
        return Trial(Plan(case, solution, verification), min(solution.bound, verification.objective_musd))


def shares(plan: Plan) -> Numbers:
    """Share of each project of the plan's case by opening year; (projects, years)."""
    opened = plan.solution.openings
    found = np.zeros((len(plan.case.projects), len(plan.case.years)))
    np.add.at(found, (opened.project, opened.year), opened.share)
    return found


def money_apart(trial: Trial, other: Trial, factor: float = 1.0) -> tuple[float | None, float | None]:
    """By how much a trial's plan is dearer than another's, in real money and in penalties; None without a plan.

    factor: what a MUSD counts, as in `difference_musd`.
    """
    if trial.plan is None or other.plan is None:
        return None, None
    new, old = trial.plan.verification, other.plan.verification
    return (
        difference_musd(new.real_cost_musd, old.real_cost_musd, factor),
        difference_musd(new.penalty_musd, old.penalty_musd, factor),
    )


def difference_musd(musd: float, other: float, factor: float = 1.0) -> float | None:
    """(musd - other) / factor, 0 where it is rounding; None where one is infinite."""
    if not (np.isfinite(musd) and np.isfinite(other)):
        return None
    return 0.0 if abs(musd - other) <= SAME * (1.0 + abs(other)) else float(musd - other) / factor

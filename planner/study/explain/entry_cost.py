"""The capital cost up to which a project is built: where the best plan with it costs what the best plan without does.

Every search at some capital cost c gives two proofs. Its plan with the project stays possible when the project is
cheaper, and then costs less by what the project costs less. And no plan with the project at a higher cost is cheaper
than the bound plus the least that a plan must pay more for it. So few searches are needed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from models.case import Case
from models.projects import annuity, may_open, serves
from planner.study.explain.trials import SAME, Plan, Trial, shares
from planner.study.explain.variants import at_capital_cost, decided_by_plan
from planner.study.service import rounding

MOST_SEARCHES, MOST_EXACT_SEARCHES = 8, 24
"""Searches for one capital cost; the second where each is solved to the end."""

CLOSE = 1e-3
"""Share of the capital cost up to which its limit is sought."""

LEAST_STEP = 1e-3
"""MUSD between capital costs that are no longer told apart."""

WORTH, RULES = "worth", "rules"
"""Why a project is not built above a capital cost."""


@dataclass(frozen=True)
class EntryCost:
    """built_at_musd: proven to be in the best plan up to this capital cost; None: not even if it cost nothing.

    left_out_at_musd: proven to be in no best plan above it; None: at no cost that was tried. Between the two nothing
    is proven. limited_by: `worth` where plans above it would be dearer than without it, `rules` where there are none,
    as the budget cannot pay for it. searches: how many it took.
    """

    built_at_musd: float | None
    left_out_at_musd: float | None
    limited_by: str
    searches: int


def entry_cost(
    case: Case,
    project: int,
    without: Trial,
    today: Trial,
    trial_at: Callable[[Case], Trial],
    *,
    in_part: bool,
) -> EntryCost | None:
    """Seek the capital cost of a project (position) between being built and not; None where no plan is without it.

    today: the best plan with the project at its cost of today. trial_at: the best plan with the project of a case
    where its cost differs. in_part: the project need not be built as a whole, so that today's plan may lack it.
    """
    if without.plan is None:
        return None
    bracket = _Bracket(case, project, without, in_part)
    cost = float(case.projects.capex_musd[project])
    bracket.learn(cost, today)
    searches = 0
    solved_out = without.objective - without.bound <= rounding(without.objective)
    most = MOST_EXACT_SEARCHES if solved_out else MOST_SEARCHES
    while searches < most and (following := bracket.next_cost()) is not None:
        bracket.learn(following, trial_at(at_capital_cost(case, project, following)))
        searches += 1
    return EntryCost(bracket.low, bracket.high, bracket.limited_by, searches)


class _Bracket:
    """What is proven so far: built up to `low`, left out from `high` on."""

    def __init__(self, case: Case, project: int, without: Trial, in_part: bool) -> None:
        self.without, self.project, self.in_part = without, project, in_part
        self.low: float | None = None
        self.high: float | None = None
        self.limited_by = WORTH
        self._root: float | None = None
        self._same = SAME * (1.0 + abs(without.objective))
        self._tried: list[float] = []
        case = decided_by_plan(case, project)
        self._served = serves(case)[project] @ case.discount
        one = at_capital_cost(case, project, 1.0)
        self._factor = float(annuity(one)[project])
        openings = may_open(case)[project]
        least = float(self._served[openings].min()) if openings.any() else 0.0
        self._least_slope = 0.0 if in_part else self._factor * least

    def learn(self, cost: float, trial: Trial) -> None:
        """What a search at a capital cost proves."""
        self._tried.append(cost)
        if trial.plan is not None:
            self._learn_plan(cost, trial.plan, trial.objective)
        excess = trial.bound - self.without.objective
        if excess >= -self._same:
            self._lower(cost)
            if self.high == cost:
                self.limited_by = RULES if trial.impossible else WORTH
        elif self._least_slope > 0 and np.isfinite(excess):
            self._lower(cost - excess / self._least_slope)

    def _lower(self, cost: float) -> None:
        self.high = cost if self.high is None else min(self.high, cost)

    def _learn_plan(self, cost: float, plan: Plan, objective: float) -> None:
        slope = self._factor * float(shares(plan)[self.project] @ self._served)
        if slope <= 0:
            return
        dearer = objective - self.without.bound
        if self.in_part and dearer >= -self._same:
            return
        proven = cost - max(0.0, dearer) / slope
        if proven >= 0 and (self.low is None or proven >= self.low):
            self.low = proven
            self._root = cost + (self.without.objective - objective) / slope

    def next_cost(self) -> float | None:
        """The capital cost to try next; None where nothing more is to be learned."""
        if self.low is None:
            return 0.0 if 0.0 not in self._tried else None
        ceiling = np.inf if self.high is None else self.high
        step = max(LEAST_STEP, CLOSE * max(self._tried[0], min(self.low, ceiling)))
        if ceiling - self.low <= step:
            return None
        options = [] if self._root is None else [self._root, self._root + 0.9 * step, self._root - 0.9 * step]
        options += [0.5 * (self.low + ceiling)]
        inside = (cost for cost in options if self.low < cost < ceiling and cost not in self._tried)
        return next(inside, None)

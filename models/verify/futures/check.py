"""The verdict on one plan for many futures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from models.case import Case
from models.seasons import copies_of
from models.solution import Solution
from models.tables import Numbers
from models.verify.check import verify
from models.verify.form import malformed_prices
from models.verify.futures.bound import bound_of_futures
from models.verify.futures.judged import Judged, judge, weighs
from models.verify.projects import opened_share
from models.verify.result import Verification, Violation
from models.verify.rules import rules_of
from models.verify.tally import Tally

WEIGHTS = 1e-6
"""By how much weights that prove a bound may be off."""


@dataclass(frozen=True, eq=False)
class FuturesVerification:
    """each: the verdict on the plan of each future. violations: what holds between them and is broken.

    objective_musd: the measure, recomputed. bound_musd: no plan for these futures is under it; minus infinity where
    the weights prove nothing.
    """

    each: tuple[Verification, ...]
    violations: tuple[Violation, ...]
    objective_musd: float
    bound_musd: float

    @property
    def ok(self) -> bool:
        """Whether no rule is broken, in any future or between them."""
        return not self.violations and all(verdict.ok for verdict in self.each)


def verify_futures(
    cases: Sequence[Case],
    plans: Sequence[Solution],
    probability: Numbers,
    judged: Judged,
    decide_until: int,
    weights: Numbers,
    stated: tuple[float, float],
    *,
    tolerance: float = 1e-6,
) -> FuturesVerification:
    """Recompute a plan for many futures and a bound on it; stated: the objective and bound that it claims, MUSD."""
    each = tuple(verify(case, plan, tolerance=tolerance) for case, plan in zip(cases, plans, strict=True))
    tally = Tally(tolerance)
    _check_decided(cases, plans, decide_until, tally)
    objective = judge(judged, probability, np.array([verdict.objective_musd for verdict in each]))
    against = np.zeros(len(cases)) if judged.reference is None else judged.reference
    bound = -np.inf
    if not weighs(judged, probability, weights.tolist(), WEIGHTS):
        tally.remark("weights", "the weights of the futures are none of the measure", 0.0, "")
    elif not any(malformed_prices(case, plan.bound_prices) for case, plan in _parts(cases, plans)):
        rules = [rules_of(case) for case, _ in _parts(cases, plans)]
        prices = [plan.bound_prices for _, plan in _parts(cases, plans)]
        bound = bound_of_futures(rules, prices, weights, against, decide_until)
    level = float(probability @ against)
    _compare("objective", tally.equal, stated[0] + level, objective + level)
    _compare("stated-bound", tally.at_most, stated[1] + level, objective + level)
    _compare("bound-above-objective", tally.at_most, bound + level, objective + level)
    return FuturesVerification(each, tuple(tally.violations), objective, bound)


def _parts(cases: Sequence[Case], plans: Sequence[Solution]) -> list[tuple[Case, Solution]]:
    """Case and plan of each future; with seasons those of its copies, whose prices are those of the search."""
    return [
        (case, plan) if plan.by_season is None else (copies_of(case).by_season, plan.by_season)
        for case, plan in zip(cases, plans, strict=True)
    ]


def _compare(rule: str, compare: Callable[..., None], value: float, limit: float) -> None:
    compare(rule, np.array([value]), limit, lambda _: "the plan for all futures", "MUSD")


def _check_decided(cases: Sequence[Case], plans: Sequence[Solution], decide_until: int, tally: Tally) -> None:
    """What opens up to the year is the same in all futures that leave the project alike open."""
    opened = np.array([opened_share(case, plan) for case, plan in zip(cases, plans, strict=True)])
    allowed = np.array([rules_of(case).projects.allowed for case in cases])
    words = np.array([case.projects.decision for case in cases])
    years = cases[0].years.year
    for project, name in enumerate(cases[0].projects.id.tolist()):
        for year in np.flatnonzero(years <= decide_until).tolist():
            for word in sorted(set(words[:, project].tolist())):
                alike = (words[:, project] == word) & allowed[:, project, year]
                shares = opened[alike, project, year]
                if len(shares) > 1:
                    where = f"project {name} in {years[year]}, decided before the future is known"
                    tally.at_most("decided-alike", shares - shares.min(), 0.0, lambda _, told=where: told, "share")

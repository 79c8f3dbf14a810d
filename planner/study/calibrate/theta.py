"""How much a dollar matters to shippers: the theta with which their choice comes nearest to what was counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from models.case import Case
from models.choice import choice_of
from models.errors import NotVerified
from models.network import Counted, asset_flow, corridor_volumes, find_ways, held_against
from models.solution import Solution
from models.tables import Flags
from planner.study.calibrate.trials import misfit

THETAS = (0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 2.0, 5.0)
"""1/USD per t that are tried, of all cargo."""

ALIKE = 0.05
"""Share by which the misfit of a theta may be above the least one and tell the two not apart."""


@dataclass(frozen=True, eq=False)
class ThetaTrial:
    """What shippers choose at a theta: misfit, held_out_misfit of the fitted places and of the others, Mt/year."""

    theta: float
    counted: Counted
    misfit: float
    held_out_misfit: float


@dataclass(frozen=True, eq=False)
class FittedTheta:
    """trials: in the order of `THETAS`."""

    trials: tuple[ThetaTrial, ...]

    @property
    def best(self) -> ThetaTrial:
        """The least misfit; of equal ones the largest theta, which is nearest to the plan."""
        return min(self.trials, key=lambda trial: (round(trial.misfit, 6), -trial.theta))

    @property
    def alike(self) -> tuple[float, float]:
        """The least and the largest theta that the counts do not tell from the best."""
        most = self.best.misfit * (1.0 + ALIKE) + 1e-6
        near = [trial.theta for trial in self.trials if trial.misfit <= most]
        return near[0], near[-1]


def fit_theta(case: Case, plan: Solution, fitted: Flags, watch: Callable[[str], None]) -> FittedTheta:
    """Every theta with the projects of a plan of one year; fitted: of the observations of that year.

    Raises PlannerError for a case that the choice does not know, NotVerified where a choice is not proven.
    """
    trials = []
    for theta in THETAS:
        trials.append(_trial(case, plan, theta, fitted))
        watch(f"theta {theta:g}: misfit {trials[-1].misfit:.3f}")
    return FittedTheta(tuple(trials))


def _trial(case: Case, plan: Solution, theta: float, fitted: Flags) -> ThetaTrial:
    choice = choice_of(case, plan, theta=theta)
    if not choice.ok:
        raise NotVerified(f"what shippers choose at a theta of {theta:g} failed its verification")
    routes = choice.chosen.solution.routes
    ways = find_ways(case, routes)
    counted = held_against(case, asset_flow(case, routes, ways), corridor_volumes(case, routes, ways))
    held_out = misfit(counted, ~fitted) if not fitted.all() else np.nan
    return ThetaTrial(theta, counted, misfit(counted, fitted), held_out)

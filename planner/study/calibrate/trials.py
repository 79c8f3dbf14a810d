"""The base year solved again and again, and held against what was counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from models.case import Case
from models.network import (
    Counted,
    asset_flow,
    commodity_flow,
    corridor_volumes,
    find_ways,
    held_against,
    rate_factors,
)
from models.request import Request
from models.reuse import Reuse
from models.solution import Solution
from models.stop import PROVEN, Limits, Stop
from models.tables import Flags, Numbers
from planner.study.calibrate.changes import Change, with_changes
from planner.study.run import Solve
from planner.study.service import verified

Breakable = Callable[[Solve], Solve]
"""Makes the searches of a study such that a signal can break them off."""


@dataclass(frozen=True, eq=False)
class Trial:
    """The base year with some changes.

    flow: Mt on each asset, both directions, each cargo times its rate factor: the more a constant there is, the less it
    becomes. misfit, held_out_misfit: of the fitted places and of the others.
    """

    changes: tuple[Change, ...]
    counted: Counted
    flow: Numbers
    misfit: float
    held_out_misfit: float


@dataclass(frozen=True)
class Nearest:
    """What came nearest to a count in all trials: the model, Mt, and the changes with which it did."""

    mt: float
    changes: tuple[Change, ...]


class Trials:
    """Solves the base year with changes; each search starts from the one that was settled last."""

    def __init__(self, case: Case, fitted: Flags, breakable: Breakable) -> None:
        """case: of one plan year. fitted: which observations of that year count, shape (observations of the year,)."""
        self.case, self.fitted = case, fitted
        self.breakable = breakable
        self._reuse = Reuse()
        self._request = Request(relaxed=True, limits=Limits(gap=PROVEN))
        self._known: dict[tuple[Change, ...], Trial] = {}
        self.searches = 0
        self.nearest: list[Nearest] = []

    def settle(self, changes: tuple[Change, ...]) -> Trial:
        """The base year with these changes, verified; what follows starts from here.

        Raises NoPlan, StoppedEmpty, SolverFailure or NotVerified.
        """
        changed = with_changes(self.case, changes)
        solution = self._solve(self._reuse, changed)
        verified(changed, solution)
        self._known = {}
        return self._held(changes, changed, solution)

    def plan(self, changes: tuple[Change, ...]) -> tuple[Case, Solution]:
        """The base year with changes, and its plan; raises as `settle`."""
        changed = with_changes(self.case, changes)
        return changed, self._solve(self._reuse.branch(), changed)

    def at(self, *changes: Change) -> Trial:
        """The base year with changes; what it answers does not depend on what else was tried; raises as `settle`."""
        if changes not in self._known:
            changed = with_changes(self.case, changes)
            self._known[changes] = self._held(changes, changed, self._solve(self._reuse.branch(), changed))
        return self._known[changes]

    def _solve(self, reuse: Reuse, changed: Case) -> Solution:
        self.searches += 1
        solution = self.breakable(reuse.solve)(changed, self._request, lambda _: None)
        if solution.stop is Stop.INTERRUPTED:
            raise KeyboardInterrupt
        return solution

    def _held(self, changes: tuple[Change, ...], changed: Case, solution: Solution) -> Trial:
        ways = find_ways(changed, solution.routes)
        flow = asset_flow(changed, solution.routes, ways)
        counted = held_against(changed, flow, corridor_volumes(changed, solution.routes, ways))
        paid = np.einsum("ca,acy->a", rate_factors(changed), commodity_flow(changed, solution.routes, ways))
        self._note(changes, counted)
        return Trial(changes, counted, paid, misfit(counted, self.fitted), misfit(counted, ~self.fitted))

    def _note(self, changes: tuple[Change, ...], counted: Counted) -> None:
        """Keep what came nearest to each count; of equal ones what was tried first."""
        found = [Nearest(float(mt), changes) for mt in counted.model_mt]
        pairs = zip(self.nearest or found, found, counted.observed_mt.tolist(), strict=True)
        self.nearest = [
            new if abs(new.mt - wanted) < abs(old.mt - wanted) - 1e-6 else old for old, new, wanted in pairs
        ]


def misfit(counted: Counted, of: Flags) -> float:
    """Squared differences of some places, each over the mean of model and count: the sum of GEH squared, Mt/year."""
    return float(np.round(np.sum(counted.geh[of] ** 2), 9))

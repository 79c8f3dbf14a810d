"""Which few constants and loads bring the base year nearer to what was counted, and what no cost can mend."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from models.case import Case
from models.errors import PlannerError
from models.network import counted_rows
from models.tables import Flags, Integers, some_rows
from planner.study.calibrate.candidates import places_of
from planner.study.calibrate.changes import base_year_case, least_constants
from planner.study.calibrate.limits import NEAR, Limit, limit_of
from planner.study.calibrate.scenario import Rows, scenario_name, scenario_rows, with_scenario
from planner.study.calibrate.search import SAME, Bounds, best_constant, best_load, same_from_to
from planner.study.calibrate.theta import FittedTheta, fit_theta
from planner.study.calibrate.trials import Breakable, Nearest, Trial, Trials
from planner.study.pace import Pace
from planner.study.run import Watch
from planner.study.scenarios import apply_scenario

THIRD = 3
"""Observations that are fitted for each change, at least."""


@dataclass(frozen=True)
class Order:
    """What is asked. year: base year, None: the first plan year that was counted. scenario: of the case, its parent.

    bounds: of the changes; of `changes` at most a third of the fitted observations count. hold_out: every so many-th
    observation of the year, in the order of the table, is held out besides those marked; 0: none. theta: whether it is
    sought how much a dollar matters to shippers, too.
    """

    bounds: Bounds
    year: int | None = None
    scenario: str = ""
    hold_out: int = 0
    theta: bool = False


@dataclass(frozen=True, eq=False)
class Step:
    """A change that was made: the last of `trial`. same: between these USD/t it does the same; loads: None."""

    trial: Trial
    same: tuple[float, float] | None = None


Ended = Literal["gains too little", "equal cost", "most changes", "interrupted"]
"""Why a search ended: the best further change gains too little or rests on ways of equal cost, or no more may be."""


@dataclass(frozen=True, eq=False)
class Calibrated:
    """case: the base year, with its observations alone. held_out: of each. before, after: without and with changes.

    again: the base year solved anew from the rows, knowing nothing: what a run of the scenario shows; None where there
    are no changes or the study was interrupted before.
    limits_before, limits: places off by more than a tenth, without and with the changes. nearest: of each observation,
    what came nearest to it in all trials. rows: of the scenario.
    ended: why no change followed. complete: false where it was interrupted. theta: None where it was not sought.
    """

    case: Case
    year: int
    order: Order
    most_changes: int
    held_out: Flags
    before: Trial
    steps: tuple[Step, ...]
    after: Trial
    again: Trial | None
    limits_before: tuple[Limit, ...]
    limits: tuple[Limit, ...]
    nearest: tuple[Nearest, ...]
    rows: Rows
    searches: int
    ended: Ended
    complete: bool
    theta: FittedTheta | None = None


def calibrate(case: Case, order: Order, watch: Watch, breakable: Breakable) -> Calibrated:
    """Find changes of the base year, one by one; an interruption keeps those that are found.

    Raises PlannerError where nothing was counted in the year or too little to fit anything; InputErrors for an unknown
    scenario; NoPlan, StoppedEmpty, SolverFailure or NotVerified.
    """
    year = base_year(case, order.year)
    base = counted_year(apply_scenario(case, order.scenario), year)
    held_out = _held_out(base, order.hold_out)
    most = min(order.bounds.changes, int((~held_out).sum()) // THIRD)
    if not most:
        raise PlannerError(
            f"{int((~held_out).sum())} observations of {year} may be fitted: one constant needs {THIRD} of them"
        )
    return _Search(case, base, order, held_out, most, watch, breakable).run(year)


def counted_year(case: Case, year: int) -> Case:
    """The base year of a case with what was counted in it."""
    base = base_year_case(case, int(np.searchsorted(case.years.year, year)))
    return replace(base, observed=some_rows(base.observed, np.flatnonzero(base.observed.year == year)))


def base_year(case: Case, wanted: int | None) -> int:
    """The year that is calibrated; raises PlannerError where it is no plan year or nothing was counted in it."""
    years = sorted(set(case.observed.year[counted_rows(case)].tolist()))
    if not years:
        raise PlannerError("nothing was counted in a plan year: fill the table observed")
    if wanted is not None and wanted not in years:
        known = ", ".join(map(str, years))
        raise PlannerError(f"nothing was counted in {wanted}, or it is no plan year; give one of {known}")
    return years[0] if wanted is None else wanted


def _held_out(base: Case, every: int) -> Flags:
    marked: Flags = base.observed.hold_out.copy()
    if every:
        marked[every - 1 :: every] = True
    return marked


class _Search:
    """The search for one base year."""

    def __init__(
        self, case: Case, base: Case, order: Order, held_out: Flags, most: int, watch: Watch, breakable: Breakable
    ) -> None:
        self.case, self.base, self.order, self.watch = case, base, order, watch
        self.held_out, self.most = held_out, most
        self.trials = Trials(base, ~held_out, breakable)
        self.least = least_constants(base)
        self.places = places_of(base, ~held_out)
        self.steps: list[Step] = []
        self.limits_before: list[Limit] = []
        self.limits: list[Limit] = []
        self.theta: FittedTheta | None = None
        self.ended: Ended = "interrupted"

    def run(self, year: int) -> Calibrated:
        """Constants, then loads, then what no cost can mend."""
        self.watch(f"{year} as it is; then up to {self.most} changes out of {len(self.places)} places")
        before = self.now = self.trials.settle(())
        complete, again = True, None
        try:
            self._judge(self.limits_before)
            self._constants()
            self._loads()
            self._ranges()
            self._judge(self.limits)
            self._fit_theta()
            again = self._again(year)
        except KeyboardInterrupt:
            complete = False
        return self._found(year, before, again, complete=complete)

    def _found(self, year: int, before: Trial, again: Trial | None, *, complete: bool) -> Calibrated:
        return Calibrated(
            case=self.base,
            year=year,
            order=self.order,
            most_changes=self.most,
            held_out=self.held_out,
            before=before,
            steps=tuple(self.steps),
            after=self.now,
            again=again,
            limits_before=tuple(self.limits_before),
            limits=tuple(self.limits),
            nearest=tuple(self.trials.nearest),
            rows=self._rows(year),
            searches=self.trials.searches,
            ended=self.ended,
            complete=complete,
            theta=self.theta,
        )

    def _rows(self, year: int) -> Rows:
        notes = [_note(step) for step in self.steps]
        theta = None if self.theta is None else self.theta.best.theta
        return scenario_rows(self.case, self.order.scenario, year, self.now.changes, notes, theta)

    def _fit_theta(self) -> None:
        """With the changes that were made."""
        if self.order.theta:
            changed, plan = self.trials.plan(self.now.changes)
            self.theta = fit_theta(changed, plan, ~self.held_out, self.watch)

    def _again(self, year: int) -> Trial | None:
        rows = self._rows(year)
        if not rows:
            return None
        written = apply_scenario(with_scenario(self.case, rows), scenario_name(self.case))
        return Trials(counted_year(written, year), ~self.held_out, self.trials.breakable).settle(())

    def _constants(self) -> None:
        """A place that no constant moves at first is not tried again."""
        bound = self.order.bounds.usd_per_t
        tried = self.places
        while len(self.steps) < self.most:
            taken = {change.assets for change in self.now.changes}
            pace, found, moved = Pace(len(tried)), [], []
            for place in tried:
                if place.assets not in taken:
                    least = min(self.least[asset] for asset in place.assets)
                    line = best_constant(self.trials, self.now, place, least, bound)
                    found.append(line.best)
                    moved += [place] if line.moves else []
                self.watch(f"change {len(self.steps) + 1}: {pace.next()} places tried")
            tried = tuple(moved)
            if not self._take(found):
                return

    def _loads(self) -> None:
        share = self.order.bounds.load_share
        while share > 0 and len(self.steps) < self.most:
            assets = sorted({asset for place in self.places for asset in place.assets})
            if not self._take([best_load(self.trials, self.now, asset, share) for asset in assets]):
                return

    def _take(self, found: list[Trial]) -> bool:
        """Settle the best trial where it gains enough; of equal ones that with the smaller change."""
        gained = [trial for trial in found if trial is not self.now]
        best = min(gained, key=lambda trial: (round(trial.misfit, 6), _size(trial)), default=self.now)
        gain = self.now.misfit - best.misfit
        if gain <= max(SAME, self.order.bounds.stop * self.now.misfit):
            self.ended = "gains too little"
            return False
        settled = self.trials.settle(best.changes)
        if settled.misfit > best.misfit + SAME:
            self.ended = "equal cost"
            return False
        self.now = settled
        self.steps.append(Step(settled))
        if len(self.steps) == self.most:
            self.ended = "most changes"
        change = settled.changes[-1]
        unit = "USD/t" if change.kind == "constant" else "Mt/year of existing load"
        self.watch(f"{len(self.steps)} of at most {self.most}: {change.name} {change.amount:+g} {unit}")
        return True

    def _ranges(self) -> None:
        """How far each constant may lie elsewhere and do the same."""
        bound = self.order.bounds.usd_per_t
        for number, step in enumerate(self.steps):
            change = self.now.changes[number]
            if change.kind == "constant":
                least = -min(bound, *(self.least[asset] for asset in change.assets))
                same = same_from_to(self.trials, self.now, number, least, bound)
                self.steps[number] = replace(step, same=same)

    def _judge(self, limits: list[Limit]) -> None:
        """What a constant at one place alone could do, for every place that is off."""
        off = _off(self.now)
        pace = Pace(len(off))
        for place in off:
            limits.append(limit_of(self.trials, self.now, place, self.least, self.order.bounds.usd_per_t))
            self.watch(f"places that are off: {pace.next()}")


def _off(trial: Trial) -> list[int]:
    """Observations off by more than `NEAR`, the worst GEH first."""
    counted = trial.counted
    off: Integers = np.flatnonzero(np.abs(counted.difference_mt) > NEAR * counted.observed_mt + SAME)
    order = np.lexsort((off, -counted.geh[off].round(9)))
    return [int(place) for place in off[order]]


def _size(trial: Trial) -> tuple[float, int]:
    change = trial.changes[-1]
    return abs(change.amount), len(change.assets)


def _note(step: Step) -> str:
    """What the rows of a change say of it."""
    if step.same is None:
        return "Fitted; the count is no better known than this."
    return f"Fitted; from {step.same[0]:g} to {step.same[1]:g} USD/t does the same."

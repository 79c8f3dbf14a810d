"""The search for a plan of a compiled model: the LP with divisible projects, then whole projects with a proven gap."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from time import perf_counter

import numpy as np

from models.errors import NoPlan, StoppedEmpty
from models.solver import LinearProgram, Outcome, solve
from models.stop import Limits, Stop, gap_between, interruption, stop_at
from models.tables import Flags, Numbers

Watch = Callable[[str], None]
"""Is told what the search does, in words for a planner."""

NEAR_USD = 0.01
"""Reduced cost up to which a column takes part in the search for a first whole plan."""

PART_GAP = 0.002
"""Gap of the searches on part of the columns: closer is not worth the wait, the other columns decide."""


@dataclass(frozen=True)
class Found:
    """What a search found.

    plan: the LP with the whole projects fixed. relaxed: the LP with divisible projects. bound: no plan is under it.
    """

    plan: Outcome
    relaxed: Outcome
    bound: float
    stop: Stop


class Search:
    """One search within limits.

    many: the columns, most of which no good plan uses (flows); the first whole plans are sought on a few of them.
    in_hand: whether a plan is known already, so that first ones are not sought.
    """

    def __init__(self, program: LinearProgram, many: Flags, limits: Limits, watch: Watch, *, in_hand: bool) -> None:
        self._in_hand = in_hand
        self.program, self.many, self.limits, self.watch = program, many, limits, watch
        self._end = None if limits.seconds is None else perf_counter() + limits.seconds
        self._interrupted = False

    def run(self) -> Found:
        """The best plan within the limits and a bound that no plan of the whole program is under.

        Raises NoPlan where no plan exists, StoppedEmpty where a limit came before any plan was found.
        """
        relaxed = solve(self.program.relaxed(), self._limits())
        self.watch(f"divisible projects: {relaxed.objective:,.3f} MUSD, a bound on every plan")
        if not self.program.whole.any():
            interruption.in_hand = True
            return Found(plan=relaxed, relaxed=relaxed, bound=relaxed.objective, stop=Stop.OPTIMAL)
        # a plan in hand is no start: from none HiGHS proves sooner
        plan = None if self._in_hand else self._first_plan(relaxed)
        if self._interrupted and plan is None:
            raise StoppedEmpty(Stop.INTERRUPTED)
        if plan is not None and (self._interrupted or _gap(plan, relaxed.objective) <= self.limits.gap):
            ended = Stop.INTERRUPTED if self._interrupted else Stop.ENDED
            return self._found(plan, relaxed, relaxed.objective, ended)
        return self._all_columns(relaxed, plan)

    def _limits(self, gap: float | None = None) -> Limits:
        """What is left of the seconds, and the gap that was asked for unless another is given."""
        seconds = None if self._end is None else max(0.0, self._end - perf_counter())
        return Limits(gap=self.limits.gap if gap is None else gap, seconds=seconds)

    def _first_plan(self, relaxed: Outcome) -> Outcome | None:
        """Whole plans on the columns near an optimum, each then priced on all columns, until none is better."""
        best, near = None, self._near(relaxed)
        while self._limits().seconds != 0.0 and not self._interrupted:
            plan = self._plan_on(near)
            if plan is None:
                return best
            if best is not None and plan.objective >= best.objective - PART_GAP / 10 * abs(best.objective):
                return min(best, plan, key=lambda outcome: outcome.objective)
            best = plan
            gap = _gap(plan, relaxed.objective)
            self.watch(f"plan of {best.objective:,.3f} MUSD, gap {gap:.2%}")
            if gap <= self.limits.gap:
                return best
            near |= self._near(plan)
        return best

    def _plan_on(self, columns: Flags) -> Outcome | None:
        """The best whole plan on some columns, priced on all of them; None where a limit or a rule left none."""
        try:
            tried = solve(self._on(columns), self._limits(PART_GAP))
        except NoPlan:
            return None
        except StoppedEmpty as stopped:
            self._interrupted = stopped.stop is Stop.INTERRUPTED
            return None
        self._interrupted, interruption.in_hand = tried.stop is Stop.INTERRUPTED, True
        return self._priced(tried.values)

    def _priced(self, values: Numbers) -> Outcome:
        """The LP that a whole plan leaves; without a limit: what follows a plan in hand must not lose it."""
        return solve(self.program.fixed(values), Limits(), to_the_end=True)

    def _all_columns(self, relaxed: Outcome, start: Outcome | None) -> Found:
        """Branch and bound on the whole program, from the best plan so far; at a limit that plan stands."""
        try:
            whole = solve(self.program, self._limits(), None if start is None else start.values, self.watch)
        except StoppedEmpty as stopped:
            if start is None:
                raise
            return self._found(start, relaxed, relaxed.objective, stopped.stop)
        bound = max(whole.bound, relaxed.objective)
        plan = self._priced(whole.values)
        if start is not None and start.objective < plan.objective:
            plan = start
        return self._found(plan, relaxed, min(bound, plan.objective), whole.stop)

    def _found(self, plan: Outcome, relaxed: Outcome, bound: float, ended: Stop) -> Found:
        return Found(plan, relaxed, bound, stop_at(_gap(plan, bound), self.limits.gap, ended))

    def _near(self, outcome: Outcome) -> Flags:
        """Columns that an LP optimum uses or nearly uses, and all that are not many."""
        if outcome.row_dual is None:
            raise ValueError("reduced costs exist for linear programs only")
        reduced_cost = self.program.cost - self.program.matrix.T @ outcome.row_dual
        return np.asarray((outcome.values > 0) | (reduced_cost <= NEAR_USD) | ~self.many)

    def _on(self, columns: Flags) -> LinearProgram:
        """The program with the other columns kept at their lower bounds."""
        return replace(self.program, upper=np.where(columns, self.program.upper, self.program.lower))


def _gap(plan: Outcome, bound: float) -> float:
    return gap_between(plan.objective, bound)

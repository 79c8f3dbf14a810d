"""What each forced project brings to a plan, found by leaving it out; of few projects, in little time."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import astuple, replace
from time import perf_counter

from models.as_decided import forced_alone, without_each
from models.case import Case
from models.errors import NoPlan, StoppedEmpty
from models.solution import Solution, Without
from models.stop import interruption
from planner.meanwhile import meanwhile

SECONDS = 60.0
"""After so long nothing is said of any forced project."""

DIGITS = 6
"""Decimals of MUSD that are kept: behind them the solver's tolerance stands."""

CONFIRMED_MUSD = 1e-2
"""MUSD over all years by which a figure that is solved for again may differ."""

LONG = 2000
"""Projects x years x demands from which a copy of this process pays: a few tenths of a second."""

Result = AbstractContextManager[Callable[[], tuple[Without, ...]]]
"""Work that goes on in a block, in which its result may be asked for."""


def forced_meanwhile(case: Case, solution: Solution) -> Result:
    """`forced_found`, on a second core where there is one."""
    return meanwhile(lambda: forced_found(case, solution), pays=_is_long(case, solution))


def confirmed_meanwhile(case: Case, solution: Solution) -> Result:
    """`forced_confirmed`, on a second core where there is one."""
    return meanwhile(lambda: forced_confirmed(case, solution), pays=_is_long(case, solution))


def forced_found(case: Case, solution: Solution, seconds: float = SECONDS) -> tuple[Without, ...]:
    """What the plan costs more without each of its forced projects; () where the time did not reach."""
    asked = forced_alone(case, solution.openings)
    if not asked or interruption.asked:
        return ()
    with suppress(StoppedEmpty, NoPlan):
        found = without_each(case, solution.openings, asked, perf_counter() + seconds)
        return tuple(map(_rounded, found))
    return ()


def forced_confirmed(case: Case, solution: Solution) -> tuple[Without, ...]:
    """The figures of a result solved for again: one that cannot be confirmed is replaced, a row of no use left out."""
    stated = {row.project: row for row in solution.without}
    asked = [project for project in forced_alone(case, solution.openings) if project in stated]
    if not asked:
        return ()
    again = map(_rounded, without_each(case, solution.openings, asked))
    return tuple(stated[row.project] if _agree(stated[row.project], row) else row for row in again)


def _is_long(case: Case, solution: Solution) -> bool:
    return len(forced_alone(case, solution.openings)) * case.demand_mt.size > LONG


def _rounded(row: Without) -> Without:
    real, penalty = (round(musd, DIGITS) + 0.0 for musd in (row.real_musd, row.penalty_musd))
    return replace(row, own_musd=round(row.own_musd, DIGITS), real_musd=real, penalty_musd=penalty)


def _agree(stated: Without, again: Without) -> bool:
    pairs = zip(astuple(stated), astuple(again), strict=True)
    return all(abs(one - other) <= CONFIRMED_MUSD for one, other in pairs)

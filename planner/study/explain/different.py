"""What is different between two plans: money, cargo, corridors and projects, as rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from models.case import Case
from models.tables import Numbers
from planner.study.explain.comparison import BUILT
from planner.study.explain.trials import Plan, Trial, difference_musd, shares

NOISE_MT = 5e-4
"""Mt up to which a volume counts as the same."""

NOISE_SHARE = 1e-4
"""Share of a project up to which it counts as the same."""


@dataclass(frozen=True)
class MoneyRow:
    """A plan against the best plan.

    more_*: by how much it is dearer, MUSD discounted; None without a plan. least_musd, most_musd: where the true
    difference lies, by the bounds of both searches; None where it has no bound. gap: of the plan's search.
    """

    project: str
    plan: str
    words: str
    more_musd: float | None
    more_real_musd: float | None
    more_penalty_musd: float | None
    least_musd: float | None
    most_musd: float | None
    gap: float | None


@dataclass(frozen=True)
class MoveRow:
    """A project that the two plans build differently. what: comes, goes, earlier, later, more, less or other years."""

    project: str
    plan: str
    other: str
    what: str
    best_year: int | None
    best_share: float
    plan_year: int | None
    plan_share: float


@dataclass(frozen=True)
class YearRow:
    """Mt of a year in a plan less Mt in the best plan; spent: MUSD of the budget."""

    project: str
    plan: str
    year: int
    unmet_mt: float
    home_transit_mt: float
    bypass_mt: float
    spent_musd: float


@dataclass(frozen=True)
class CorridorRow:
    """Mt on a corridor's gateways in the best plan and in the other."""

    project: str
    plan: str
    corridor: str
    year: int
    best_mt: float
    plan_mt: float
    change_mt: float


@dataclass(frozen=True)
class Difference:
    """Everything that is different."""

    money: MoneyRow
    moves: tuple[MoveRow, ...] = ()
    years: tuple[YearRow, ...] = ()
    corridors: tuple[CorridorRow, ...] = ()


def difference(case: Case, project: str, plan: str, best: Trial, trial: Trial, words: str) -> Difference:
    """What a trial's plan makes of the best plan; case: without its marker. words: what the trial is."""
    money = _money(project, plan, words, best, trial)
    if trial.plan is None or best.plan is None:
        return Difference(money)
    return Difference(
        money=money,
        moves=tuple(_moves(case, project, plan, best.plan, trial.plan)),
        years=tuple(_years(case, project, plan, best.plan, trial.plan)),
        corridors=tuple(_corridors(case, project, plan, best.plan, trial.plan)),
    )


def _money(project: str, plan: str, words: str, best: Trial, trial: Trial) -> MoneyRow:
    least, most = difference_musd(trial.bound, best.objective), difference_musd(trial.objective, best.bound)
    if trial.plan is None or best.plan is None:
        return MoneyRow(project, plan, words, None, None, None, least, None, None)
    new, old = trial.plan.verification, best.plan.verification
    return MoneyRow(
        project=project,
        plan=plan,
        words=words,
        more_musd=difference_musd(new.objective_musd, old.objective_musd),
        more_real_musd=difference_musd(new.real_cost_musd, old.real_cost_musd),
        more_penalty_musd=difference_musd(new.penalty_musd, old.penalty_musd),
        least_musd=least,
        most_musd=most,
        gap=max(0.0, trial.objective - trial.bound) / max(abs(trial.objective), 1e-9),
    )


def _moves(case: Case, project: str, plan: str, best: Plan, other: Plan) -> Iterator[MoveRow]:
    old, new = (shares(each)[: len(case.projects)] for each in (best, other))
    for position in np.flatnonzero((np.abs(old - new) > NOISE_SHARE).any(axis=1)).tolist():
        years = [_first_year(case, each[position]) for each in (old, new)]
        amounts = [float(each[position].sum()) for each in (old, new)]
        yield MoveRow(
            project=project,
            plan=plan,
            other=str(case.projects.id[position]),
            what=_what(years, amounts),
            best_year=years[0],
            best_share=amounts[0],
            plan_year=years[1],
            plan_share=amounts[1],
        )


def _first_year(case: Case, share: Numbers) -> int | None:
    opened = np.flatnonzero(share >= BUILT)
    return int(case.years.year[opened[0]]) if len(opened) else None


def _what(years: list[int | None], amounts: list[float]) -> str:
    old, new = years
    if old is None or new is None:
        return "comes" if old is None else "goes"
    if abs(amounts[0] - amounts[1]) > NOISE_SHARE:
        return "more" if amounts[1] > amounts[0] else "less"
    if old == new:
        return "other years"
    return "earlier" if new < old else "later"


def _years(case: Case, project: str, plan: str, best: Plan, other: Plan) -> Iterator[YearRow]:
    old, new = best.verification.totals, other.verification.totals
    for position, year in enumerate(case.years.year.tolist()):
        yield YearRow(
            project=project,
            plan=plan,
            year=year,
            unmet_mt=float(new.unmet_mt[position] - old.unmet_mt[position]),
            home_transit_mt=float(new.home_transit_mt[position] - old.home_transit_mt[position]),
            bypass_mt=float(new.bypass_mt[position] - old.bypass_mt[position]),
            spent_musd=float(new.spent_musd[position] - old.spent_musd[position]),
        )


def _corridors(case: Case, project: str, plan: str, best: Plan, other: Plan) -> Iterator[CorridorRow]:
    old, new = best.verification.totals.corridor_mt, other.verification.totals.corridor_mt
    for corridor, year in np.argwhere(np.abs(new - old) > NOISE_MT).tolist():
        yield CorridorRow(
            project=project,
            plan=plan,
            corridor=str(case.corridors.id[corridor]),
            year=int(case.years.year[year]),
            best_mt=float(old[corridor, year]),
            plan_mt=float(new[corridor, year]),
            change_mt=float(new[corridor, year] - old[corridor, year]),
        )

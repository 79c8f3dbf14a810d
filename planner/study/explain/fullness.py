"""How full what a project adds to is, and which full places on the way of its cargo limit its use."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from models.accounts import asset_load, capacity_worth, project_capacity, total_capacity
from models.case import Case, places
from models.network import Ways, existing_load, find_ways
from models.projects import serves
from models.tables import Flags, Integers, Numbers
from planner.study.explain.comparison import BUILT, Comparison
from planner.study.explain.trials import Plan, Trial, difference_musd, money_apart, shares
from planner.study.explain.variants import as_planned, with_capacity

MOST_LIMITS = 5
"""Full places that are tried, the dearest by their shadow price first."""

NOISE_USD = 1e-6
"""USD/t up to which a price is rounding."""


@dataclass(frozen=True)
class RoomRow:
    """An asset that a project adds to, in the best plan with the project; Mt a year, existing load in use."""

    project: str
    asset: str
    year: int
    capacity_mt: float
    added_mt: float
    flow_mt: float
    existing_load_mt: float
    utilisation: float | None


@dataclass(frozen=True)
class LimitRow:
    """A full place on the way of cargo that uses what a project adds, in the last year in which that serves.

    saves_musd: what one Mt more there saves, in money of that year; saves_real_musd, saves_penalty_musd: of it real
    money and penalty. own_mt: Mt by which the flow grows then where the
    project adds capacity (where it grows most).
    """

    project: str
    asset: str
    year: int
    saves_musd: float
    saves_real_musd: float
    saves_penalty_musd: float
    own_mt: float


@dataclass(frozen=True)
class Base:
    """What other room is compared with: a case, its best plan, and how plans of such cases are found."""

    case: Case
    best: Trial
    trial: Callable[[Case], Trial]


def base_of(comparison: Comparison, trial: Trial) -> Base:
    """A trial's plan with its projects: as they are where they are whole, decided anew where all are divisible.

    What a Mt is worth is known exactly then; a search for whole projects would only know it up to its gap.
    """
    assert trial.plan is not None
    if comparison.relaxed:
        return Base(trial.plan.case, trial, comparison.trials.of)
    fixed = as_planned(trial.plan.case, trial.plan.solution.openings)
    return Base(fixed, comparison.trials.divisible(fixed), comparison.trials.divisible)


def is_each(case: Case) -> Flags:
    """Which assets have a capacity per direction."""
    return np.concatenate([case.links.direction == "each", np.zeros(len(case.terminals), np.bool_)])


def room_rows(case: Case, project: int, plan: Plan) -> Iterator[RoomRow]:
    """How full every link and terminal is that a project (position) adds to."""
    busiest, load = _busiest(plan, _ways(plan)), existing_load(case)
    capacity = total_capacity(plan.case, plan.solution.openings)
    added = project_capacity(plan.case, plan.solution.openings)[0]
    for asset in _added_to(case, project).tolist():
        for year, calendar in enumerate(case.years.year.tolist()):
            whole, used = float(capacity[asset, year]), float(busiest[asset, year])
            outside = min(float(load[asset]), whole - float(added[asset, year]))
            yield RoomRow(
                project=str(case.projects.id[project]),
                asset=str(case.asset_ids[asset]),
                year=calendar,
                capacity_mt=whole,
                added_mt=float(added[asset, year]),
                flow_mt=used,
                existing_load_mt=outside,
                utilisation=(used + outside) / whole if whole > 0 else None,
            )


def limit_rows(case: Case, comparison: Comparison, project: int, trial: Trial) -> Iterator[LimitRow]:
    """Full places whose widening is worth something, the most first; trial: the best plan with the project."""
    assert trial.plan is not None
    own, year = _added_to(case, project), _last_year(trial.plan, project)
    if not len(own) or year is None:
        return
    base, before = base_of(comparison, trial), _busiest(trial.plan, _ways(trial.plan))[own, year]
    rows = []
    for asset in _candidates(trial.plan, own, year):
        wider = base.trial(with_capacity(base.case, asset, year, 1.0))
        factor = float(case.discount[year])
        saves, (real, penalty) = (
            difference_musd(base.best.objective, wider.objective, factor),
            money_apart(base.best, wider, factor),
        )
        if saves and wider.plan is not None:
            after = _busiest(wider.plan, _ways(wider.plan))[own, year]
            rows.append(
                LimitRow(
                    project=str(case.projects.id[project]),
                    asset=str(case.asset_ids[asset]),
                    year=int(case.years.year[year]),
                    saves_musd=saves,
                    saves_real_musd=real or 0.0,
                    saves_penalty_musd=penalty or 0.0,
                    own_mt=float((after - before).max()),
                )
            )
    yield from sorted(rows, key=lambda row: -row.saves_musd)


def _added_to(case: Case, project: int) -> Integers:
    """Positions of links and terminals whose capacity a project raises."""
    effects = case.project_effects
    named = effects.asset[(effects.project == case.projects.id[project]) & (effects.capacity_added > 0)]
    return places(named[np.isin(named, case.asset_ids)], case.asset_ids)


def _ways(plan: Plan) -> Ways:
    return find_ways(plan.case, plan.solution.routes)


def _busiest(plan: Plan, ways: Ways) -> Numbers:
    """Load against which capacity counts, empty units with it; (assets, years)."""
    flow = asset_load(plan.case, plan.solution, ways)
    return np.asarray(np.where(is_each(plan.case)[:, None], flow.max(axis=1), flow.sum(axis=1)))


def _last_year(plan: Plan, project: int) -> int | None:
    """Position of the last plan year in which a project serves."""
    opened = shares(plan)[project] >= BUILT
    served = np.flatnonzero(serves(plan.case)[project][opened].any(axis=0))
    return int(served[-1]) if len(served) else None


def _candidates(plan: Plan, own: Integers, year: int) -> list[int]:
    """Priced assets that the cargo passes which also passes one of `own` in a year."""
    ways, routes = _ways(plan), plan.solution.routes
    passed = ways.passages.toarray() > 0
    used = np.unique(ways.of_route[routes.year == year])
    together = passed[used][passed[used][:, own].any(axis=1)].any(axis=0)
    price = capacity_worth(plan.case, plan.solution.prices)[:, year]
    order = np.argsort(-price, kind="stable")
    return [int(asset) for asset in order if together[asset] and price[asset] > NOISE_USD][:MOST_LIMITS]

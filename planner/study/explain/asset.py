"""Who uses a link, terminal or shared limit, and what more or less of it is worth: true differences, not prices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from models.accounts import asset_load, capacity_worth, limit_use, project_capacity, total_capacity
from models.case import Case
from models.network import base_capacity, existing_load, find_ways, first_corridor, limit_weights
from models.tables import Integers, Numbers
from planner.study.explain.comparison import Comparison
from planner.study.explain.fullness import base_of, is_each
from planner.study.explain.trials import Plan, Trial, difference_musd, money_apart
from planner.study.explain.variants import with_capacity, with_limit

NOISE_MT = 5e-4
"""Mt that are not listed as a use."""

STEP = 1.0
"""Mt, or units of a shared limit, more and less."""


@dataclass(frozen=True)
class UserRow:
    """Mt of one demand over an asset in a year; used: what it takes of the asset's limit, Mt or its unit."""

    asset: str
    demand: str
    flow_type: str
    origin: str
    destination: str
    commodity: str
    corridor: str
    year: int
    mt: float
    used: float


@dataclass(frozen=True)
class ValueRow:
    """An asset in a year (None: a shared limit, every year at once).

    capacity, added (by projects), existing load, use: Mt a year or units; for direction `each` the fuller direction.
    more, less: how much capacity was given and taken, 1 unless there is less to take. more_saves_musd, less_costs_musd:
    by how much the objective of the best plan changes, in MUSD of that year (of a shared limit: discounted over all
    years); *_real_musd, *_penalty_musd: of it real money and penalty. price_usd: shadow price, USD/t or per unit, a
    detail that holds for the next tonne only.
    """

    asset: str
    year: int | None
    capacity: float
    added: float
    existing_load: float
    use: float
    utilisation: float | None
    more: float
    more_saves_musd: float | None
    more_saves_real_musd: float | None
    more_saves_penalty_musd: float | None
    less: float
    less_costs_musd: float | None
    less_costs_real_musd: float | None
    less_costs_penalty_musd: float | None
    price_usd: float


@dataclass(frozen=True)
class AssetStory:
    """Everything about one asset or shared limit. projects: `free` or `as planned` in the plans that are compared."""

    asset: str
    kind: str
    unit: str
    direction: str
    projects: str
    users: tuple[UserRow, ...]
    values: tuple[ValueRow, ...]


def asset_story(case: Case, comparison: Comparison, name: str) -> AssetStory:
    """Explain an asset or shared limit by its id; case: that of the comparison without its marker.

    Divisible projects are decided anew in each plan that is compared. Whole projects stay as in the best plan: what a
    Mt is worth then is known exactly, where a search for whole projects would only know it up to its gap.
    """
    comparison.trials.watch(f"{name}: one more and one less")
    plan, asset = comparison.plan, case.asset_position.get(name)
    weights = _weights(case, name, asset)
    values = _values_of_limit(case, comparison, name) if asset is None else _values(case, comparison, asset)
    return AssetStory(
        asset=name,
        kind="shared_limit" if asset is None else "link" if asset < len(case.links) else "terminal",
        unit="Mt" if asset is not None else str(case.shared_limits.unit[_limit(case, name)] or "units"),
        direction=str(case.links.direction[asset]) if asset is not None and asset < len(case.links) else "both",
        projects="free" if comparison.relaxed else "as planned",
        users=tuple(_users(case, name, plan, weights)),
        values=tuple(values),
    )


def _limit(case: Case, name: str) -> int:
    return int(np.flatnonzero(case.shared_limits.id == name)[0])


def _weights(case: Case, name: str, asset: int | None) -> Numbers:
    """What a Mt of a commodity takes on each asset; (commodities, assets)."""
    if asset is None:
        return np.asarray(limit_weights(case)[_limit(case, name)])
    weights = np.zeros((len(case.commodities), len(case.asset_ids)))
    weights[:, asset] = 1.0
    return weights


def _users(case: Case, name: str, plan: Plan, weights: Numbers) -> Iterator[UserRow]:
    """The most first, by demand, corridor and year."""
    routes = plan.solution.routes
    ways = find_ways(plan.case, routes)
    passed = np.asarray(ways.passages @ weights.T)
    used = routes.mt * passed[ways.of_route, case.demand_commodity[routes.demand]]
    mt = np.where(used > 0, routes.mt, 0.0)
    corridor = first_corridor(plan.case, routes, ways)
    keys, group = np.unique(np.stack([routes.demand, corridor, routes.year]), axis=1, return_inverse=True)
    sums = [np.bincount(group.ravel(), amounts, keys.shape[1]) for amounts in (mt, used)]
    total = np.zeros(len(case.demand))
    np.add.at(total, keys[0], sums[0])
    for entry in np.lexsort((keys[2], keys[1], keys[0], -total[keys[0]])).tolist():
        if sums[0][entry] > NOISE_MT:
            yield _user(case, name, keys[:, entry], float(sums[0][entry]), float(sums[1][entry]))


def _user(case: Case, name: str, key: Integers, mt: float, used: float) -> UserRow:
    demand, corridor, year = key.tolist()
    table = case.demand
    return UserRow(
        asset=name,
        demand=str(table.id[demand]),
        flow_type=str(table.flow_type[demand]),
        origin=str(table.origin[demand]),
        destination=str(table.destination[demand]),
        commodity=str(table.commodity[demand]),
        corridor="" if corridor < 0 else str(case.corridors.id[corridor]),
        year=int(case.years.year[year]),
        mt=mt,
        used=used,
    )


def _values(case: Case, comparison: Comparison, asset: int) -> Iterator[ValueRow]:
    plan, base = comparison.plan, base_of(comparison, comparison.best)
    flow = asset_load(plan.case, plan.solution, find_ways(plan.case, plan.solution.routes))[asset]
    busiest = flow.max(axis=0) if is_each(case)[asset] else flow.sum(axis=0)
    capacity = total_capacity(plan.case, plan.solution.openings)[asset]
    added = project_capacity(plan.case, plan.solution.openings)[0][asset]
    room, outside = base_capacity(case)[asset], float(existing_load(case)[asset])
    prices = capacity_worth(plan.case, plan.solution.prices)[asset]
    for year, calendar in enumerate(case.years.year.tolist()):
        load, less = min(outside, float(capacity[year] - added[year])), min(STEP, float(room[year]))
        more = base.trial(with_capacity(base.case, asset, year, STEP))
        fewer = base.trial(with_capacity(base.case, asset, year, -less)) if less > 0 else None
        factor = float(case.discount[year])
        yield ValueRow(
            asset=str(case.asset_ids[asset]),
            year=calendar,
            capacity=float(capacity[year]),
            added=float(added[year]),
            existing_load=load,
            use=float(busiest[year]),
            utilisation=float((busiest[year] + load) / capacity[year]) if capacity[year] > 0 else None,
            **_changes(base.best, more, fewer, less, factor),
            price_usd=float(prices[year]),
        )


def _values_of_limit(case: Case, comparison: Comparison, name: str) -> Iterator[ValueRow]:
    """Years without a value, then the value of a unit in every year."""
    plan, base, limit = comparison.plan, base_of(comparison, comparison.best), _limit(case, name)
    used = limit_use(plan.case, plan.solution, find_ways(plan.case, plan.solution.routes))[limit]
    added = project_capacity(plan.case, plan.solution.openings)[1][limit]
    own = float(case.shared_limits.capacity[limit])
    less = min(STEP, own)
    more = base.trial(with_limit(base.case, limit, STEP))
    fewer = base.trial(with_limit(base.case, limit, -less)) if less > 0 else None
    prices = plan.solution.prices.shared_limit[limit]
    blank: dict[str, Any] = {"asset": name, "existing_load": 0.0}
    for year, calendar in enumerate(case.years.year.tolist()):
        whole = own + float(added[year])
        yield ValueRow(
            **blank,
            year=calendar,
            capacity=whole,
            added=float(added[year]),
            use=float(used[year]),
            utilisation=float(used[year]) / whole if whole > 0 else None,
            **NOTHING_CHANGED,
            price_usd=float(prices[year]),
        )
    yield ValueRow(
        **blank,
        year=None,
        capacity=own,
        added=0.0,
        use=float(used.max(initial=0.0)),
        utilisation=None,
        **_changes(base.best, more, fewer, less),
        price_usd=float(prices @ case.discount),
    )


NOTHING_CHANGED: Mapping[str, Any] = {
    "more": 0.0,
    "more_saves_musd": None,
    "more_saves_real_musd": None,
    "more_saves_penalty_musd": None,
    "less": 0.0,
    "less_costs_musd": None,
    "less_costs_real_musd": None,
    "less_costs_penalty_musd": None,
}
"""Fields of a row for which no other plan was solved."""


def _changes(best: Trial, more: Trial, fewer: Trial | None, less: float, factor: float = 1.0) -> dict[str, Any]:
    """What more and less capacity changes, real money and penalty apart; fewer: None where there is none to take."""
    saved = money_apart(best, more, factor)
    lost = (None, None) if fewer is None else money_apart(fewer, best, factor)
    return {
        "more": STEP,
        "more_saves_musd": difference_musd(best.objective, more.objective, factor),
        "more_saves_real_musd": saved[0],
        "more_saves_penalty_musd": saved[1],
        "less": less,
        "less_costs_musd": None if fewer is None else difference_musd(fewer.objective, best.objective, factor),
        "less_costs_real_musd": lost[0],
        "less_costs_penalty_musd": lost[1],
    }

"""Figures of several plans side by side: of the base, of each variant, and how much of the difference is decided."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from models import accounts
from models.tables import Numbers
from planner.show.result import (
    Facts,
    answers,
    bypass,
    home_transit,
    spending,
    transit_demand,
    transit_target,
    transit_unmet,
)
from planner.show.studies.compare.shown import Shown, Variant

NOTHING = 5e-4
"""Mt or MUSD up to which a figure counts as the same."""

Values = Callable[[Facts], dict[str, Numbers]]
"""Figures by name, each with one value per plan year."""


@dataclass(frozen=True, eq=False)
class Side:
    """Figures of a variant on the names and years of the base, shape (names, years); NaN where it has none.

    decided: what of the difference is left between the plans most alike, never more than the difference itself.
    """

    value: Numbers
    difference: Numbers
    decided: Numbers


def side_by_side(shown: Shown, values: Values) -> tuple[list[str], Numbers, list[Side]]:
    """Names of the base's figures, their values (names, years), and each variant's."""
    base = values(shown.base.facts)
    names = list(base)
    years = shown.base.facts.years.tolist()
    own = np.array([base[name] for name in names]).reshape(len(names), len(years))
    return names, own, [_side(variant, names, years, own, values) for variant in shown.variants]


def _side(variant: Variant, names: list[str], years: list[int], own: Numbers, values: Values) -> Side:
    value, near, near_base = (
        _on(facts, names, years, values) for facts in (variant.facts, variant.near, variant.near_base)
    )
    difference, left = value - own, near - near_base
    decided = np.where(
        np.sign(left) == np.sign(difference), np.sign(left) * np.minimum(abs(left), abs(difference)), 0.0
    )
    return Side(value, _clean(difference), _clean(np.where(np.isnan(difference), np.nan, decided)))


def _on(facts: Facts, names: list[str], years: list[int], values: Values) -> Numbers:
    place = {year: position for position, year in enumerate(facts.years.tolist())}
    found = values(facts)
    rows = np.full((len(names), len(years)), np.nan)
    for row, name in enumerate(names):
        if name in found:
            rows[row] = [found[name][place[year]] if year in place else np.nan for year in years]
    return rows


def _clean(amounts: Numbers) -> Numbers:
    """Differences without rounding."""
    return np.where(np.abs(amounts) <= NOTHING, 0.0, amounts)


CARGO = {
    "demand_mt": "Demand, all cargo",
    "moved_mt": "Moved, all cargo",
    "unmet_mt": "Stays behind, all cargo",
    "transit_demand_mt": "Transit demand",
    "home_transit_mt": "Home transit",
    "bypass_mt": "Transit that bypasses home",
    "transit_unmet_mt": "Transit that stays behind",
    "transit_target_mt": "Target of total transit",
}
"""Label of each figure of cargo."""

MONEY = {
    "transport_musd": "Transport",
    "time_musd": "Value of time on the way",
    "savings_musd": "Saved by projects, taken off",
    "carbon_musd": "Carbon at its price",
    "annuities_musd": "Annuities of projects",
    "fixed_opex_musd": "Upkeep of projects",
    "unmet_penalty_musd": "Penalty of cargo left behind, not real money",
    "corridor_penalty_musd": "Penalty of soft corridor limits, not real money",
}
"""Label of each part of the objective."""

RESPONSE = {"response_musd": "Worth of going, cargo that leaves or comes"}
"""Label of the part that is there where demand answers to cost."""

SPENT = "spent_musd"


def cargo_figures(facts: Facts) -> dict[str, Numbers]:
    """Mt of each plan year by the names of CARGO."""
    unmet = facts.solution.unmet_mt.sum(axis=0)
    demand = facts.case.demand_mt.sum(axis=0)
    return {
        "demand_mt": demand,
        "moved_mt": demand - unmet - facts.solution.response_mt.sum(axis=0),
        "unmet_mt": unmet,
        "transit_demand_mt": transit_demand(facts),
        "home_transit_mt": home_transit(facts),
        "bypass_mt": bypass(facts),
        "transit_unmet_mt": transit_unmet(facts),
        "transit_target_mt": transit_target(facts),
    }


def money_figures(facts: Facts) -> dict[str, Numbers]:
    """MUSD of each plan year, undiscounted, by the names of MONEY and RESPONSE; they sum to the objective."""
    money = facts.money
    response = dict.fromkeys(RESPONSE, money.response) if answers(facts.case) else {}
    return {
        "transport_musd": money.transport,
        "time_musd": money.time,
        "savings_musd": -money.savings,
        "carbon_musd": money.carbon,
        "annuities_musd": money.annuities,
        "fixed_opex_musd": money.fixed_opex,
        "unmet_penalty_musd": money.unmet_penalty,
        "corridor_penalty_musd": money.corridor_penalty,
        **response,
    }


def money_parts(shown: Shown) -> dict[str, str]:
    """Label of each part of the objective that some result has."""
    return MONEY | (RESPONSE if any(answers(one.facts.case) for one in shown.results) else {})


def money_of(shown: Shown) -> Values:
    """Money by year of every part that some result has, and spending."""
    parts = money_parts(shown)

    def values(facts: Facts) -> dict[str, Numbers]:
        own = money_figures(facts)
        return {name: own.get(name, np.zeros(len(facts.years))) for name in parts} | spending_figures(facts)

    return values


def whole_plan_money(facts: Facts) -> dict[str, float]:
    """MUSD of each part of the objective over all years, discounted."""
    return {name: accounts.discounted(facts.case, yearly) for name, yearly in money_figures(facts).items()}


def spending_figures(facts: Facts) -> dict[str, Numbers]:
    """MUSD spent from the budget up to each year."""
    return {SPENT: spending(facts).cumsum()}


def corridor_figures(facts: Facts) -> dict[str, Numbers]:
    """Mt of each plan year by corridor, of those that the model counts."""
    counted = np.flatnonzero(facts.is_counted).tolist()
    return {str(facts.case.corridors.id[corridor]): facts.volumes[corridor] for corridor in counted}


def unmet_figures(facts: Facts) -> dict[str, Numbers]:
    """Mt of each plan year that stay behind, by demand."""
    return dict(zip(facts.case.demand.id.tolist(), facts.solution.unmet_mt, strict=True))


@dataclass(frozen=True)
class Bottleneck:
    """An asset that limits the base or the variant; worth: USD/t of the next tonne in all years, discounted, 0: none.

    full_base, full_variant: number of plan years in which it is full. change: entered, left or changed.
    """

    asset: str
    name: str
    worth_base: float
    worth_variant: float
    full_base: int
    full_variant: int
    change: str


FULL = 0.999
"""Share of its capacity from which an asset counts as full."""

SMALL_CHANGE = 0.01
"""Share of its price by which a bottleneck may change and still be the same."""

ENTERED, LEFT, CHANGED, SAME = "entered", "left", "changed", "same"


def bottlenecks(base: Facts, variant: Variant) -> list[Bottleneck]:
    """Assets of both cases whose next tonne has a price in either plan, the largest change first.

    A price that could as well be that of the other plan is no change.
    """
    before, after = _limiting(base), _limiting(variant.facts)
    near, far = _limiting(variant.priced_base), _limiting(variant.priced)
    known = set(base.case.asset_ids.tolist()) & set(variant.facts.case.asset_ids.tolist())
    nothing = (0.0, 0)
    found = []
    for asset in sorted((before.keys() | after.keys()) & known):
        own, other = before.get(asset, nothing), after.get(asset, nothing)
        name = str(base.asset_names[base.case.asset_position[asset]])
        change = _what(near.get(asset, nothing)[0], far.get(asset, nothing)[0])
        found.append(Bottleneck(asset, name, own[0], other[0], own[1], other[1], change))
    return sorted(found, key=lambda row: (row.change == SAME, -abs(row.worth_variant - row.worth_base)))


def _limiting(facts: Facts) -> dict[str, tuple[float, int]]:
    worth = np.where(facts.is_open, facts.worth, 0.0) @ facts.case.discount
    full = (np.nan_to_num(facts.utilisation) >= FULL).sum(axis=1)
    ids = facts.case.asset_ids
    return {str(ids[asset]): (float(worth[asset]), int(full[asset])) for asset in np.flatnonzero(worth > NOTHING)}


def _what(before: float, after: float) -> str:
    if bool(before) != bool(after):
        return ENTERED if after else LEFT
    return SAME if abs(after - before) <= SMALL_CHANGE * max(before, after) else CHANGED

"""The prices of a plan as rows, so that the plan and its bound can be verified from the workbook alone."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from models.solution import Prices
from models.tables import BACK, BOTH, BOUND, PLAN, PLAN_TABLES, PRICED_RULES, PRICES, THERE, Numbers, Texts
from planner.show.result import Columns, Facts, Sheet, result_table, text

NOTE = (
    "Worth of one more unit of each limit, all that are not 0. Set plan: with the projects as decided. Set bound: of "
    "the model with divisible projects, from which the lower bound follows. Yearly prices are undiscounted; those of "
    "budget, requires and exclusive are of the discounted objective."
)

Block = tuple[str, Texts, Texts, Numbers, Numbers]
"""Rule with item, detail, year (NaN: all years) and price of its rows."""


def prices_sheet(facts: Facts) -> Sheet:
    """The sheet Prices."""
    declared = PLAN_TABLES[PRICES]
    both = [(PLAN, facts.solution.prices), (BOUND, facts.solution.bound_prices)]
    blocks = [(name, block) for name, prices in both for block in _blocks(facts, prices)]
    sizes = [len(block[4]) for _, block in blocks]
    rules = [block[0] for _, block in blocks]
    units = [PRICED_RULES[rule].unit for rule in rules]
    columns: Columns = {
        "set": (declared["set"], np.repeat(np.array([name for name, _ in blocks], object), sizes)),
        "rule": (declared["rule"], np.repeat(np.array(rules, object), sizes)),
        "item": (declared["item"], np.concatenate([block[1] for _, block in blocks])),
        "detail": (declared["detail"], np.concatenate([block[2] for _, block in blocks])),
        "year": (declared["year"], np.concatenate([block[3] for _, block in blocks])),
        "price": (declared["price"], np.concatenate([block[4] for _, block in blocks])),
        "unit": (text("Unit"), np.repeat(np.array(units, object), sizes)),
    }
    table = result_table("prices", "Prices", columns, spoken=("unit",))
    return Sheet(PRICES, "Prices of all limits", NOTE, (table,), part="record")


def _blocks(facts: Facts, prices: Prices) -> Iterator[Block]:
    case, years = facts.case, facts.years.astype(float)
    yield from _capacity(facts, prices.capacity)
    limit, year = np.nonzero(prices.shared_limit)
    yield _block("shared_limit", case.shared_limits.id[limit], years[year], prices.shared_limit[limit, year])
    yield _saving(facts, prices.saving)
    limits = case.corridor_limits
    for rule, values in (("corridor_min", prices.corridor_min), ("corridor_max", prices.corridor_max)):
        row = np.flatnonzero(values)
        yield _block(rule, limits.corridor[row], limits.year[row].astype(float), values[row])
    year = np.flatnonzero(prices.carbon_cap)
    yield _block("carbon_cap", _blank(len(year)), years[year], prices.carbon_cap[year])
    demand, year = np.nonzero(prices.unmet)
    yield _block("unmet", case.demand.id[demand], years[year], prices.unmet[demand, year])
    yield _balance(facts, prices.balance)
    year = np.flatnonzero(prices.budget)
    yield _block("budget", _blank(len(year)), years[year], prices.budget[year])
    first, second, year = np.nonzero(prices.requires)
    ids, values = case.projects.id, prices.requires[first, second, year]
    yield _block("requires", ids[first], years[year], values, ids[second])
    groups = {group: price for group, price in sorted(prices.exclusive.items()) if price}
    names, values = np.array([*groups, ""], object)[:-1], np.array(list(groups.values()), float)
    yield _block("exclusive", names, np.full(len(groups), np.nan), values)


def _capacity(facts: Facts, prices: Numbers) -> Iterator[Block]:
    """One row where both directions have the same price, else one per direction."""
    there, back = prices[:, 0], prices[:, 1]
    one = (there == back) & (there != 0)
    parts = ((BOTH, there, one), (THERE, there, ~one & (there != 0)), (BACK, back, ~one & (back != 0)))
    for direction, values, where in parts:
        asset, year = np.nonzero(where)
        detail = np.full(len(asset), direction, object)
        years = facts.years[year].astype(float)
        yield _block("capacity", facts.case.asset_ids[asset], years, values[asset, year], detail)


def _saving(facts: Facts, prices: Numbers) -> Block:
    case = facts.case
    effect, commodity, year = np.nonzero(prices)
    effects, names = case.project_effects, case.commodities.id[commodity]
    detail = effects.asset[effect] + np.array("|", object) + names if len(effect) else _blank(0)
    years = facts.years[year].astype(float)
    return _block("saving", effects.project[effect], years, prices[effect, commodity, year], detail)


def _balance(facts: Facts, prices: Numbers) -> Block:
    case = facts.case
    of_type, node, mode, year = np.nonzero(prices)
    places = case.nodes.id[node] + np.array("|", object) + case.mode_names[mode] if len(node) else _blank(0)
    return _block(
        "balance", case.fleet.id[of_type], facts.years[year].astype(float), prices[of_type, node, mode, year], places
    )


def _block(rule: str, item: Texts, year: Numbers, price: Numbers, detail: Texts | None = None) -> Block:
    return rule, item, _blank(len(item)) if detail is None else detail, year, price


def _blank(length: int) -> Texts:
    return np.full(length, "", object)

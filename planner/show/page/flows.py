"""Cargo on a page: what flows where by corridor and kind, and from where to where it goes; every tonne is in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from models.case import places
from models.network import TOTAL, corridors_of_routes, is_transit
from models.tables import Integers, Numbers
from planner.show.page.numbers import FLOW, series
from planner.show.page.union import Union
from planner.show.result import Facts

POOLED = -1
"""Number of what stands for several small ones."""

MOST_FLOW_YEARS, MOST_JOURNEY_YEARS = 40_000, 12_000
"""Entries of flows and of journeys, by year, beyond which the smallest are pooled."""

HOME, BYPASS, TRADE = 0, 1, 2
"""Passage of a journey."""


@dataclass(frozen=True, eq=False)
class Cargo:
    """Cargo of a plan: rows for the page, and how many small ones were pooled of flows and of journeys."""

    flows: list[list[Any]]
    journeys: list[list[Any]]
    unmet: list[list[Any]]
    pooled: tuple[int, int]


@dataclass(frozen=True, eq=False)
class Rows:
    """Rows to be pooled: keys, shape (rows, keys); amounts, shape (rows, amounts)."""

    keys: Integers
    amounts: Numbers


def corridor_sets(union: Union) -> list[tuple[int, ...]]:
    """The sets of corridors, without the total, that count a tonne of a plan; the empty one first."""
    found = {()} | {members for plan in union.plans for members in _sets(union, plan.facts)}
    return sorted(found, key=lambda members: (len(members), members))


def cargo_of_plan(union: Union, facts: Facts, sets: list[tuple[int, ...]]) -> Cargo:
    """Flows, journeys and what stays behind of one plan."""
    flows, pooled_flows = _flows(union, facts, sets)
    journeys, pooled_journeys = _journeys(union, facts)
    return Cargo(flows, journeys, _unmet(union, facts), (pooled_flows, pooled_journeys))


def _sets(union: Union, facts: Facts) -> list[tuple[int, ...]]:
    """The set of each route."""
    counts = _counting(facts)
    number = np.array([union.corridors.index(name) for name in facts.case.corridors.id.tolist()], np.int64)
    # packed into bytes the rows are compared eight corridors at a time
    _, first, which = np.unique(np.packbits(counts, axis=1), axis=0, return_index=True, return_inverse=True)
    members = [tuple(sorted(number[counts[row]].tolist())) for row in first.tolist()]
    return [members[place] for place in which.ravel().tolist()]


def _counting(facts: Facts) -> np.ndarray[Any, np.dtype[np.bool_]]:
    counts = corridors_of_routes(facts.case, facts.solution.routes, facts.ways)
    return np.asarray(counts & (facts.case.corridors.role != TOTAL))


def _flows(union: Union, facts: Facts, sets: list[tuple[int, ...]]) -> tuple[list[list[Any]], int]:
    """Rows [asset, set, cargo, there, back]; how many were pooled."""
    number = {members: place for place, members in enumerate(sets)}
    set_of = np.array([number[members] for members in _sets(union, facts)], np.int64)
    kinds = len(union.cargo)
    rows = _sums(facts, set_of * kinds + _cargo(union, facts), len(sets) * kinds)
    shown, position = union.rows_of_assets(facts)
    page_asset = np.full(len(facts.case.asset_ids), POOLED)
    page_asset[position] = shown
    asset, group = page_asset[rows.keys[:, 0]], rows.keys[:, 1]
    here = asset >= 0
    keys = np.column_stack([asset, *np.divmod(group, kinds)])[here]
    rows, pooled = _pooled(Rows(keys, rows.amounts[here]), (1, 2), MOST_FLOW_YEARS // len(union.years))
    halves = union.over_years(facts, rows.amounts.reshape(len(rows.keys), 2, -1), 0.0)
    found = zip(rows.keys.tolist(), series(halves, FLOW), strict=True)
    return [[*key, *(half if any(half) else 0 for half in both)] for key, both in found], pooled


def _sums(facts: Facts, group: Integers, groups: int) -> Rows:
    """Mt there and back by year of every (asset, group) with any; group: of each route."""
    routes, years = facts.solution.routes, len(facts.years)
    column = group * years + routes.year
    mt = csr_array((routes.mt, (facts.ways.of_route, column)), shape=(len(facts.ways.origin), groups * years))
    halves = [(csr_array(part.T) @ mt).tocoo() for part in (facts.ways.there, facts.ways.back)]
    asset, column = (np.concatenate([half.coords[axis] for half in halves]).astype(np.int64) for axis in (0, 1))
    direction = np.repeat([0, 1], [half.nnz for half in halves])
    pair, year = np.divmod(column, years)
    found, which = np.unique(asset * groups + pair, return_inverse=True)
    amounts = np.zeros((len(found), 2 * years))
    np.add.at(amounts, (which, direction * years + year), np.concatenate([half.data for half in halves]))
    return Rows(np.column_stack(np.divmod(found, groups)), amounts)


def _journeys(union: Union, facts: Facts) -> tuple[list[list[Any]], int]:
    """Rows [from, corridor, to, cargo, passage, Mt by year]; how many were pooled."""
    routes = facts.solution.routes
    passage = np.where(is_transit(facts.case, routes), np.where(facts.route_is_home, HOME, BYPASS), TRADE)
    start, end = _ends(union, facts)
    keys = np.column_stack(
        [start[routes.demand], _first(union, facts), end[routes.demand], _cargo(union, facts), passage]
    )
    rows, pooled = _by_year(union, facts, keys, routes.year, routes.mt)
    values = series(union.over_years(facts, rows.amounts, 0.0), FLOW)
    return [[*key, mt] for key, mt in zip(rows.keys.tolist(), values, strict=True)], pooled


def _unmet(union: Union, facts: Facts) -> list[list[Any]]:
    """Rows [from, to, cargo, Mt by year]."""
    demand, year = np.nonzero(facts.solution.unmet_mt)
    start, end = _ends(union, facts)
    keys = np.column_stack([start[demand], end[demand], _kinds(union, facts)[demand]])
    rows, _ = _by_year(union, facts, keys, year, facts.solution.unmet_mt[demand, year])
    values = series(union.over_years(facts, rows.amounts, 0.0), FLOW)
    return [[*key, mt] for key, mt in zip(rows.keys.tolist(), values, strict=True)]


def _by_year(union: Union, facts: Facts, keys: Integers, year: Integers, mt: Numbers) -> tuple[Rows, int]:
    """Sums by key and year, the smallest pooled: their ends and cargo, which stand in all places but the last two."""
    found, which = np.unique(keys, axis=0, return_inverse=True)
    amounts = np.zeros((len(found), len(facts.years)))
    np.add.at(amounts, (which.ravel(), year), mt)
    pooling = (0, 2, 3) if keys.shape[1] > 3 else (0, 1, 2)
    return _pooled(Rows(found, amounts), pooling, MOST_JOURNEY_YEARS // len(union.years))


def _pooled(rows: Rows, pooling: tuple[int, ...], room: int) -> tuple[Rows, int]:
    """The largest rows, and the others added up with POOLED in the keys at `pooling`; how many were pooled."""
    if len(rows.keys) <= room:
        return rows, 0
    order = np.argsort(-rows.amounts.sum(axis=1), kind="stable")
    small = np.sort(order[room:])
    keys = rows.keys.copy()
    keys[small[:, None], list(pooling)] = POOLED
    found, which = np.unique(keys, axis=0, return_inverse=True)
    amounts = np.zeros((len(found), rows.amounts.shape[1]))
    np.add.at(amounts, which.ravel(), rows.amounts)
    return Rows(found, amounts), len(small)


def _first(union: Union, facts: Facts) -> Integers:
    """Number of the first planning corridor that counts each route, else of the first other one, else POOLED."""
    counts, corridors = _counting(facts), facts.case.corridors
    order = np.argsort(corridors.role != "planning", kind="stable")
    number = np.array([*(union.corridors.index(name) for name in corridors.id[order].tolist()), POOLED], np.int64)
    first = np.where(counts.any(axis=1), counts[:, order].argmax(axis=1) if len(order) else 0, len(order))
    return np.asarray(number[first])


def _ends(union: Union, facts: Facts) -> tuple[Integers, Integers]:
    """Number of the country where each demand begins and ends."""
    number = {name: place for place, name in enumerate(union.places)}
    nodes = facts.case.nodes
    of_node = np.array([number.get(country, POOLED) for country in nodes.country.tolist()], np.int64)
    demand = facts.case.demand
    return of_node[places(demand.origin, nodes.id)], of_node[places(demand.destination, nodes.id)]


def _kinds(union: Union, facts: Facts) -> Integers:
    """Number of the kind of cargo of each demand."""
    number = {pair: place for place, pair in enumerate(union.cargo)}
    demand = facts.case.demand
    pairs = zip(demand.flow_type.tolist(), demand.commodity.tolist(), strict=True)
    return np.fromiter((number[pair] for pair in pairs), np.int64, len(demand))


def _cargo(union: Union, facts: Facts) -> Integers:
    return _kinds(union, facts)[facts.solution.routes.demand]

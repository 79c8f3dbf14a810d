"""What a plan's routes mean on the network: tonnes by asset, corridor and year, and what a journey costs.

A *way* is a path from one origin: cargo of several demands and years may share it. Positions are those of
`models.solution`; every tonnage is in Mt. The routes are taken to be connected, as `models.verify` checks.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

import numpy as np
from scipy.sparse import csr_array

from models.case import Case, places
from models.network.demand import fits_corridor
from models.network.states import asset_costs, asset_hours, nodes_of_assets
from models.solution import Routes
from models.tables import Flags, Integers, Numbers

TRANSIT = "transit"
TOTAL = "total"
"""Role of the corridor that counts all home transit."""


@dataclass(frozen=True)
class Ways:
    """The different ways of a plan.

    of_route: way of each route. origin: node, path: position in `Routes.paths`, of each way.
    there, back: how often a way passes an asset, shape (ways, assets); a link is passed `there` from its from_node
    to its to_node; a terminal is always `there`.
    """

    of_route: Integers
    origin: Integers
    path: Integers
    there: csr_array
    back: csr_array

    @property
    def passages(self) -> csr_array:
        """How often a way passes an asset in either direction, shape (ways, assets)."""
        return csr_array(self.there + self.back)


@dataclass(frozen=True)
class ClassFlows:
    """Flow by asset, direction (0 there, 1 back), year and demand class: entry i > 0 only.

    A demand class is a flow type and a commodity.
    """

    asset: Integers
    direction: Integers
    year: Integers
    flow_type: Integers
    commodity: Integers
    mt: Numbers
    flow_types: tuple[str, ...]


def find_ways(case: Case, routes: Routes) -> Ways:
    """The ways of a plan and what each passes."""
    nodes = len(case.nodes)
    start = places(case.demand.origin, case.nodes.id)[routes.demand]
    ways, of_route = np.unique(routes.path * nodes + start, return_inverse=True)
    path, origin = np.divmod(ways, max(nodes, 1))
    way, asset, backwards = _walk(case, routes.paths, path, origin)
    shape = (len(ways), len(case.asset_ids))
    return Ways(
        of_route=of_route,
        origin=origin,
        path=path,
        there=_counts(way[~backwards], asset[~backwards], shape),
        back=_counts(way[backwards], asset[backwards], shape),
    )


def asset_flow(case: Case, routes: Routes, ways: Ways) -> Numbers:
    """Mt on each asset, shape (assets, 2, years): there and back."""
    mt = csr_array((routes.mt, (ways.of_route, routes.year)), shape=(len(ways.origin), len(case.years))).toarray()
    return np.stack([ways.there.T @ mt, ways.back.T @ mt], axis=1)


def commodity_flow(case: Case, routes: Routes, ways: Ways) -> Numbers:
    """Mt on each asset, both directions, shape (assets, commodities, years)."""
    shape = (len(case.commodities), len(case.years))
    kind = case.demand_commodity[routes.demand] * shape[1] + routes.year
    mt = csr_array((routes.mt, (ways.of_route, kind)), shape=(len(ways.origin), shape[0] * shape[1])).toarray()
    return np.asarray(ways.passages.T @ mt).reshape(-1, *shape)


def class_flows(case: Case, routes: Routes, ways: Ways) -> ClassFlows:
    """Mt on each asset by direction, year and demand class."""
    names, number = np.unique(case.demand.flow_type.astype(str), return_inverse=True)
    sizes = (len(case.years), max(len(names), 1), len(case.commodities))
    classes = np.ravel_multi_index(
        (routes.year, number[routes.demand], case.demand_commodity[routes.demand]), sizes, mode="raise"
    )
    mt = csr_array((routes.mt, (ways.of_route, classes)), shape=(len(ways.origin), int(np.prod(sizes))))
    halves = [(csr_array(part.T) @ mt).tocoo() for part in (ways.there, ways.back)]
    asset = np.concatenate([half.coords[0] for half in halves]).astype(np.int64)
    which = np.concatenate([half.coords[1] for half in halves]).astype(np.int64)
    direction = np.repeat([0, 1], [half.nnz for half in halves])
    order = np.lexsort((which, direction, asset))
    year, flow_type, commodity = np.unravel_index(which[order], sizes)
    return ClassFlows(
        asset=asset[order],
        direction=direction[order],
        year=year,
        flow_type=flow_type,
        commodity=commodity,
        mt=np.concatenate([half.data for half in halves])[order],
        flow_types=tuple(names.tolist()),
    )


def at_home(case: Case) -> Flags:
    """Which links and terminals touch the home country, shape (assets,)."""
    first, second = nodes_of_assets(case)
    home = case.nodes.country == case.parameters.home_country
    return np.asarray(home[first] | home[second], np.bool_)


def home_assets(case: Case) -> Flags:
    """Which assets are links that touch the home country."""
    touches = at_home(case)
    touches[len(case.links) :] = False
    return touches


def passes_home(case: Case, ways: Ways) -> Flags:
    """Which ways use a link that touches the home country."""
    return np.asarray(ways.passages @ home_assets(case).astype(float) > 0)


def way_costs(case: Case, ways: Ways) -> Numbers:
    """USD/t that each commodity pays on each way in each year, shape (commodities, ways, years)."""
    shape = (len(case.commodities), len(ways.origin), len(case.years))
    return np.array([ways.passages @ costs for costs in asset_costs(case)]).reshape(shape)


def route_costs(case: Case, routes: Routes, ways: Ways) -> Numbers:
    """USD/t of each route, time and savings not counted."""
    return np.asarray(way_costs(case, ways)[case.demand_commodity[routes.demand], ways.of_route, routes.year])


def way_hours(case: Case, ways: Ways) -> Numbers:
    """Hours of each way in each year, shape (ways, years)."""
    return np.asarray(ways.passages @ asset_hours(case))


def by_year(case: Case, routes: Routes, chosen: Flags | None = None) -> Numbers:
    """Mt that the (chosen) routes bring to their destinations, shape (years,)."""
    mt = routes.mt if chosen is None else routes.mt * chosen
    return sum_by_year(case, routes.year, mt)


def sum_by_year(case: Case, year: Integers, amounts: Numbers) -> Numbers:
    """Sum of the amounts of each year position, shape (years,)."""
    return np.asarray(np.bincount(year, amounts, len(case.years)), np.float64)


def is_transit(case: Case, routes: Routes) -> Flags:
    """Which routes carry transit."""
    return np.asarray((case.demand.flow_type == TRANSIT)[routes.demand], np.bool_)


def corridor_volumes(case: Case, routes: Routes, ways: Ways) -> Numbers:
    """Mt of each corridor: flow on its gateways of the demands that fit it, or all home transit; (corridors, years)."""
    gates = np.asarray(ways.passages @ gateways(case).T.astype(float))
    fits = fits_corridor(case)
    home_transit = is_transit(case, routes) & passes_home(case, ways)[ways.of_route]
    volumes = np.zeros((len(case.corridors), len(case.years)))
    for corridor, role in enumerate(case.corridors.role.tolist()):
        counted = gates[ways.of_route, corridor] * fits[routes.demand, corridor]
        counts = home_transit if role == TOTAL else counted
        volumes[corridor] = sum_by_year(case, routes.year, routes.mt * counts)
    return volumes


def corridors_of_routes(case: Case, routes: Routes, ways: Ways) -> Flags:
    """Which corridors count each route at their gateways, shape (routes, corridors)."""
    gates = np.asarray(ways.passages @ gateways(case).T.astype(float)) > 0
    return np.asarray(gates[ways.of_route] & fits_corridor(case)[routes.demand])


def first_corridor(case: Case, routes: Routes, ways: Ways) -> Integers:
    """The first planning corridor, in the order of the table, that counts each route; -1 where none does."""
    counted = corridors_of_routes(case, routes, ways) & (case.corridors.role == "planning")
    if not counted.shape[1]:
        return np.full(len(routes.mt), -1)
    return np.where(counted.any(axis=1), counted.argmax(axis=1), -1)


def gateways(case: Case) -> Flags:
    """Which assets are gateways of each corridor, shape (corridors, assets)."""
    found = np.zeros((len(case.corridors), len(case.asset_ids)), np.bool_)
    corridor = places(case.corridor_gateways.corridor, case.corridors.id)
    found[corridor, places(case.corridor_gateways.asset, case.asset_ids)] = True
    return found


def nodes_on_ways(case: Case, routes: Routes, ways: Ways) -> list[list[int]]:
    """Nodes of each way from its origin, one more than its path has assets; a terminal stays at its node."""
    first, second = (ends.tolist() for ends in nodes_of_assets(case))
    found = []
    for path, origin in zip(ways.path.tolist(), ways.origin.tolist(), strict=True):
        nodes = [origin]
        for asset in routes.paths[path]:
            nodes.append(second[asset] if first[asset] == nodes[-1] else first[asset])
        found.append(nodes)
    return found


def _walk(
    case: Case, paths: tuple[tuple[int, ...], ...], path: Integers, origin: Integers
) -> tuple[Integers, Integers, Flags]:
    """Way, asset and direction of every passage: all ways take their k-th step together."""
    lengths = np.fromiter(map(len, paths), np.int64, len(paths))
    steps = np.fromiter(chain.from_iterable(paths), np.int64, int(lengths.sum()))
    start = np.concatenate([[0], np.cumsum(lengths)[:-1]]) if len(paths) else lengths
    first, second = nodes_of_assets(case)
    at = origin.copy()
    found: list[tuple[Integers, Integers, Flags]] = []
    for step in range(int(lengths.max(initial=0))):
        way = np.flatnonzero(lengths[path] > step)
        asset = steps[start[path[way]] + step]
        forward = first[asset] == at[way]
        at[way] = np.where(forward, second[asset], first[asset])
        found.append((way, asset, ~forward))
    if not found:
        return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.bool_)
    ways, assets, backwards = zip(*found, strict=True)
    return np.concatenate(ways), np.concatenate(assets), np.concatenate(backwards)


def _counts(way: Integers, asset: Integers, shape: tuple[int, int]) -> csr_array:
    return csr_array((np.ones(len(way)), (way, asset)), shape=shape)

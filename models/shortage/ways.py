"""The ways that cargo left behind would take: cheapest by cost, by cost where there is room, and under prices."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from models.case import Case, places
from models.network import BOARDING, DemandClasses, Network, limit_years, returns_of, tonne_costs
from models.projects import once_a_tonne, sharing_effects
from models.shortage.room_left import Room
from models.solution import Solution
from models.tables import Flags, Integers, Numbers


@dataclass(frozen=True, eq=False)
class Passage:
    """What a tonne of a class meets on each arc in a year; all of shape (arcs,).

    cost: USD/t, savings taken off, the price of a reached soft limit added. price: USD/t of the limits besides.
    returning: USD/t for the unit of equipment that it takes along, below zero where that is wanted.
    permitted: whether it may pass. there: whether the arc has any capacity. free: Mt of the scarcest limit there.
    """

    cost: Numbers
    price: Numbers
    returning: Numbers
    permitted: Flags
    there: Flags
    free: Numbers


@dataclass(frozen=True, eq=False)
class Ground:
    """What all classes share.

    tonne_cost: USD/t, (commodities, assets, years), savings of one more tonne taken off. limit_year: year position of
    each corridor limit. links: how many assets are links. apart: assets with a capacity per direction, (assets,).
    returning: USD/t of each arc for the units that a tonne takes along, (commodities, arcs, years).
    """

    network: Network
    classes: DemandClasses
    room: Room
    solution: Solution
    tonne_cost: Numbers
    limit_year: Integers
    links: int
    apart: Flags
    returning: Numbers


def ground_of(case: Case, network: Network, classes: DemandClasses, room: Room, solution: Solution) -> Ground:
    """Costs as one more tonne would meet them."""
    cost = tonne_costs(case)
    targets = np.concatenate([case.asset_ids, case.shared_limits.id])
    asset = places(case.project_effects.asset, targets)
    saves = asset < len(case.asset_ids)
    gained = once_a_tonne(sharing_effects(case), solution.prices.saving)
    np.subtract.at(cost.swapaxes(0, 1), asset[saves], gained[saves])
    return Ground(
        network=network,
        classes=classes,
        room=room,
        solution=solution,
        tonne_cost=np.maximum(0.0, cost),
        limit_year=limit_years(case),
        links=len(case.links),
        returning=-returns_of(case).brought(network, solution.prices.balance, len(case.years)),
        apart=np.bincount(network.lane_asset, minlength=len(case.asset_ids)) > 1,
    )


def passage_of(ground: Ground, number: int, year: int) -> Passage:
    """What cargo of a class meets in a year."""
    network, classes, room, prices = ground.network, ground.classes, ground.room, ground.solution.prices
    commodity, on_asset = int(classes.commodity[number]), network.asset != BOARDING
    asset, lane = network.asset[on_asset], network.lane[on_asset]
    counted = np.flatnonzero(classes.counted[number] & (ground.limit_year == year))
    gateway, weights = room.gateway[counted][:, asset], room.weights[:, commodity][:, asset]
    cost, price, free = np.zeros(len(on_asset)), np.zeros(len(on_asset)), np.full(len(on_asset), np.inf)
    cost[on_asset] = ground.tonne_cost[commodity, asset, year] + room.surcharge[counted] @ gateway
    price[on_asset] = prices.capacity[asset, network.direction[on_asset], year]
    price[on_asset] += prices.shared_limit[:, year] @ weights + prices.corridor_max[counted] @ gateway
    under = np.full(weights.shape, np.inf)
    np.divide(room.limit_free[:, year][:, None], weights, out=under, where=weights > 0)
    emission = room.emission[asset, year]
    price[on_asset] += prices.carbon_cap[year] * emission
    carbon = np.full((1, len(asset)), np.inf)
    np.divide(room.carbon_free[year], emission, out=carbon[0], where=emission > 0)
    most = np.where(gateway, room.most_free[counted][:, None], np.inf)
    rooms = [room.lane_free[lane, year], *(_least(kind, len(asset)) for kind in (under, most, carbon))]
    free[on_asset] = np.min(rooms, axis=0)
    permitted, there = ~on_asset, ~on_asset
    permitted[on_asset] = classes.permitted[number, asset]
    there[on_asset] = room.lane[lane, year] > 0
    return Passage(cost, price, ground.returning[commodity, :, year], permitted, there, free)


class Ways:
    """Cheapest ways to one node over some arcs at some cost: a single search serves every origin."""

    def __init__(self, network: Network, arcs: Flags, cost: Numbers, destination: int) -> None:
        self._network = network
        self._arcs = np.flatnonzero(arcs)
        shape = (network.states, network.states)
        tail, head = network.tail[self._arcs], network.head[self._arcs]
        graph = csr_array((cost[self._arcs], (head, tail)), shape=shape)
        found = dijkstra(graph, indices=network.arrival[[destination]], return_predecessors=True)
        self._cost, self._onward = found[0][0], found[1][0]

    def cost(self, origin: int) -> float:
        """USD/t from a node, infinite where there is no way."""
        return float(self._cost[self._network.departure[origin]])

    def arcs(self, origin: int) -> Integers:
        """Arcs of the way from a node in travel order; there must be one."""
        network, state = self._network, int(self._network.departure[origin])
        states = [state]
        while self._onward[state] >= 0:
            state = int(self._onward[state])
            states.append(state)
        steps = np.array(states[:-1]) * network.states + np.array(states[1:])
        pairs = network.tail[self._arcs] * network.states + network.head[self._arcs]
        order = np.argsort(pairs)
        return np.asarray(self._arcs[order[np.searchsorted(pairs[order], steps)]])


def _least(of_limits: Numbers, length: int) -> Numbers:
    return np.asarray(of_limits.min(axis=0)) if len(of_limits) else np.full(length, np.inf)

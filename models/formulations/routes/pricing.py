"""Cheapest routes under given prices: shortest paths, one search for all routes to a destination.

A *kind* is what the price of an arc depends on besides the year: a commodity, the assets that its cargo may use, and
the corridor limits that count it. Classes of one kind share a graph.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from models.network import BOARDING, DemandClasses, Layered, Network
from models.tables import Flags, Integers, Numbers


@dataclass(frozen=True)
class Kinds:
    """Kinds by position, and the kind of each class.

    commodity, group: per kind. permitted: (kinds, assets). counted: (kinds, corridor limits). of_class: kind.
    """

    commodity: Integers
    group: Integers
    permitted: Flags
    counted: Flags
    of_class: Integers


def find_kinds(classes: DemandClasses, group_of_class: Integers) -> Kinds:
    """The kinds of the classes."""
    marks = np.concatenate([classes.permitted, classes.counted], axis=1)
    packed = np.packbits(marks, axis=1)
    keys = np.concatenate([classes.commodity[:, None], group_of_class[:, None], packed.astype(np.int64)], axis=1)
    _, first, of_class = np.unique(keys, axis=0, return_index=True, return_inverse=True)
    return Kinds(
        commodity=classes.commodity[first],
        group=group_of_class[first],
        permitted=classes.permitted[first],
        counted=classes.counted[first],
        of_class=of_class.ravel(),
    )


class KindGraph:
    """The arcs that a kind may use as a graph against their direction, so that one search serves a destination.

    arcs: arc positions, ordered by head and tail; no two join the same states. base: the arcs that they are copies of.
    """

    def __init__(self, layered: Layered, permitted: Flags, group: int) -> None:
        """permitted: the assets that the kind may use. group: on whose arcs its cargo travels."""
        network = layered.network
        usable = np.where(network.asset == BOARDING, True, permitted[network.asset])
        arcs = np.flatnonzero(usable & (layered.group_of_arc == group))
        self.arcs = arcs[np.lexsort((network.tail[arcs], network.head[arcs]))]
        self.base = layered.base_arc[self.arcs]
        heads = np.bincount(network.head[self.arcs], minlength=network.states)
        starts = np.append(0, np.cumsum(heads)).astype(np.int32)
        tails = network.tail[self.arcs].astype(np.int32)
        self._graph = csr_array((np.zeros(len(arcs)), tails, starts), shape=(network.states, network.states))

    def search(self, price: Numbers, targets: Integers, dearest: float) -> tuple[Numbers, Integers]:
        """Cost from every state to each target, and the state that comes next; both (targets, states).

        price: of each of `arcs`, not negative. Infinite and negative where no way costs at most `dearest`.
        """
        self._graph.data = price
        cost, onward = dijkstra(self._graph, indices=targets, return_predecessors=True, limit=max(0.0, dearest))
        return np.asarray(cost), np.asarray(onward, np.int32)


class Follower:
    """Turns searches into arcs, many at a time: the steps of all routes are taken together."""

    def __init__(self, network: Network) -> None:
        pairs = network.tail * network.states + network.head
        self._arc = np.argsort(pairs)
        self._pairs = pairs[self._arc]
        self._states = network.states

    def follow(self, onward: Integers, starts: Integers, ends: Integers) -> Integers:
        """Arcs from each start to its end, (steps, routes), padded with -1; onward: (routes, states)."""
        steps, state = [starts], starts
        routes = np.arange(len(starts))
        while (state != ends).any():
            state = np.where(state == ends, ends, onward[routes, state])
            steps.append(state)
        states = np.array(steps, np.int64).reshape(-1, len(starts))
        pairs = states[:-1] * self._states + states[1:]
        arcs = self._arc[np.searchsorted(self._pairs, pairs) % max(1, len(self._pairs))]
        return np.where(states[:-1] == states[1:], -1, arcs)


def alighting_prices(layered: Layered, graph: KindGraph, worth: Numbers, dearest: float) -> Numbers:
    """What arcs of alighting cost more so that passing a gateway with a least volume pays; of each of graph.arcs.

    worth: of passing a gateway of each of `Layered.corridors`, >= 0. A way that passed gateways worth w pays
    dearest - w: take `dearest`, what all gateways are worth together, off the cost of every way.
    """
    network = layered.network
    alights = np.isin(network.head[graph.arcs], network.arrival)
    gained = layered.passed[network.tail[graph.arcs]] @ worth
    # what is passed adds up in another order than the sum
    return np.where(alights, np.maximum(0.0, dearest - gained), 0.0)

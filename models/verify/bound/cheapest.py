"""Cheapest ways through the network for given costs of its assets."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from models.case import Case
from models.tables import Integers, Numbers
from models.verify.network import Assets

FOLLOWED_AT_MOST = 10
"""How many assets of negative cost, and states that ways would enter twice, are followed; each doubles the graph."""

MOST_STATES = 200_000
"""States of the doubled graph that are searched in a moment."""

ROUNDING = 1e-9
"""USD/t below zero that come from rounding."""

SOURCES_AT_ONCE = 64
"""Bounds the memory of one search: its answer has a row per source and a column per state."""


@dataclass(frozen=True, eq=False)
class Arcs:
    """Arcs between states: (node, mode), then one to depart from and one to arrive at for every node.

    They are in the order of head and tail, so that every graph made of them is sorted in no time.
    lane: position in the flattened (assets, 2) array of costs; -1 for an arc that costs nothing.
    """

    tail: Integers
    head: Integers
    lane: Integers
    nodes: int
    states: int

    def depart(self, node: Integers) -> Integers:
        """State from which cargo starts at a node, in any mode."""
        return np.asarray(self.states - 2 * self.nodes + node)

    def arrive(self, node: Integers) -> Integers:
        """State in which cargo has arrived at a node, in any mode."""
        return np.asarray(self.states - self.nodes + node)


def arcs_of(case: Case, assets: Assets) -> Arcs:
    """The arcs of a case; none against a one-way link."""
    nodes, modes = len(case.nodes), len(assets.modes)
    start, end = assets.tail * modes + assets.mode_a, assets.head * modes + assets.mode_b
    asset, back = np.arange(len(start)), ~assets.oneway
    state, node = np.arange(nodes * modes), np.repeat(np.arange(nodes), modes)
    depart, arrive = nodes * modes + node, nodes * (modes + 1) + node
    tail = np.concatenate([start, end[back], depart, state])
    head = np.concatenate([end, start[back], state, arrive])
    lane = np.concatenate([2 * asset, 2 * asset[back] + 1, np.full(2 * len(state), -1)])
    order = np.lexsort((tail, head))
    return Arcs(
        tail=tail[order],
        head=head[order],
        lane=lane[order],
        nodes=nodes,
        states=nodes * (modes + 2),
    )


def cheapest(arcs: Arcs, cost: Numbers, origin: Integers, destination: Integers) -> Numbers:
    """Least cost from each origin to each destination node, infinite where there is no way.

    cost: of each asset and lane, shape (assets, 2), infinite where barred. Where assets have a negative cost, as under
    the price of a least volume, it is a lower bound on the cost of every way that enters each state at most once: it is
    that cost, unless more than `FOLLOWED_AT_MOST` assets and states must be followed to know.
    """
    below = cost.min(axis=1)
    followed = min(FOLLOWED_AT_MOST, int(np.log2(max(2, MOST_STATES // arcs.states))))
    rewarding = np.argsort(below, kind="stable")[:followed]
    rewarding = rewarding[below[rewarding] < -ROUNDING]
    other = np.ones(len(cost), np.bool_)
    other[rewarding] = False
    at_best = float(np.minimum(0, below[other]).sum())
    cost = np.where(other[:, None], np.maximum(0, cost), cost)
    once: list[int] = []
    while True:
        copies = _copies(arcs, cost, rewarding, np.array(once, np.int64))
        least, again = copies.search(arcs.depart(origin), arcs.arrive(destination), look=len(rewarding) > 0)
        if not again or len(rewarding) + len(once) >= followed:
            return least + at_best
        once.append(again[0])


@dataclass(frozen=True, eq=False)
class _Copies:
    """Copies of the graph, one for each set of followed assets and states already passed, all arcs reversed.

    Passing a rewarding asset leads to the copy that has it too, at its cost plus `lift`, which makes it non-negative;
    every way into a copy has been lifted once for each of the `lifted` assets of the copy.
    """

    graph: sparse.csr_array
    states: int
    lift: float
    lifted: Integers

    def search(self, start: Integers, end: Integers, *, look: bool) -> tuple[Numbers, list[int]]:
        """Least cost from each start to each end, whatever was passed on the way.

        If asked to look, also states that these cheapest ways enter twice.
        """
        first = start + self.states * np.arange(len(self.lifted))[:, None]
        cost, onward = _distances(self.graph, first, end, look=look)
        cost -= self.lift * self.lifted[:, None]
        best = cost.argmin(axis=0)
        least = np.asarray(cost[best, np.arange(len(start))])
        again: dict[int, None] = {}
        for pair in np.flatnonzero(np.isfinite(least)).tolist() if look else ():
            again |= dict.fromkeys(self._twice(onward[pair], int(first[best[pair], pair]), int(end[pair])))
        return least, list(again)

    def _twice(self, onward: Integers, state: int, end: int) -> list[int]:
        entered: set[int] = set()
        twice = []
        while state % self.states != end:
            state = int(onward[state])
            if state % self.states in entered:
                twice.append(state % self.states)
            entered.add(state % self.states)
        return twice


def _copies(arcs: Arcs, cost: Numbers, rewarding: Integers, once: Integers) -> _Copies:
    """once: states that are entered at most once."""
    bit, bit_of_state = np.zeros(len(cost), np.int64), np.zeros(arcs.states, np.int64)
    bit[rewarding] = 1 << np.arange(len(rewarding))
    bit_of_state[once] = 1 << (len(rewarding) + np.arange(len(once)))
    lift, sets = -float(cost[rewarding].min(initial=0.0)), np.arange(1 << (len(rewarding) + len(once)))
    lanes = np.append((cost + np.where(bit[:, None] > 0, lift, 0.0)).ravel(), 0.0)
    passes = np.append(np.repeat(bit, 2), 0)[arcs.lane] | bit_of_state[arcs.tail]
    copy, arc = np.nonzero((passes & sets[:, None] == 0) & np.isfinite(lanes[arcs.lane]))
    head = arcs.head[arc] + arcs.states * copy
    tail = arcs.tail[arc] + arcs.states * (copy | passes[arc])
    graph = _cheapest_of_parallel(head, tail, lanes[arcs.lane[arc]], arcs.states * len(sets))
    lifted = np.bitwise_count(sets & ((1 << len(rewarding)) - 1)).astype(np.int64)
    return _Copies(graph, arcs.states, lift, lifted)


def _cheapest_of_parallel(row: Integers, column: Integers, cost: Numbers, size: int) -> sparse.csr_array:
    """A graph that keeps the cheapest of parallel arcs, where a sparse array would add them up."""
    place = row * size + column
    order = np.argsort(place, kind="stable")
    row, column, cost, place = row[order], column[order], cost[order], place[order]
    first = np.flatnonzero(np.append(True, place[1:] != place[:-1]))
    ends = np.append(0, np.cumsum(np.bincount(row[first], minlength=size)))
    return sparse.csr_array((np.minimum.reduceat(cost, first), column[first], ends), shape=(size, size))


def _distances(graph: sparse.csr_array, start: Integers, end: Integers, *, look: bool) -> tuple[Numbers, Integers]:
    """Distance in the reversed graph from each end to its starts, and if asked to look the states that come next.

    The last axis of `start` is that of `end`; next states: (ends, states), none where they are not asked for.
    """
    sources, source = np.unique(end, return_inverse=True)
    found: Numbers = np.empty(start.shape)
    onward = np.empty((len(end) if look else 0, graph.shape[0]), np.int64)
    for begin in range(0, len(sources), SOURCES_AT_ONCE):
        chunk = sources[begin : begin + SOURCES_AT_ONCE]
        here = np.flatnonzero((source >= begin) & (source < begin + len(chunk)))
        if look:
            distance, before = csgraph.dijkstra(graph, indices=chunk, return_predecessors=True)
            onward[here] = before[source[here] - begin]
        else:
            distance = csgraph.dijkstra(graph, indices=chunk)
        found[:, here] = distance[source[here] - begin, start[:, here]]
    return found, onward

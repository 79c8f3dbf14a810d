"""Cheapest ways through the network for given costs of its assets."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from models.case import Case
from models.columns import Integers, Numbers
from models.verify.assets import Assets

REWARDING_AT_MOST = 6
"""How many assets of negative cost are followed one by one; each of them doubles the graph."""

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
    the price of a least volume, it is a lower bound on the cost of every way that passes each asset at most once.
    """
    below = cost.min(axis=1)
    rewarding = np.argsort(below, kind="stable")[:REWARDING_AT_MOST]
    rewarding = rewarding[below[rewarding] < -ROUNDING]
    other = np.ones(len(cost), np.bool_)
    other[rewarding] = False
    at_best = float(np.minimum(0, below[other]).sum())
    cost = np.where(other[:, None], np.maximum(0, cost), cost)
    copies = _passing_once(arcs, cost, rewarding)
    return copies.least(arcs.depart(origin), arcs.arrive(destination)) + at_best


@dataclass(frozen=True, eq=False)
class _Copies:
    """Copies of the graph, one for each set of rewarding assets already passed, all arcs reversed.

    Passing a rewarding asset leads to the copy that has it too, at its cost plus `lift`, which makes it non-negative;
    every way into a copy has been lifted once for each of the `passed` assets of the copy.
    """

    graph: sparse.csr_array
    lift: float
    passed: Integers

    def least(self, start: Integers, end: Integers) -> Numbers:
        """Least cost from each start to each end, whatever was passed on the way."""
        first = start + self.graph.shape[0] // len(self.passed) * np.arange(len(self.passed))[:, None]
        return np.asarray((_distances(self.graph, first, end) - self.lift * self.passed[:, None]).min(axis=0))


def _passing_once(arcs: Arcs, cost: Numbers, rewarding: Integers) -> _Copies:
    bit = np.zeros(len(cost), np.int64)
    bit[rewarding] = 1 << np.arange(len(rewarding))
    lift, sets = -float(cost[rewarding].min(initial=0.0)), np.arange(1 << len(rewarding))
    lanes = np.append((cost + np.where(bit[:, None] > 0, lift, 0.0)).ravel(), 0.0)
    arc_bit = np.append(np.repeat(bit, 2), 0)[arcs.lane]
    copy, arc = np.nonzero((arc_bit & sets[:, None] == 0) & np.isfinite(lanes[arcs.lane]))
    head = arcs.head[arc] + arcs.states * copy
    tail = arcs.tail[arc] + arcs.states * (copy | arc_bit[arc])
    graph = _cheapest_of_parallel(head, tail, lanes[arcs.lane[arc]], arcs.states * len(sets))
    return _Copies(graph, lift, np.bitwise_count(sets).astype(np.int64))


def _cheapest_of_parallel(row: Integers, column: Integers, cost: Numbers, size: int) -> sparse.csr_array:
    """A graph that keeps the cheapest of parallel arcs, where a sparse array would add them up."""
    place = row * size + column
    order = np.argsort(place, kind="stable")
    row, column, cost, place = row[order], column[order], cost[order], place[order]
    first = np.flatnonzero(np.append(True, place[1:] != place[:-1]))
    ends = np.append(0, np.cumsum(np.bincount(row[first], minlength=size)))
    return sparse.csr_array((np.minimum.reduceat(cost, first), column[first], ends), shape=(size, size))


def _distances(graph: sparse.csr_array, start: Integers, end: Integers) -> Numbers:
    """Distance in the reversed graph from each end to its starts; the last axis of `start` is that of `end`."""
    sources, source = np.unique(end, return_inverse=True)
    found = np.empty(start.shape)
    for begin in range(0, len(sources), SOURCES_AT_ONCE):
        chunk = sources[begin : begin + SOURCES_AT_ONCE]
        here = np.flatnonzero((source >= begin) & (source < begin + len(chunk)))
        distance = csgraph.dijkstra(graph, indices=chunk)
        found[:, here] = distance[source[here] - begin, start[:, here]]
    return found

"""Which pairs of places hang together, the direction of links and every terminal asked for."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from models.network import BOARDING, Network, reached_from
from models.tables import Flags, Integers


def joined(network: Network, arcs: Integers, origin: Integers, destination: Integers) -> Flags:
    """Whether the arcs lead from each origin to its destination; shape of `origin` and `destination`."""
    graph = _graph(network, arcs)
    found = _in_one_component(network, graph, origin, destination)
    for start in np.unique(origin[~found]).tolist():
        rest = np.flatnonzero((origin == start) & ~found)
        reached = reached_from(graph, int(network.departure[start]))
        found[rest] = reached[network.arrival[destination[rest]]]
    return found


def usable_assets(network: Network, permitted: Flags, origins: Integers, destinations: Integers) -> Flags:
    """Assets on permitted ways from one of the origins to one of the destinations; shape (assets,).

    An asset that is left out is on no such way. Of those that are in, some may only lead in a circle.
    """
    arcs = open_arcs(network, permitted)
    starts, ends = network.departure[origins], network.arrival[destinations]
    ahead = _from_all(network.tail[arcs], network.head[arcs], starts, network.states)
    behind = _from_all(network.head[arcs], network.tail[arcs], ends, network.states)
    arcs = arcs[ahead[network.tail[arcs]] & behind[network.head[arcs]]]
    arcs = _without_dead_ends(network, arcs, np.concatenate([starts, ends]))
    used = np.zeros(len(permitted), np.bool_)
    used[network.asset[arcs[network.asset[arcs] != BOARDING]]] = True
    return used


def _without_dead_ends(network: Network, arcs: Integers, ends: Integers) -> Integers:
    """Arcs without those to states that have one neighbour only and where no cargo starts or ends."""
    while True:
        tail, head = network.tail[arcs], network.head[arcs]
        low, high = np.divmod(
            np.unique(np.minimum(tail, head) * network.states + np.maximum(tail, head)), network.states
        )
        neighbours = np.bincount(np.concatenate([low, high]), minlength=network.states)
        dead = neighbours == 1
        dead[ends] = False
        kept = ~(dead[tail] | dead[head])
        if kept.all():
            return arcs
        arcs = arcs[kept]


def open_arcs(network: Network, usable: Flags) -> Integers:
    """Arcs of the usable assets, and those that only board and alight; usable: (assets,)."""
    return np.flatnonzero((network.asset == BOARDING) | usable[network.asset])


def _from_all(tail: Integers, head: Integers, starts: Integers, root: int) -> Flags:
    """States reached from any start: one more state leads to all of them."""
    tails, heads = np.append(tail, np.full(len(starts), root)), np.append(head, starts)
    return reached_from(csr_array((np.ones(len(tails)), (tails, heads)), shape=(root + 1, root + 1)), root)


def _graph(network: Network, arcs: Integers) -> csr_array:
    shape = (network.states, network.states)
    return csr_array((np.ones(len(arcs)), (network.tail[arcs], network.head[arcs])), shape=shape)


def _in_one_component(network: Network, graph: csr_array, origin: Integers, destination: Integers) -> Flags:
    """Whether a state of each origin and one of its destination lead to each other: certain where True.

    Most pairs of most networks are settled here, all at once.
    """
    component = connected_components(graph, connection="strong")[1]
    boards = np.flatnonzero(np.isin(network.tail, network.departure))
    node_of = np.zeros(network.states, np.int64)
    node_of[network.departure] = np.arange(len(network.departure))
    at = np.unique(np.stack([node_of[network.tail[boards]], component[network.head[boards]]], axis=1), axis=0)
    counts = np.bincount(at[:, 0], minlength=len(network.departure))
    nth = np.arange(len(at)) - np.repeat(np.cumsum(counts) - counts, counts)
    of_node = np.full((len(network.departure), int(counts.max(initial=1))), -1)
    of_node[at[:, 0], nth] = at[:, 1]
    found = np.zeros(len(origin), np.bool_)
    for one in of_node.T:
        here = one[origin]
        found |= (here >= 0) & (here[:, None] == of_node[destination]).any(axis=1)
    return found

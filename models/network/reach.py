"""Which arcs a class of demand can use: those on some way from one of its origins to its destination."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order

from models.network.demand import DemandClasses
from models.network.layers import Layered
from models.network.states import BOARDING, Network
from models.tables import Flags, Integers


def useful_arcs(layered: Layered, classes: DemandClasses, group_of_class: Integers) -> tuple[Integers, ...]:
    """Arc positions of each class among those of a group, in the order of the network."""
    return tuple(_of_class(layered, classes, number, group) for number, group in enumerate(group_of_class.tolist()))


def _of_class(layered: Layered, classes: DemandClasses, number: int, group: int) -> Integers:
    network = layered.network
    origins = classes.origin[classes.source_class == number]
    destination = classes.destination[number]
    open_arcs = _permitted(network, classes.permitted[number])
    open_arcs &= layered.group_of_arc == group
    arcs = np.flatnonzero(open_arcs)
    tail, head = network.tail[arcs], network.head[arcs]
    # one more state leads to every origin, so that a single search finds all that can be reached
    root = network.states
    roots = np.full(len(origins), root)
    forward = _reached(np.append(tail, roots), np.append(head, network.departure[origins]), root)
    backward = _reached(head, tail, int(network.arrival[destination]), network.states + 1)
    return arcs[forward[tail] & backward[head]]


def _permitted(network: Network, assets: Flags) -> Flags:
    return np.where(network.asset == BOARDING, True, assets[network.asset])


def _reached(tail: Integers, head: Integers, start: int, states: int | None = None) -> Flags:
    size = start + 1 if states is None else states
    graph = csr_array((np.ones(len(tail)), (tail, head)), shape=(size, size))
    reached = np.zeros(size, np.bool_)
    reached[breadth_first_order(graph, start, return_predecessors=False)] = True
    return reached

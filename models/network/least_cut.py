"""How much can pass between places, and the lanes that hold it there: maximum flow and its smallest cuts.

Cargo of all kinds is one here, so what cannot pass cannot pass in any plan either.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order, maximum_flow

from models.network.states import BOARDING, Network
from models.tables import Flags, Integers, Numbers

_WHOLE = 10**9
"""Parts into which the cargo is divided: the search counts in whole numbers below 2^31."""


@dataclass(frozen=True, eq=False)
class Passing:
    """What can pass at most, Mt, and the lanes that hold back the rest: seen from the origins, and from the ends."""

    mt: float
    near_origins: Integers
    near_ends: Integers


@dataclass(frozen=True, eq=False)
class Wanted:
    """Cargo that wants to pass: Mt by node where it starts, and where it ends; both add up to the same."""

    start: Integers
    start_mt: Numbers
    end: Integers
    end_mt: Numbers


def most_passing(network: Network, usable: Flags, lane_mt: Numbers, wanted: Wanted) -> Passing:
    """The most that can pass over the usable assets; usable: (assets,), lane_mt: Mt of each lane, >= 0.

    Too high by at most a billionth of the cargo per lane, never too low.
    """
    total = float(wanted.start_mt.sum())
    if total <= 0:
        nothing = np.zeros(0, np.int64)
        return Passing(0.0, nothing, nothing)
    arcs = np.flatnonzero((network.asset == BOARDING) | usable[network.asset])
    room = np.where(network.lane[arcs] == BOARDING, total, np.append(lane_mt, 0.0)[network.lane[arcs]])
    source, sink = network.states, network.states + 1
    tail = np.concatenate([network.tail[arcs], np.full(len(wanted.start), source), network.arrival[wanted.end]])
    head = np.concatenate([network.head[arcs], network.departure[wanted.start], np.full(len(wanted.end), sink)])
    parts = np.ceil(np.minimum(room, total) / total * _WHOLE)
    given = [np.floor(mt / total * _WHOLE) for mt in (wanted.start_mt, wanted.end_mt)]
    capacity = np.concatenate([parts, *given]).astype(np.int32)
    graph = csr_array((capacity, (tail, head)), shape=(sink + 1, sink + 1))
    found = maximum_flow(graph, source, sink)
    left = csr_array(graph - found.flow)
    left.data = np.where(left.data > 0, 1, 0)
    left.eliminate_zeros()
    ahead, behind = reached_from(left, source), reached_from(csr_array(left.T), sink)
    used = network.lane[arcs] != BOARDING
    crossing = [arcs[used & side[network.tail[arcs]] & ~side[network.head[arcs]]] for side in (ahead, ~behind)]
    near_origins, near_ends = (np.unique(network.lane[crossed]) for crossed in crossing)
    return Passing(found.flow_value / _WHOLE * total, near_origins, near_ends)


def reached_from(graph: csr_array, start: int) -> Flags:
    """States that the arcs of a graph lead to from a state."""
    reached = np.zeros(graph.shape[0], np.bool_)
    reached[breadth_first_order(graph, start, return_predecessors=False)] = True
    return reached

"""Ways that enter a state twice, and the ways that are left without their loops."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from models.network.states import Network
from models.tables import Integers


def entered_twice(network: Network, arcs: Integers) -> Integers:
    """The first state that each way enters a second time, -1 if none; arcs: (steps, ways), padded with -1."""
    unlike = -1 - np.arange(len(arcs))[:, None]
    ordered = np.sort(np.where(arcs >= 0, network.head[arcs], unlike), axis=0)
    found = np.full(arcs.shape[1], -1)
    for way in np.flatnonzero((ordered[1:] == ordered[:-1]).any(axis=0)).tolist():
        found[way] = _first_again(network.head[arcs[arcs[:, way] >= 0, way]].tolist())
    return found


def _first_again(states: list[int]) -> int:
    return next(state for step, state in enumerate(states) if state in states[:step])


def without_loops(network: Network, arcs: Iterable[int]) -> list[int]:
    """The arcs of a way without those that only lead back to a state in which it was before."""
    kept: list[int] = []
    reached: list[int] = []
    for arc in arcs:
        state = int(network.head[arc])
        if state in reached:
            first = reached.index(state) + 1
            del kept[first:], reached[first:]
        else:
            kept.append(arc)
            reached.append(state)
    return kept

"""Routes of a plan as ways of a model: where a search starts that is known to end near them."""

from __future__ import annotations

import numpy as np

from models.formulations.routes.columns import Ways
from models.network import BOARDING, DemandClasses, Network
from models.solution import Routes


def given_ways(network: Network, classes: DemandClasses, routes: Routes) -> Ways:
    """The routes of a plan, each way of a source in a year once; arcs of assets only."""
    source = classes.source_of[routes.demand]
    kinds = np.unique(np.stack([source, routes.year, routes.path]), axis=1)
    follow = _Follower(network)
    found: dict[tuple[int, int], list[int]] = {}
    columns = []
    for of, _, path in kinds.T.tolist():
        key = (int(classes.origin[of]), path)
        if key not in found:
            found[key] = follow.arcs(key[0], routes.paths[path])
        columns.append(found[key])
    steps = max((len(arcs) for arcs in columns), default=0)
    padded = np.full((steps, len(columns)), BOARDING)
    for column, arcs in enumerate(columns):
        padded[: len(arcs), column] = arcs
    return Ways(kinds[0], kinds[1], padded)


class _Follower:
    """Finds the arcs of a way from its origin and assets."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._out: dict[int, list[int]] = {}
        for arc, tail in enumerate(network.tail.tolist()):
            self._out.setdefault(tail, []).append(arc)
        self._asset, self._head = network.asset.tolist(), network.head.tolist()

    def arcs(self, origin: int, path: tuple[int, ...]) -> list[int]:
        """Arcs of the assets in order; the first state from which all of them can be passed counts."""
        reached: dict[int, list[int]] = {int(self._network.departure[origin]): []}
        for asset in path:
            reached = self._passed(self._joined(reached), asset)
        return next(iter(reached.values()))

    def _joined(self, reached: dict[int, list[int]]) -> dict[int, list[int]]:
        """With the states that are reached without passing an asset."""
        found = dict(reached)
        for state, arcs in reached.items():
            for arc in self._out.get(state, ()):
                if self._asset[arc] == BOARDING:
                    found.setdefault(self._head[arc], arcs)
        return found

    def _passed(self, reached: dict[int, list[int]], asset: int) -> dict[int, list[int]]:
        return {
            self._head[arc]: [*arcs, arc]
            for state, arcs in reached.items()
            for arc in self._out.get(state, ())
            if self._asset[arc] == asset
        }

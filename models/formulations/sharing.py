"""From flows on arcs to routes of demands: the cheapest way first, then the rows of a source in their order."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterator, Mapping
from math import inf

import numpy as np

from models.network import BOARDING, DemandClasses, Network
from models.solution import Routes
from models.tables import Numbers

NO_FLOW = 1e-9
"""Mt below which a flow is rounding: a kilogram."""

Way = tuple[int, ...]
"""Arcs in travel order."""

Path = tuple[int, ...]
"""Asset positions in travel order."""


class ClassFlow:
    """The flow of one class in one year; ways are taken out of it until none is left.

    mt, price: Mt and USD/t by arc.
    """

    def __init__(self, network: Network, mt: Mapping[int, float], price: Mapping[int, float]) -> None:
        arcs = [arc for arc, amount in mt.items() if amount > NO_FLOW]
        self.mt = {arc: mt[arc] for arc in arcs}
        self.price = price
        self.tail = dict(zip(arcs, network.tail[arcs].tolist(), strict=True))
        self.head = dict(zip(arcs, network.head[arcs].tolist(), strict=True))
        self.leaving: dict[int, list[int]] = defaultdict(list)
        for arc in arcs:
            self.leaving[self.tail[arc]].append(arc)

    def ways(self, start: int, target: int, most: float) -> list[tuple[Way, float]]:
        """Take up to `most` Mt from start to target, cheapest way first."""
        found = []
        while most > NO_FLOW and (way := self._cheapest(start, target)):
            taken = min(most, *(self.mt[arc] for arc in way))
            self._take(way, taken)
            most -= taken
            found.append((way, taken))
        return found

    def _take(self, way: Way, mt: float) -> None:
        for arc in way:
            self.mt[arc] -= mt
            if self.mt[arc] <= NO_FLOW:
                self.leaving[self.tail[arc]].remove(arc)

    def _cheapest(self, start: int, target: int) -> Way:
        """The cheapest way with flow; of equal ones, the one whose arcs come first. Empty where there is none."""
        queue, came_by, best = [(0.0, -1, start)], {start: -1}, {start: 0.0}
        while queue:
            cost, _, state = heapq.heappop(queue)
            if state == target:
                return self._back(came_by, target)
            for arc in self.leaving[state] if cost <= best[state] else ():
                ahead, total = self.head[arc], cost + self.price[arc]
                if total < best.get(ahead, inf):
                    best[ahead], came_by[ahead] = total, arc
                    heapq.heappush(queue, (total, arc, ahead))
        return ()

    def _back(self, came_by: dict[int, int], state: int) -> Way:
        way = []
        while came_by[state] >= 0:
            way.append(came_by[state])
            state = self.tail[came_by[state]]
        return tuple(reversed(way))


def assets_of(network: Network, way: Way) -> Path:
    """Asset positions of a way in travel order."""
    return tuple(asset for asset in network.asset[list(way)].tolist() if asset != BOARDING)


def share_routes(
    classes: DemandClasses, wanted_mt: Numbers, found: Mapping[tuple[int, int], list[tuple[Path, float]]]
) -> tuple[Routes, Numbers]:
    """Give the routes (assets, Mt) of each (source, year) to its demands in row order; the rest stays unmet.

    wanted_mt: Mt that each demand wants to move, its answer to cost taken off; (demand, years).
    Returns the routes and the unmet Mt, shape (demand, years).
    """
    rows_of_source: dict[int, list[int]] = defaultdict(list)
    for row, source in enumerate(classes.source_of.tolist()):
        rows_of_source[source].append(row)
    number: dict[Path, int] = {}
    unmet, entries = wanted_mt.copy(), []
    for (source, year), ways in found.items():
        rows = rows_of_source[source]
        for row, way, mt in _pair([float(wanted_mt[row, year]) for row in rows], [mt for _, mt in ways]):
            path = number.setdefault(ways[way][0], len(number))
            entries.append((rows[row], year, path, mt))
            unmet[rows[row], year] -= mt
    demand, years, path_of, mt_of = zip(*entries, strict=True) if entries else ((), (), (), ())
    routes = Routes(
        demand=np.array(demand, np.int64),
        year=np.array(years, np.int64),
        path=np.array(path_of, np.int64),
        mt=np.array(mt_of, np.float64),
        paths=tuple(number),
    )
    return routes, np.where(unmet <= NO_FLOW, 0.0, unmet)


def _pair(wanted: list[float], offered: list[float]) -> Iterator[tuple[int, int, float]]:
    """Serve the wants in order from the offers in order: (want, offer, Mt)."""
    want, offer = 0, 0
    wanted, offered = list(wanted), list(offered)
    while want < len(wanted) and offer < len(offered):
        mt = min(wanted[want], offered[offer])
        if mt > NO_FLOW:
            yield want, offer, mt
        wanted[want] -= mt
        offered[offer] -= mt
        if wanted[want] <= NO_FLOW:
            want += 1
        if offered[offer] <= NO_FLOW:
            offer += 1

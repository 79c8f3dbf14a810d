"""The searches behind a shortage: ways by cost, by room and by price, and the barrier where no way has room."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from models.network import BOARDING, Wanted, most_passing
from models.shortage.told import SMALLEST_MT, Kind, Place, Reason, Shortage
from models.shortage.ways import Ground, Passage, Ways
from models.tables import Integers

Limit = tuple[Kind, int, int]
"""Kind and position of a limit, and the direction in which it is passed."""


class Searches:
    """The ways to one destination for one class in one year."""

    def __init__(self, ground: Ground, passage: Passage, number: int, year: int) -> None:
        network, destination = ground.network, int(ground.classes.destination[number])
        self._ground, self._passage, self._number, self._year = ground, passage, number, year
        self._destination, self._commodity = destination, int(ground.classes.commodity[number])
        self._limits = np.flatnonzero(ground.classes.counted[number] & (ground.limit_year == year))
        open_arcs = passage.permitted & passage.there
        self._returns = bool(passage.returning.any())
        self._any = Ways(network, passage.permitted, passage.cost, destination)
        self._open = Ways(network, open_arcs, passage.cost, destination)
        self._roomy = Ways(network, open_arcs & (passage.free > 0), passage.cost, destination)
        priced = np.maximum(0.0, passage.cost + passage.price + passage.returning)
        self._priced = Ways(network, open_arcs, priced, destination)

    def shortage(self, source: int, rows: tuple[int, ...], mt: float) -> Shortage:
        """Why `mt` of a source stay behind."""
        classes, network = self._ground.classes, self._ground.network
        origin, penalty = int(classes.origin[source]), float(classes.source_penalty[source])
        reason = self._reason(origin, penalty)
        cheapest = self._any if reason is Reason.CLOSED else self._open
        arcs = np.zeros(0, np.int64) if reason is Reason.NO_WAY else cheapest.arcs(origin)
        assets = network.asset[arcs]
        closed_in = not np.isfinite(self._roomy.cost(origin)) and reason in (Reason.FULL, Reason.DEAR)
        return Shortage(
            year=self._year,
            demands=rows,
            origin=origin,
            destination=self._destination,
            commodity=self._commodity,
            mt=mt,
            penalty=penalty,
            reason=reason,
            way=tuple(assets[assets != BOARDING].tolist()),
            way_usd_per_t=cheapest.cost(origin),
            room_usd_per_t=self._roomy.cost(origin),
            price_usd_per_t=self._priced.cost(origin),
            places=tuple(self._places(arcs, mt)),
            barrier=tuple(self._barrier(origin, mt)) if closed_in else (),
        )

    def _reason(self, origin: int, penalty: float) -> Reason:
        if not np.isfinite(self._any.cost(origin)):
            return Reason.NO_WAY
        if not np.isfinite(self._open.cost(origin)):
            return Reason.CLOSED
        nearly = penalty - 1e-6 * (1 + penalty)
        if self._open.cost(origin) >= nearly:
            return Reason.DEAR
        if self._roomy.cost(origin) >= nearly:
            return Reason.FULL
        return Reason.RETURN if self._returns and self._priced.cost(origin) >= nearly else Reason.LEFT

    def _places(self, arcs: Integers, mt: float) -> Iterator[Place]:
        """Limits on a way that have less room than `mt`: in order of travel, then those over several assets."""
        network, room, year = self._ground.network, self._ground.room, self._year
        arcs = arcs[network.asset[arcs] != BOARDING]
        assets = network.asset[arcs]
        for arc, free in zip(arcs.tolist(), room.lane_free[network.lane[arcs], year].tolist(), strict=True):
            yield from _short(self._asset(arc), free, mt)
        weights = room.weights[:, self._commodity][:, assets].sum(axis=1)
        for limit in np.flatnonzero(weights > 0).tolist():
            yield from _short(("shared_limit", limit, 0), float(room.limit_free[limit, year] / weights[limit]), mt)
        emission = float(room.emission[assets, year].sum())
        if emission > 0:
            yield from _short(("carbon_cap", year, 0), float(room.carbon_free[year] / emission), mt)
        passings = room.gateway[self._limits][:, assets].sum(axis=1)
        for limit, times in zip(self._limits.tolist(), passings.tolist(), strict=True):
            if times:
                yield from _short(("corridor_limit", limit, 0), float(room.most_free[limit] / times), mt)

    def _barrier(self, origin: int, mt: float) -> Iterator[Place]:
        """The fewest full places that separate the origin from the destination; of two such sets the dearer."""
        network, passage = self._ground.network, self._passage
        on_lane = np.flatnonzero((network.lane != BOARDING) & passage.permitted & passage.there)
        full, worth = np.zeros((2, len(network.lane_asset)))
        full[network.lane[on_lane]] = passage.free[on_lane] <= 0
        np.maximum.at(worth, network.lane[on_lane], passage.price[on_lane])
        usable = np.zeros(self._ground.tonne_cost.shape[1], np.bool_)
        usable[network.asset[on_lane]] = True
        everything = np.array([full.sum() + 1])
        wanted = Wanted(np.array([origin]), everything, np.array([self._destination]), everything)
        passing = most_passing(network, usable, np.where(full > 0, 1.0, everything), wanted)
        lanes = max((passing.near_origins, passing.near_ends), key=lambda found: float(worth[found].sum()))
        limits = [self._full_limit(int(on_lane[network.lane[on_lane] == lane][0])) for lane in lanes.tolist()]
        return (Place(*limit, 0.0, mt) for limit in dict.fromkeys(limits))

    def _full_limit(self, arc: int) -> Limit:
        """The limit that leaves no room on an arc."""
        network, room, year = self._ground.network, self._ground.room, self._year
        asset = int(network.asset[arc])
        if room.lane_free[network.lane[arc], year] > 0:
            for limit in np.flatnonzero(room.weights[:, self._commodity, asset] > 0).tolist():
                if room.limit_free[limit, year] <= 0:
                    return "shared_limit", limit, 0
            if room.emission[asset, year] > 0 and room.carbon_free[year] <= 0:
                return "carbon_cap", year, 0
            for limit in self._limits[room.gateway[self._limits, asset]].tolist():
                if room.most_free[limit] <= 0:
                    return "corridor_limit", limit, 0
        return self._asset(arc)

    def _asset(self, arc: int) -> Limit:
        network, asset = self._ground.network, int(self._ground.network.asset[arc])
        direction = int(network.direction[arc]) if self._ground.apart[asset] else 0
        return "link" if asset < self._ground.links else "terminal", asset, direction


def _short(limit: Limit, free: float, mt: float) -> Iterator[Place]:
    if mt - free > SMALLEST_MT:
        yield Place(*limit, free, mt - free)

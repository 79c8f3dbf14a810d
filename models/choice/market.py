"""What shippers choose between in a year whose projects are given: what a tonne pays, and the limits as rows.

A row is a limit that cargo may not exceed together: a lane, a shared limit, the most and the least volume of a
corridor, the cap on carbon. A least volume stands with its sign turned, so that every row is `use <= room`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import csr_array

from models.accounts import added_capacity
from models.case import Case, places
from models.choice.taste import Taste
from models.network import (
    BOARDING,
    DemandClasses,
    Network,
    asset_emissions,
    base_capacity,
    build_network,
    carbon_caps,
    classify,
    gateway_of_limits,
    limit_weights,
    limit_years,
    saved_emissions,
    tonne_costs,
)
from models.projects import yearly_saving_rates
from models.tables import DEAREST_USD_PER_T, Flags, Integers, Numbers

CLOSED_MT = 1e-9
"""Room under which no cargo may use what a limit holds for: its price could be as high as one likes."""


@dataclass(frozen=True, eq=False)
class Alternatives:
    """Ways between which sources choose: source and arcs, (steps, ways), padded with -1; sorted by source."""

    source: Integers
    arcs: Integers

    def __len__(self) -> int:
        return len(self.source)

    def only(self, chosen: Integers) -> Alternatives:
        """Some of the ways, in their order."""
        return Alternatives(self.source[chosen], self.arcs[:, chosen])

    def passes(self) -> tuple[Integers, Integers]:
        """Way and arc of every step."""
        step, way = np.nonzero(self.arcs >= 0)
        return way, self.arcs[step, way]


@dataclass(frozen=True, eq=False)
class Rows:
    """Limits of one year. room: of each row. dearest: USD per unit that a price may reach at most.

    In their order lanes, then shared limits, most volumes, least volumes, the cap. lanes, limits, corridors: how many.
    """

    room: Numbers
    dearest: Numbers
    lanes: int
    limits: int
    corridors: int

    def parts(self, values: Numbers) -> tuple[Numbers, Numbers, Numbers, Numbers, Numbers]:
        """Values of rows apart: lanes, shared limits, most volumes, least volumes, cap."""
        ends = np.cumsum([self.lanes, self.limits, self.corridors, self.corridors])
        lanes, limits, most, least, cap = np.split(values, ends)
        return lanes, limits, most, least, cap


class Market:
    """A case with the projects that serve in each of its years; served: share, (projects, years)."""

    def __init__(self, case: Case, taste: Taste, served: Numbers) -> None:
        self.case, self.taste, self.served = case, taste, served
        self.network: Network = build_network(case)
        self.classes: DemandClasses = classify(case)
        self.weights, self.gateway = limit_weights(case), gateway_of_limits(case)
        added = added_capacity(case, served)
        self.room = base_capacity(case) + added[0]
        self.limit_room = case.shared_limits.capacity[:, None] + added[1]
        effects = case.project_effects
        share = served[places(effects.project, case.projects.id)]
        self.saving_share = share
        asset = np.array([case.asset_position.get(name, BOARDING) for name in effects.asset.tolist()], np.int64)
        self.effect_asset, here = asset, asset != BOARDING
        cost = tonne_costs(case)
        saved = yearly_saving_rates(case) * share[:, None]
        np.subtract.at(cost.swapaxes(0, 1), asset[here], saved[here])
        self.asset_cost = np.maximum(0.0, cost)
        emission = np.repeat(asset_emissions(case)[:, None], len(case.years), axis=1)
        np.subtract.at(emission, asset[here], (saved_emissions(case)[:, None] * share)[here])
        self.emission = np.maximum(0.0, emission)

    def year(self, position: int) -> YearMarket:
        """The market of a plan year (position)."""
        return YearMarket(self, position)


class YearMarket:
    """One year of a market. Arrays of arcs are by class: (classes, arcs)."""

    def __init__(self, market: Market, position: int) -> None:
        self.market, self.position = market, position
        case, classes = market.case, market.classes
        self.network, self.classes = market.network, classes
        self.mt, self.penalty = classes.source_mt[:, position], classes.source_penalty
        self.sources = np.flatnonzero(self.mt > 0)
        self.theta = market.taste.theta[classes.commodity[classes.source_class]]
        self.counted_now = limit_years(case) == position
        self.counted = classes.counted & self.counted_now
        self.rows = self._rows()
        self.emission = np.append(market.emission[:, position], 0.0)
        self.arc_cost = self._arc_cost()

    def _rows(self) -> Rows:
        case, market, y = self.market.case, self.market, self.position
        lanes = market.room[self.network.lane_asset, y]
        active = case.shared_limits.active
        limits = np.where(active, market.limit_room[:, y], np.inf)
        now = self.counted_now
        most = np.where(now, np.nan_to_num(case.corridor_limits.max_mt, nan=np.inf), np.inf)
        least = np.where(now, -np.nan_to_num(case.corridor_limits.min_mt, nan=-np.inf), np.inf)
        cap = np.nan_to_num(carbon_caps(case)[y : y + 1], nan=np.inf)
        penalty = np.nan_to_num(case.corridor_limits.penalty_usd_per_t, nan=DEAREST_USD_PER_T)
        dear = np.full(len(lanes) + len(limits), DEAREST_USD_PER_T)
        return Rows(
            room=np.concatenate([lanes, limits, most, least, cap]),
            dearest=np.concatenate([dear, penalty, penalty, [DEAREST_USD_PER_T]]),
            lanes=len(lanes),
            limits=len(limits),
            corridors=len(most),
        )

    def _arc_cost(self) -> Numbers:
        """USD/t of each arc without prices; infinite where cargo of the class may not go or finds nothing open."""
        network, classes = self.network, self.classes
        real = network.asset != BOARDING
        by_commodity = np.append(self.market.asset_cost[:, :, self.position], np.zeros((len(self._commodities), 1)), 1)
        cost = by_commodity[:, network.asset][classes.commodity]
        barred = ~np.append(classes.permitted, np.ones((len(classes.permitted), 1), np.bool_), 1)[:, network.asset]
        barred |= self._closed()
        return np.where(barred & real, np.inf, cost)

    @property
    def _commodities(self) -> list[str]:
        names: list[str] = self.market.case.commodities.id.tolist()
        return names

    def _closed(self) -> Flags:
        """Arcs that use a limit without room, (classes, arcs)."""
        lanes, limits, most, _, cap = self.rows.parts((self.rows.room <= CLOSED_MT).astype(float))
        prices = np.concatenate([lanes, limits, most, np.zeros(self.rows.corridors), cap]).astype(float)
        hard = np.isnan(self.market.case.corridor_limits.penalty_usd_per_t)
        prices[self.rows.lanes + self.rows.limits :][: self.rows.corridors] *= hard
        return self.tolls(prices) > 0

    def tolls(self, price: Numbers) -> Numbers:
        """USD/t that each arc costs more at prices of rows; (classes, arcs)."""
        lanes, limits, most, least, cap = self.rows.parts(price)
        classes, network = self.classes, self.network
        on_lane = np.append(lanes, 0.0)[network.lane]
        of_asset = np.einsum("l,lka->ka", limits, self.market.weights)[classes.commodity]
        of_asset = of_asset + (self.counted * (most - least)) @ self.market.gateway
        of_asset = np.append(of_asset, np.zeros((len(of_asset), 1)), axis=1) + cap * self.emission
        return np.asarray(on_lane + of_asset[:, network.asset])

    def uses(self, ways: Alternatives) -> csr_array:
        """Use of each row by a tonne on each way, (rows, ways)."""
        way, arc = ways.passes()
        asset, rows = self.network.asset[arc], self.rows
        real = asset != BOARDING
        way, arc, asset = way[real], arc[real], asset[real]
        of_class = self.classes.source_class[ways.source[way]]
        parts = [(self.network.lane[arc], way, np.ones(len(way)))]
        for limit in np.flatnonzero(self.market.weights.any(axis=(1, 2))).tolist():
            used = self.market.weights[limit, self.classes.commodity[of_class], asset]
            parts.append((np.full(len(way), rows.lanes + limit), way, used))
        for limit in np.flatnonzero(self.counted.any(axis=0)).tolist():
            counts = (self.market.gateway[limit, asset] & self.counted[of_class, limit]).astype(float)
            first = rows.lanes + rows.limits + limit
            parts += [(np.full(len(way), first), way, counts)]
            parts += [(np.full(len(way), first + rows.corridors), way, -counts)]
        parts.append((np.full(len(way), len(rows.room) - 1), way, self.emission[asset]))
        row, column, value = (np.concatenate(arrays) for arrays in zip(*parts, strict=True))
        used = value != 0
        return csr_array((value[used], (row[used], column[used])), shape=(len(rows.room), len(ways)))

    def costs(self, ways: Alternatives, arc_cost: Numbers) -> Numbers:
        """USD/t of each way; arc_cost: (classes, arcs)."""
        way, arc = ways.passes()
        of_class = self.classes.source_class[ways.source[way]]
        return np.asarray(np.bincount(way, arc_cost[of_class, arc], len(ways)), np.float64)

    @cached_property
    def start(self) -> Integers:
        """State from which each source departs."""
        return self.network.departure[self.classes.origin]

    @cached_property
    def end(self) -> Integers:
        """State in which each source arrives."""
        return self.network.arrival[self.classes.destination[self.classes.source_class]]

"""Routes as columns: what a tonne on a way uses of every row of the master."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.sparse import csc_array, csr_array

from models.case import Case
from models.network import (
    BOARDING,
    DemandClasses,
    Network,
    gateway_of_limits,
    limit_weights,
    limit_years,
    saved_emissions,
)
from models.projects import paying, sharing_effects, yearly_saving_rates
from models.tables import Integers, Numbers

NO_ROW = -1

Entries = tuple[Integers, Integers, Numbers]
"""Rows, columns and values of entries of a matrix."""

Pairs = tuple[Integers, Integers]
"""Positions that belong together."""

SIDES: tuple[Literal["left"], Literal["right"]] = ("left", "right")
"""Of equal entries that are sorted."""

DENSE = 500_000
"""Entries up to which the weights of shared limits are multiplied in full; of more, nearly all are zero."""


@dataclass
class Rows:
    """Position of each row in the master, NO_ROW where there is none.

    demand: (sources, years). capacity: (lanes, years). shared_limit: (limits, years). carbon_cap: (years,).
    corridor_min, corridor_max: (corridor limits,). benefit_on_flow (one row for effects that share tonnes),
    benefit_in_service, benefit (a column): (effects, commodities, years).
    """

    demand: Integers
    capacity: Integers
    shared_limit: Integers
    corridor_min: Integers
    corridor_max: Integers
    carbon_cap: Integers
    benefit_on_flow: Integers
    benefit_in_service: Integers
    benefit: Integers


@dataclass
class Ways:
    """Routes by position: source, year and arcs (a row of `arcs` per step, padded with -1)."""

    source: Integers
    year: Integers
    arcs: Integers

    def __len__(self) -> int:
        return len(self.source)

    def only(self, chosen: Integers) -> Ways:
        """Some of the routes."""
        return Ways(self.source[chosen], self.year[chosen], self.arcs[:, chosen])


def join(parts: list[Ways]) -> Ways:
    """Routes of several searches."""
    if not parts:
        return Ways(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros((0, 0), np.int64))
    steps = max(len(part.arcs) for part in parts)
    padded = [np.pad(part.arcs, ((0, steps - len(part.arcs)), (0, 0)), constant_values=-1) for part in parts]
    return Ways(
        source=np.concatenate([part.source for part in parts]),
        year=np.concatenate([part.year for part in parts]),
        arcs=np.concatenate(padded, axis=1),
    )


class RouteColumns:
    """Makes columns of routes; holds what every column needs of the case.

    rates: USD/t of each saving, pays: where it counts, (effects, commodities, years). saved: t CO2e per t, (effects,).
    arc_emission: t CO2e of a tonne on each arc, what forced projects save taken off, (arcs, years).
    """

    def __init__(self, case: Case, network: Network, classes: DemandClasses) -> None:
        self.case, self.network, self.classes = case, network, classes
        self.weights = limit_weights(case)
        self._few_uses = csr_array(self.weights.reshape(len(self.weights), math.prod(self.weights.shape[1:])).T)
        self.gateway = gateway_of_limits(case)
        self.limit_year = limit_years(case)
        self.rates, self.sharing = yearly_saving_rates(case), sharing_effects(case)
        self.pays, self.saved = paying(case), saved_emissions(case)
        self._weighing = np.flatnonzero(self.weights.any(axis=(1, 2))).tolist()
        self.arc_emission = np.zeros((len(network.asset), len(case.years)))
        effects, position = case.project_effects, case.asset_position
        number = {name: project for project, name in enumerate(case.projects.id)}
        self.effect_project = np.fromiter((number[name] for name in effects.project), np.int64)
        self.effect_asset = np.fromiter((position.get(str(name), BOARDING) for name in effects.asset), np.int64)
        self._saving = np.flatnonzero(self.pays.any(axis=(1, 2)) & (self.effect_asset != BOARDING))

    def limit_prices(self, price: Numbers) -> Numbers:
        """What a tonne pays for shared limits at these prices, (limits, years); (commodities, assets, years)."""
        if self.weights.size <= DENSE:
            return np.asarray(np.einsum("lka,ly->kay", self.weights, price, optimize=True))
        return np.asarray(np.asarray(self._few_uses @ price).reshape(*self.weights.shape[1:], -1))

    def passes(self, ways: Ways) -> tuple[Integers, Integers]:
        """Route and arc of every passing of an asset."""
        step, route = np.nonzero(ways.arcs >= 0)
        arc = ways.arcs[step, route]
        real = self.network.asset[arc] != BOARDING
        return route[real], arc[real]

    def costs(self, ways: Ways, arc_cost: Numbers, passes: Pairs | None = None) -> Numbers:
        """Discounted USD/t of each route; arc_cost: (commodities, arcs, years). passes: what `passes` says of them."""
        route, arc = self.passes(ways) if passes is None else passes
        commodity = self.classes.commodity[self.classes.source_class[ways.source]]
        each = arc_cost[commodity[route], arc, ways.year[route]]
        return np.asarray(np.bincount(route, each, len(ways)), np.float64)

    def matrix(self, ways: Ways, rows: Rows, count: int, more: list[Entries], passes: Pairs, acts: Pairs) -> csc_array:
        """Use of each of `count` rows by a tonne on each route; more: what it uses besides.

        passes: what `passes` says of the routes; acts: what `effects_on` says of the assets.
        """
        route, arc = passes
        parts = [(rows.demand[ways.source, ways.year], np.arange(len(ways)), np.ones(len(ways)))]
        parts += self._limits(ways, rows, route, arc)
        parts += [*self._benefits(ways, rows, route, acts), *more]
        row, column, value = (np.concatenate(arrays) for arrays in zip(*parts, strict=True))
        there = row != NO_ROW
        return csc_array((value[there], (row[there], column[there])), shape=(count, len(ways)))

    def _limits(self, ways: Ways, rows: Rows, route: Integers, arc: Integers) -> list[Entries]:
        year, asset = ways.year[route], self.network.asset[arc]
        of_class = self.classes.source_class[ways.source[route]]
        parts = [(rows.capacity[self.network.lane[arc], year], route, np.ones(len(route)))]
        for limit in self._weighing:
            used = self.weights[limit, self.classes.commodity[of_class], asset]
            parts.append((rows.shared_limit[limit, year], route, used))
        parts.append((rows.carbon_cap[year], route, self.arc_emission[arc, year]))
        for limit, limit_year in enumerate(self.limit_year.tolist()):
            counts = self.gateway[limit, asset] & self.classes.counted[of_class, limit] & (year == limit_year)
            limit_rows = (rows.corridor_min[limit], rows.corridor_max[limit])
            parts += [(np.where(counts, row, NO_ROW), route, np.ones(len(route))) for row in limit_rows]
        return parts

    def _benefits(self, ways: Ways, rows: Rows, route: Integers, acts: Pairs) -> list[Entries]:
        effect, passing = acts
        commodity = self.classes.commodity[self.classes.source_class[ways.source[route[passing]]]]
        row = rows.benefit_on_flow[effect, commodity, ways.year[route[passing]]]
        once = self.sharing[effect, commodity] == effect
        return [(np.where(once, row, NO_ROW), route[passing], -np.ones(len(passing)))]

    def effects_on(self, asset: Integers) -> Pairs:
        """Every effect with a saving and every entry of `asset` that it acts on."""
        order = np.argsort(asset, kind="stable")
        first, after = (np.searchsorted(asset[order], self.effect_asset[self._saving], side) for side in SIDES)
        found = after - first
        skipped = np.repeat(np.cumsum(found) - found - first, found)
        return np.repeat(self._saving, found), order[np.arange(len(skipped)) - skipped]

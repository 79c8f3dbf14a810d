"""Equipment that returns: where each type runs, which cargo it carries, and what an empty unit costs and uses.

An empty unit is measured by the cargo that it could carry, in Mt, so loaded and empty units of a type add up.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from models.case import Case, places
from models.network.flows import Ways, find_ways
from models.network.limits import limit_weights
from models.network.states import BOARDING, Network, modes_of_assets, nodes_of_assets, passing_costs
from models.solution import Empties, Routes
from models.tables import Flags, Integers, Numbers

NO_UNITS = 1e-9
"""Mt of payload up to which empty units are rounding."""


@dataclass(frozen=True, eq=False)
class Returns:
    """Runs by position: a type of equipment on an asset in a direction, from one *place* to another.

    A place is a type at a node in a mode. type, asset, direction, tail, head: of each run; tail and head are places.
    place: type, node and mode (position in `Case.mode_names`) of each place, shape (3, places).
    carries: which commodities go in a type, (types, commodities). cost: USD/t that an empty unit pays, (runs, years).
    use: share of the capacity of its payload, (runs,). weight: use of each shared limit per t, (limits, runs).
    """

    type: Integers
    asset: Integers
    direction: Integers
    tail: Integers
    head: Integers
    place: Integers
    carries: Flags
    cost: Numbers
    use: Numbers
    weight: Numbers

    def __len__(self) -> int:
        return len(self.type)

    def on_arcs(self, network: Network) -> Integers:
        """The run of each type on each arc, -1 where there is none; shape (types, arcs)."""
        runs = self._by_asset(len(network.lane_asset) + 1)
        return np.asarray(np.where(network.asset != BOARDING, runs[:, network.asset, network.direction], -1))

    def lanes(self, network: Network) -> Integers:
        """The lane of each run, shape (runs,)."""
        passing = network.asset != BOARDING
        lane = np.full((len(network.lane_asset), 2), BOARDING)
        lane[network.asset[passing], network.direction[passing]] = network.lane[passing]
        return np.asarray(lane[self.asset, self.direction])

    def brought(self, network: Network, balance: Numbers, years: int) -> Numbers:
        """USD/t that a tonne gains on each arc by the units that it brings along, (commodities, arcs, years).

        balance: as `models.solution.Prices.balance`.
        """
        of_type, node, mode = self.place
        worth = balance[of_type, node, mode] if len(self) else np.zeros((0, years))
        return self.gained(network, worth)

    def gained(self, network: Network, worth: Numbers) -> Numbers:
        """The same for the worth of a unit at each place, (places, years)."""
        gain = np.append(worth[self.head] - worth[self.tail], np.zeros((1, worth.shape[1])), axis=0)
        of_type = gain[self.on_arcs(network)]
        return np.asarray(np.einsum("wk,way->kay", self.carries.astype(float), of_type))

    def _by_asset(self, assets: int) -> Integers:
        """The run of each type on each of so many assets in each direction, -1 where there is none."""
        runs = np.full((len(self.carries), assets, 2), -1)
        runs[self.type, self.asset, self.direction] = np.arange(len(self))
        return runs

    def worth(self, balance: Numbers, shape: tuple[int, ...]) -> Numbers:
        """Worth of a unit of each place in the shape of `models.solution.Prices.balance`, 0 where it is least.

        balance: of each place, (places, years).
        """
        found, (of_type, node, mode) = np.zeros(shape), self.place
        for number in range(shape[0]):
            here = of_type == number
            found[number, node[here], mode[here]] = balance[here] - balance[here].min(axis=0, initial=np.inf)
        return found

    def mt(self, empties: Empties, years: int) -> Numbers:
        """Mt of empty units of each run, (runs, years)."""
        of_run, found = self._by_asset(self.asset.max(initial=-1) + 1), np.zeros((len(self), years))
        np.add.at(found, (of_run[empties.type, empties.asset, empties.direction], empties.year), empties.mt)
        return found

    def moved(self, case: Case, routes: Routes) -> csr_array:
        """How often a tonne of each route is on each run, shape (routes, runs)."""
        ways = find_ways(case, routes)
        way, asset, direction = _steps(case, routes, ways)
        of_run, shape = self._by_asset(len(case.asset_ids)), (len(ways.origin), len(self))
        found = csr_array((len(routes.mt), len(self)))
        for number, carries in enumerate(self.carries):
            run = of_run[number, asset, direction]
            there = run >= 0
            of_way = csr_array((np.ones(there.sum()), (way[there], run[there])), shape=shape)
            in_it = carries[case.demand_commodity[routes.demand]].astype(float)
            found = found + of_way[ways.of_route].multiply(in_it[:, None])
        return csr_array(found)

    def loaded(self, case: Case, routes: Routes) -> Numbers:
        """Mt of loaded units of each run, (runs, years)."""
        shape = (len(routes.mt), len(case.years))
        mt = csr_array((routes.mt, (np.arange(len(routes.mt)), routes.year)), shape=shape)
        return np.asarray((self.moved(case, routes).T @ mt).toarray())

    @property
    def ends(self) -> csr_array:
        """1 where a run ends and -1 where it starts, shape (places, runs)."""
        runs, shape = np.arange(len(self)), (self.place.shape[1], len(self))
        ones = np.ones(len(self))
        return csr_array((ones, (self.head, runs)), shape=shape) - csr_array((ones, (self.tail, runs)), shape=shape)

    def empties(self, mt: Numbers) -> Empties:
        """Empty units by run and year, those above rounding; mt: (runs, years)."""
        run, year = np.nonzero(mt > NO_UNITS)
        return Empties(self.type[run], self.asset[run], self.direction[run], year, mt[run, year])


def mode_positions(case: Case) -> tuple[Integers, Integers]:
    """The mode on either side of each asset, by its position in `Case.mode_names`."""
    first, second = modes_of_assets(case)
    return places(first, case.mode_names), places(second, case.mode_names)


def carried(case: Case) -> Flags:
    """Which commodities go in each type of equipment, (types, commodities); a blank list names all."""
    listed = case.fleet.commodities.tolist()
    ids = case.commodities.id
    found = [np.isin(ids, names) if names else np.ones(len(ids), np.bool_) for names in listed]
    return np.array(found, np.bool_).reshape(len(listed), len(ids))


def runs_on(case: Case) -> Flags:
    """On which assets each type runs: a link of its modes, a terminal between two of them; (types, assets)."""
    first, second = modes_of_assets(case)
    listed, every = case.fleet.modes.tolist(), np.ones(len(first), np.bool_)
    found = [np.isin(first, modes) & np.isin(second, modes) if modes else every for modes in listed]
    barred = np.isin(case.asset_ids, list(case.without_equipment))
    return np.array(found, np.bool_).reshape(len(listed), len(first)) & ~barred


def returns_of(case: Case) -> Returns:
    """The runs and places of the equipment that returns; none where nothing does."""
    there, oneway = runs_on(case), np.zeros(len(case.asset_ids), np.bool_)
    oneway[: len(case.links)] = case.links.direction == "oneway"
    run_type, asset, direction = np.nonzero(np.stack([there, there & ~oneway], axis=2))
    nodes, modes = (np.stack(ends) for ends in (nodes_of_assets(case), mode_positions(case)))
    ends = np.stack(
        [np.stack([run_type, nodes[side, asset], modes[side, asset]]) for side in (direction, 1 - direction)]
    )
    place, number = np.unique(np.concatenate(ends, axis=1), axis=1, return_inverse=True)
    tail, head = number.reshape(2, -1)
    fleet, carries = case.fleet, carried(case)
    return Returns(
        type=run_type,
        asset=asset,
        direction=direction,
        tail=tail,
        head=head,
        place=place,
        carries=carries,
        cost=fleet.empty_cost_factor[run_type, None] * passing_costs(case)[asset],
        use=fleet.empty_use[run_type],
        weight=fleet.empty_use[run_type] * _least_weight(case, carries)[:, run_type, asset],
    )


def _steps(case: Case, routes: Routes, ways: Ways) -> tuple[Integers, Integers, Integers]:
    """Way, asset and direction of every step; a terminal is passed from its mode_a to its mode_b, or back."""
    ends = [end.tolist() for end in (*nodes_of_assets(case), *mode_positions(case))]
    found: list[tuple[int, int, int]] = []
    for way, (path, origin) in enumerate(zip(ways.path.tolist(), ways.origin.tolist(), strict=True)):
        steps = routes.paths[path]
        found += [(way, asset, side) for asset, side in zip(steps, _sides(steps, origin, *ends), strict=True)]
    return tuple(np.array(found, np.int64).reshape(-1, 3).T)  # type: ignore[return-value]


def _sides(
    steps: tuple[int, ...], node: int, first: list[int], second: list[int], mode_a: list[int], mode_b: list[int]
) -> list[int]:
    """0 or 1 for each step from a node; the modes of terminals follow from that of the first link."""
    link = next(place for place, asset in enumerate(steps) if first[asset] != second[asset])
    sides: list[int] = []
    mode = mode_a[steps[link]]
    for asset in reversed(steps[:link]):
        sides.insert(0, int(mode != mode_b[asset]))
        mode = mode_a[asset] if mode == mode_b[asset] else mode_b[asset]
    mode = mode_a[steps[link]]
    for asset in steps[link:]:
        at_terminal = first[asset] == second[asset]
        sides.append(int(mode != mode_a[asset] if at_terminal else node != first[asset]))
        mode = mode_b[asset] if mode == mode_a[asset] else mode_a[asset]
        node = second[asset] if node == first[asset] else first[asset]
    return sides


def empties_beside(case: Case) -> Numbers:
    """USD/t that the empty units which go with a tonne would pay on each asset; (commodities, assets, years)."""
    factor = np.einsum("wk,wa,w->ka", carried(case), runs_on(case), case.fleet.empty_cost_factor)
    return np.asarray(factor[:, :, None] * passing_costs(case))


def _least_weight(case: Case, carries: Flags) -> Numbers:
    """What all cargo of a type uses of each shared limit: the least of its commodities; (limits, types, assets)."""
    weights = np.where(carries[:, None], limit_weights(case).transpose(0, 2, 1)[:, None], np.inf)
    least = weights.min(axis=3, initial=np.inf)
    return np.where(np.isfinite(least), least, 0.0)

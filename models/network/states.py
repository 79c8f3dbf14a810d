"""The network as states and arcs, and what a year makes of its capacities, costs and times.

A state is (node, mode). Every node has besides a departure, from which boarding arcs lead to its states, and an
arrival, to which alighting arcs lead from them. A link gives an arc per direction, a terminal an arc each way.
A *lane* is what a capacity belongs to: one per asset, or one per direction of a link with direction `each`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from models.case import HOURS_PER_DAY, Case, places, positions
from models.network.emissions import asset_emissions, carbon_prices
from models.tables import Flags, Integers, Lists, Numbers, Texts

BOARDING = -1
"""Asset position of arcs that only join states: no asset, no cost, no limit."""


@dataclass(frozen=True)
class Network:
    """Arcs by position: tail and head state, asset (or BOARDING), lane (or BOARDING), direction.

    direction: 0 from -> to (or mode_a -> mode_b), 1 back.
    departure, arrival: states where each node's demand starts and ends. lane_asset: asset of each lane.
    """

    tail: Integers
    head: Integers
    asset: Integers
    lane: Integers
    direction: Integers
    departure: Integers
    arrival: Integers
    states: int
    lane_asset: Integers


def build_network(case: Case) -> Network:
    """The states and arcs of a case's links and terminals; no two arcs join the same two states."""
    return _part_parallels(_all_arcs(case))


def _part_parallels(network: Network) -> Network:
    """Lead the second and further of parallel arcs over a state of their own."""
    pairs = network.tail * network.states + network.head
    _, first = np.unique(pairs, return_index=True)
    parallel = np.setdiff1d(np.arange(len(pairs)), first)
    halfway = network.states + np.arange(len(parallel))
    head = network.head.copy()
    head[parallel] = halfway
    onward = np.full(len(parallel), BOARDING)
    return replace(
        network,
        tail=np.append(network.tail, halfway),
        head=np.append(head, network.head[parallel]),
        asset=np.append(network.asset, onward),
        lane=np.append(network.lane, onward),
        direction=np.append(network.direction, np.zeros_like(onward)),
        states=network.states + len(parallel),
    )


def _all_arcs(case: Case) -> Network:
    ends = _asset_ends(case)
    pairs, numbered = np.unique(ends.reshape(-1, 2), axis=0, return_inverse=True)
    start, end = numbered.reshape(-1, 2).T
    departure = len(pairs) + np.arange(len(case.nodes))
    arrival = departure + len(case.nodes)
    both_ways = _direction(case) != "oneway"
    assets = np.arange(len(start))
    back = assets[both_ways]
    lane_of, lane_asset = _lanes(case)
    states = np.arange(len(pairs))
    none = np.full(2 * len(pairs), BOARDING)
    return Network(
        tail=np.concatenate([start, end[both_ways], departure[pairs[:, 0]], states]),
        head=np.concatenate([end, start[both_ways], states, arrival[pairs[:, 0]]]),
        asset=np.concatenate([assets, back, none]),
        lane=np.concatenate([lane_of[:, 0], lane_of[back, 1], none]),
        direction=np.concatenate([np.zeros_like(assets), np.ones_like(back), np.zeros_like(none)]),
        departure=departure,
        arrival=arrival,
        states=len(pairs) + 2 * len(case.nodes),
        lane_asset=lane_asset,
    )


def modes_of_assets(case: Case) -> tuple[Texts, Texts]:
    """The mode on either side of each asset; the same twice for a link."""
    links, terminals = case.links, case.terminals
    return np.concatenate([links.mode, terminals.mode_a]), np.concatenate([links.mode, terminals.mode_b])


def nodes_of_assets(case: Case) -> tuple[Integers, Integers]:
    """The node at either end of each asset; the same twice for a terminal."""
    at = places(case.terminals.node, case.nodes.id)
    starts = places(case.links.from_node, case.nodes.id)
    ends = places(case.links.to_node, case.nodes.id)
    return np.concatenate([starts, at]), np.concatenate([ends, at])


def permitted_assets(case: Case, modes: Lists, avoided: Lists) -> Flags:
    """Which assets cargo with these modes (empty: all) and avoided countries may use; shape (rows, assets)."""
    first_mode, second_mode = modes_of_assets(case)
    first_node, second_node = nodes_of_assets(case)
    country = case.nodes.country
    touched = [country[first_node], country[second_node]]
    allowed = np.ones((len(modes), len(first_mode)), np.bool_)
    for row, (wanted, shunned) in enumerate(zip(modes.tolist(), avoided.tolist(), strict=True)):
        if wanted:
            allowed[row] &= np.isin(first_mode, wanted) & np.isin(second_mode, wanted)
        if shunned:
            allowed[row] &= ~np.isin(touched[0], shunned) & ~np.isin(touched[1], shunned)
    return allowed


def base_capacity(case: Case) -> Numbers:
    """Mt a year that an asset offers to the model before projects, per direction for `each`; (assets, years)."""
    return np.maximum(0.0, whole_capacity(case) - existing_load(case)[:, None])


def whole_capacity(case: Case) -> Numbers:
    """Mt a year that an asset can carry before projects, changes included, existing load not taken off."""
    given = np.concatenate([case.links.capacity_mt, case.terminals.capacity_mt])
    return np.asarray(given[:, None] + _changes(case, case.asset_changes.capacity_change))


def existing_load(case: Case) -> Numbers:
    """Mt a year outside the model on each asset."""
    return np.concatenate([case.links.existing_load_mt, case.terminals.existing_load_mt])


def asset_costs(case: Case) -> Numbers:
    """USD/t that each commodity pays to pass each asset, changes included; shape (commodities, assets, years)."""
    return np.asarray(rate_factors(case)[:, :, None] * passing_costs(case))


def passing_costs(case: Case) -> Numbers:
    """USD/t to pass each asset, changes included, before rates; shape (assets, years)."""
    given = np.concatenate([case.links.cost_usd_per_t, case.terminals.cost_usd_per_t])
    return np.asarray(given[:, None] + _changes(case, case.asset_changes.cost_change_usd_per_t))


def rate_factors(case: Case) -> Numbers:
    """What multiplies the cost of each asset for each commodity; 1 for terminals; shape (commodities, assets)."""
    factors, rates = np.ones((len(case.commodities), len(case.asset_ids))), case.commodity_rates
    for commodity, mode, factor in zip(
        places(rates.commodity, case.commodities.id), rates.mode, rates.cost_factor, strict=True
    ):
        factors[commodity, : len(case.links)][case.links.mode == mode] = factor
    return factors


def asset_hours(case: Case) -> Numbers:
    """Hours to pass each asset, shape (assets, years)."""
    given = np.concatenate([case.links.time_h, case.terminals.time_h])
    return given[:, None] + _changes(case, case.asset_changes.time_change_h)


def tonne_costs(case: Case) -> Numbers:
    """USD/t that the search counts to pass each asset, with time and with carbon at its price.

    Shape (commodities, assets, years); the rebate of a study is taken off.
    """
    cost = uncharged_costs(case) + asset_emissions(case)[:, None] * carbon_prices(case)
    return cost if case.rebate is None else np.asarray(cost - case.rebate[:, :, None])


def uncharged_costs(case: Case) -> Numbers:
    """USD/t to pass each asset, without carbon: cost + value of time x hours / 24; (commodities, assets, years)."""
    time_value = case.commodities.value_of_time_usd_per_t_day / HOURS_PER_DAY
    return np.asarray(asset_costs(case) + time_value[:, None, None] * asset_hours(case))


def _changes(case: Case, amounts: Numbers) -> Numbers:
    """Sum of the changes that apply without a scenario, from their year on; shape (assets, years)."""
    changes = case.asset_changes
    total = np.zeros((len(case.asset_ids), len(case.years)))
    asset = places(changes.asset, case.asset_ids)
    applies = (changes.scenario == "")[:, None] & (case.years.year >= changes.year[:, None])
    np.add.at(total, asset, amounts[:, None] * applies)
    return total


def _asset_ends(case: Case) -> Integers:
    """(node, mode) at both ends of each asset, shape (assets, 2, 2)."""
    modes = np.concatenate(modes_of_assets(case))
    mode_number = positions(np.unique(modes.astype(str)))
    numbers = np.fromiter((mode_number[mode] for mode in modes), np.int64, len(modes)).reshape(2, -1)
    first, second = nodes_of_assets(case)
    return np.stack([np.stack([first, numbers[0]], axis=1), np.stack([second, numbers[1]], axis=1)], axis=1)


def _direction(case: Case) -> Texts:
    return np.concatenate([case.links.direction, np.full(len(case.terminals), "both", object)])


def _lanes(case: Case) -> tuple[Integers, Integers]:
    """Lane of each asset's two directions, shape (assets, 2), and the asset of each lane."""
    apart = _direction(case) == "each"
    first = np.arange(len(apart)) + np.concatenate([[0], np.cumsum(apart)[:-1]]) if len(apart) else np.arange(0)
    lane_of = np.stack([first, first + apart], axis=1)
    return lane_of, np.repeat(np.arange(len(apart)), 1 + apart)

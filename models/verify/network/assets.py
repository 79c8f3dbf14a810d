"""Links and terminals as arrays: where they lead, what they cost and what fits on them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.case import HOURS_PER_DAY, Case, places
from models.tables import Flags, Integers, Numbers


@dataclass(frozen=True, eq=False)
class Assets:
    """Facts of every asset, in the order of `Case.asset_ids`.

    A link leads from node `tail` to node `head` (lane 0) or back (lane 1); a terminal has its node at both ends.
    mode_a, mode_b: positions in `modes`; equal for a link. each: whether the two lanes have a capacity of their own.
    cost: USD/t before `rate_of`, hours: h, capacity: Mt left to the model before projects (per lane where `each`),
    displaced: Mt of existing load beyond the capacity; shape (assets, years), changes included.
    """

    modes: tuple[str, ...]
    tail: Integers
    head: Integers
    mode_a: Integers
    mode_b: Integers
    oneway: Flags
    each: Flags
    cost: Numbers
    hours: Numbers
    capacity: Numbers
    displaced: Numbers


def assets_of(case: Case) -> Assets:
    """Read the assets of a case."""
    links, terminals = case.links, case.terminals
    mode_a, mode_b = np.concatenate([links.mode, terminals.mode_a]), np.concatenate([links.mode, terminals.mode_b])
    modes = np.unique(np.concatenate([mode_a, mode_b]))
    direction = np.concatenate([links.direction, np.full(len(terminals), "both", object)])
    physical = np.maximum(0, _changing(case, "capacity_mt", "capacity_change"))
    load = np.concatenate([links.existing_load_mt, terminals.existing_load_mt])[:, None]
    return Assets(
        modes=tuple(modes.tolist()),
        tail=places(np.concatenate([links.from_node, terminals.node]), case.nodes.id),
        head=places(np.concatenate([links.to_node, terminals.node]), case.nodes.id),
        mode_a=places(mode_a, modes),
        mode_b=places(mode_b, modes),
        oneway=direction == "oneway",
        each=direction == "each",
        cost=_changing(case, "cost_usd_per_t", "cost_change_usd_per_t"),
        hours=_changing(case, "time_h", "time_change_h"),
        capacity=np.maximum(0, physical - load),
        displaced=np.maximum(0, load - physical),
    )


def rate_of(case: Case) -> Numbers:
    """Share of its cost that an asset takes, shape (assets, commodities): links by their mode, terminals all."""
    names, table = case.commodities.id, case.commodity_rates
    rates = {(table.commodity[row], table.mode[row]): table.cost_factor[row] for row in range(len(table))}
    share = np.ones((len(case.asset_ids), len(names)))
    for asset, mode in enumerate(case.links.mode):
        share[asset] = [rates.get((name, mode), 1) for name in names]
    return share


def value_of_hour(case: Case) -> Numbers:
    """USD/(t h) of each commodity."""
    return np.asarray(case.commodities.value_of_time_usd_per_t_day / HOURS_PER_DAY)


def limit_weight(case: Case) -> Numbers:
    """Use of each shared limit by a tonne, shape (limits, assets, commodities)."""
    members = case.shared_limit_members
    weight = np.zeros((len(case.shared_limits), len(case.asset_ids), len(case.commodities)))
    limit, asset = places(members.limit, case.shared_limits.id), places(members.asset, case.asset_ids)
    counts = (members.commodity[:, None] == "") | (members.commodity[:, None] == case.commodities.id)
    np.add.at(weight, (limit, asset), counts * members.weight[:, None])
    return weight


def _changing(case: Case, column: str, change: str) -> Numbers:
    """A column of links and terminals with the changes up to each year, shape (assets, years)."""
    changes = case.asset_changes
    start = np.concatenate([getattr(case.links, column), getattr(case.terminals, column)])
    values = np.repeat(start[:, None], len(case.years), axis=1)
    begun = (changes.scenario == "")[:, None] & (changes.year[:, None] <= case.years.year)
    np.add.at(values, places(changes.asset, case.asset_ids), begun * getattr(changes, change)[:, None])
    return values

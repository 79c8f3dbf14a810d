"""Equipment that returns, as verification reads it: where it runs, what it carries, what an empty unit costs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.case import Case
from models.solution import Empties
from models.tables import Flags, Numbers
from models.verify.network.assets import Assets, limit_weight


@dataclass(frozen=True, eq=False)
class Fleet:
    """Facts of every type of equipment, in the order of `Case.fleet`.

    runs: whether it runs on an asset in a lane, (types, assets, 2). carries: (types, commodities).
    cost: USD/t of payload of an empty unit, (types, assets, years). use: share of its payload's capacity, (types,).
    weight: use of each shared limit by a tonne of payload, (limits, types, assets).
    """

    runs: Flags
    carries: Flags
    cost: Numbers
    use: Numbers
    weight: Numbers


def fleet_of(case: Case, assets: Assets) -> Fleet:
    """Read the equipment of a case."""
    table = case.fleet
    runs = np.zeros((len(table), len(assets.tail), 2), np.bool_)
    carries = np.zeros((len(table), len(case.commodities)), np.bool_)
    weight = np.zeros((len(case.shared_limits), len(table), len(assets.tail)))
    for row in range(len(table)):
        fits = [not table.modes[row] or mode in table.modes[row] for mode in assets.modes]
        on = np.array([fits[a] and fits[b] for a, b in zip(assets.mode_a, assets.mode_b, strict=True)], np.bool_)
        on &= [name not in case.without_equipment for name in case.asset_ids.tolist()]
        runs[row] = np.stack([on, on & ~assets.oneway], axis=1)
        carries[row] = [not table.commodities[row] or name in table.commodities[row] for name in case.commodities.id]
        weight[:, row] = table.empty_use[row] * limit_weight(case)[:, :, carries[row]].min(axis=2, initial=np.inf)
    return Fleet(
        runs=runs,
        carries=carries,
        cost=table.empty_cost_factor[:, None, None] * assets.cost,
        use=table.empty_use,
        weight=np.where(np.isfinite(weight), weight, 0.0),
    )


def empty_units(case: Case, empties: Empties) -> Numbers:
    """Mt of payload of empty units, (types, assets, 2 lanes, years)."""
    found = np.zeros((len(case.fleet), len(case.asset_ids), 2, len(case.years)))
    np.add.at(found, (empties.type, empties.asset, empties.direction, empties.year), empties.mt)
    return found


def surplus(assets: Assets, fleet: Fleet, moved: Numbers, nodes: int) -> Numbers:
    """What comes to each place more than leaves it, (types, nodes, modes, years).

    moved: Mt of loaded and empty units where the type runs, (types, assets, 2 lanes, years).
    """
    found = np.zeros((len(fleet.use), nodes, len(assets.modes), moved.shape[3]))
    moved = moved * fleet.runs[:, :, :, None]
    for of_type, more in zip(found, moved[:, :, 0] - moved[:, :, 1], strict=True):
        np.add.at(of_type, (assets.head, assets.mode_b), more)
        np.add.at(of_type, (assets.tail, assets.mode_a), -more)
    return found

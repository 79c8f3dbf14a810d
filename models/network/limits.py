"""Which assets count for shared limits and corridor limits, and what projects add to capacities."""

from __future__ import annotations

import numpy as np

from models.case import Case, places
from models.network.flows import gateways
from models.tables import Flags, Integers, Numbers


def limit_weights(case: Case) -> Numbers:
    """Use of each shared limit by a tonne of a commodity on an asset; shape (limits, commodities, assets).

    Zero for a limit that is switched off. Rows for all cargo and for one commodity add up.
    """
    members = case.shared_limit_members
    weights = np.zeros((len(case.shared_limits), len(case.commodities), len(case.asset_ids)))
    limit, asset = places(members.limit, case.shared_limits.id), places(members.asset, case.asset_ids)
    named = (members.commodity[:, None] == case.commodities.id) | (members.commodity == "")[:, None]
    row, commodity = np.nonzero(named)
    np.add.at(weights, (limit[row], commodity, asset[row]), members.weight[row])
    weights[~case.shared_limits.active] = 0.0
    return weights


def gateway_of_limits(case: Case) -> Flags:
    """Which assets are gateways of the corridor of each corridor limit; shape (corridor limits, assets)."""
    return gateways(case)[places(case.corridor_limits.corridor, case.corridors.id)]


def effects_by_target(case: Case) -> dict[str, list[tuple[int, float]]]:
    """For each asset or shared limit that projects add to: (project, capacity added in its unit)."""
    effects = case.project_effects
    project = places(effects.project, case.projects.id)
    found: dict[str, list[tuple[int, float]]] = {}
    for position in np.flatnonzero(effects.capacity_added > 0):
        entry = (int(project[position]), float(effects.capacity_added[position]))
        found.setdefault(str(effects.asset[position]), []).append(entry)
    return found


def whole_additions(case: Case) -> dict[int, dict[int, float]]:
    """Mt that each project adds, by asset (positions) to which only whole projects add."""
    position, divisible = case.asset_position, case.projects.divisible
    found = {position[name]: dict(added) for name, added in effects_by_target(case).items() if name in position}
    return {asset: added for asset, added in found.items() if not any(divisible[project] for project in added)}


def limit_years(case: Case) -> Integers:
    """Year position of each corridor limit."""
    return np.searchsorted(case.years.year, case.corridor_limits.year)

"""The room that a plan leaves: on lanes, under shared limits and under the most that corridors may carry."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.accounts import asset_load, emissions, limit_use, project_capacity, share_in_service
from models.case import Case, places
from models.network import (
    Network,
    asset_emissions,
    base_capacity,
    carbon_caps,
    corridor_volumes,
    find_ways,
    gateway_of_limits,
    limit_weights,
    limit_years,
    saved_emissions,
)
from models.solution import Solution
from models.tables import Flags, Numbers

ROUNDING = 1e-6
"""Relative: room below this share of 1 + the limit is what rounding leaves of a limit that is full."""


@dataclass(frozen=True, eq=False)
class Room:
    """What each limit offers to the model and how much of it is free, never negative.

    lane, lane_free: Mt, shape (lanes, years). limit, limit_free: the limit's unit, (shared limits, years); infinite
    where switched off. most, most_free: Mt, (corridor limits,); infinite where there is no most or it has a price.
    surcharge: USD/t for passing a gateway once more, (corridor limits,): the price of a most that is reached.
    weights: (shared limits, commodities, assets). gateway: (corridor limits, assets).
    carbon_free: Mt CO2e, (years,), infinite without a cap. emission: t CO2e of one more tonne, what projects in service
    save taken off, (assets, years).
    """

    lane: Numbers
    lane_free: Numbers
    limit: Numbers
    limit_free: Numbers
    most: Numbers
    most_free: Numbers
    surcharge: Numbers
    weights: Numbers
    gateway: Flags
    carbon_free: Numbers
    emission: Numbers


def room_of(case: Case, network: Network, solution: Solution) -> Room:
    """What the plan leaves free."""
    added, added_to_limits = project_capacity(case, solution.openings)
    lane = (base_capacity(case) + added)[network.lane_asset]
    active = case.shared_limits.active[:, None]
    limit = np.where(active, case.shared_limits.capacity[:, None] + added_to_limits, np.inf)
    ways = find_ways(case, solution.routes)
    used = limit_use(case, solution, ways)
    limits, caps = case.corridor_limits, carbon_caps(case)
    volumes = corridor_volumes(case, solution.routes, ways)
    volume = volumes[places(limits.corridor, case.corridors.id), limit_years(case)]
    left = np.where(np.isnan(limits.max_mt), np.inf, limits.max_mt) - volume
    soft = np.isfinite(limits.penalty_usd_per_t)
    return Room(
        lane=lane,
        lane_free=_free(lane, lane - _lane_use(case, network, solution)),
        limit=limit,
        limit_free=_free(limit, limit - used),
        most=limits.max_mt,
        most_free=np.where(soft, np.inf, _free(np.nan_to_num(limits.max_mt), left)),
        surcharge=np.where(soft & (left <= ROUNDING), np.nan_to_num(limits.penalty_usd_per_t), 0.0),
        weights=limit_weights(case),
        gateway=gateway_of_limits(case),
        carbon_free=_free(caps, caps - emissions(case, solution, ways).sum(axis=(0, 1))),
        emission=_emission(case, solution),
    )


def _emission(case: Case, solution: Solution) -> Numbers:
    effects = case.project_effects
    saving = np.flatnonzero(effects.emission_saving_g_per_tkm > 0)
    served = share_in_service(case, solution.openings)[places(effects.project[saving], case.projects.id)]
    emission = np.repeat(asset_emissions(case)[:, None], len(case.years), axis=1)
    np.subtract.at(
        emission, places(effects.asset[saving], case.asset_ids), saved_emissions(case)[saving][:, None] * served
    )
    return np.maximum(0.0, emission)


def _free(limit: Numbers, left: Numbers) -> Numbers:
    """What is left of a limit, 0 where that is only rounding."""
    finite = np.where(np.isfinite(limit), np.abs(limit), 0.0)
    return np.where(left > ROUNDING * (1 + finite), left, 0.0)


def _lane_use(case: Case, network: Network, solution: Solution) -> Numbers:
    """Mt on each lane, shape (lanes, years): both directions where they share it."""
    flow = asset_load(case, solution, find_ways(case, solution.routes))
    asset = network.lane_asset
    second = np.append(False, asset[1:] == asset[:-1]) if len(asset) else np.zeros(0, np.bool_)
    apart = second | np.append(second[1:], False) if len(asset) else second
    return np.asarray(np.where(apart[:, None], flow[asset, second.astype(int)], flow[asset].sum(axis=1)))

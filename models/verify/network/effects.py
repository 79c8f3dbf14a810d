"""What projects do to links, terminals and shared limits, by row of the table of effects."""

from __future__ import annotations

import numpy as np

from models.case import Case, places, positions
from models.tables import Integers, Numbers
from models.verify.network.assets import Assets, rate_of, value_of_hour
from models.verify.network.carbon import emission_of, emission_saved

ROUNDING = 1e-9
"""Share of a cost by which savings may be more."""


def effect_project(case: Case) -> Integers:
    """Position of the project of each effect."""
    return places(case.project_effects.project, case.projects.id)


def effect_asset(case: Case) -> Integers:
    """Position of the asset of each effect; -1 where it works on a shared limit."""
    return _found(case, case.asset_position)


def effect_limit(case: Case) -> Integers:
    """Position of the shared limit of each effect; -1 where it works on an asset."""
    return _found(case, positions(case.shared_limits.id))


def saving_per_tonne(case: Case) -> Numbers:
    """USD/t that each effect saves each commodity, shape (effects, commodities); 0 on a shared limit."""
    effects = case.project_effects
    saving = effects.cost_saving_usd_per_t[:, None] + effects.time_saving_h[:, None] * value_of_hour(case)
    return np.where(effect_asset(case)[:, None] >= 0, saving, 0.0)


def claims(case: Case, assets: Assets) -> Integers:
    """Number of the claim that each effect has on tonnes of its asset, shape (effects, commodities).

    A tonne benefits from one effect of a claim. Each effect has its own, but of projects that exclude each other there
    is one where everything that may open would save more on the asset than passing it costs in some year, or emits.
    """
    claim = np.repeat(np.arange(len(case.project_effects))[:, None], len(case.commodities), axis=1)
    asset, project, saving = effect_asset(case), effect_project(case), saving_per_tonne(case)
    group, may_open = case.projects.exclusive_group[project], case.projects.decision[project] != "forbid"
    rates, emitted = rate_of(case), emission_of(case)
    for place in np.unique(asset[asset >= 0]).tolist():
        here = asset == place
        paid = rates[place][:, None] * assets.cost[place]
        cost = (paid + value_of_hour(case)[:, None] * assets.hours[place]).min(axis=1)
        emits = emission_saved(case)[here & may_open].sum() > emitted[place] * (1 + ROUNDING)
        beyond = np.flatnonzero(emits | (saving[here & may_open].sum(axis=0) - cost > ROUNDING * (1 + cost)))
        for name in set(group[here].tolist()) - {""}:
            members = np.flatnonzero(here & (group == name))
            claim[np.ix_(members, beyond)] = members[0]
    return claim


def added_to_assets(case: Case, in_service: Numbers) -> Numbers:
    """Mt that projects add to each asset, shape (assets, years); in_service: share, shape (projects, years)."""
    return _added(case, effect_asset(case), len(case.asset_ids), in_service)


def added_to_limits(case: Case, in_service: Numbers) -> Numbers:
    """What projects add to each shared limit, shape (shared limits, years)."""
    return _added(case, effect_limit(case), len(case.shared_limits), in_service)


def _added(case: Case, target: Integers, count: int, in_service: Numbers) -> Numbers:
    added, here = np.zeros((count, len(case.years))), target >= 0
    gains = case.project_effects.capacity_added[:, None] * in_service[effect_project(case)]
    np.add.at(added, target[here], gains[here])
    return added


def _found(case: Case, position: dict[str, int]) -> Integers:
    return np.array([position.get(name, -1) for name in case.project_effects.asset.tolist()], np.int64)

"""Whether what is carried fits: on every asset, in every shared limit, and under every saving that is claimed."""

from __future__ import annotations

import numpy as np

from models.case import Case
from models.tables import Numbers
from models.verify.flow import demand_by_commodity
from models.verify.network import (
    Assets,
    added_to_assets,
    added_to_limits,
    cap_on_carbon,
    claims,
    effect_asset,
    effect_project,
    limit_weight,
    surplus,
)
from models.verify.rules import Rules
from models.verify.tally import Tally


def check_empties(rules: Rules, flow: Numbers, empty: Numbers, tally: Tally) -> None:
    """Report places of equipment that more comes to than leaves or less, and empty units where they cannot be.

    flow: Mt, (assets, 2 lanes, commodities, years). empty: Mt of payload, (types, assets, 2 lanes, years).
    """
    case, assets, fleet = rules.case, rules.assets, rules.fleet

    def run(number: int, asset: int, _: int, year: int) -> str:
        return f"empty {case.fleet.id[number]} on {case.asset_ids[asset]} in {case.years.year[year]}"

    def place(number: int, node: int, mode: int, year: int) -> str:
        where = f"{case.nodes.id[node]} by {assets.modes[mode]}"
        return f"{case.fleet.id[number]} at {where} in {case.years.year[year]}"

    tally.at_least("negative-empties", empty, 0.0, run)
    tally.at_most("empties-astray", np.where(fleet.runs[:, :, :, None], 0.0, empty), 0.0, run)
    loaded = np.einsum("wk,alky->waly", fleet.carries.astype(float), flow)
    tally.equal("empties-balance", surplus(assets, fleet, loaded + empty, len(case.nodes)), 0.0, place)


def check_capacity(rules: Rules, flow: Numbers, empty: Numbers, in_service: Numbers, tally: Tally) -> None:
    """Report assets that carry more than fits, per direction where each has a capacity of its own."""
    case, assets = rules.case, rules.assets

    def where(asset: int, lane: int, year: int) -> str:
        words = f"asset {case.asset_ids[asset]} in {case.years.year[year]}"
        ends = case.nodes.id[[assets.tail[asset], assets.head[asset]]]
        return f"{words} from {ends[lane]} to {ends[1 - lane]}" if assets.each[asset] else words

    load = flow.sum(axis=2) + np.einsum("w,waly->aly", rules.fleet.use, empty)
    together = np.stack([load.sum(axis=1), np.zeros_like(load[:, 0])], axis=1)
    used = np.where(assets.each[:, None, None], load, together)
    fits = assets.capacity + added_to_assets(case, in_service)
    tally.at_most("capacity", used, fits[:, None], where)


def check_shared_limits(rules: Rules, flow: Numbers, empty: Numbers, in_service: Numbers, tally: Tally) -> None:
    """Report active shared limits that are used beyond their capacity."""
    case, limits = rules.case, rules.case.shared_limits
    used = np.einsum("lak,aky->ly", limit_weight(case), flow.sum(axis=1), optimize=True)
    used = used + np.einsum("lwa,wady->ly", rules.fleet.weight, empty)
    fits = limits.capacity[:, None] + added_to_limits(case, in_service)
    for limit in np.flatnonzero(limits.active).tolist():
        words = [f"shared limit {limits.id[limit]} in {year}" for year in case.years.year]
        tally.at_most("shared-limit", used[limit], fits[limit], words.__getitem__, limits.unit[limit])


def check_carbon(case: Case, emitted: Numbers, tally: Tally) -> None:
    """Report years in which all cargo emits more than the cap; emitted: Mt CO2e, shape (years,)."""
    most = cap_on_carbon(case)
    capped = np.flatnonzero(np.isfinite(most))
    words = [f"carbon in {year}" for year in case.years.year[capped]]
    tally.at_most("carbon-cap", emitted[capped], most[capped], words.__getitem__, "Mt CO2e")


def check_benefits(
    case: Case, assets: Assets, benefit: Numbers, flow: Numbers, in_service: Numbers, tally: Tally
) -> None:
    """Report tonnes that benefit without being there, without the project, or from an effect that saves nothing.

    A tonne is there once for all effects of a claim.

    benefit: Mt, shape (effects, commodities, years).
    """
    effects, claim = case.project_effects, claims(case, assets)

    def where(effect: int, commodity: int, year: int) -> str:
        place = f"savings of {effects.project[effect]} on {effects.asset[effect]}"
        return f"{place} for {case.commodities.id[commodity]} in {case.years.year[year]}"

    asset = effect_asset(case)
    saves = (effects.cost_saving_usd_per_t > 0) | (effects.time_saving_h > 0) | (effects.emission_saving_g_per_tkm > 0)
    saves &= asset >= 0
    served = in_service[effect_project(case)][:, None] * demand_by_commodity(case)
    tally.at_least("negative-tonnes", benefit, 0.0, where)
    tally.at_most("benefit-none", np.where(saves[:, None, None], 0.0, benefit), 0.0, where)
    claimed = np.where(saves[:, None, None], benefit, 0.0)
    together = np.zeros_like(claimed)
    np.add.at(together, (claim, np.arange(claim.shape[1])), claimed)
    tally.at_most("benefit-flow", together, np.where(asset[:, None, None] >= 0, flow.sum(axis=1)[asset], 0.0), where)
    tally.at_most("benefit-service", claimed, served, where)

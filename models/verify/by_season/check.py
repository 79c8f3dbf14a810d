"""Whether a plan by season fits a case with seasons, stated from the tables of the case alone.

The plan says of every tonne which copy of a link or terminal it passes: the id of a copy is that of the asset, @ and
the season. Kept at a terminal it passes `kept TERMINAL MODE SEASON` into the next season. Nothing else of the copies is
used here.
"""

from __future__ import annotations

import numpy as np

from models.case import Case, places
from models.solution import Solution
from models.tables import Numbers, Texts
from models.verify.by_season.corridors import check_corridors_of_seasons
from models.verify.by_season.plan import SeasonPlan, in_season, named
from models.verify.by_season.switched import check_answers, check_equipment, empties_by_season, empties_by_year
from models.verify.flow import moved_by_demand
from models.verify.network import (
    Assets,
    effect_asset,
    effect_limit,
    effect_project,
    fleet_of,
    limit_weight,
    worth_of_answers,
)
from models.verify.tally import Tally, Where


def check_seasons(case: Case, assets: Assets, year: Solution, plan: SeasonPlan, tally: Tally) -> None:
    """Report what is loaded in a season beyond its room, delivered in another one, or kept without room.

    year: the plan by year, which must sum the seasons up. assets: of the case.
    """
    _check_demand(case, plan, tally)
    load, empty = _load(case, plan), _empty(case, plan)
    _check_capacity(case, assets, (load, empty), plan.in_service, tally)
    _check_limits(case, assets, (load, empty), plan.in_service, tally)
    if len(case.fleet):
        check_equipment(case, assets, load, empty, tally)
        tally.equal("season-sum", empty.sum(axis=3), empties_by_year(case, year), _of_units(case))
    check_corridors_of_seasons(case, plan, tally)
    _check_stores(case, plan, tally)
    _check_steps(case, plan, tally)
    _check_sums(case, year, plan, tally)


def _season_factor(case: Case, ids: Texts) -> Numbers:
    """What of its capacity in the year a link, terminal or shared limit has in each season, shape (ids, seasons)."""
    part, rows = np.repeat(case.seasons.share[None, :], len(ids), axis=0), case.season_capacity
    for name, season, factor in zip(rows.asset, rows.season, rows.factor, strict=True):
        part[np.ix_(ids == name, case.seasons.id == season)] *= factor
    return part


def _demand_by_season(case: Case) -> Numbers:
    """Mt, shape (demand, seasons, years)."""
    wanted, rows = case.demand_mt[:, None, :] * case.seasons.share[None, :, None], case.season_demand
    for number, season in enumerate(case.seasons.id.tolist()):
        here = rows.season == season
        for demand in range(len(wanted)):
            of_cargo = here & (rows.commodity == case.demand.commodity[demand])
            own = of_cargo & (rows.flow_type == case.demand.flow_type[demand])
            any_flow = of_cargo & (rows.flow_type == "")
            factor = rows.factor[own if own.any() else any_flow]
            wanted[demand, number] *= factor[0] if len(factor) else 1.0
    return np.asarray(wanted)


def _check_demand(case: Case, plan: SeasonPlan, tally: Tally) -> None:
    """What departs in a season, what stays behind of it and what answers to its cost are the demand of the season."""
    demand, season = named(plan.case.demand.id, case.demand.id, case.seasons.id)
    shape = (len(case.demand), len(case.seasons), len(case.years))
    wanted, answered = _demand_by_season(case), np.zeros(shape)
    known = demand >= 0
    np.add.at(answered, (demand[known], season[known]), plan.solution.response_mt[known])
    found = answered.copy()
    np.add.at(found, (demand[known], season[known]), plan.solution.unmet_mt[known])
    routes = plan.solution.routes
    np.add.at(found, (demand[routes.demand], season[routes.demand], routes.year), routes.mt)

    def where(row: int, of: int, year: int) -> str:
        return f"demand {case.demand.id[row]} {in_season(case, of, year)}"

    tally.equal("season-demand", found, wanted, where)
    worth = worth_of_answers(plan.case, plan.solution.response_mt)
    check_answers(case, wanted, answered, worth, tally)


def _load(case: Case, plan: SeasonPlan) -> Numbers:
    """Mt on each asset of the case, shape (assets, 2 lanes, commodities, seasons, years)."""
    asset, season = named(plan.case.asset_ids, case.asset_ids, case.seasons.id)
    cargo, _ = named(plan.case.commodities.id, case.commodities.id, case.seasons.id)
    load = np.zeros((len(case.asset_ids), 2, len(case.commodities), len(case.seasons), len(case.years)))
    for copy in np.flatnonzero(asset >= 0).tolist():
        for kind, of in enumerate(cargo.tolist()):
            load[asset[copy], :, of, season[copy]] += plan.flow[copy, :, kind]
    return load


def _empty(case: Case, plan: SeasonPlan) -> Numbers:
    """Mt of payload of empty units, shape (types, assets, 2 lanes, seasons, years)."""
    of_type, _ = named(plan.case.fleet.id, case.fleet.id, case.seasons.id)
    at = named(plan.case.asset_ids, case.asset_ids, case.seasons.id)
    return empties_by_season(case, at, of_type, plan.empty)


def _check_capacity(
    case: Case, assets: Assets, loads: tuple[Numbers, Numbers], in_service: Numbers, tally: Tally
) -> None:
    """Capacity, changes and projects by share and factor; what is outside the model by share."""
    part, changes = _season_factor(case, case.asset_ids), case.asset_changes
    whole = np.repeat(np.concatenate([case.links.capacity_mt, case.terminals.capacity_mt])[:, None], len(case.years), 1)
    begun = (changes.scenario == "")[:, None] & (changes.year[:, None] <= case.years.year)
    np.add.at(whole, places(changes.asset, case.asset_ids), begun * changes.capacity_change[:, None])
    outside = np.concatenate([case.links.existing_load_mt, case.terminals.existing_load_mt])
    left = np.maximum(0, part[:, :, None] * whole[:, None] - (outside[:, None] * case.seasons.share)[:, :, None])
    target, gains = effect_asset(case), case.project_effects.capacity_added[:, None] * in_service[effect_project(case)]
    added = np.zeros_like(whole)
    np.add.at(added, target[target >= 0], gains[target >= 0])
    fits = left + part[:, :, None] * added[:, None]
    mt = loads[0].sum(axis=2) + np.einsum("w,walqy->alqy", case.fleet.empty_use, loads[1])
    together = np.stack([mt.sum(axis=1), np.zeros_like(mt[:, 0])], axis=1)
    used = np.where(assets.each[:, None, None, None], mt, together)

    def where(asset: int, lane: int, season: int, year: int) -> str:
        direction = ("", " there", " back")[int(assets.each[asset]) * (1 + lane)]
        return f"asset {case.asset_ids[asset]}{direction} {in_season(case, season, year)}"

    tally.at_most("season-capacity", used, fits[:, None], where)


def _check_limits(
    case: Case, assets: Assets, loads: tuple[Numbers, Numbers], in_service: Numbers, tally: Tally
) -> None:
    """Shared limits by share and factor, what projects add to them with it."""
    limits, target = case.shared_limits, effect_limit(case)
    used = np.einsum("lak,akqy->lqy", limit_weight(case), loads[0].sum(axis=1), optimize=True)
    used = used + np.einsum("lwa,wadqy->lqy", fleet_of(case, assets).weight, loads[1])
    gains = case.project_effects.capacity_added[:, None] * in_service[effect_project(case)]
    whole = np.repeat(limits.capacity[:, None], len(case.years), axis=1)
    np.add.at(whole, target[target >= 0], gains[target >= 0])
    fits = whole[:, None] * _season_factor(case, limits.id)[:, :, None]

    active = np.flatnonzero(limits.active)

    def where(row: int, season: int, year: int) -> str:
        return f"shared limit {limits.id[active[row]]} {in_season(case, season, year)}"

    tally.at_most("season-shared-limit", used[active], fits[active], where)


def _kept_at(case: Case, name: str) -> tuple[int, int]:
    """Terminal and season of a link that keeps cargo; -1 and -1 of others."""
    for terminal, stem in enumerate(case.terminals.id.tolist()):
        for season, of in enumerate(case.seasons.id.tolist()):
            for mode in (case.terminals.mode_a[terminal], case.terminals.mode_b[terminal]):
                if name == f"kept {stem} {mode} {of}":
                    return terminal, season
    return -1, -1


def _kept(case: Case, plan: SeasonPlan) -> Numbers:
    """Mt kept from each season to the next, shape (terminals, seasons, years)."""
    kept = np.zeros((len(case.terminals), len(case.seasons), len(case.years)))
    tonnes = plan.flow.sum(axis=(1, 2))
    for copy, name in enumerate(plan.case.asset_ids.tolist()):
        if name.startswith("kept "):
            terminal, season = _kept_at(case, name)
            if terminal >= 0:
                kept[terminal, season] += tonnes[copy]
    return kept


def _check_stores(case: Case, plan: SeasonPlan, tally: Tally) -> None:
    room = case.terminals.store_mt[:, None, None]

    def where(terminal: int, season: int, year: int) -> str:
        return f"store of {case.terminals.id[terminal]} after {case.seasons.id[season]} of {case.years.year[year]}"

    tally.at_most("season-store", _kept(case, plan), room, where)


def _check_steps(case: Case, plan: SeasonPlan, tally: Tally) -> None:
    """A route begins in the season of its demand and goes from one to another where its cargo is kept, at the place."""
    _, season = named(plan.case.asset_ids, case.asset_ids, case.seasons.id)
    _, departs = named(plan.case.demand.id, case.demand.id, case.seasons.id)
    names, routes, count = plan.case.asset_ids, plan.solution.routes, len(case.seasons)
    kept_in = [_kept_at(case, name)[1] if name.startswith("kept ") else -1 for name in names.tolist()]
    for row, (demand, path) in enumerate(zip(routes.demand.tolist(), routes.path.tolist(), strict=True)):
        now = int(departs[demand])
        for asset in routes.paths[path]:
            if kept_in[asset] >= 0:
                sound, now = kept_in[asset] == now, (kept_in[asset] + 1) % count
            else:
                sound = season[asset] in (-1, now)
            if not sound:
                words = f"demand {plan.case.demand.id[demand]} in {case.years.year[routes.year[row]]}: {names[asset]}"
                tally.fault("season-step", words, float(routes.mt[row]))
                break


def _check_sums(case: Case, year: Solution, plan: SeasonPlan, tally: Tally) -> None:
    """The plan by year is what the seasons add up to: what stays behind, and what passes each link and terminal."""
    demand, _ = named(plan.case.demand.id, case.demand.id, case.seasons.id)
    unmet, answered = np.zeros_like(year.unmet_mt), np.zeros_like(year.response_mt)
    np.add.at(unmet, demand[demand >= 0], plan.solution.unmet_mt[demand >= 0])
    np.add.at(answered, demand[demand >= 0], plan.solution.response_mt[demand >= 0])
    asset, _ = named(plan.case.asset_ids, case.asset_ids, case.seasons.id)
    passed, tonnes = np.zeros((len(case.asset_ids), len(case.years))), plan.flow.sum(axis=(1, 2))
    np.add.at(passed, asset[asset >= 0], tonnes[asset >= 0])
    by_year = np.zeros_like(passed)
    for row, path in enumerate(year.routes.path.tolist()):
        np.add.at(by_year[:, year.routes.year[row]], list(year.routes.paths[path]), year.routes.mt[row])
    words = [str(name) for name in case.demand.id], [str(name) for name in case.asset_ids]

    def where(kind: int) -> Where:
        return lambda row, at: f"{words[kind][row]} in {case.years.year[at]}"

    moved = np.zeros_like(unmet)
    of_year = plan.solution.routes
    np.add.at(moved, (demand[of_year.demand], of_year.year), of_year.mt)
    tally.equal("season-sum", moved_by_demand(case, year), moved, where(0))
    tally.equal("season-sum", year.benefit_mt, _benefits(case, plan), _of_effect(case))
    tally.equal("season-sum", unmet, year.unmet_mt, where(0))
    tally.equal("season-sum", answered, year.response_mt, where(0))
    tally.equal("season-sum", passed, by_year, where(1))


def _benefits(case: Case, plan: SeasonPlan) -> Numbers:
    """Mt of the benefits of all seasons, shape (effects, commodities, years)."""
    effects, copies = case.project_effects, plan.case.project_effects
    rows = {pair: row for row, pair in enumerate(zip(effects.project.tolist(), effects.asset.tolist(), strict=True))}
    stems = [str(asset).rpartition("@")[0] for asset in copies.asset.tolist()]
    effect = np.array([rows[pair] for pair in zip(copies.project.tolist(), stems, strict=True)], np.int64)
    cargo, _ = named(plan.case.commodities.id, case.commodities.id, case.seasons.id)
    found = np.zeros((len(effects), len(case.commodities), len(case.years)))
    np.add.at(found, (effect[:, None], cargo[None, :]), plan.solution.benefit_mt)
    return found


def _of_effect(case: Case) -> Where:
    effects = case.project_effects
    return lambda row, cargo, at: (
        f"savings of {effects.project[row]} on {effects.asset[row]} for {case.commodities.id[cargo]} "
        f"in {case.years.year[at]}"
    )


def _of_units(case: Case) -> Where:
    return lambda of, asset, _, at: f"empty {case.fleet.id[of]} on {case.asset_ids[asset]} in {case.years.year[at]}"


def displaced_by_season(case: Case, copies: Case, displaced: Numbers) -> Numbers:
    """Mt of existing load without room in the seasons of each year, shape (assets, years); displaced: of the copies."""
    asset, _ = named(copies.asset_ids, case.asset_ids, case.seasons.id)
    found = np.zeros((len(case.asset_ids), len(case.years)))
    np.add.at(found, asset[asset >= 0], displaced[asset >= 0])
    return found

"""What projects save to the tonnes that pass an asset."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.case import HOURS_PER_DAY, Case, places, positions
from models.network import asset_emissions, carbon_prices, is_capped, most_growth, saved_emissions, uncharged_costs
from models.tables import Flags, Integers, Numbers

_ROUNDING = 1e-9


@dataclass(frozen=True)
class Savings:
    """Entries i: an effect saves something to a commodity.

    effect, commodity, project, asset: positions. saving: USD/t, carbon at its price, (entries, years).
    emission: t CO2e per t, (entries,). pays: whether a benefit may lower the objective or lie under a cap, (entries,
    years). shares: see `sharing_effects`.
    commodity_mt: total demand with what may grow, Mt, shape (commodities, years): what a project in full service may
    save to.
    """

    effect: Integers
    commodity: Integers
    project: Integers
    asset: Integers
    saving: Numbers
    emission: Numbers
    pays: Flags
    shares: Integers
    commodity_mt: Numbers


def find_savings(case: Case) -> Savings:
    """Every effect and commodity with a saving that counts in some year."""
    rate, pays = yearly_saving_rates(case), paying(case)
    effect, commodity = np.nonzero(pays.any(axis=2))
    project, asset = positions(case.projects.id), case.asset_position
    effects = case.project_effects
    commodity_mt = np.zeros((len(case.commodities), len(case.years)))
    np.add.at(commodity_mt, case.demand_commodity, case.demand_mt + most_growth(case))
    return Savings(
        effect=effect,
        commodity=commodity,
        project=np.fromiter((project[effects.project[e]] for e in effect), np.int64, len(effect)),
        asset=np.fromiter((asset[effects.asset[e]] for e in effect), np.int64, len(effect)),
        saving=rate[effect, commodity],
        emission=saved_emissions(case)[effect],
        pays=pays[effect, commodity],
        shares=sharing_effects(case)[effect, commodity],
        commodity_mt=commodity_mt,
    )


def yearly_saving_rates(case: Case) -> Numbers:
    """The same with the carbon that it saves at its price of the year, shape (effects, commodities, years)."""
    return saving_rates(case)[:, :, None] + (saved_emissions(case)[:, None] * carbon_prices(case))[:, None]


def paying(case: Case) -> Flags:
    """Where a tonne that benefits lowers the objective or the emissions under a cap; (effects, commodities, years)."""
    capped = (saved_emissions(case) > 0)[:, None] & is_capped(case)
    return np.asarray((yearly_saving_rates(case) > 0) | capped[:, None])


def saving_rates(case: Case) -> Numbers:
    """USD of cost and time that each effect saves a tonne of each commodity, shape (effects, commodities)."""
    effects, value_of_time = case.project_effects, case.commodities.value_of_time_usd_per_t_day
    of_time = effects.time_saving_h[:, None] * value_of_time / HOURS_PER_DAY
    return np.asarray(effects.cost_saving_usd_per_t[:, None] + of_time)


def sharing_effects(case: Case) -> Integers:
    """The first of the saving effects that share the tonnes of an asset, of each effect; shape (effects, commodities).

    It is the effect itself, except for members of an exclusive group where all projects together save a tonne more than
    it pays, or more than it emits: there a tonne benefits from one member of the group.
    """
    effects, names = case.project_effects, case.asset_position
    project, rates = places(effects.project, case.projects.id), saving_rates(case)
    asset = np.array([names.get(name, -1) for name in effects.asset.tolist()], np.int64)
    saved = np.zeros((len(case.asset_ids) + 1, len(case.commodities)))
    np.add.at(saved, asset, rates * (case.projects.decision[project] != "forbid")[:, None])
    pays = uncharged_costs(case).min(axis=2, initial=np.inf).T
    too_much = saved > np.append(pays * (1 + _ROUNDING) + _ROUNDING, np.full((1, saved.shape[1]), np.inf), axis=0)
    too_much |= _more_than_emitted(case, project, asset)[:, None]
    first: dict[tuple[int, str], int] = {}
    group = np.where(rates.any(axis=1) | (saved_emissions(case) > 0), case.projects.exclusive_group[project], "")
    keys = zip(asset.tolist(), group.tolist(), strict=True)
    leader = [first.setdefault(key, e) if key[1] else e for e, key in enumerate(keys)]
    own = np.arange(len(effects))[:, None]
    return np.where(too_much[asset], np.array(leader, np.int64)[:, None], own)


def _more_than_emitted(case: Case, project: Integers, asset: Integers) -> Flags:
    """Assets on which all projects together save more than a tonne emits, and False for none; (assets + 1,)."""
    saved = np.zeros(len(case.asset_ids) + 1)
    np.add.at(saved, asset, saved_emissions(case) * (case.projects.decision[project] != "forbid"))
    emitted = asset_emissions(case)
    return np.append(saved[:-1] > emitted * (1 + _ROUNDING), False)


def without_pay(case: Case, benefit: Numbers, flow: Numbers, served: Numbers) -> Numbers:
    """Benefits with those that save carbon alone, which no price or cap asks for: as many tonnes as can.

    benefit, flow: Mt, that on the asset of each effect, (effects, commodities, years). served: share of each project,
    (projects, years). Such tonnes come after those that pay, effect by effect.
    """
    sharing, rates = sharing_effects(case), yearly_saving_rates(case)
    filled, wanted = benefit.copy(), np.zeros(benefit.shape[1:])
    np.add.at(wanted, case.demand_commodity, case.demand_mt + most_growth(case))
    project, commodity = places(case.project_effects.project, case.projects.id), np.arange(sharing.shape[1])
    for effect in np.flatnonzero(saved_emissions(case) > 0).tolist():
        claimed = np.zeros_like(filled)
        np.add.at(claimed, (sharing, commodity), filled)
        left = np.maximum(0.0, flow[effect] - claimed[sharing[effect], commodity] + filled[effect])
        free = np.minimum(left, served[project[effect]] * wanted)
        filled[effect] = np.where(rates[effect] > 0, filled[effect], free)
    return filled


def once_a_tonne(sharing: Integers, worth: Numbers) -> Numbers:
    """The worth of a tonne to each effect, counted once where effects share it; (effects, commodities, years).

    Where these differ the largest counts, at the first of the effects.
    """
    commodity = np.arange(sharing.shape[1])
    once = np.zeros_like(worth)
    np.maximum.at(once, (sharing, commodity), worth)
    return once


def within_flow(sharing: Integers, benefit: Numbers, flow: Numbers) -> Numbers:
    """Benefits cut to the tonnes that pass, those that share them by the same factor; (effects, commodities, years).

    flow: Mt on the asset of each effect, same shape.
    """
    benefit, commodity = np.minimum(benefit, flow), np.arange(sharing.shape[1])
    claimed = np.zeros_like(benefit)
    np.add.at(claimed, (sharing, commodity), benefit)
    claimed = claimed[sharing, commodity]
    fits = np.divide(flow, claimed, out=np.ones_like(flow), where=claimed > flow)
    return np.asarray(benefit * fits)

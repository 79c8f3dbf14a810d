"""Prices made fit for a bound: none below zero, none on a limit that is not there, none above what can be paid."""

from __future__ import annotations

import numpy as np

from models.case import Case
from models.solution import Prices
from models.tables import Numbers
from models.verify.corridors import CorridorRules
from models.verify.network import cap_on_carbon, emission_saved, price_of_carbon, saving_per_tonne
from models.verify.rules import Rules


def usable(rules: Rules, prices: Prices) -> Prices:
    """Prices for which the bound holds, whatever the finite numbers given; shapes as in `Prices`.

    One capacity has one price in both lanes, a saving is worth at most what it saves, a soft limit at most its penalty.
    """
    case, corridors, required = rules.case, rules.corridors, rules.projects.requires
    capacity = np.maximum(0, prices.capacity)
    one_price = np.where(rules.assets.each[:, None], capacity[:, 1], capacity[:, 0])
    carbon = np.maximum(0, prices.carbon_cap) * np.isfinite(cap_on_carbon(case))
    capacity = np.stack([capacity[:, 0], one_price], axis=1)
    shared = np.maximum(0, prices.shared_limit) * case.shared_limits.active[:, None]
    return Prices(
        capacity=capacity,
        shared_limit=shared,
        saving=np.clip(prices.saving, 0, worth_of_saving(case, carbon)),
        corridor_min=_on_limits(prices.corridor_min, corridors, corridors.minimum),
        corridor_max=_on_limits(prices.corridor_max, corridors, corridors.maximum),
        carbon_cap=carbon,
        unmet=prices.unmet,
        budget=np.maximum(0, prices.budget) * bool(len(case.budget)),
        requires=np.maximum(0, prices.requires) * required[:, :, None],
        balance=_attainable(rules, prices.balance, capacity, shared),
        exclusive={group: max(0.0, prices.exclusive.get(group, 0.0)) for group in rules.projects.groups},
    )


def worth_of_saving(case: Case, carbon: Numbers) -> Numbers:
    """USD/t that each effect saves each commodity, with carbon at its price and at that of its cap.

    carbon: USD per t CO2e of the cap, (years,). Shape (effects, commodities, years).
    """
    per_t = emission_saved(case)[:, None] * (price_of_carbon(case) + carbon)
    return np.asarray(saving_per_tonne(case)[:, :, None] + per_t[:, None])


def _on_limits(price: Numbers, corridors: CorridorRules, given: Numbers) -> Numbers:
    kept = np.zeros_like(price, dtype=float)
    payable = np.where(np.isnan(corridors.penalty), np.inf, corridors.penalty)
    kept[corridors.row] = np.where(np.isnan(given), 0.0, np.clip(price[corridors.row], 0, payable))
    return kept


def _attainable(rules: Rules, worth: Numbers, capacity: Numbers, shared: Numbers) -> Numbers:
    """Worth of units at each place such that none gains by an empty run; (types, nodes, modes, years).

    A unit is worth at most what it is at another place, plus the run from there at the prices of the limits.
    """
    assets, fleet = rules.assets, rules.fleet
    if not len(fleet.use):
        return worth
    pays = fleet.cost[:, :, None] + fleet.use[:, None, None, None] * capacity
    pays = pays + np.einsum("lwa,ly->way", fleet.weight, shared)[:, :, None]
    pays = np.where(fleet.runs[:, :, :, None], pays, np.inf)
    found, ends = worth.copy(), ((assets.tail, assets.mode_a), (assets.head, assets.mode_b))
    while True:
        before = found.copy()
        for of_type, known, run in zip(found, before, pays, strict=True):
            for lane, (start, end) in enumerate((ends, ends[::-1])):
                np.minimum.at(of_type, end, known[start] + run[:, lane])
        if (found == before).all():
            return found

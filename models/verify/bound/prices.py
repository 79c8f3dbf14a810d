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
    return Prices(
        capacity=np.stack([capacity[:, 0], one_price], axis=1),
        shared_limit=np.maximum(0, prices.shared_limit) * case.shared_limits.active[:, None],
        saving=np.clip(prices.saving, 0, worth_of_saving(case, carbon)),
        corridor_min=_on_limits(prices.corridor_min, corridors, corridors.minimum),
        corridor_max=_on_limits(prices.corridor_max, corridors, corridors.maximum),
        carbon_cap=carbon,
        unmet=prices.unmet,
        budget=np.maximum(0, prices.budget) * bool(len(case.budget)),
        requires=np.maximum(0, prices.requires) * required[:, :, None],
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

"""Prices made fit for a bound: none below zero, none on a limit that is not there, none above what can be paid."""

from __future__ import annotations

import numpy as np

from models.solution import Prices
from models.tables import Numbers
from models.verify.corridors import CorridorRules
from models.verify.network import saving_per_tonne
from models.verify.rules import Rules


def usable(rules: Rules, prices: Prices) -> Prices:
    """Prices for which the bound holds, whatever the finite numbers given; shapes as in `Prices`.

    One capacity has one price in both lanes, a saving is worth at most what it saves, a soft limit at most its penalty.
    """
    case, corridors, required = rules.case, rules.corridors, rules.projects.requires
    capacity = np.maximum(0, prices.capacity)
    one_price = np.where(rules.assets.each[:, None], capacity[:, 1], capacity[:, 0])
    return Prices(
        capacity=np.stack([capacity[:, 0], one_price], axis=1),
        shared_limit=np.maximum(0, prices.shared_limit) * case.shared_limits.active[:, None],
        saving=np.clip(prices.saving, 0, saving_per_tonne(case)[:, :, None]),
        corridor_min=_on_limits(prices.corridor_min, corridors, corridors.minimum),
        corridor_max=_on_limits(prices.corridor_max, corridors, corridors.maximum),
        unmet=prices.unmet,
        budget=np.maximum(0, prices.budget) * bool(len(case.budget)),
        requires=np.maximum(0, prices.requires) * required[:, :, None],
        exclusive={group: max(0.0, prices.exclusive.get(group, 0.0)) for group in rules.projects.groups},
    )


def _on_limits(price: Numbers, corridors: CorridorRules, given: Numbers) -> Numbers:
    kept = np.zeros_like(price, dtype=float)
    payable = np.where(np.isnan(corridors.penalty), np.inf, corridors.penalty)
    kept[corridors.row] = np.where(np.isnan(given), 0.0, np.clip(price[corridors.row], 0, payable))
    return kept

"""A lower bound on every plan for many futures, from the prices of each and the weights of all: no solver is asked.

At the prices every tonne of a future takes its cheapest way or stays behind. A project that is decided before the
future is known opens in the year, or not, that serves all futures best together; later each future decides for itself.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from models.solution import Prices
from models.tables import Flags, Integers, Numbers
from models.verify.bound import freight_bound, may_stay_away, project_costs, usable
from models.verify.rules import Rules


def bound_of_futures(
    rules: Sequence[Rules], prices: Sequence[Prices], weights: Numbers, against: Numbers, decide_until: int
) -> float:
    """MUSD that no plan undercuts at these weights, less what futures are measured against; weights: (futures,)."""
    fit = [usable(of_future, price) for of_future, price in zip(rules, prices, strict=True)]
    freight = np.array([freight_bound(of_future, price) for of_future, price in zip(rules, fit, strict=True)])
    costs = np.array([project_costs(of_future, price) for of_future, price in zip(rules, fit, strict=True)])
    stay = np.array([may_stay_away(of_future) for of_future in rules])
    early = rules[0].case.years.year <= decide_until
    total = float(weights @ (freight - against))
    for project in range(costs.shape[1]):
        words = [str(of_future.case.projects.decision[project]) for of_future in rules]
        for group in _alike(words, np.isfinite(costs[:, project]) & early):
            total += _least(costs[group, project], stay[group, project], weights[group], early)
    return total


def _alike(words: Sequence[str], open_early: Flags) -> list[Integers]:
    """Futures that decide together: those that leave a project alike open early; open_early: (futures, years)."""
    groups: dict[tuple[str, bytes], list[int]] = {}
    for future, word in enumerate(words):
        groups.setdefault((word, open_early[future].tobytes()), []).append(future)
    return [np.array(group) for group in groups.values()]


def _least(cost: Numbers, stay: Flags, weights: Numbers, early: Flags) -> float:
    """The cheaper of one early year for all and of what each future does later; cost: (futures, years)."""
    possible = np.isfinite(cost[:, early])
    shared = weights @ np.where(possible, cost[:, early], 0.0)
    together = np.min(shared, initial=np.inf, where=possible.all(axis=0))
    later = np.min(cost[:, ~early], axis=1, initial=np.inf)
    later = np.where(stay, np.minimum(0.0, later), later)
    apart = float(weights @ later) if np.isfinite(later).all() else np.inf
    return min(float(together), apart)

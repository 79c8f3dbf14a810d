"""A lower bound on the cost of every plan, from prices alone: no solver is asked.

Weak duality: whoever pays a price for each limit used, and is paid it for each limit there is, cannot lose more by
being free to break the limits. Free of limits, every tonne takes its cheapest way or stays behind, and every project
opens in its best year or not at all. What that costs, less the worth of the limits, is a bound for any prices that are
not negative; it is the optimum of divisible projects for the prices of that optimum.
"""

from __future__ import annotations

import numpy as np

from models.case import Case
from models.solution import Prices
from models.tables import Flags, Numbers
from models.verify.bound.freight_cost import least_freight_cost
from models.verify.bound.prices import usable, worth_of_saving
from models.verify.budget import available, counted, payments
from models.verify.flow import demand_by_commodity
from models.verify.money import annuity, worth_of_years
from models.verify.network import Assets, cap_on_carbon, effect_asset, effect_limit, effect_project
from models.verify.rules import Rules


def lower_bound(rules: Rules, prices: Prices) -> float:
    """MUSD, discounted, that no plan of the case undercuts, whole or divisible.

    prices: finite and of the right shapes; the price of a year's budget is that of its limit, which with carry-over
    counts all spending and all money up to that year.
    """
    fit = usable(rules, prices)
    return freight_bound(rules, fit) + least_project_cost(rules, fit)


def freight_bound(rules: Rules, prices: Prices) -> float:
    """MUSD, discounted: every tonne on its cheapest way at usable prices, less what the limits are worth."""
    freight = least_freight_cost(rules, prices) @ worth_of_years(rules.case)
    return float(freight - worth_of_limits(rules, prices))


def worth_of_limits(rules: Rules, prices: Prices) -> float:
    """MUSD, discounted, that the limits of the case are worth at the prices; a least volume counts against it."""
    case, assets, corridors = rules.case, rules.assets, rules.corridors
    yearly = (capacity_price(assets, prices) * assets.capacity).sum(axis=0)
    yearly += case.shared_limits.capacity @ prices.shared_limit
    caps = cap_on_carbon(case)
    yearly += np.where(np.isfinite(caps), caps, 0.0) * prices.carbon_cap
    most = prices.corridor_max[corridors.row] * np.nan_to_num(corridors.maximum)
    least = prices.corridor_min[corridors.row] * np.nan_to_num(corridors.minimum)
    np.add.at(yearly, corridors.year, most - least)
    return float(yearly @ worth_of_years(case) + prices.budget @ available(case) + sum(prices.exclusive.values()))


def least_project_cost(rules: Rules, prices: Prices) -> float:
    """MUSD, discounted: every project in the year that serves best at the prices, or never where it may stay away."""
    best = np.min(project_costs(rules, prices), axis=1, initial=np.inf)
    return float(np.where(may_stay_away(rules), np.minimum(0, best), best).sum())


def may_stay_away(rules: Rules) -> Flags:
    """Whether a plan may do without a project; (projects,)."""
    return np.asarray((rules.case.projects.decision == "auto") | ~rules.projects.allowed.any(axis=1))


def project_costs(rules: Rules, prices: Prices) -> Numbers:
    """MUSD, discounted, of each project by year of opening at the prices, infinite where barred; (projects, years)."""
    case, serves, allowed = rules.case, rules.projects.serves, rules.projects.allowed
    gain = _yearly_gain(case, rules.assets, prices)
    owing = annuity(case)[:, None] + case.projects.fixed_opex_musd_per_year[:, None] - gain
    yearly = owing * worth_of_years(case) + prices.requires.sum(axis=1) - prices.requires.sum(axis=0)
    cost = np.einsum("pvy,py->pv", serves, yearly) + counted(case, payments(case)) @ prices.budget
    cost += np.array([prices.exclusive.get(group, 0.0) for group in case.projects.exclusive_group])[:, None]
    return np.where(allowed, cost, np.inf)


def capacity_price(assets: Assets, prices: Prices) -> Numbers:
    """USD/t of a tonne more of capacity, in both directions where each has its own; shape (assets, years)."""
    return prices.capacity[:, 0] + np.where(assets.each[:, None], prices.capacity[:, 1], 0.0)


def _yearly_gain(case: Case, assets: Assets, prices: Prices) -> Numbers:
    """MUSD a year that each whole project brings at the prices, undiscounted, shape (projects, years)."""
    asset, limit = effect_asset(case), effect_limit(case)
    per_unit = np.zeros((len(asset), len(case.years)))
    per_unit[asset >= 0] = capacity_price(assets, prices)[asset[asset >= 0]]
    per_unit[limit >= 0] = prices.shared_limit[limit[limit >= 0]]
    unclaimed = worth_of_saving(case, prices.carbon_cap) - prices.saving
    saved = np.einsum("eky,ky->ey", unclaimed, demand_by_commodity(case))
    gain = np.zeros((len(case.projects), len(case.years)))
    np.add.at(gain, effect_project(case), per_unit * case.project_effects.capacity_added[:, None] + saved)
    return gain

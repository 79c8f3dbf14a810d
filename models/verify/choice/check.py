"""Verification of shippers' choice: what it minimises by its flows, and by its prices a bound that nothing passes.

Both are stated here from the case, the flows, the prices and the path sizes alone. Weak duality makes the difference a
proof: no other flows on these ways come nearer to the choice than by the gap.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.case import Case
from models.solution import Prices, Solution
from models.tables import Integers, Numbers
from models.verify.bound import arcs_of, least_costs
from models.verify.corridors import counting, gateways
from models.verify.network import (
    added_to_assets,
    added_to_limits,
    cap_on_carbon,
    effect_asset,
    effect_project,
    emission_of,
    emission_saved,
    limit_weight,
    price_of_carbon,
    rate_of,
    saving_per_tonne,
    value_of_hour,
)
from models.verify.plan import Plan, plan_of
from models.verify.rules import Rules, rules_of

CLOSED_MT = 1e-9
"""Room under which an asset is closed to shippers."""


@dataclass(frozen=True, eq=False)
class ChoiceVerification:
    """entropy_musd: what the choice minimises, by its flows. bound_musd: by its prices; both (years,), MUSD.

    cheaper_usd_per_t: by how much, at the prices of the choice, any way that is open is cheaper than all ways with
    cargo of a demand, at most.
    """

    entropy_musd: Numbers
    bound_musd: Numbers
    cheaper_usd_per_t: float

    @property
    def gap_musd(self) -> float:
        """The largest difference of a year."""
        return float((self.entropy_musd - self.bound_musd).max(initial=0.0))


def verify_choice(
    case: Case, solution: Solution, path_size: Numbers, theta: Numbers, beta: float
) -> ChoiceVerification:
    """Recompute a choice. path_size: of each route. theta: of each commodity, 1 / (USD/t). beta: exponent."""
    rules = rules_of(case)
    plan = plan_of(rules, solution)
    own, emitted = _costs(rules, plan)
    passed = _along(rules, solution, plan, np.repeat(own[:, :, None], 2, axis=2))
    priced = own[:, :, None] + _prices(rules, solution.prices, emitted)
    at_prices = _along(rules, solution, plan, priced) + _tolls(rules, solution, plan)
    sensitive = theta[case.demand_commodity]
    own_worth = beta * np.log(path_size)
    entropy = _entropy(case, solution, passed, own_worth, sensitive) + _missed(rules, plan)
    bound = _bound(case, solution, at_prices, own_worth, sensitive) - _rent(rules, plan, solution.prices)
    return ChoiceVerification(entropy, bound, _cheaper(rules, plan, solution, priced, at_prices))


def _costs(rules: Rules, plan: Plan) -> tuple[Numbers, Numbers]:
    """USD/t of each commodity on each asset, savings of projects taken off, (commodities, assets, years); t CO2e."""
    case, assets = rules.case, rules.assets
    own = rate_of(case).T[:, :, None] * assets.cost + value_of_hour(case)[:, None, None] * assets.hours
    own += emission_of(case)[:, None] * price_of_carbon(case)
    emitted = np.repeat(emission_of(case)[:, None], len(case.years), axis=1)
    share, asset = plan.in_service[effect_project(case)], effect_asset(case)
    saved = saving_per_tonne(case)[:, :, None] + (emission_saved(case)[:, None] * price_of_carbon(case))[:, None]
    for effect in np.flatnonzero(asset >= 0).tolist():
        own[:, asset[effect]] -= share[effect] * saved[effect]
        emitted[asset[effect]] -= share[effect] * emission_saved(case)[effect]
    return np.maximum(0.0, own), np.maximum(0.0, emitted)


def _prices(rules: Rules, prices: Prices, emitted: Numbers) -> Numbers:
    """USD/t that limits add, corridors aside; (commodities, assets, 2 lanes, years)."""
    of_limits = np.einsum("lak,ly->kay", limit_weight(rules.case), prices.shared_limit)
    return np.asarray((of_limits + emitted * prices.carbon_cap)[:, :, None] + prices.capacity)


def _along(rules: Rules, solution: Solution, plan: Plan, cost: Numbers) -> Numbers:
    """USD/t of each route; cost: (commodities, assets, 2 lanes, years)."""
    route, step = _steps(plan)
    commodity = rules.case.demand_commodity[solution.routes.demand[route]]
    asset, lane = plan.trips.step_asset[step], plan.trips.step_lane[step]
    each = cost[commodity, asset, lane, solution.routes.year[route]]
    return np.asarray(np.bincount(route, each, len(solution.routes.mt)))


def _steps(plan: Plan) -> tuple[Integers, Integers]:
    """Route and step of every passage."""
    count = np.bincount(plan.trips.step_trip, minlength=len(plan.trips))
    first = np.cumsum(count) - count
    of_route = count[plan.trips.of_route]
    route = np.repeat(np.arange(len(of_route)), of_route)
    within = np.arange(len(route)) - np.repeat(np.cumsum(of_route) - of_route, of_route)
    return route, first[plan.trips.of_route[route]] + within


def _tolls(rules: Rules, solution: Solution, plan: Plan) -> Numbers:
    """USD/t of each route for the gateways of limited corridors."""
    case, corridors, routes = rules.case, rules.corridors, solution.routes
    route, step = _steps(plan)
    found, counts, gate = np.zeros(len(routes.mt)), counting(case), gateways(case)
    price = solution.prices.corridor_max - solution.prices.corridor_min
    for row, corridor, year in zip(corridors.row, corridors.corridor, corridors.year, strict=True):
        passes = gate[corridor, plan.trips.step_asset[step]] & counts[corridor, routes.demand[route]]
        passes &= routes.year[route] == year
        found += price[row] * np.bincount(route, passes, len(found))
    return found


def _entropy(case: Case, solution: Solution, cost: Numbers, worth: Numbers, theta: Numbers) -> Numbers:
    routes, wanted = solution.routes, case.demand_mt
    share = routes.mt / wanted[routes.demand, routes.year]
    each = routes.mt * (cost + (np.log(share) - worth) / theta[routes.demand])
    stays = solution.unmet_mt
    part = np.divide(stays, wanted, out=np.ones_like(stays), where=(wanted > 0) & (stays > 0))
    behind = stays * (case.unmet_penalty[:, None] + np.log(part) / theta[:, None])
    return np.asarray(np.bincount(routes.year, each, len(case.years)) + behind.sum(axis=0))


def _missed(rules: Rules, plan: Plan) -> Numbers:
    """MUSD for soft limits of corridors that are missed, (years,)."""
    limits, corridors = rules.case.corridor_limits, rules.corridors
    found = np.zeros(len(rules.case.years))
    for row, corridor, year in zip(corridors.row, corridors.corridor, corridors.year, strict=True):
        volume, price = plan.volume[corridor, year], limits.penalty_usd_per_t[row]
        if not np.isnan(price):
            found[year] += price * np.fmax(0.0, np.fmax(limits.min_mt[row] - volume, volume - limits.max_mt[row]))
    return found


def _bound(case: Case, solution: Solution, cost: Numbers, worth: Numbers, theta: Numbers) -> Numbers:
    """What cargo would make of the prices if no limit held it, (years,): each its ways and staying, by the logit."""
    routes, years = solution.routes, len(case.years)
    staying = -theta * case.unmet_penalty
    value = worth - theta[routes.demand] * cost
    cell = routes.demand * years + routes.year
    best = np.repeat(staying[:, None], years, axis=1).ravel()
    np.maximum.at(best, cell, value)
    total = np.exp(np.repeat(staying, years) - best)
    np.add.at(total, cell, np.exp(value - best[cell]))
    log_sum = (best + np.log(total)).reshape(-1, years)
    return np.asarray(-(case.demand_mt / theta[:, None] * log_sum).sum(axis=0))


def _rent(rules: Rules, plan: Plan, prices: Prices) -> Numbers:
    """MUSD that the room of all limits is worth at the prices, (years,)."""
    case, assets = rules.case, rules.assets
    room = assets.capacity + added_to_assets(case, plan.in_service)
    both = np.where(assets.each[:, None], prices.capacity.sum(axis=1), prices.capacity.max(axis=1))
    limits = case.shared_limits.capacity[:, None] + added_to_limits(case, plan.in_service)
    found = (both * room).sum(axis=0) + (prices.shared_limit * limits).sum(axis=0)
    cap = cap_on_carbon(case)
    found += prices.carbon_cap * np.where(np.isfinite(cap), cap, 0.0)
    volumes = np.nan_to_num(case.corridor_limits.max_mt) * prices.corridor_max
    volumes -= np.nan_to_num(case.corridor_limits.min_mt) * prices.corridor_min
    np.add.at(found, rules.corridors.year, volumes[rules.corridors.row])
    return np.asarray(found)


def _cheaper(rules: Rules, plan: Plan, solution: Solution, priced: Numbers, at_prices: Numbers) -> float:
    """By how much an open way is cheaper at the prices than every way with cargo; years with corridor limits aside."""
    case, cargo, routes = rules.case, rules.cargo, solution.routes
    arcs, room = arcs_of(case, rules.assets), rules.assets.capacity + added_to_assets(case, plan.in_service)
    weight = limit_weight(case)
    full = case.shared_limits.active[:, None] & (
        case.shared_limits.capacity[:, None] + added_to_limits(case, plan.in_service) <= CLOSED_MT
    )
    least = np.full((len(case.demand), len(case.years)), np.inf)
    np.minimum.at(least, (routes.demand, routes.year), at_prices)
    kinds, kind = np.unique(np.stack([cargo.permit, case.demand_commodity]), axis=1, return_inverse=True)
    worst = 0.0
    for year in np.setdiff1d(np.arange(len(case.years)), rules.corridors.year).tolist():
        for number, (permit, commodity) in enumerate(kinds.T.tolist()):
            rows = np.flatnonzero((kind.ravel() == number) & (case.demand_mt[:, year] > 0))
            barred = cargo.barred_mode[permit] | cargo.barred_country[permit] | (room[:, year] <= CLOSED_MT)
            barred |= (full[:, year, None] & (weight[:, :, commodity] > 0)).any(axis=0)
            cost = np.where(barred[:, None], np.inf, priced[commodity, :, :, year])
            way = least_costs(arcs, cost, cargo.origin[rows], cargo.destination[rows]) if len(rows) else np.zeros(0)
            below = np.minimum(least[rows, year], case.unmet_penalty[rows]) - np.minimum(way, case.unmet_penalty[rows])
            worst = max(worst, float(below.max(initial=0.0)))
    return worst

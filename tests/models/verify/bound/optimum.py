"""The best plan of a small case with divisible projects, and the prices of its limits."""

from __future__ import annotations

from dataclasses import replace

from models.case import Case
from models.solution import Prices, Solution
from tests.models.verify.bound.linear import Terms, each, program
from tests.models.verify.plans import no_prices, plan


def optimum(case: Case) -> Solution:
    """The best plan with divisible projects, and its prices."""
    objective, value, worth = program(case).solve()
    years, demands = case.years.year.tolist(), case.demand.id.tolist()
    rides = [
        (demands[key[1]], years[key[2]], " ".join(asset for asset, _ in key[3]), mt)
        for key, mt in value.items()
        if key[0] == "ride" and mt > 0
    ]
    openings = [(key[1], key[2], share) for key, share in value.items() if key[0] == "open" and share > 0]
    unmet = {(demands[key[1]], years[key[2]]): mt for key, mt in value.items() if key[0] == "unmet"}
    benefit = {(key[1], key[2], years[key[3]]): mt for key, mt in value.items() if key[0] == "benefit"}
    found = plan(case, rides, openings, unmet, benefit, objective, relaxed=True, bound=objective)
    return replace(found, bound_prices=_prices(case, worth))


def _prices(case: Case, worth: Terms) -> Prices:
    prices, count = no_prices(case), case.discount
    names = list(case.projects.id)
    for key, price in worth.items():
        match key:
            case ("capacity", asset, lane, year):
                lanes = lane if each(case, asset) else slice(None)
                prices.capacity[case.asset_position[asset], lanes, year] = price / count[year]
            case ("shared", name, year):
                prices.shared_limit[list(case.shared_limits.id).index(name), year] = price / count[year]
            case ("present", row, cargo, year):
                prices.saving[row, list(case.commodities.id).index(cargo), year] = price / count[year]
            case ("min", row):
                prices.corridor_min[row] = price / count[case.years.year == case.corridor_limits.year[row]][0]
            case ("max", row):
                prices.corridor_max[row] = price / count[case.years.year == case.corridor_limits.year[row]][0]
            case ("budget", year):
                prices.budget[year] = price
            case ("requires", one, other, year):
                prices.requires[names.index(one), names.index(other), year] = price
            case ("group", name):
                prices.exclusive[name] = price
    return prices

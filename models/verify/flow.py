"""Adds up what the routes of a plan carry."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from models.case import Case
from models.solution import Solution
from models.tables import Flags, Integers, Numbers
from models.verify.network import Assets, answers_of, effect_asset, emission_of, emission_saved
from models.verify.walk import Trips


def flow_of(case: Case, solution: Solution, trips: Trips) -> Numbers:
    """Mt on every asset, shape (assets, 2 lanes, commodities, years)."""
    routes, shape = solution.routes, (len(case.asset_ids), 2, len(case.commodities), len(case.years))
    lane = trips.step_asset * 2 + trips.step_lane
    passes = sparse.csr_array((np.ones(len(lane)), (lane, trips.step_trip)), shape=(shape[0] * 2, len(trips)))
    kind = case.demand_commodity[routes.demand] * shape[3] + routes.year
    carried = sparse.csr_array((routes.mt, (trips.of_route, kind)), shape=(len(trips), shape[2] * shape[3]))
    return np.asarray((passes @ carried).toarray().reshape(shape))


def moved_by_demand(case: Case, solution: Solution) -> Numbers:
    """Mt that the routes of each demand carry, shape (demand, years)."""
    routes, shape = solution.routes, case.demand_mt.shape
    place = routes.demand * shape[1] + routes.year
    return np.asarray(np.bincount(place, weights=routes.mt, minlength=shape[0] * shape[1]).reshape(shape), float)


def home_transit(case: Case, solution: Solution, trips: Trips, assets: Assets) -> Numbers:
    """Mt of transit on routes that use a link touching the home country, shape (years,)."""
    home = case.nodes.country == case.parameters.home_country
    # No route touches a country at a terminal alone: a link leads there.
    touching = home[assets.tail] | home[assets.head]
    uses = passes_of(trips, touching)[trips.of_route] > 0
    return by_year(solution.routes.year, solution.routes.mt * (uses & of_transit(case, solution)), len(case.years))


def of_transit(case: Case, solution: Solution) -> Flags:
    """Which routes carry transit."""
    return np.asarray(case.demand.flow_type[solution.routes.demand] == "transit", np.bool_)


def passes_of(trips: Trips, chosen: Flags) -> Integers:
    """How often each trip passes the chosen assets, shape (trips,)."""
    return np.bincount(trips.step_trip[chosen[trips.step_asset]], minlength=len(trips))


def emitted_on_assets(case: Case, flow: Numbers, benefit: Numbers) -> Numbers:
    """Mt CO2e of each commodity on each asset, what is saved to tonnes that benefit taken off.

    Shape (assets, commodities, years); flow: Mt, (assets, 2 lanes, commodities, years); benefit: Mt, (effects,
    commodities, years).
    """
    found = np.asarray(emission_of(case)[:, None, None] * flow.sum(axis=1))
    saved, asset = emission_saved(case)[:, None, None] * benefit, effect_asset(case)
    np.subtract.at(found, asset[asset >= 0], saved[asset >= 0])
    return found


def by_year(year: Integers, mt: Numbers, years: int) -> Numbers:
    """Mt of each plan year."""
    return np.asarray(np.bincount(year, weights=mt, minlength=years), float)


def demand_by_commodity(case: Case) -> Numbers:
    """Mt of every commodity with what may come at a lower cost, shape (commodities, years)."""
    total = np.zeros((len(case.commodities), len(case.years)))
    np.add.at(total, case.demand_commodity, case.demand_mt)
    for (demand, year), answer in answers_of(case).items():
        total[case.demand_commodity[demand], year] -= answer.range[0]
    return total

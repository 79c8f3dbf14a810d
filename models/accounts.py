"""The money and the service of a plan, year by year, from Case + Solution alone.

Every amount is in MUSD of its own year, undiscounted and for one year; `Case.discount` turns it into the objective.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from models.case import HOURS_PER_DAY, Case, places
from models.network import (
    Ways,
    asset_emissions,
    asset_flow,
    carbon_prices,
    class_flows,
    commodity_flow,
    corridor_volumes,
    existing_load,
    find_ways,
    limit_weights,
    limit_years,
    response_cost,
    returns_of,
    route_costs,
    saved_emissions,
    sum_by_year,
    way_hours,
    whole_capacity,
)
from models.projects import annuity, budget_cost, payments, saving_rates, serves, without_pay
from models.seasons import copies_of
from models.solution import Openings, Prices, Routes, Solution
from models.tables import Flags, Numbers

NO_CAPACITY_MT = 1e-9
"""An asset with less than this a year counts as not open."""


@dataclass(frozen=True)
class Money:
    """MUSD of each plan year, shape (years,); savings are taken off, penalties are not real money.

    carbon: emissions at the price that the objective counts. empties: what of transport empty units pay. response: what
    going is worth to cargo that does not go because demand answers to cost, less what it is to cargo that grows.
    """

    transport: Numbers
    time: Numbers
    savings: Numbers
    carbon: Numbers
    response: Numbers
    annuities: Numbers
    fixed_opex: Numbers
    unmet_penalty: Numbers
    corridor_penalty: Numbers
    empties: Numbers

    @property
    def real(self) -> Numbers:
        """What is really paid or lost, carbon at its price with it."""
        freight = self.transport + self.time - self.savings
        return np.asarray(freight + self.annuities + self.fixed_opex + self.carbon + self.response)

    @property
    def penalty(self) -> Numbers:
        """What stands for cargo left behind and corridor limits missed."""
        return np.asarray(self.unmet_penalty + self.corridor_penalty)


def money_by_year(case: Case, solution: Solution, ways: Ways) -> Money:
    """Every kind of money of a plan; with seasons what is kept in stores costs too, as transport."""
    if solution.by_season is not None:
        case, solution = copies_of(case).by_season, solution.by_season
        ways = find_ways(case, solution.routes)
    routes = solution.routes
    time_value = case.commodities.value_of_time_usd_per_t_day[case.demand_commodity[routes.demand]] / HOURS_PER_DAY
    served, returns = share_in_service(case, solution.openings), returns_of(case)
    empties = np.asarray((returns.mt(solution.empties, len(case.years)) * returns.cost).sum(axis=0))
    return Money(
        transport=sum_by_year(case, routes.year, routes.mt * route_costs(case, routes, ways)) + empties,
        time=sum_by_year(case, routes.year, routes.mt * time_value * way_hours(case, ways)[ways.of_route, routes.year]),
        savings=np.einsum("ec,ecy->y", saving_rates(case), solution.benefit_mt),
        carbon=carbon_prices(case) * emissions(case, solution, ways).sum(axis=(0, 1)),
        response=response_cost(case, solution.response_mt),
        annuities=annuity(case) @ served,
        fixed_opex=case.projects.fixed_opex_musd_per_year @ served,
        unmet_penalty=case.unmet_penalty @ solution.unmet_mt,
        corridor_penalty=_corridor_penalty(case, corridor_volumes(case, routes, ways)),
        empties=empties,
    )


def emissions(case: Case, solution: Solution, ways: Ways) -> Numbers:
    """Mt CO2e of each commodity on each asset, what is saved to tonnes that benefit taken off.

    Shape (assets, commodities, years).
    """
    found = asset_emissions(case)[:, None, None] * commodity_flow(case, solution.routes, ways)
    saved = saved_emissions(case)
    saving = np.flatnonzero(saved)
    asset = places(case.project_effects.asset[saving], case.asset_ids)
    np.subtract.at(found, asset, saved[saving, None, None] * solution.benefit_mt[saving])
    return np.asarray(found)


def route_emissions(case: Case, routes: Routes, ways: Ways, emitted: Numbers) -> Numbers:
    """Mt CO2e of each route; a tonne of a commodity on an asset emits what all of it there emit on average.

    emitted: as of `emissions`.
    """
    flow = commodity_flow(case, routes, ways)
    per_tonne = np.divide(emitted, flow, out=np.zeros_like(flow), where=flow > 0)
    of_way = np.stack([ways.passages @ per_tonne[:, commodity] for commodity in range(flow.shape[1])])
    return np.asarray(routes.mt * of_way[case.demand_commodity[routes.demand], ways.of_route, routes.year])


def with_unpaid_savings(case: Case, solution: Solution) -> Solution:
    """The plan with the benefits of effects that save carbon alone, where no price or cap asks for them."""
    if not saved_emissions(case).any():
        return solution
    flow = commodity_flow(case, solution.routes, find_ways(case, solution.routes))
    asset = np.array([case.asset_position.get(name, 0) for name in case.project_effects.asset.tolist()], np.int64)
    served = share_in_service(case, solution.openings)
    return replace(solution, benefit_mt=without_pay(case, solution.benefit_mt, flow[asset], served))


def discounted(case: Case, amounts: Numbers) -> float:
    """MUSD of the objective that yearly amounts make."""
    return float(case.discount @ amounts)


def share_in_service(case: Case, openings: Openings) -> Numbers:
    """Share of each project that serves in each year, shape (projects, years)."""
    share = np.zeros((len(case.projects), len(case.years)))
    np.add.at(share, openings.project, serves(case)[openings.project, openings.year] * openings.share[:, None])
    return share


def budget_payments(case: Case, openings: Openings) -> Numbers:
    """MUSD that each opening takes from the budget in each year, shape (openings, years)."""
    paid = payments(case)[openings.project, openings.year]
    return np.asarray(paid * (budget_cost(case)[openings.project] * openings.share)[:, None])


def investment(case: Case, openings: Openings) -> Numbers:
    """MUSD of capital cost that falls due, (forced or chosen, paid by the state or by others, years)."""
    projects, opened = case.projects, openings.project
    due = payments(case)[opened, openings.year] * (projects.capex_musd[opened] * openings.share)[:, None]
    forced, state = projects.decision[opened] == "force", projects.budget_share[opened]
    return np.array([[(kind * part) @ due for part in (state, 1.0 - state)] for kind in (forced, ~forced)])


def investment_of(case: Case, openings: Openings) -> Numbers:
    """MUSD of capital cost of these openings as it falls due, (paid by the state or by others, years)."""
    return np.asarray(investment(case, openings).sum(axis=0))


def service_cost(case: Case, openings: Openings) -> Numbers:
    """Annuities and upkeep of each project in a plan, MUSD discounted over its years; (projects,)."""
    yearly = annuity(case) + case.projects.fixed_opex_musd_per_year
    return np.asarray(yearly * (share_in_service(case, openings) @ case.discount))


def project_capacity(case: Case, openings: Openings) -> tuple[Numbers, Numbers]:
    """What open projects add: Mt to each asset (assets, years), its unit to each shared limit (limits, years)."""
    return added_capacity(case, share_in_service(case, openings))


def added_capacity(case: Case, served: Numbers) -> tuple[Numbers, Numbers]:
    """The same of shares in service, (projects, years)."""
    effects = case.project_effects
    targets = np.concatenate([case.asset_ids, case.shared_limits.id])
    project = places(effects.project, case.projects.id)
    added = np.zeros((len(targets), len(case.years)))
    np.add.at(added, places(effects.asset, targets), effects.capacity_added[:, None] * served[project])
    return added[: len(case.asset_ids)], added[len(case.asset_ids) :]


def asset_load(case: Case, solution: Solution, ways: Ways) -> Numbers:
    """Mt of capacity that cargo and empty units use of each asset, shape (assets, 2, years): there and back."""
    load, returns = asset_flow(case, solution.routes, ways), returns_of(case)
    used = returns.use[:, None] * returns.mt(solution.empties, len(case.years))
    np.add.at(load, (returns.asset, returns.direction), used)
    return load


def limit_use(case: Case, solution: Solution, ways: Ways) -> Numbers:
    """Use of each shared limit in its unit, empty units with it, shape (limits, years)."""
    flows, returns = class_flows(case, solution.routes, ways), returns_of(case)
    use = np.zeros((len(case.shared_limits), len(case.years)))
    weights = limit_weights(case)[:, flows.commodity, flows.asset]
    np.add.at(use.T, flows.year, (weights * flows.mt).T)
    return np.asarray(use + returns.weight @ returns.mt(solution.empties, len(case.years)))


def displaced_load(case: Case) -> Numbers:
    """Mt of existing load that finds no capacity on its asset before projects, shape (assets, years)."""
    return np.maximum(0.0, existing_load(case)[:, None] - np.maximum(0.0, whole_capacity(case)))


def has_capacity(case: Case, openings: Openings) -> Flags:
    """Where an asset has any capacity at all, taken by existing load or not; shape (assets, years)."""
    return total_capacity(case, openings) > NO_CAPACITY_MT


def total_capacity(case: Case, openings: Openings) -> Numbers:
    """Mt a year that each asset can carry with its projects, existing load not taken off; (assets, years)."""
    return np.asarray(np.maximum(0.0, whole_capacity(case)) + project_capacity(case, openings)[0])


def capacity_worth(case: Case, prices: Prices) -> Numbers:
    """USD/t that one more Mt of an asset's capacity_mt is worth, shape (assets, years); both directions for `each`."""
    each = np.concatenate([case.links.direction == "each", np.zeros(len(case.terminals), np.bool_)])
    there, back = prices.capacity[:, 0], prices.capacity[:, 1]
    return np.where(each[:, None], there + back, np.maximum(there, back))


def _corridor_penalty(case: Case, volumes: Numbers) -> Numbers:
    """Price of what corridors carry short of their least or over their most volume, where the limit is soft."""
    limits = case.corridor_limits
    year = limit_years(case)
    volume = volumes[places(limits.corridor, case.corridors.id), year]
    missed = np.fmax(0.0, limits.min_mt - volume) + np.fmax(0.0, volume - limits.max_mt)
    return sum_by_year(case, year, np.nan_to_num(limits.penalty_usd_per_t) * missed)

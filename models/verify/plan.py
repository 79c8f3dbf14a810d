"""What follows from the decisions of a plan."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.case import Case
from models.solution import Solution
from models.tables import Numbers
from models.verify.budget import spending
from models.verify.corridors import corridor_volume, counting, gateways
from models.verify.flow import by_year, emitted_on_assets, flow_of, home_transit, moved_by_demand, of_transit, passes_of
from models.verify.projects import opened_share, share_in_service
from models.verify.result import Totals
from models.verify.rules import Rules, rules_of
from models.verify.walk import Trips, trips_of


@dataclass(frozen=True, eq=False)
class Plan:
    """A plan followed through.

    opened, in_service: share, shape (projects, years). flow: Mt, shape (assets, 2 lanes, commodities, years).
    volume: Mt, shape (corridors, years). emitted: Mt CO2e, shape (assets, commodities, years).
    """

    trips: Trips
    opened: Numbers
    in_service: Numbers
    flow: Numbers
    volume: Numbers
    emitted: Numbers


def plan_of(rules: Rules, solution: Solution) -> Plan:
    """Follow a plan whose arrays can be read."""
    case = rules.case
    trips, opened = trips_of(solution.routes, rules.cargo, rules.assets), opened_share(case, solution)
    flow = flow_of(case, solution, trips)
    return Plan(
        trips=trips,
        opened=opened,
        in_service=share_in_service(rules.projects, opened),
        flow=flow,
        volume=corridor_volume(case, solution, trips),
        emitted=emitted_on_assets(case, flow, solution.benefit_mt),
    )


def totals_of(rules: Rules, solution: Solution, plan: Plan) -> Totals:
    """What the plan carries and spends."""
    case = rules.case
    moved = moved_by_demand(case, solution).sum(axis=0)
    home = home_transit(case, solution, plan.trips, rules.assets)
    transit = solution.routes.mt * of_transit(case, solution)
    moved_transit = by_year(solution.routes.year, transit, len(case.years))
    return Totals(
        demand_mt=case.demand_mt.sum(axis=0),
        moved_mt=moved,
        home_transit_mt=home,
        bypass_mt=moved_transit - home,
        unmet_mt=solution.unmet_mt.sum(axis=0),
        response_mt=solution.response_mt.sum(axis=0),
        spent_musd=spending(case, plan.opened),
        corridor_mt=plan.volume,
        emitted_mt=plan.emitted,
    )


def emitted_by_part(case: Case, solution: Solution) -> dict[str, dict[str, Numbers]]:
    """Mt CO2e of each plan year, shape (years,), of a plan whose routes can be followed; by mode, country and corridor.

    mode: that of a link, '' for all terminals. country: half of an asset at either end. corridor: all that cargo which
    its gateways count emits on its whole way; one without gateways that counts home transit, that.
    """
    rules = rules_of(case)
    assets, routes = rules.assets, solution.routes
    trips = trips_of(routes, rules.cargo, assets)
    flow = flow_of(case, solution, trips)
    emitted = emitted_on_assets(case, flow, solution.benefit_mt)
    found: dict[str, dict[str, Numbers]] = {"mode": {}, "country": {}, "corridor": {}}

    def add(part: str, name: str, mt: Numbers) -> None:
        found[part][name] = found[part].get(name, np.zeros(len(case.years))) + mt

    for asset, mt in enumerate(emitted.sum(axis=1)):
        add("mode", str(case.links.mode[asset]) if asset < len(case.links) else "", mt)
        for end in (assets.tail[asset], assets.head[asset]):
            add("country", str(case.nodes.country[end]), mt / 2)
    of_route = _emitted_on_routes(case, solution, trips, flow.sum(axis=1), emitted)
    home = case.nodes.country == case.parameters.home_country
    through = (passes_of(trips, home[assets.tail] | home[assets.head])[trips.of_route] > 0) & of_transit(case, solution)
    for row, (chosen, counts) in enumerate(zip(gateways(case), counting(case), strict=True)):
        counted = (passes_of(trips, chosen)[trips.of_route] > 0) & counts[routes.demand]
        counted = through if case.corridors.role[row] == "total" else counted
        add("corridor", str(case.corridors.id[row]), by_year(routes.year, of_route * counted, len(case.years)))
    return found


def _emitted_on_routes(case: Case, solution: Solution, trips: Trips, tonnes: Numbers, emitted: Numbers) -> Numbers:
    """Mt CO2e of each route, what all of a commodity emits on an asset shared by its tonnes.

    tonnes, emitted: (assets, commodities, years).
    """
    routes, found = solution.routes, np.zeros(len(solution.routes.mt))
    each = np.divide(emitted, tonnes, out=np.zeros_like(emitted), where=tonnes > 0)
    steps = np.split(trips.step_asset, np.searchsorted(trips.step_trip, np.arange(1, len(trips))))
    for place, (demand, year, trip) in enumerate(zip(routes.demand, routes.year, trips.of_route, strict=True)):
        found[place] = routes.mt[place] * each[steps[trip], case.demand_commodity[demand], year].sum()
    return found

"""What follows from the decisions of a plan."""

from __future__ import annotations

from dataclasses import dataclass

from models.solution import Solution
from models.tables import Numbers
from models.verify.budget import spending
from models.verify.corridors import corridor_volume
from models.verify.flow import by_year, emitted_on_assets, flow_of, home_transit, moved_by_demand, of_transit
from models.verify.projects import opened_share, share_in_service
from models.verify.result import Totals
from models.verify.rules import Rules
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
        spent_musd=spending(case, plan.opened),
        corridor_mt=plan.volume,
        emitted_mt=plan.emitted,
    )

"""Whether every route is a way for its cargo, and every demand arrives or is counted as unmet."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from models.case import Case
from models.solution import Solution
from models.verify.flow import moved_by_demand
from models.verify.network import answers_of
from models.verify.tally import Tally
from models.verify.walk import FAULTS, Trips


def check_routes(
    case: Case, solution: Solution, trips: Trips, tally: Tally, rules: Collection[str] = tuple(FAULTS)
) -> None:
    """Report tonnes below zero, and routes that the cargo cannot take by these rules, with the tonnes on them."""
    routes = solution.routes

    def where(route: int) -> str:
        path = " > ".join(case.asset_ids[list(routes.paths[routes.path[route]])])
        return (
            f"route of demand {case.demand.id[routes.demand[route]]} in {case.years.year[routes.year[route]]}: {path}"
        )

    tally.at_least("negative-tonnes", routes.mt, 0.0, where)
    for rule in rules:
        for route in np.flatnonzero(trips.faults[rule][trips.of_route]).tolist():
            tally.fault(rule, f"{where(route)} ({FAULTS[rule]})", abs(float(routes.mt[route])))


def check_demand(case: Case, solution: Solution, tally: Tally) -> None:
    """Report demands whose tonnes neither arrive nor stay, and tonnes that stay or answer outside what may."""

    def where(demand: int, year: int) -> str:
        return f"demand {case.demand.id[demand]} in {case.years.year[year]}"

    unmet, answered = solution.unmet_mt, solution.response_mt
    tally.equal("demand-balance", moved_by_demand(case, solution) + unmet + answered, case.demand_mt, where)
    tally.at_least("unmet-range", unmet, 0.0, where)
    tally.at_most("unmet-range", unmet, case.demand_mt, where)
    least, most = np.zeros_like(answered), np.zeros_like(answered)
    for key, answer in answers_of(case).items():
        least[key], most[key] = answer.range
    tally.at_least("response-range", answered, least, where)
    tally.at_most("response-range", answered, most, where)

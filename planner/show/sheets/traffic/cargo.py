"""Which cargo goes which way, and which stays behind."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from models.network import is_transit, modes_of_assets, nodes_on_ways
from models.tables import PLAN_TABLES, ROUTES, UNMET, Integers, Texts
from planner.show.result import Columns, Facts, Sheet, amount, result_table, route_costs, text

ROUTES_NOTE = (
    "One row per demand, year and way. Cost and days are of the way itself: savings of projects are on the sheet "
    "Savings. Way in words: where the mode changes and where a border is crossed. Passage: transit is home where it "
    "uses a link that touches the home country, else a bypass."
)
UNMET_NOTE = "Cargo for which no way is left, or none that is worth less than the penalty."


def routes_sheet(facts: Facts) -> Sheet:
    """The sheet Routes."""
    routes, declared = facts.solution.routes, PLAN_TABLES[ROUTES]
    order = np.lexsort((-routes.mt, routes.year, routes.demand))
    cost, days = route_costs(facts)
    columns: Columns = {
        **_cargo(facts, routes.demand[order]),
        "year": (declared["year"], facts.years[routes.year[order]]),
        "mt": (declared["mt"], routes.mt[order]),
        "cost_usd_per_t": (amount("Cost", "USD/t"), cost[order]),
        "days": (amount("Time on the way", "days"), days[order]),
        "passage": (text("Passage"), _passage(facts)[order]),
        "way": (text("Way"), ways_in_words(facts)[facts.ways.of_route[order]]),
        "path": (declared["path"], _path_ids(facts)[routes.path[order]]),
    }
    return Sheet(
        ROUTES,
        "Which cargo goes which way",
        ROUTES_NOTE,
        (result_table("routes", "Routes", columns, spoken=("flow_type", "passage")),),
        part="data",
    )


def unmet_sheet(facts: Facts) -> Sheet:
    """The sheet Unmet: what is left behind, by demand and year."""
    case, declared = facts.case, PLAN_TABLES[UNMET]
    demand, year = np.nonzero(facts.solution.unmet_mt)
    mt = facts.solution.unmet_mt[demand, year]
    columns: Columns = {
        **_cargo(facts, demand),
        "year": (declared["year"], facts.years[year]),
        "demand_mt": (amount("Demand", "Mt"), case.demand_mt[demand, year]),
        "unmet_mt": (declared["unmet_mt"], mt),
        "penalty_usd_per_t": (amount("Penalty, not real money", "USD/t"), case.unmet_penalty[demand]),
        "penalty_musd": (amount("Penalty, not real money", "MUSD/year"), case.unmet_penalty[demand] * mt),
    }
    return Sheet(
        UNMET, "What stays behind", UNMET_NOTE, (result_table("unmet", "Unmet demand", columns, spoken=("flow_type",)),)
    )


def _cargo(facts: Facts, demand: Integers) -> Columns:
    table = facts.case.demand
    return {
        "demand": (PLAN_TABLES[ROUTES]["demand"], table.id[demand]),
        "flow_type": (text("Flow type"), table.flow_type[demand]),
        "origin": (text("Origin"), table.origin[demand]),
        "destination": (text("Destination"), table.destination[demand]),
        "commodity": (text("Commodity"), table.commodity[demand]),
    }


def _passage(facts: Facts) -> Texts:
    transit = is_transit(facts.case, facts.solution.routes)
    words = np.where(facts.route_is_home, "home", "bypass")
    return np.asarray(np.where(transit, words, "trade"), object)


def _path_ids(facts: Facts) -> Texts:
    ids = facts.case.asset_ids
    paths = facts.solution.routes.paths
    return np.array([*("|".join(ids[list(path)]) for path in paths), ""], object)


def ways_in_words(facts: Facts) -> Texts:
    """Each way as the places where it starts, changes mode, crosses a border and ends, with the modes between."""
    case, routes = facts.case, facts.solution.routes
    country, names = case.nodes.country.tolist(), facts.short_names.tolist()
    modes, links = modes_of_assets(case)[0].tolist(), len(case.links)
    words = []
    nodes_of = nodes_on_ways(case, routes, facts.ways)
    for path, nodes in zip(facts.ways.path.tolist(), nodes_of, strict=True):
        steps = zip(routes.paths[path], pairwise(nodes), strict=True)
        legs = [(start, end, modes[asset]) for asset, (start, end) in steps if asset < links]
        words.append(_in_words(legs, names, country, names[nodes[0]]))
    return np.array([*words, ""], object)


def _in_words(legs: list[tuple[int, int, str]], names: list[str], country: list[str], start: str) -> str:
    said = [start]
    for position, (_, end, mode) in enumerate(legs):
        if not position or mode != legs[position - 1][2]:
            said.append(f"({mode})")
        following = legs[position + 1] if position + 1 < len(legs) else None
        crosses = country[legs[position][0]] != country[end]
        if following is None or following[2] != mode or crosses:
            said.append(f"→ {names[end]}")
    return " ".join(said)

"""The key figures of each plan year."""

from __future__ import annotations

import numpy as np

from models.case import Case
from models.network import TOTAL, TRANSIT, by_year, carbon_prices, is_transit
from models.tables import BESIDE_PLAN, TRANSIT_TARGET, YEARS, Integers, Numbers
from planner.show.result.facts import Facts
from planner.show.result.layout import Columns, ResultTable, Sheet, amount, count, result_table

NOTE = (
    "Mt: million tonnes a year. MUSD: million USD of one year, undiscounted. Plans as good: found with the same "
    "projects, in the years with a published target and in the last one; their discounted cost is higher by no more "
    "than what is open between this plan and the best possible."
)


def years_sheet(facts: Facts) -> Sheet:
    """The sheet Years."""
    return Sheet("Years", "Key figures, a row per year", NOTE, (years_table(facts),), part="data")


def years_table(facts: Facts) -> ResultTable:
    """One row per plan year: cargo, transit, money. Money is of one year, undiscounted."""
    money = facts.money
    columns: Columns = {
        "year": (count("Year", "year"), facts.years),
        **_cargo(facts),
        **_transit(facts),
        **_as_good(facts),
        "spent_musd": (amount("Spent from the budget", "MUSD"), spending(facts)),
        "transport_musd": (amount("Transport", "MUSD/year"), money.transport),
        "time_musd": (amount("Value of time on the way", "MUSD/year"), money.time),
        "savings_musd": (amount("Saved by projects", "MUSD/year"), money.savings),
        "annuities_musd": (amount("Annuities of projects", "MUSD/year"), money.annuities),
        "fixed_opex_musd": (amount("Upkeep of projects", "MUSD/year"), money.fixed_opex),
        **_carbon(facts),
        **_response(facts),
        "real_cost_musd": (amount("Real cost", "MUSD/year"), money.real),
        "penalty_musd": (amount("Penalty, not real money", "MUSD/year"), money.penalty),
    }
    return result_table("years", "Key figures by year", columns)


def _carbon(facts: Facts) -> Columns:
    """The cost of carbon, where it has a price in the objective."""
    if not carbon_prices(facts.case).any():
        return {}
    return {"carbon_musd": (amount("Carbon at its price", "MUSD/year"), facts.money.carbon)}


def answers(case: Case) -> bool:
    """Whether demand answers to cost."""
    return case.parameters.demand_response and len(case.demand_response) > 0


def _response(facts: Facts) -> Columns:
    """What going is worth to cargo that leaves less that to cargo that comes, where demand answers to cost."""
    if not answers(facts.case):
        return {}
    return {"response_musd": (amount("Worth of going, cargo that leaves or comes", "MUSD/year"), facts.money.response)}


def spending(facts: Facts) -> Numbers:
    """MUSD from the budget in each plan year."""
    return np.asarray(facts.payments.sum(axis=0))


def home_transit(facts: Facts) -> Numbers:
    """Mt of transit that uses a link touching the home country, by plan year."""
    routes = facts.solution.routes
    return by_year(facts.case, routes, is_transit(facts.case, routes) & facts.route_is_home)


def transit_demand(facts: Facts) -> Numbers:
    """Mt of transit that wants to move, by plan year."""
    return np.asarray(facts.case.demand_mt[facts.case.demand.flow_type == TRANSIT].sum(axis=0))


def transit_unmet(facts: Facts) -> Numbers:
    """Mt of transit that stays behind, by plan year."""
    return np.asarray(facts.solution.unmet_mt[facts.case.demand.flow_type == TRANSIT].sum(axis=0))


def transit_answered(facts: Facts) -> tuple[Numbers, Numbers]:
    """Mt of transit that leave and Mt that come because of what they cost, by plan year."""
    response = facts.solution.response_mt[facts.case.demand.flow_type == TRANSIT]
    return np.maximum(0.0, response).sum(axis=0), np.maximum(0.0, -response).sum(axis=0)


def bypass(facts: Facts) -> Numbers:
    """Mt of transit that arrives without touching the home country, by plan year."""
    routes = facts.solution.routes
    return by_year(facts.case, routes, is_transit(facts.case, routes) & ~facts.route_is_home)


def headline_years(facts: Facts) -> Integers:
    """Position of each plan year with a published transit target, and of the last one."""
    published = facts.target(TRANSIT_TARGET, firm=True)
    last = len(facts.years) - 1
    return np.array([y for y, year in enumerate(facts.years.tolist()) if year in published or y == last])


def transit_target(facts: Facts, *, firm: bool = False) -> Numbers:
    """Target of total transit by plan year, Mt, NaN where there is none."""
    return facts.over_years(facts.target(TRANSIT_TARGET, firm=firm))


def outside_transit(facts: Facts) -> float:
    """Mt a year of transit outside the model, which targets include."""
    corridors = facts.case.corridors
    return float(corridors.outside_model_mt[corridors.role == TOTAL].sum())


def _cargo(facts: Facts) -> Columns:
    routes, solution = facts.solution.routes, facts.solution
    return {
        "demand_mt": (amount("Demand, all cargo", "Mt"), facts.case.demand_mt.sum(axis=0)),
        "moved_mt": (amount("Moved, all cargo", "Mt"), by_year(facts.case, routes)),
        "unmet_mt": (amount("Stays behind, all cargo", "Mt"), solution.unmet_mt.sum(axis=0)),
        **(
            {"response_mt": (amount("Leaves less comes, because of its cost", "Mt"), solution.response_mt.sum(axis=0))}
            if answers(facts.case)
            else {}
        ),
        "trade_mt": (
            amount("Export, import and domestic cargo moved", "Mt"),
            by_year(facts.case, routes, ~is_transit(facts.case, routes)),
        ),
    }


def _as_good(facts: Facts) -> Columns:
    """The range of home transit of plans as good; NaN in years in which it was not sought."""
    declared, blank = BESIDE_PLAN[YEARS], np.full(len(facts.years), np.nan)
    least, most, dearer = blank.copy(), blank.copy(), blank.copy()
    for found in facts.solution.ranges:
        least[found.year], most[found.year], dearer[found.year] = found.least_mt, found.most_mt, found.dearer_musd
    return {
        "home_transit_least_mt": (declared["home_transit_least_mt"], least),
        "home_transit_most_mt": (declared["home_transit_most_mt"], most),
        "as_good_musd": (declared["as_good_musd"], dearer),
    }


def _transit(facts: Facts) -> Columns:
    return {
        "transit_demand_mt": (amount("Transit demand", "Mt"), transit_demand(facts)),
        "home_transit_mt": (amount("Home transit", "Mt"), home_transit(facts)),
        "bypass_mt": (amount("Transit that bypasses home", "Mt"), bypass(facts)),
        "transit_unmet_mt": (amount("Transit that stays behind", "Mt"), transit_unmet(facts)),
        "transit_target_mt": (amount("Target of total transit", "Mt"), transit_target(facts)),
    }

"""If shippers choose: what they would do with the projects of the plan, beside the plan; only where it was asked."""

from __future__ import annotations

from typing import Any

import numpy as np

from models import accounts
from models.choice import Choice
from models.network import nodes_of_assets
from models.solution import Solution
from models.tables import Integers, Numbers
from planner.show.result import (
    PRICE_NOISE,
    Columns,
    Facts,
    ResultTable,
    Sheet,
    amount,
    bypass,
    count,
    headline_years,
    home_transit,
    linked,
    result_table,
    route_costs,
    text,
)
from planner.show.sheets.traffic.cargo import ways_in_words
from planner.show.sheets.traffic.corridors import planning
from planner.show.texts import mt

SHEET = "Choice"

NOTE = (
    "If shippers choose. The projects are those of the plan. Cargo is not led: every tonne takes a way with a chance "
    "that falls with its cost, by a logit with path sizes; where a place is full a price clears it, as a queue or a "
    "surcharge would, and no limit is exceeded. Staying behind at its penalty is one of the ways. Theta, in 1/USD per "
    "t, says how much a dollar matters: settings or commodities, choice_theta_per_usd. Cost: of one year, "
    "undiscounted, without annuities and upkeep, penalties included; the clearing prices are no cost, they are paid by "
    "one and received by another. Would come: if nothing were full. Gap: what lies between the flows and their bound, "
    "verified on its own."
)

TOP = 3
"""Ways of a demand that are listed."""


def choice_sheets(facts: Facts) -> tuple[Sheet, ...]:
    """The sheet Choice; none where it was not asked for."""
    if facts.choice is None:
        return ()
    other = chosen_facts(facts, facts.choice)
    tables = (
        _years_table(facts, other, facts.choice),
        _corridors_table(facts, other),
        _crossings_table(facts, other),
        _full_table(facts, other, facts.choice),
        _ways_table(other, facts.choice),
    )
    return (Sheet(SHEET, "If shippers choose", NOTE, tables),)


def chosen_facts(facts: Facts, choice: Choice) -> Facts:
    """The facts of what shippers choose."""
    return Facts(facts.case, choice.chosen.solution, choice.verification, facts.words)


def year_costs(facts: Facts) -> Numbers:
    """MUSD of the cargo of each year, penalties included, without annuities and upkeep."""
    money = facts.money
    return np.asarray(money.real + money.penalty - money.annuities - money.fixed_opex)


def _years_table(facts: Facts, other: Facts, choice: Choice) -> ResultTable:
    least, chosen, proof = year_costs(facts), year_costs(other), choice.proof
    wanted = facts.case.demand_mt > 0
    outside = np.where(wanted, choice.chosen.outside, 0.0)
    columns: Columns = {
        "year": (count("Year", "year"), facts.years),
        "cost_musd": (amount("Cost of the plan", "MUSD/year"), least),
        "choice_musd": (amount("Cost if shippers choose", "MUSD/year"), chosen),
        "above_musd": (amount("Above the plan", "MUSD/year"), chosen - least),
        "above_share": (amount("Above the plan, of its cost", "share"), _part(chosen - least, least)),
        "home_mt": (amount("Home transit of the plan", "Mt"), home_transit(facts)),
        "choice_home_mt": (amount("Home transit if shippers choose", "Mt"), home_transit(other)),
        "bypass_mt": (amount("Bypass in the plan", "Mt"), bypass(facts)),
        "choice_bypass_mt": (amount("Bypass if shippers choose", "Mt"), bypass(other)),
        "unmet_mt": (amount("Stays behind in the plan", "Mt"), facts.solution.unmet_mt.sum(axis=0)),
        "choice_unmet_mt": (amount("Stays behind if shippers choose", "Mt"), other.solution.unmet_mt.sum(axis=0)),
        "gap_musd": (amount("Gap of the choice", "MUSD/year"), np.maximum(0.0, proof.entropy_musd - proof.bound_musd)),
        "outside_share": (
            amount("A way that was not considered would hold at most, mean of the demand", "share"),
            _part((outside * facts.case.demand_mt).sum(axis=0), facts.case.demand_mt.sum(axis=0)),
        ),
    }
    return result_table("choice_years", "Cost and home transit, plan and choice", columns)


def _part(of: Numbers, whole: Numbers) -> Numbers:
    return np.asarray(np.divide(of, whole, out=np.full(len(of), np.nan), where=whole > 0))


def _corridors_table(facts: Facts, other: Facts) -> ResultTable:
    corridor, year = np.nonzero(np.repeat(planning(facts)[:, None], len(facts.years), axis=1))
    plan, chosen = facts.volumes[corridor, year], other.volumes[corridor, year]
    columns: Columns = {
        "corridor": (linked("Corridor", "corridors"), facts.case.corridors.id[corridor]),
        "year": (count("Year", "year"), facts.years[year]),
        "plan_mt": (amount("Plan", "Mt"), plan),
        "choice_mt": (amount("If shippers choose", "Mt"), chosen),
        "difference_mt": (amount("Choice - plan", "Mt"), chosen - plan),
    }
    return result_table("choice_corridors", "Corridors side by side", columns)


def _crossings_table(facts: Facts, other: Facts) -> ResultTable:
    """Links that join the home country with another, where the plan or the choice has cargo."""
    case = facts.case
    first, second = (
        case.nodes.country[ends][: len(case.links)] == case.parameters.home_country for ends in nodes_of_assets(case)
    )
    plan, chosen = (of.flow[: len(case.links)].sum(axis=1) for of in (facts, other))
    link, year = np.nonzero((first != second)[:, None] & (np.maximum(plan, chosen) > 1e-6))
    columns: Columns = {
        "link": (linked("Link", "links"), case.links.id[link]),
        "year": (count("Year", "year"), facts.years[year]),
        "plan_mt": (amount("Plan", "Mt"), plan[link, year]),
        "choice_mt": (amount("If shippers choose", "Mt"), chosen[link, year]),
        "difference_mt": (amount("Choice - plan", "Mt"), (chosen - plan)[link, year]),
    }
    return result_table("choice_crossings", "Border crossings side by side", columns)


def _full_table(facts: Facts, other: Facts, choice: Choice) -> ResultTable:
    """Places and shared limits with a price under the choice, the years in order, the most that would come first."""
    prices, case = choice.chosen.solution.prices, facts.case
    worth = np.concatenate([other.worth, prices.shared_limit])
    plan = np.concatenate([facts.worth, facts.solution.prices.shared_limit])
    flow = np.concatenate([_asset_use(other, other.flow), _limit_use(other)])
    wanted = np.concatenate([choice.chosen.wanted.max(axis=1), choice.chosen.limits_wanted])
    row, year = np.nonzero(worth > PRICE_NOISE)
    order = np.lexsort((row, -(wanted - flow)[row, year].round(9), year))
    row, year = row[order], year[order]
    columns: Columns = {
        "place": (linked("Link, terminal or shared limit", "links", "terminals", "shared_limits"), _ids(case)[row]),
        "year": (count("Year", "year"), facts.years[year]),
        "price_usd_per_t": (amount("Price that clears it", "USD/t or per unit"), worth[row, year]),
        "plan_price_usd_per_t": (amount("Price in the plan", "USD/t or per unit"), plan[row, year]),
        "flow_mt": (amount("Passes", "Mt or unit"), flow[row, year]),
        "wanted_mt": (amount("Would come if nothing were full", "Mt or unit"), wanted[row, year]),
        "over_mt": (amount("Would come and finds no room", "Mt or unit"), np.maximum(0.0, wanted - flow)[row, year]),
    }
    return result_table("choice_full", "Places that shippers fill", columns)


def _ids(case: Any) -> Any:
    return np.concatenate([case.asset_ids, case.shared_limits.id])


def _asset_use(facts: Facts, flow: Numbers) -> Numbers:
    """Mt against the capacity of each asset: the fuller direction where each has its own; (assets, years)."""
    together = np.where(facts.each[:, None], flow.max(axis=1), flow.sum(axis=1))
    return np.asarray(together)


def _limit_use(facts: Facts) -> Numbers:
    """Use of each shared limit, (limits, years)."""
    return accounts.limit_use(facts.case, facts.solution, facts.ways)


def _ways_table(other: Facts, choice: Choice) -> ResultTable:
    """The ways of each demand that hold most in years of headlines."""
    routes, case = other.solution.routes, other.case
    rows, rank = _first_ways(other.solution, headline_years(other))
    cost, days = route_costs(other)
    share = routes.mt[rows] / case.demand_mt[routes.demand[rows], routes.year[rows]]
    columns: Columns = {
        "demand": (linked("Demand", "demand"), case.demand.id[routes.demand[rows]]),
        "year": (count("Year", "year"), other.years[routes.year[rows]]),
        "rank": (count("Rank"), rank),
        "share": (amount("Share of the demand", "share"), share),
        "mt": (amount("Cargo", "Mt"), routes.mt[rows]),
        "cost_usd_per_t": (amount("Cost", "USD/t"), cost[rows]),
        "days": (amount("Time on the way", "days"), days[rows]),
        "path_size": (amount("Path size", "from 0 to 1"), choice.chosen.path_size[rows]),
        "way": (text("Way"), ways_in_words(other)[other.ways.of_route[rows]]),
    }
    return result_table("choice_ways", "Ways that shippers take most", columns)


def _first_ways(solution: Solution, years: Integers) -> tuple[Integers, Integers]:
    """Routes and their rank, the first `TOP` of each demand and year."""
    routes = solution.routes
    order = np.lexsort((-routes.mt, routes.year, routes.demand))
    order = order[np.isin(routes.year[order], years)]
    cell = routes.demand[order] * (int(routes.year.max(initial=0)) + 1) + routes.year[order]
    start = np.flatnonzero(np.append(True, cell[1:] != cell[:-1])) if len(cell) else np.zeros(0, np.int64)
    size = np.diff(np.append(start, len(cell)))
    rank = np.arange(len(cell)) - np.repeat(start, size)
    return order[rank < TOP], rank[rank < TOP] + 1


def choice_sentence(facts: Facts) -> tuple[str, ...]:
    """What changes in the last year of headlines if shippers choose; nothing where it was not asked for."""
    if facts.choice is None:
        return ()
    other, words, y = chosen_facts(facts, facts.choice), facts.words, int(headline_years(facts)[-1])
    least, chosen = year_costs(facts)[y], year_costs(other)[y]
    full = int((np.concatenate([other.worth, other.solution.prices.shared_limit])[:, y] > PRICE_NOISE).sum())
    return (
        words.say(
            "{year}, if shippers choose: {home} of home transit against {plan} in the plan; their cargo costs {above} "
            "MUSD a year more ({share}); {full} places and shared limits are full. See the sheet Choice.",
            year=facts.years[y],
            home=mt(words, home_transit(other)[y]),
            plan=mt(words, home_transit(facts)[y]),
            above=words.number(round(float(chosen - least))),
            share=words.share(float((chosen - least) / least) if least else 0.0),
            full=words.number(full),
        ),
    )


def choice_json(facts: Facts) -> dict[str, Any]:
    """What shippers choose, as the sheet has it; nothing where it was not asked for."""
    if facts.choice is None:
        return {}
    other, choice = chosen_facts(facts, facts.choice), facts.choice
    tables = {table.name: table for sheet in choice_sheets(facts) for table in sheet.tables}
    corridors = facts.case.corridors.id.tolist()
    years = [str(year) for year in facts.years.tolist()]
    return {
        "choice": {
            "theta_per_usd": dict(
                zip(facts.case.commodities.id.tolist(), choice.chosen.taste.theta.tolist(), strict=True)
            ),
            "path_size_exponent": choice.chosen.taste.beta,
            "least_share": choice.chosen.taste.least_share,
            "objective_musd": choice.chosen.solution.objective,
            "gap_musd": choice.proof.gap_musd,
            "verified": choice.ok,
            "years": {
                str(row.pop("year")): row
                for row in (_known(row) for row in tables["choice_years"].frame.to_dict("records"))
            },
            "corridors": {
                name: dict(zip(years, volume, strict=True))
                for name, volume in zip(corridors, other.volumes.tolist(), strict=True)
            },
            "crossings": [_known(row) for row in tables["choice_crossings"].frame.to_dict("records")],
            "full": [_known(row) for row in tables["choice_full"].frame.to_dict("records")],
        }
    }


def _known(row: dict[Any, Any]) -> dict[str, Any]:
    return {str(name): None if isinstance(value, float) and np.isnan(value) else value for name, value in row.items()}

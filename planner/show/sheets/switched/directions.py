"""What the way back of empty units costs: by type and year, and what it puts on the cargo of each demand."""

from __future__ import annotations

from typing import Any

import numpy as np

from models.tables import Flags, Numbers
from planner.show.result import (
    Chart,
    Columns,
    Facts,
    ResultTable,
    Sheet,
    amount,
    count,
    linked,
    result_table,
    route_costs,
    text,
)
from planner.show.sheets.switched.empties import ends_of, surcharge, type_names
from planner.show.texts import Said, musd

SHEET = "Returns"

NOTE = (
    "Wagons, platforms and containers of the table equipment come back: loaded and empty units balance at every node, "
    "in every mode and year. Empty units pay their share of what passing costs and use their share of capacity; both "
    "are in the objective, and their cost is part of Transport. Price of direction: what the next tonne of a demand "
    "pays on the ways of the plan for the units that it takes where they are wanted and leaves where they are not; "
    "below zero it brings them where they are wanted. The way: its own cost, time and savings of projects not counted. "
    "How full links and terminals are counts empty units on every sheet."
)
FOUND = 5e-4
"""Mt of empty units below which no sentence speaks of them."""


def returns_sheets(facts: Facts) -> tuple[Sheet, ...]:
    """The sheet Returns; none where no equipment returns."""
    if not len(facts.case.fleet):
        return ()
    by_year = _by_year(facts)
    first = Chart(
        facts.words.say("Unit-km of {type}", type=Said(type_names(facts)[0])),
        by_year.name, "year", ("loaded_unit_km", "empty_unit_km"), unit="million unit-km", rows=(0, len(facts.years)),
    )  # fmt: skip
    return (
        Sheet(
            SHEET, "What comes back empty, and the price of direction", NOTE, (by_year, _directions(facts)), (first,)
        ),
    )


def returns_json(facts: Facts) -> dict[str, Any]:
    """As the sheet has it, under the key `returns`; nothing where there is no sheet."""
    if not len(facts.case.fleet):
        return {}
    tables = {"types": _by_year(facts), "directions": _directions(facts)}
    return {
        "returns": {
            name: [{str(key): _plain(value) for key, value in row.items()} for row in table.frame.to_dict("records")]
            for name, table in tables.items()
        }
    }


def returns_sentence(facts: Facts) -> str:
    """Of the units that pass one way on the link with the most empty ones of the last year, how many go back empty."""
    if not len(facts.case.fleet):
        return ""
    words, y = facts.words, len(facts.years) - 1
    empty = facts.empty_mt[:, y]
    if not len(empty) or empty.max() <= FOUND:
        return words.say("No unit of equipment moves empty in {year}.", year=facts.years[y])
    returns, run = facts.returns, int(_most_empty(facts, y))
    opposite = (returns.type == returns.type[run]) & (returns.asset == returns.asset[run])
    loaded = float(facts.loaded_mt[opposite & (returns.direction != returns.direction[run]), y].sum())
    start, end = ends_of(facts.case, returns.asset[[run]], returns.direction[[run]])
    back = words.say(
        "For every 100 loaded units of {type} from {origin} to {destination} in {year}, {number} go back empty.",
        type=Said(type_names(facts)[returns.type[run]]),
        origin=Said(facts.short_names[end[0]]),
        destination=Said(facts.short_names[start[0]]),
        year=facts.years[y],
        number=words.number(100 * float(empty[run]) / loaded),
    )
    cost = words.say(
        "Empty units cost {amount} in {year}, {share} of transport.",
        amount=musd(words, float(facts.money.empties[y])),
        year=facts.years[y],
        share=words.share(
            float(facts.money.empties[y] / facts.money.transport[y]) if facts.money.transport[y] else 0.0
        ),
    )
    return f"{back} {cost}"


def _most_empty(facts: Facts, y: int) -> int:
    """The run of a link with the most empty units against loaded ones the other way."""
    returns = facts.returns
    back = np.zeros(len(returns))
    for run in range(len(returns)):
        other = (returns.type == returns.type[run]) & (returns.asset == returns.asset[run])
        back[run] = facts.loaded_mt[other & (returns.direction != returns.direction[run]), y].sum()
    on_link = returns.asset < len(facts.case.links)
    return int(np.where(on_link, np.minimum(facts.empty_mt[:, y], back), -1.0).argmax())


def _by_year(facts: Facts) -> ResultTable:
    """A row per type and year."""
    fleet, returns, years = facts.case.fleet, facts.returns, len(facts.years)
    km = np.append(np.nan_to_num(facts.case.links.length_km), np.zeros(len(facts.case.terminals)))[returns.asset]
    paid = facts.empty_mt * returns.cost

    def summed(amounts: Numbers) -> Numbers:
        found = np.zeros((len(fleet), years))
        np.add.at(found, returns.type, amounts)
        return found.ravel()

    payload = np.repeat(fleet.payload_t, years)
    loaded, empty = (summed(km[:, None] * mt) / payload for mt in (facts.loaded_mt, facts.empty_mt))
    columns: Columns = {
        "type": (linked("Type", "equipment"), np.repeat(fleet.id, years)),
        "name": (text("Name"), np.repeat(type_names(facts), years)),
        "year": (count("Year", "year"), np.tile(facts.years, len(fleet))),
        "loaded_unit_km": (amount("Loaded", "million unit-km"), loaded),
        "empty_unit_km": (amount("Empty", "million unit-km"), empty),
        "empty_share": (amount("Of it empty", "share"), _share(empty, loaded + empty)),
        "empty_musd": (amount("Empty units pay", "MUSD/year"), summed(paid)),
    }
    return result_table("returns", "Loaded and empty by type and year", columns)


def _directions(facts: Facts) -> ResultTable:
    """What the next tonne of each demand pays for direction, on average of the ways that it goes."""
    case, routes = facts.case, facts.solution.routes
    moved = facts.returns.moved(case, routes)
    each: Numbers = np.asarray(moved.multiply(surcharge(facts)[:, routes.year].T).sum(axis=1), np.float64).ravel()
    in_it = np.asarray(moved.sum(axis=1)).ravel() > 0
    cost: Numbers = route_costs(facts)[0]
    ones: Numbers = np.ones(len(cost))
    amounts: tuple[Numbers, Numbers, Numbers] = (ones, each, cost)
    mt, extra, way = (_by_demand(facts, in_it, of_route) for of_route in amounts)
    row, year = np.nonzero(mt)
    columns: Columns = {
        "demand": (linked("Demand", "demand"), case.demand.id[row]),
        "origin": (text("From"), case.demand.origin[row]),
        "destination": (text("To"), case.demand.destination[row]),
        "commodity": (text("Commodity"), case.demand.commodity[row]),
        "year": (count("Year", "year"), facts.years[year]),
        "mt": (amount("Moved in equipment", "Mt"), mt[row, year]),
        "way_usd_per_t": (amount("Its way", "USD/t"), way[row, year] / mt[row, year]),
        "direction_usd_per_t": (amount("Price of direction", "USD/t"), extra[row, year] / mt[row, year]),
        "together_usd_per_t": (amount("Together", "USD/t"), (way + extra)[row, year] / mt[row, year]),
    }
    return result_table("directions", "Price of direction by demand", columns)


def _by_demand(facts: Facts, chosen: Flags, amounts: Numbers) -> Numbers:
    """Mt times amounts of the chosen routes, (demand, years)."""
    routes, found = facts.solution.routes, np.zeros(facts.case.demand_mt.shape)
    np.add.at(found, (routes.demand[chosen], routes.year[chosen]), (routes.mt * amounts)[chosen])
    return found


def _share(part: Numbers, whole: Numbers) -> Numbers:
    return np.asarray(np.divide(part, whole, out=np.full(len(whole), np.nan), where=whole > 0))


def _plain(value: Any) -> Any:
    """A figure that is not known is None."""
    return None if isinstance(value, float) and not np.isfinite(value) else value

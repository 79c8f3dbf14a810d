"""What becomes of each demand: how much moves, which way, at what cost and in how many days."""

from __future__ import annotations

import numpy as np

from models.tables import Integers, Numbers
from planner.show.result import (
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
from planner.show.sheets.traffic.cargo import ways_in_words
from planner.show.texts import Said

NOTE = (
    "One row per demand, the largest first. Cost and days are means over its cargo of the year, on the way itself: "
    "savings of projects are on the sheet Savings. Main way: the one with the most cargo in the last year that any "
    "moves. Every way of every year is on the sheet Routes."
)
SHOWN_MAX = 2_000
"""Demands that are shown; the others stand on the sheet Routes."""


def demands_sheet(facts: Facts) -> Sheet:
    """The sheet Demands."""
    note: str = NOTE
    if len(facts.case.demand) > SHOWN_MAX:
        only = facts.words.say("Only the {n} largest are shown.", n=facts.words.number(SHOWN_MAX))
        note = Said(f"{facts.words.say(NOTE)} {only}")
    return Sheet("Demands", "Which cargo goes which way, at what cost", note, (_demands_table(facts),))


def _demands_table(facts: Facts) -> ResultTable:
    case = facts.case
    row = np.argsort(-case.demand_mt.sum(axis=1), kind="stable")[:SHOWN_MAX]
    moved, cost, days = _means(facts)
    ways = _ways(facts)
    columns: Columns = {
        "demand": (linked("Demand", "demand"), case.demand.id[row]),
        "flow_type": (text("Flow type"), case.demand.flow_type[row]),
        "origin": (linked("Origin", "nodes"), case.demand.origin[row]),
        "destination": (linked("Destination", "nodes"), case.demand.destination[row]),
        "commodity": (linked("Commodity", "commodities"), case.demand.commodity[row]),
        **_first_and_last("mt", "Moved in {year}", "Mt", moved[row], facts),
        "unmet_mt": (amount("Left behind, all years", "Mt"), facts.solution.unmet_mt.sum(axis=1)[row]),
        **_first_and_last("cost_usd_per_t", "Cost in {year}", "USD/t", cost[row], facts),
        **_first_and_last("days", "Time on the way in {year}", "days", days[row], facts),
        "ways": (count("Ways"), ways[row]),
        "main_way": (text("Main way"), _main_ways(facts)[row]),
    }
    return result_table("demands", "Demands", columns, spoken=("flow_type",))


def _first_and_last(name: str, label: str, unit: str, values: Numbers, facts: Facts) -> Columns:
    """Columns of the first and the last plan year."""
    chosen = sorted({0, len(facts.years) - 1})
    say, years = facts.words.say, facts.years
    return {f"{name}_{years[y]}": (amount(say(label, year=years[y]), unit), values[:, y]) for y in chosen}


def _means(facts: Facts) -> tuple[Numbers, Numbers, Numbers]:
    """Mt moved, mean USD/t and mean days of each demand and year, NaN where nothing moves; shape (demand, years)."""
    routes = facts.solution.routes
    shape = (len(facts.case.demand), len(facts.years))
    sums = []
    for value in (np.ones(len(routes.mt)), *route_costs(facts)):
        total = np.zeros(shape)
        np.add.at(total, (routes.demand, routes.year), routes.mt * value)
        sums.append(total)
    moved, *others = sums
    means = [np.divide(total, moved, out=np.full(shape, np.nan), where=moved > 0) for total in others]
    return moved, means[0], means[1]


def _ways(facts: Facts) -> Integers:
    """Number of different ways of each demand."""
    routes = facts.solution.routes
    pairs = np.unique(np.stack([routes.demand, facts.ways.of_route]), axis=1)
    return np.bincount(pairs[0], minlength=len(facts.case.demand))


def _main_ways(facts: Facts) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    """The way with the most cargo in the last year in which any moves, '' where none ever does."""
    routes, words = facts.solution.routes, ways_in_words(facts)
    found = np.full(len(facts.case.demand), "", object)
    for route in np.lexsort((routes.mt, routes.year)).tolist():
        found[routes.demand[route]] = words[facts.ways.of_route[route]]
    return found

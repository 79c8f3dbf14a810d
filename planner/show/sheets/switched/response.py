"""How demand answered to cost: by year and kind of cargo, and demand by demand, which carries that part of the plan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from models.network import NO_ROW, Kind, filled_steps, reference_costs, response_rows
from models.seasons import copies_of, over_seasons
from models.tables import ANSWERS, PLAN_IF_THERE, Integers, Numbers
from planner.show.result import Columns, Facts, ResultTable, Sheet, amount, answers, count, result_table, text
from planner.show.texts import NOTHING_MT, mt, musd

SHEET = "Response"

NOTE = (
    "Cargo leaves where a tonne more costs more than in the base run, and comes where it costs less, as the tables "
    "demand_response and demand_reference say. What a tonne costs is what one more tonne of the demand costs the plan: "
    "its way, its time, and what it takes from others where places are full; it is no tariff. Worth of going: of what "
    "leaves less that of what comes, at the middle of each step of the curve; it is real money and in the real cost. "
    "Surplus lost: by how much that worth lies above the cost in the base run, of what leaves. Surplus gained: by how "
    "much it lies above what a tonne costs now, of what comes. What stays behind at the penalty is apart. The way "
    "outside lies outside the model: it has no limit, and its emissions are in no figure."
)
ANSWERS_NOTE = "Every demand and year in which cargo leaves or comes because of what it costs. Below zero: it comes."


def response_sheets(facts: Facts) -> tuple[Sheet, ...]:
    """The sheets Response and Answers; none where demand does not answer to cost."""
    if not answers(facts.case):
        return ()
    return (
        Sheet(SHEET, "How demand answers to cost", NOTE, (_by_kind(facts),)),
        Sheet(ANSWERS, "How each demand answers to cost", ANSWERS_NOTE, (_by_demand(facts),), part="data"),
    )


def response_json(facts: Facts) -> dict[str, Any]:
    """As the sheet Response has it, under the key `response`; nothing where there is no sheet."""
    if not answers(facts.case):
        return {}
    rows = _by_kind(facts).frame.to_dict("records")
    return {"response": [{str(key): _plain(value) for key, value in row.items()} for row in rows]}


def response_sentence(facts: Facts, y: int) -> str:
    """What leaves, goes outside and comes in a year (position); '' where demand does not answer to cost."""
    if not answers(facts.case):
        return ""
    words, parts = facts.words, _parts(facts)
    left, outside, grown = (float(parts[kind][:, y].sum()) for kind in Kind)
    worth = float(facts.money.response[y])
    if max(left, outside, grown) <= NOTHING_MT:
        return words.say("No cargo leaves or comes because of what its way costs.")
    return words.say(
        "{left} leave because a tonne costs more than in the base run, {outside} take the way outside, and {grown} "
        "come because it costs less. Going is worth {worth} to what leaves, less that to what comes: real money.",
        left=mt(words, left),
        outside=mt(words, outside),
        grown=mt(words, grown),
        worth=musd(words, worth),
    )


def _plain(value: Any) -> Any:
    return (float(value) if np.isfinite(value) else None) if isinstance(value, float) else value


def _stepped(facts: Facts) -> Facts:
    """The plan whose demand has the steps: with seasons that of the copies."""
    return facts.by_season or facts


def _filled(facts: Facts) -> Numbers:
    """Mt of each step."""
    return filled_steps(facts.steps, facts.solution.response_mt)


def _parts(facts: Facts) -> dict[Kind, Numbers]:
    """Mt of each kind of step, (demand, years)."""
    steps, mt_of = _stepped(facts).steps, _filled(_stepped(facts))
    return {kind: _summed(facts, mt_of * (steps.kind == kind)) for kind in Kind}


def _summed(facts: Facts, of_step: Numbers) -> Numbers:
    """What stands at steps, by demand and year."""
    of = _stepped(facts)
    found = np.zeros_like(of.case.demand_mt)
    np.add.at(found, (of.steps.demand, of.steps.year), of_step)
    return found if of is facts else over_seasons(copies_of(facts.case), found)


def _reference(facts: Facts) -> Numbers:
    """USD/t in the base run, with seasons on average of what wants to go in them, (demand, years)."""
    of = _stepped(facts)
    if of is facts:
        return reference_costs(facts.case)
    copies, mt_of = copies_of(facts.case), of.case.demand_mt
    paid, wanted = (over_seasons(copies, amounts) for amounts in (reference_costs(of.case) * mt_of, mt_of))
    return np.asarray(np.divide(paid, wanted, out=np.full(paid.shape, np.nan), where=wanted > 0))


def _surplus(facts: Facts) -> tuple[Numbers, Numbers]:
    """MUSD that is lost by what leaves and gained by what comes, (demand, years); without a reference nothing is."""
    of = _stepped(facts)
    steps, filled = of.steps, _filled(of)
    reference = reference_costs(of.case)[steps.demand, steps.year]
    price = of.solution.prices.unmet[steps.demand, steps.year]
    comes = steps.kind == Kind.GROWTH
    lost = np.where(comes, 0.0, np.nan_to_num(steps.price - reference)) * filled
    gained = np.where(comes, np.maximum(0.0, steps.price - price), 0.0) * filled
    return _summed(facts, lost), _summed(facts, gained)


def _by_kind(facts: Facts) -> ResultTable:
    case, parts = facts.case, _parts(facts)
    groups = list(_groups(facts))
    of = _stepped(facts)
    worth = _summed(facts, of.steps.price * of.steps.sign * _filled(of))
    lost, gained = _surplus(facts)
    moved = case.demand_mt - facts.solution.unmet_mt - facts.solution.response_mt

    def total(of_demand: Numbers) -> list[float]:
        return [float(of_demand[rows, y].sum()) for y, _, _, rows in groups]

    def average(per_tonne: Numbers) -> list[float]:
        return [_average(per_tonne[rows, y], case.demand_mt[rows, y]) for y, _, _, rows in groups]

    columns: Columns = {
        "year": (count("Year", "year"), [facts.years[y] for y, _, _, _ in groups]),
        "flow_type": (text("Flow type"), [flow_type for _, flow_type, _, _ in groups]),
        "commodity": (text("Commodity"), [commodity for _, _, commodity, _ in groups]),
        "demand_mt": (amount("Demand of the table", "Mt"), total(case.demand_mt)),
        "moved_mt": (amount("Moves", "Mt"), total(moved)),
        "dearer_mt": (amount("Leaves: costs more than it is worth", "Mt"), total(parts[Kind.DEARER])),
        "outside_mt": (amount("Takes the way outside", "Mt"), total(parts[Kind.OUTSIDE])),
        "growth_mt": (amount("Comes: costs less", "Mt"), total(parts[Kind.GROWTH])),
        "unmet_mt": (amount("Stays behind at the penalty", "Mt"), total(facts.solution.unmet_mt)),
        "reference_usd_per_t": (amount("A tonne in the base run, average", "USD/t"), average(_reference(facts))),
        "price_usd_per_t": (amount("A tonne more costs, average", "USD/t"), average(facts.solution.prices.unmet)),
        "worth_musd": (amount("Worth of going", "MUSD/year"), total(worth)),
        "lost_musd": (amount("Surplus lost by what leaves", "MUSD/year"), total(lost)),
        "gained_musd": (amount("Surplus gained by what comes", "MUSD/year"), total(gained)),
    }
    return result_table("response", "Answers by year and kind of cargo", columns, spoken=("flow_type",))


def _groups(facts: Facts) -> Iterator[tuple[int, str, str, Integers]]:
    """Year, flow type, commodity and demands of each row: those that a row of demand_response fits."""
    demand, row = facts.case.demand, response_rows(facts.case)
    kinds = sorted({(demand.flow_type[d], demand.commodity[d]) for d in np.flatnonzero(row != NO_ROW).tolist()})
    for y in range(len(facts.years)):
        for flow_type, commodity in kinds:
            fits = (row != NO_ROW) & (demand.flow_type == flow_type) & (demand.commodity == commodity)
            yield y, flow_type, commodity, np.flatnonzero(fits & (facts.case.demand_mt[:, y] > 0))


def _average(values: Numbers, mt_of: Numbers) -> float:
    """By Mt, of what is known."""
    known = ~np.isnan(values)
    return float(values[known] @ mt_of[known] / mt_of[known].sum()) if mt_of[known].sum() > 0 else np.nan


def _by_demand(facts: Facts) -> ResultTable:
    case, response, declared = facts.case, facts.solution.response_mt, PLAN_IF_THERE[ANSWERS]
    demand, year = np.nonzero(response)
    parts, table = _parts(facts), case.demand
    columns: Columns = {
        "demand": (declared["demand"], table.id[demand]),
        "flow_type": (text("Flow type"), table.flow_type[demand]),
        "origin": (text("Origin"), table.origin[demand]),
        "destination": (text("Destination"), table.destination[demand]),
        "commodity": (text("Commodity"), table.commodity[demand]),
        "year": (declared["year"], facts.years[year]),
        "demand_mt": (amount("Demand of the table", "Mt"), case.demand_mt[demand, year]),
        "response_mt": (declared["response_mt"], response[demand, year]),
        "outside_mt": (amount("Takes the way outside", "Mt"), parts[Kind.OUTSIDE][demand, year]),
        "reference_usd_per_t": (amount("A tonne in the base run", "USD/t"), _reference(facts)[demand, year]),
        "price_usd_per_t": (amount("A tonne more costs", "USD/t"), facts.solution.prices.unmet[demand, year]),
    }
    return result_table("answers", "Answers by demand and year", columns, spoken=("flow_type",))

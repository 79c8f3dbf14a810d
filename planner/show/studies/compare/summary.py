"""The first sheet of a comparison."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from planner.show.result import Chart, Columns, ResultTable, Sheet, amount, count, result_table, text
from planner.show.studies.compare.figures import cargo_figures, money_parts, side_by_side
from planner.show.studies.compare.shown import Shown
from planner.show.studies.compare.words import sentences
from planner.show.texts import Said

SUMMARY_NOTE = (
    "Differences are the variant less the base. Only what is decided is told: plans that cost the same can differ, and "
    "what two plans as good can have in common is no difference between their cases."
)


def summary_sheet(shown: Shown) -> Sheet:
    """What differs, in sentences, with charts and the whole cost of each result."""
    said = [
        (variant.label, topic, words)
        for number, variant in enumerate(shown.variants)
        for topic, words in sentences(shown, number)
    ]
    columns: Columns = {
        "variant": (text("Variant"), [row[0] for row in said]),
        "topic": (text("Topic"), [row[1] for row in said]),
        "text": (text("What differs from the base"), [row[2] for row in said]),
    }
    table = replace(result_table("summary", "What differs", columns), paragraph=True)
    words, missing = shown.words, ", ".join(shown.not_compared)
    title = words.say("{base} and what differs from it", base=shown.base.label)
    note: str = words.say(SUMMARY_NOTE)
    if missing:
        note = Said(f"{note} {words.say('Interrupted, not compared: {names}.', names=missing)}")
    return Sheet("Summary", title, note, (table, _headline(shown), _volumes(shown)), _charts(shown))


def _charts(shown: Shown) -> tuple[Chart, ...]:
    """What the variants cost more, part by part, and home transit of all."""
    results = tuple(f"result_{number}" for number in range(len(shown.results)))
    say = shown.words.say
    cost = say("What each variant costs more than {base}, by part, discounted", base=shown.base.label)
    many = (0, len(shown.variants))
    return (
        Chart(cost, "parts", "variant", tuple(money_parts(shown)), unit="MUSD", sideways=True, rows=many, across=2),
        Chart("Home transit by year", "home_transit", "year", results, unit="Mt", stacked=False, across=2),
    )


def _volumes(shown: Shown) -> ResultTable:
    """Home transit by year, a column per result."""
    names, base, sides = side_by_side(shown, cargo_figures)
    row = names.index("home_transit_mt")
    columns: Columns = {"year": (count("Year", "year"), shown.base.facts.years)}
    for number, (one, values) in enumerate(
        zip(shown.results, [base[row], *(side.value[row] for side in sides)], strict=True)
    ):
        columns[f"result_{number}"] = (amount(Said(one.label), "Mt"), values)
    return replace(result_table("home_transit", "Home transit by year", columns), on_paper=False)


def _headline(shown: Shown) -> ResultTable:
    results = shown.results
    costs = [None, *(variant.cost for variant in shown.variants)]
    apart = ["base", *(_apart(variant.cost.comparable, variant.cost.told_apart) for variant in shown.variants)]
    columns: Columns = {
        "result": (text("Result"), [one.label for one in results]),
        "apart": (text("Cost against the base"), apart),
        "objective_musd": (amount("Objective", "MUSD"), [one.facts.solution.objective for one in results]),
        "difference_musd": (
            amount("Difference", "MUSD"),
            [np.nan if cost is None else cost.difference for cost in costs],
        ),
        "least_musd": (
            amount("At least, by the gaps", "MUSD"),
            [np.nan if cost is None else cost.least for cost in costs],
        ),
        "most_musd": (
            amount("At most, by the gaps", "MUSD"),
            [np.nan if cost is None else cost.most for cost in costs],
        ),
        "gap": (amount("Gap", "share"), [one.facts.solution.gap for one in results]),
        "real_cost_musd": (amount("Real cost", "MUSD"), [one.facts.verification.real_cost_musd for one in results]),
        "penalty_musd": (
            amount("Penalty, not real money", "MUSD"),
            [one.facts.verification.penalty_musd for one in results],
        ),
        "projects": (count("Projects built"), [len(set(s.facts.solution.openings.project.tolist())) for s in results]),
    }
    return result_table("headline", "Cost", columns, spoken=("apart",))


def _apart(comparable: bool, told_apart: bool) -> str:
    return ("told apart" if told_apart else "not told apart") if comparable else "not compared"

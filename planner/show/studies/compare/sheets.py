"""The comparison of plans as the sheets of a workbook, with charts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from models.tables import Column
from planner.show.result import Chart, Columns, ResultTable, Sheet, amount, count, headline_years, result_table, text
from planner.show.studies.compare.figures import (
    CARGO,
    SPENT,
    Values,
    bottlenecks,
    cargo_figures,
    corridor_figures,
    money_of,
    money_parts,
    side_by_side,
    spending_figures,
    unmet_figures,
    whole_plan_money,
)
from planner.show.studies.compare.shown import Shown
from planner.show.studies.compare.summary import summary_sheet
from planner.show.texts import Said

FIGURES_NOTE = (
    "Difference: of the two results as they are. Decided: what is left of it between the plans most alike among those "
    "as good as the two; where it is 0, the difference is one of several equal plans. Decided is what to rely on."
)
PROJECTS_NOTE = (
    "Verdict: decided, neither plan could do as the other without losing more than its gap; needed in the variant (or "
    "the base) only, the other could do the same at no cost that is known; not told apart, plans as good decide alike. "
    "The cost of undoing one change leaves all other projects as they are; where a plan builds projects in part it is "
    "counted on the ways of the two plans, and is at most that."
)
BOTTLENECKS_NOTE = (
    "Price of the next tonne, summed over all plan years, discounted: the most that it can save, not what a Mt saves. "
    "Change: between prices most alike of those that prove the two plans best; one that both could have is no change."
)
INPUTS_NOTE = "What differs in the cases as they were solved. Sources, remarks and names do not count."
SPENT_LABEL = "Spent from the budget up to the year"

LABEL = 30
"""Letters of a corridor's name in a chart."""

SHOWN = 20
"""Corridors that the chart of a year shows, the largest first."""


def sheets_of(shown: Shown) -> tuple[Sheet, ...]:
    """Summary, cargo, corridors, money, projects, bottlenecks, what stays behind, inputs, the results compared."""
    return (
        summary_sheet(shown),
        _cargo(shown),
        _corridors(shown),
        _money(shown),
        _projects(shown),
        _bottlenecks(shown),
        _left_behind(shown),
        _inputs(shown),
        _results(shown),
    )


def _cargo(shown: Shown) -> Sheet:
    table = _figures(shown, "cargo", "Cargo by year", "Figure", cargo_figures, CARGO, "Mt")
    return Sheet("Cargo", "Cargo and transit by year", FIGURES_NOTE, _what_differs(table))


def _what_differs(table: ResultTable) -> tuple[ResultTable, ...]:
    """The rows of a table in which a variant differs, for the reader, and the whole of it, which is not printed."""
    changes = [name for name in table.columns if name.startswith("difference_")]
    some = table.frame[(table.frame[changes].fillna(0.0) != 0).any(axis=1)]
    differ = replace(table, name=f"{table.name}_differs", title="What differs", frame=some)
    return (differ, replace(table, title="All figures", on_paper=False))


def _corridors(shown: Shown) -> Sheet:
    facts = shown.base.facts
    labels = dict(zip(facts.case.corridors.id.tolist(), facts.corridor_labels, strict=True))
    charts, tables = [], []
    for year in headline_years(facts).tolist():
        tables.append(_in_year(shown, year, labels))
        charts.append(
            Chart(
                title=shown.words.say("Volume of the corridors in {year}", year=facts.years[year]),
                table=tables[-1].name,
                category="corridor",
                columns=tuple(f"result_{number}" for number in range(len(shown.results))),
                unit="Mt",
                stacked=False,
            )
        )
    long = _figures(shown, "corridors", "Corridors by year", "Corridor", corridor_figures, labels, "Mt")
    tables += _what_differs(long)
    return Sheet("Corridors", "What the corridors carry", FIGURES_NOTE, tuple(tables), tuple(charts), charts_first=True)


def _in_year(shown: Shown, year: int, labels: Mapping[str, str]) -> ResultTable:
    """Volume of each corridor in one year, a column per result; the largest corridors of the base first."""
    names, base, sides = side_by_side(shown, corridor_figures)
    values = [base[:, year], *(side.value[:, year] for side in sides)]
    order = [
        row for row in np.argsort(-base[:, year], kind="stable").tolist() if max(np.nan_to_num(v[row]) for v in values)
    ]
    calendar = shown.base.facts.years[year]
    columns: Columns = {"corridor": (text("Corridor"), [_short(labels[names[row]]) for row in order[:SHOWN]])}
    for number, (one, value) in enumerate(zip(shown.results, values, strict=True)):
        columns[f"result_{number}"] = (amount(Said(one.label), "Mt"), value[order[:SHOWN]])
    title = shown.words.say("Corridors in {year}, results as they are", year=calendar)
    return result_table(f"corridors_{calendar}", title, columns)


def _short(label: str) -> str:
    """A label that fits below a column of a chart."""
    words = label.split(" (", maxsplit=1)[0]
    return words if len(words) <= LABEL else f"{words[: LABEL - 1]}…"


def _money(shown: Shown) -> Sheet:
    parts, spent = _parts(shown), _spent(shown)
    named = money_parts(shown) | {SPENT: SPENT_LABEL}
    by_year = _figures(
        shown,
        "money",
        "Money by year, undiscounted",
        "Part",
        money_of(shown),
        named,
        "MUSD",
    )
    charts = (
        Chart(
            title="Difference of the cost to the base, by part, discounted over the plan",
            table=parts.name,
            category="variant",
            columns=tuple(money_parts(shown)),
            unit="MUSD",
        ),
        Chart(
            title="Spent from the budget up to the year",
            table=spent.name,
            category="year",
            columns=tuple(f"result_{number}" for number in range(len(shown.results))),
            unit="MUSD",
            stacked=False,
        ),
    )
    tables = (parts, spent, *_what_differs(by_year))
    return Sheet("Money", "What it costs", FIGURES_NOTE, tables, charts, charts_first=True)


def _parts(shown: Shown) -> ResultTable:
    """Difference of each part of the objective to the base; they sum to the difference of the objective."""
    base = whole_plan_money(shown.base.facts)
    variants = [whole_plan_money(variant.facts) for variant in shown.variants]
    columns: Columns = {
        "variant": (text("Variant"), [variant.label for variant in shown.variants]),
        **{
            name: (amount(label, "MUSD"), [own.get(name, 0.0) - base.get(name, 0.0) for own in variants])
            for name, label in money_parts(shown).items()
        },
        "total": (amount("Together", "MUSD"), [sum(own.values()) - sum(base.values()) for own in variants]),
    }
    return result_table("parts", "Difference of the cost to the base, by part, discounted over the plan", columns)


def _spent(shown: Shown) -> ResultTable:
    _, base, sides = side_by_side(shown, spending_figures)
    values = [base[0], *(side.value[0] for side in sides)]
    columns: Columns = {"year": (count("Year", "year"), shown.base.facts.years)}
    for number, (one, value) in enumerate(zip(shown.results, values, strict=True)):
        columns[f"result_{number}"] = (amount(Said(one.label), "MUSD"), value)
    return result_table("spent", "Spent from the budget up to the year", columns)


def _figures(
    shown: Shown, name: str, title: str, heading: str, values: Values, labels: Mapping[str, str], unit: str
) -> ResultTable:
    """A row per figure and year of the base, columns for each variant."""
    names, base, sides = side_by_side(shown, values)
    years = shown.base.facts.years
    columns: Columns = {
        "figure": (text(heading), [labels[figure] for figure in names for _ in years]),
        "year": (count("Year", "year"), np.tile(years, len(names))),
        "base": (amount(Said(shown.base.label), unit), base.ravel()),
    }
    for number, (variant, side) in enumerate(zip(shown.variants, sides, strict=True), start=1):
        columns[f"value_{number}"] = (amount(Said(variant.label), unit), side.value.ravel())
        columns[f"difference_{number}"] = (
            amount(shown.words.say("{label}: difference", label=variant.label), unit),
            side.difference.ravel(),
        )
        columns[f"decided_{number}"] = (
            amount(shown.words.say("{label}: decided", label=variant.label), unit),
            side.decided.ravel(),
        )
    spoken = ("figure",) if labels in (CARGO, money_parts(shown) | {SPENT: SPENT_LABEL}) else ()
    return result_table(name, title, columns, spoken=spoken)


def _projects(shown: Shown) -> Sheet:
    rows = [(variant.label, row) for variant in shown.variants for row in variant.projects]
    columns: Columns = {
        "variant": (text("Variant"), [label for label, _ in rows]),
        "project": (text("Project"), [row.project for _, row in rows]),
        "name": (text("Name"), [row.name for _, row in rows]),
        "kind": (text("Change"), [row.kind for _, row in rows]),
        "verdict": (text("Verdict"), [row.verdict for _, row in rows]),
        "base_year": (count("Opens in the base", "year"), [_known(row.base_year) for _, row in rows]),
        "variant_year": (count("Opens in the variant", "year"), [_known(row.variant_year) for _, row in rows]),
        "years_later": (count("Years later"), [_known(row.years_later) for _, row in rows]),
        "base_share": (amount("Built in the base", "share"), [row.base_share for _, row in rows]),
        "variant_share": (amount("Built in the variant", "share"), [row.variant_share for _, row in rows]),
        "undone_variant_musd": (
            amount("Deciding as the base costs the variant", "MUSD"),
            [_known(row.undone_variant_musd) for _, row in rows],
        ),
        "undone_variant_real_musd": (
            amount("Of it real money", "MUSD"),
            [_known(row.undone_variant_real_musd) for _, row in rows],
        ),
        "undone_variant_penalty_musd": (
            amount("Of it penalty", "MUSD"),
            [_known(row.undone_variant_penalty_musd) for _, row in rows],
        ),
        "undone_base_musd": (
            amount("Deciding as the variant costs the base", "MUSD"),
            [_known(row.undone_base_musd) for _, row in rows],
        ),
        "undone_base_real_musd": (
            amount("Of it real money", "MUSD"),
            [_known(row.undone_base_real_musd) for _, row in rows],
        ),
        "undone_base_penalty_musd": (
            amount("Of it penalty", "MUSD"),
            [_known(row.undone_base_penalty_musd) for _, row in rows],
        ),
        "obstacle": (text("Cannot be undone alone"), [row.obstacle for _, row in rows]),
    }
    table = result_table("projects", "Projects", columns, spoken=("kind", "verdict", "obstacle"))
    return Sheet("Projects", "Projects: earlier, later, new, dropped", PROJECTS_NOTE, (table,))


def _known(value: float | int | None) -> float:
    return np.nan if value is None else float(value)


def _bottlenecks(shown: Shown) -> Sheet:
    rows = [(v.label, row) for v in shown.variants for row in bottlenecks(shown.base.facts, v)]
    columns: Columns = {
        "variant": (text("Variant"), [label for label, _ in rows]),
        "asset": (text("Link or terminal"), [row.asset for _, row in rows]),
        "name": (text("Name"), [row.name for _, row in rows]),
        "change": (text("Change"), [row.change for _, row in rows]),
        "worth_base": (
            amount("Price of the next tonne in the base, all years", "USD/t"),
            [row.worth_base for _, row in rows],
        ),
        "worth_variant": (
            amount("Price of the next tonne in the variant, all years", "USD/t"),
            [row.worth_variant for _, row in rows],
        ),
        "full_base": (count("Years full in the base"), [row.full_base for _, row in rows]),
        "full_variant": (count("Years full in the variant"), [row.full_variant for _, row in rows]),
    }
    table = result_table("bottlenecks", "Bottlenecks", columns, spoken=("change",))
    return Sheet("Bottlenecks", "What limits the plans", BOTTLENECKS_NOTE, (table,))


def _left_behind(shown: Shown) -> Sheet:
    """Rows of demand that stay behind somewhere."""
    table = _figures(shown, "left_behind", "What stays behind", "Demand", unmet_figures, _themselves(shown), "Mt")
    values = [name for name in table.columns if name == "base" or name.startswith("value_")]
    some = table.frame[(table.frame[values] > 0).any(axis=1)]
    demand = shown.base.facts.case.demand
    ends = dict(
        zip(demand.id.tolist(), zip(demand.origin, demand.destination, demand.commodity, strict=True), strict=True)
    )
    frame = some.copy()
    declared: dict[str, Column] = {"figure": table.columns["figure"]}
    for place, (name, label) in enumerate((("origin", "From"), ("destination", "To"), ("commodity", "Cargo")), start=1):
        frame.insert(place, name, [ends[row][place - 1] for row in some["figure"]])
        declared[name] = text(label)
    columns = declared | {name: column for name, column in table.columns.items() if name != "figure"}
    return Sheet("Left behind", "What stays behind", FIGURES_NOTE, (replace(table, columns=columns, frame=frame),))


def _themselves(shown: Shown) -> dict[str, str]:
    return {name: name for name in shown.base.facts.case.demand.id.tolist()}


def _inputs(shown: Shown) -> Sheet:
    rows = [(variant.label, row) for variant in shown.variants for row in variant.inputs]
    either = Column(kind="value", help="In the base", blank="blank, or not there")
    columns: Columns = {
        "variant": (text("Variant"), [label for label, _ in rows]),
        "table": (text("Table"), [row.table for _, row in rows]),
        "row": (text("Row"), [row.row for _, row in rows]),
        "column": (text("Column"), [row.column for _, row in rows]),
        "measure": (text("Unit"), [row.unit for _, row in rows]),
        "base": (either, [row.base for _, row in rows]),
        "variant_value": (replace(either, help="In the variant"), [row.variant for _, row in rows]),
    }
    return Sheet(
        "Inputs",
        "What differs in the inputs",
        INPUTS_NOTE,
        (result_table("inputs", "Inputs", columns, spoken=("base", "variant_value")),),
        part="data",
    )


def _results(shown: Shown) -> Sheet:
    results = shown.results
    columns: Columns = {
        "result": (text("Result"), [one.label for one in results]),
        "file": (text("File"), [one.file for one in results]),
        "case": (text("Case"), [one.facts.case.parameters.case for one in results]),
        "scenario": (text("Scenario"), [one.facts.solution.scenario for one in results]),
        "projects": (
            text("Projects"),
            ["divisible" if s.facts.solution.relaxed else "as the case says" for s in results],
        ),
        "status": (text("Status"), [one.facts.solution.stop.value for one in results]),
        "digest": (text("SHA-256 of the case"), [one.facts.solution.case_digest for one in results]),
    }
    note = "Every result was verified again from what stands in its workbook."
    return Sheet(
        "Results",
        "The results that are compared",
        note,
        (result_table("results", "Results", columns, spoken=("projects",)),),
    )

"""A sweep as tables: a row per variant, what is built how often, and the spread over draws."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

import numpy as np

from models.tables import Column, Numbers
from planner.show.result import Columns, ResultTable, Sheet, amount, count, result_table, text
from planner.show.studies.alike import answers_table, run_table
from planner.show.studies.sweep.answers import answers
from planner.show.studies.sweep.differences import difference_charts, differences_table
from planner.show.studies.sweep.projects import how_often
from planner.show.studies.sweep.shown import Found, Shown, of_year

NOTE = (
    "A row per variant; a variant without a plan has the reason instead of figures. Penalty is not real money. Two "
    "plans whose costs differ by less than their gaps are not told apart."
)
PROJECTS_NOTE = (
    "Over the variants that have a plan. A project that may be built in part counts where any of it is built."
)
SPREAD_NOTE = (
    "Over the draws that have a plan, each as likely as any other. p10: a tenth of the draws is below it. Ranges are "
    "drawn independently of each other."
)
SUMMARY_NOTE = (
    "Differences are a variant less the base. Mt: million tonnes a year. MUSD: million USD, discounted. Penalties "
    "stand for cargo left behind; they are not real money."
)
RUN_NOTE = "What was asked; one file per variant stands in the folder variants."


COSTS = {
    "objective_musd": amount("Real cost and penalty", "MUSD"),
    "bound_musd": amount("No plan is below it", "MUSD"),
    "gap": amount("Gap", "share"),
    "real_cost_musd": amount("Real cost", "MUSD"),
    "penalty_musd": amount("Penalty, not real money", "MUSD"),
}
VOLUMES = {
    "moved_mt": "Moved in {year}",
    "home_transit_mt": "Home transit in {year}",
    "unmet_mt": "Left behind in {year}",
}
QUANTILES = {"least": 0.0, "p10": 0.1, "p50": 0.5, "p90": 0.9, "most": 1.0}


def sheets_of(shown: Shown) -> tuple[Sheet, ...]:
    """The sheets of sweep.xlsx."""
    title, say = shown.case.parameters.title or shown.case.parameters.case, shown.words.say
    variants, apart = variants_table(shown), differences_table(shown)
    title = say("{title}: {n} variants", title=title, n=len(shown.found))
    summary = (answers_table(answers(shown)), apart)
    sheets = [
        Sheet("Summary", title, SUMMARY_NOTE, summary, difference_charts(shown, apart)),
        Sheet("Sweep", "A row per variant", NOTE, (variants,), part="data"),
        Sheet("Projects", "What is built how often", PROJECTS_NOTE, (_projects(shown), _openings(shown))),
    ]
    if any("draw" in found["values"] for found in shown.found):
        sheets.append(Sheet("Spread", "Spread over the draws", SPREAD_NOTE, (_spread(variants),)))
    return (*sheets, Sheet("Run", "How this sweep came about", RUN_NOTE, (run_table(shown.options, "sweep_run"),)))


def variants_table(shown: Shown) -> ResultTable:
    """The table Sweep: a row per variant."""
    found = shown.found
    columns: Columns = {
        "variant": (text("Variant"), [one["variant"] for one in found]),
        "label": (text("What is varied"), [shown.label(one) for one in found]),
        "scenario": (text("Scenario"), [one["scenario"] or "" for one in found]),
    }
    columns |= _varied(found)
    columns |= {
        "status": (text("Status"), [one["status"] for one in found]),
        "message": (text("Why there is no plan"), [_why(shown, one) for one in found]),
    }
    columns |= {name: (column, _numbers(found, name)) for name, column in COSTS.items()}
    for year in shown.years:
        for name, words in VOLUMES.items():
            values = [of_year(one, year, name) for one in found]
            columns[f"{name}_{year}"] = (amount(shown.words.say(words, year=year), "Mt"), values)
    built = [list(dict.fromkeys(project["id"] for project in one.get("projects", ()))) for one in found]
    with_plan = [("years" in one) or None for one in found]
    numbers = [len(ids) if known else None for ids, known in zip(built, with_plan, strict=True)]
    columns |= {
        "projects_built": (count("Projects built"), np.array(numbers, float)),
        "projects": (text("Which"), ["|".join(ids) for ids in built]),
        "changes": (text("Changes"), ["; ".join(one["changes"]) for one in found]),
    }
    return result_table("sweep", "Variants", columns)


def _why(shown: Shown, one: Found) -> str:
    """What the program says of a variant without a plan; it says it in English."""
    message = str(one.get("message", ""))
    if not message or shown.words.language == "en":
        return message
    return shown.words.say("As the program says it in English: “{message}”", message=message)


def _varied(found: Sequence[Found]) -> Columns:
    """A column for everything that is varied, as numbers where it is numbers."""
    names = dict.fromkeys(name for one in found for name in one["values"])
    columns: Columns = {}
    for name in names:
        values = [one["values"].get(name) for one in found]
        columns[f"varied: {name}"] = _numeric(name, values) or (text(name), [value or "" for value in values])
    return columns


def _numeric(name: str, values: Sequence[str | None]) -> tuple[Column, Numbers] | None:
    try:
        return amount(name, ""), np.array([np.nan if value is None else float(value) for value in values])
    except ValueError:
        return None


def _numbers(found: Sequence[Found], name: str) -> Numbers:
    return np.array([one.get(name) for one in found], float)


def _projects(shown: Shown) -> ResultTable:
    """A row per project of the case: in how many variants it is built, and when."""
    rows, plans = how_often(shown), max(1, len(shown.plans))
    columns: Columns = {
        "project": (text("Project"), [row.id for row in rows]),
        "name": (text("Name"), [row.name for row in rows]),
        "variants": (count("Variants that build it"), [row.times for row in rows]),
        "share": (amount("Share of the variants", "share"), [row.times / plans for row in rows]),
        "earliest_year": (count("Earliest opening", "year"), [row.earliest for row in rows]),
        "latest_year": (count("Latest opening", "year"), [row.latest for row in rows]),
    }
    return result_table("sweep_projects", "Projects", columns)


def _openings(shown: Shown) -> ResultTable:
    """A row per opening of each variant."""
    rows = [(one["variant"], project) for one in shown.found for project in one.get("projects", ())]
    names = {row.id: row.name for row in how_often(shown)}
    columns: Columns = {
        "project": (text("Project"), [project["id"] for _, project in rows]),
        "name": (text("Name"), [names[project["id"]] for _, project in rows]),
        "variant": (text("Variant"), [variant for variant, _ in rows]),
        "opening_year": (count("Opens in", "year"), [project["opening_year"] for _, project in rows]),
        "share": (amount("Share built", "share"), [project["share"] for _, project in rows]),
    }
    return replace(result_table("sweep_openings", "Openings by variant", columns), on_paper=False)


def _spread(table: ResultTable) -> ResultTable:
    """Quantiles of every figure over the draws, scenario by scenario."""
    rows = list(_spread_rows(table))
    columns: Columns = {
        "scenario": (text("Scenario"), [row["scenario"] for row in rows]),
        "figure": (text("Figure"), [row["figure"] for row in rows]),
        "unit": (text("Unit"), [row["unit"] for row in rows]),
        "draws": (count("Draws with a plan"), [row["draws"] for row in rows]),
    }
    for name in ("mean", *QUANTILES):
        columns[name] = (amount(name, "the row's unit"), [row[name] for row in rows])
    return result_table("sweep_spread", "Spread", columns)


def _spread_rows(table: ResultTable) -> Iterator[dict[str, Any]]:
    frame = table.frame
    figures = [name for name in map(str, frame) if name in COSTS or name.rpartition("_")[0] in VOLUMES]
    for scenario, group in groupby(range(len(frame)), lambda row: frame["scenario"].iloc[row]):
        rows = frame.iloc[list(group)]
        for name in figures:
            values = rows[name].dropna().to_numpy()
            column = table.columns[name]
            found = {"scenario": scenario, "figure": column.help, "unit": column.unit, "draws": len(values)}
            found |= {"mean": values.mean() if len(values) else np.nan}
            yield found | {q: np.quantile(values, at) if len(values) else np.nan for q, at in QUANTILES.items()}

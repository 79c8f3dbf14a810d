"""Money against what it moves: the tables of a frontier and its chart."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from planner.show.result import Columns, ResultTable, Sheet, amount, count, result_table, text
from planner.show.studies.alike import answers_table, run_table
from planner.show.studies.frontier.answers import answers
from planner.show.studies.frontier.gains import PER_MONEY, frontier_charts, gains_table
from planner.show.studies.frontier.shown import Point, Shown
from planner.show.texts import Said

NOTE = (
    "A row per budget: the best plan within it. Budgets that were not asked for were solved to find the kinks and the "
    "least budget of each service level. Money needed: the least budget of all years together, in the proportions of "
    "the sheet budget, that pays for the plan."
)
SUMMARY_NOTE = (
    "All figures are of the budgets that were solved. MUSD: million USD; budgets of all years together, undiscounted; "
    "costs discounted. The bend: where the share of the gain is most above the share of the money."
)
KINKS_NOTE = (
    "A budget at which the next money is worth less or more than the last, and the projects that make the difference: "
    "those on which money begins to be spent there, and those on which it ends. Real money saved and penalty avoided "
    "stand apart: nobody pays a penalty."
)
STEPS_NOTE = (
    "From one budget to the next: what more money moves and saves, and which projects stand otherwise. Penalties stand "
    "for cargo left behind; nobody pays them."
)
LEVELS_NOTE = "The least budget of all years together with which a plan moves the share of the demand."
PLANS_NOTE = "What opens when with each budget that was asked for; a share where less than the whole project is built."


def sheets_of(shown: Shown) -> tuple[Sheet, ...]:
    """The sheets of the workbook."""
    points, note = _points_table(shown), Said(f"{shown.statement} {shown.words.say(NOTE)}")
    summary = (answers_table(answers(shown)), gains_table(shown))
    return (
        Sheet("Summary", shown.title, SUMMARY_NOTE, summary, frontier_charts(shown, points)),
        Sheet("Frontier", "Best plan by budget", note, (points,), part="data"),
        Sheet("Service levels", "Least budget for each service level", LEVELS_NOTE, (_levels_table(shown),)),
        Sheet("Kinks", "Where money begins to gain less", KINKS_NOTE, (_kinks_table(shown),)),
        Sheet("Steps", "From one budget to the next", STEPS_NOTE, (_steps_table(shown),)),
        Sheet(
            "Plans",
            "What opens with each budget",
            PLANS_NOTE,
            (_plans_table(shown), _openings_table(shown)),
            part="data",
        ),
        Sheet("Years", "Left behind by year", "All cargo.", (_years_table(shown),), part="data"),
        Sheet("Run", "How this came about", "", (run_table(shown.run),)),
    )


def _points_table(shown: Shown) -> ResultTable:
    declared = {
        "budget": amount("Budget, times the case's own", ""),
        "budget_musd": amount("Budget of all years", "MUSD"),
        "asked": text("Asked for"),
        "moved_mt": amount("Moved", "Mt"),
        "unmet_mt": amount("Stays behind", "Mt"),
        "share": amount("Moved of the demand", "share"),
        "days": amount("Days on the way, average", "days"),
        "objective_musd": amount("Cost with penalties, discounted", "MUSD"),
        "real_cost_musd": amount("Real cost, discounted", "MUSD"),
        "penalty_musd": amount("Penalties, discounted", "MUSD"),
        "spent_musd": amount("Spent from the budget", "MUSD"),
        "needs_musd": amount("Money needed", "MUSD"),
        "gap_mt": amount("Mt that may be missed", "Mt"),
        "gap_musd": amount("MUSD that may be missed", "MUSD"),
        "status": text("Status of the search"),
    }
    columns: Columns = {name: (column, [getattr(p, name) for p in shown.points]) for name, column in declared.items()}
    columns["budget"] = (declared["budget"], [round(point.budget, 6) for point in shown.points])
    columns["asked"] = (declared["asked"], ["yes" if point.asked else "no" for point in shown.points])
    opened = [len({opening.id for opening in point.projects}) for point in shown.points]
    columns["projects"] = (count("Projects that open"), opened)
    return result_table("frontier", "Best plan by budget", columns, spoken=("asked",))


def _levels_table(shown: Shown) -> ResultTable:
    levels = shown.service_levels
    columns: Columns = {
        "share": (amount("Share of the demand moved", "share"), [level.share for level in levels]),
        "least_musd": (amount("Least budget known to do", "MUSD"), _known(level.least_musd for level in levels)),
        "not_with_musd": (amount("Not reached with", "MUSD"), _known(level.not_with_musd for level in levels)),
        "proven": (text("Proven"), ["yes" if level.proven else "no" for level in levels]),
        "words": (text("In words"), [level.words for level in levels]),
    }
    return result_table("service_levels", "Service levels", columns, spoken=("proven",))


def _kinks_table(shown: Shown) -> ResultTable:
    kinks, per, saved = shown.kinks, PER_MONEY["cost" if shown.unit == "MUSD" else "mt"], PER_MONEY["cost"]
    columns: Columns = {
        "budget": (amount("Budget, times the case's own", ""), [round(kink.budget, 6) for kink in kinks]),
        "budget_musd": (amount("Budget of all years", "MUSD"), [kink.budget_musd for kink in kinks]),
        "worth_before": (amount("Gain of money before", per), [kink.worth_before for kink in kinks]),
        "worth_after": (amount("Gain of money after", per), [kink.worth_after for kink in kinks]),
        "real_before": (amount("Real money saved before", saved), [kink.real_before for kink in kinks]),
        "real_after": (amount("Real money saved after", saved), [kink.real_after for kink in kinks]),
        "penalty_before": (amount("Penalty avoided before", saved), [kink.penalty_before for kink in kinks]),
        "penalty_after": (amount("Penalty avoided after", saved), [kink.penalty_after for kink in kinks]),
        "words": (text("Projects that make it"), [kink.words for kink in kinks]),
    }
    return result_table("kinks", "Kinks", columns)


def _steps_table(shown: Shown) -> ResultTable:
    steps = shown.steps
    columns: Columns = {
        "from_musd": (amount("From budget", "MUSD"), [step.from_musd for step in steps]),
        "to_musd": (amount("To budget", "MUSD"), [step.to_musd for step in steps]),
        "more_mt": (amount("Moved more", "Mt"), [step.more_mt for step in steps]),
        "less_real_musd": (amount("Real money saved", "MUSD"), [step.less_real_musd for step in steps]),
        "less_penalty_musd": (amount("Penalty avoided, not real money", "MUSD"), [s.less_penalty_musd for s in steps]),
        "less_musd": (amount("Costs less, penalties included", "MUSD"), [step.less_musd for step in steps]),
        "proven": (text("Proven to gain"), ["yes" if step.proven else "no" for step in steps]),
        "words": (text("Projects that stand otherwise"), [step.words for step in steps]),
    }
    return result_table("steps", "Steps", columns, spoken=("proven",))


def _plans_table(shown: Shown) -> ResultTable:
    """A row per project that some plan builds, a column per budget asked for."""
    asked = [point for point in shown.points if point.asked]
    names = {opening.id: opening.name for point in asked for opening in point.projects}
    columns: Columns = {
        "project": (text("Project"), list(names)),
        "name": (text("Name"), list(names.values())),
    }
    for point in asked:
        label = text(
            shown.words.say(
                "With {musd} MUSD ({times} x)",
                musd=shown.words.number(point.budget_musd, 0),
                times=shown.words.figure(f"{point.budget:.4g}"),
            )
        )
        columns[f"budget_x{point.budget:.6g}"] = (label, [_stands(point, project) for project in names])
    return result_table("plans", "Opening years by budget", columns)


def _stands(point: Point, project: str) -> str:
    opened = [opening for opening in point.projects if opening.id == project]
    share = sum(opening.share for opening in opened)
    years = ", ".join(str(opening.opening_year) for opening in opened)
    return years if not opened or share > 1 - 1e-6 else f"{years}: {share:.0%}"


def _openings_table(shown: Shown) -> ResultTable:
    rows = [(point, opening) for point in shown.points for opening in point.projects]
    columns: Columns = {
        "budget_musd": (amount("Budget of all years", "MUSD"), [point.budget_musd for point, _ in rows]),
        "id": (text("Project"), [opening.id for _, opening in rows]),
        "name": (text("Name"), [opening.name for _, opening in rows]),
        "opening_year": (count("Opening year", "year"), [opening.opening_year for _, opening in rows]),
        "share": (amount("Share", "share"), [opening.share for _, opening in rows]),
    }
    return replace(result_table("openings", "Openings with every budget", columns), on_paper=False)


def _years_table(shown: Shown) -> ResultTable:
    columns: Columns = {
        "budget_musd": (amount("Budget of all years", "MUSD"), [point.budget_musd for point in shown.points])
    }
    for year in shown.points[0].years:
        label = amount(shown.words.say("Left behind in {year}", year=year), "Mt")
        columns[f"unmet_{year}_mt"] = (label, [point.years[year]["unmet_mt"] for point in shown.points])
    return result_table("years", "Left behind by year", columns)


def _known(values: Any) -> list[float]:
    return [np.nan if value is None else value for value in values]

"""The answers of `planner explain` as sheets. Nothing is computed here: the rows are those of its JSON object."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from models.tables import Column
from planner.show.result import ResultTable, Sheet, amount, count, result_table, text
from planner.show.studies.explain.shown import Shown

Row = Mapping[str, Any]
Declared = Mapping[str, Column]

NEAR: Declared = {
    "project": text("Project"),
    "name": text("Name"),
    "decision": text("Decision in the case"),
    "opening_year": count("Opens in the best plan", "year"),
    "share": amount("Built in the best plan", "share"),
    "without_musd": amount("Best plan without it is dearer by", "MUSD"),
    "without_real_musd": amount("Of it real money", "MUSD"),
    "without_penalty_musd": amount("Of it penalty", "MUSD"),
    "without_least_musd": amount("At least, proven", "MUSD"),
    "with_musd": amount("Best plan with the whole of it is dearer by", "MUSD"),
    "with_real_musd": amount("Of it real money", "MUSD"),
    "with_penalty_musd": amount("Of it penalty", "MUSD"),
    "with_least_musd": amount("At least, proven", "MUSD"),
    "within_1": text("All plans up to 1 % dearer"),
    "within_2": text("All plans up to 2 % dearer"),
    "least_share_1": amount("So little is possible within 1 %", "share"),
    "most_share_1": amount("So much is possible within 1 %", "share"),
    "least_share_2": amount("So little is possible within 2 %", "share"),
    "most_share_2": amount("So much is possible within 2 %", "share"),
    "sentence": text("In words"),
}

MONEY: Declared = {
    "project": text("Project"),
    "plan": text("Plan compared"),
    "words": text("What it is"),
    "more_musd": amount("Dearer than the best plan by", "MUSD"),
    "more_real_musd": amount("Of it real cost", "MUSD"),
    "more_penalty_musd": amount("Of it penalty", "MUSD"),
    "least_musd": amount("By the bounds at least", "MUSD"),
    "most_musd": amount("By the bounds at most", "MUSD"),
    "gap": amount("Gap of its search", "share"),
}

MOVES: Declared = {
    "project": text("Project"),
    "plan": text("Plan compared"),
    "other": text("Project that changes"),
    "what": text("What becomes of it"),
    "best_year": count("Opens in the best plan", "year"),
    "best_share": amount("Share in the best plan", "share"),
    "plan_year": count("Opens in the other", "year"),
    "plan_share": amount("Share in the other", "share"),
}

YEARS: Declared = {
    "project": text("Project"),
    "plan": text("Plan compared"),
    "year": count("Year", "year"),
    "unmet_mt": amount("Left behind, more", "Mt"),
    "home_transit_mt": amount("Home transit, more", "Mt"),
    "bypass_mt": amount("Bypass, more", "Mt"),
    "spent_musd": amount("Spent from the budget, more", "MUSD"),
}

CORRIDORS: Declared = {
    "project": text("Project"),
    "plan": text("Plan compared"),
    "corridor": text("Corridor"),
    "year": count("Year", "year"),
    "best_mt": amount("Best plan", "Mt"),
    "plan_mt": amount("Plan compared", "Mt"),
    "change_mt": amount("Change", "Mt"),
}

WORTH: Declared = {
    "project": text("Project"),
    "advantage_musd": amount("Best plan without less best plan with it", "MUSD"),
    "advantage_real_musd": amount("Of it real money", "MUSD"),
    "advantage_penalty_musd": amount("Of it penalty avoided, not real money", "MUSD"),
    "advantage_least_musd": amount("By the bounds at least", "MUSD"),
    "advantage_most_musd": amount("By the bounds at most", "MUSD"),
    "own_cost_musd": amount("Its annuities and upkeep, discounted", "MUSD"),
    "worth_asset": text("Its largest addition is to"),
    "worth_capacity": amount("Capacity added there", ""),
    "worth_unit": text("Unit"),
    "worth_usd": amount("Worth per unit and year", "USD per unit"),
    "cost_usd": amount("Cost per unit and year", "USD per unit"),
    "capex_musd": amount("Capital cost today", "MUSD"),
    "entry_built_at_musd": amount("As a whole worth building up to", "MUSD"),
    "entry_left_out_at_musd": amount("As a whole not worth building from", "MUSD"),
    "part_built_at_musd": amount("Built in part at least up to", "MUSD"),
    "part_left_out_at_musd": amount("No part built from", "MUSD"),
}

OPENINGS: Declared = {
    "project": text("Project"),
    "year": count("Opens as a whole in", "year"),
    "more_musd": amount("Dearer than the best plan by", "MUSD"),
    "least_musd": amount("At least, proven", "MUSD"),
    "possible": text("Possible"),
    "within_1": text("Within 1 %"),
    "within_2": text("Within 2 %"),
}

RULES: Declared = {
    "project": text("Project"),
    "rule": text("Rule that would not hold"),
    "words": text("In words"),
    "built": text("Would be built"),
    "share": amount("Built", "share"),
    "opening_year": count("Would open in", "year"),
    "cheaper_musd": amount("Plan found is cheaper by", "MUSD"),
    "least_cheaper_musd": amount("At least, proven", "MUSD"),
}

ROOM: Declared = {
    "project": text("Project"),
    "asset": text("Link or terminal"),
    "year": count("Year", "year"),
    "capacity_mt": amount("Capacity", "Mt/year"),
    "added_mt": amount("Of it from projects", "Mt/year"),
    "flow_mt": amount("Flow", "Mt/year"),
    "existing_load_mt": amount("Other traffic", "Mt/year"),
    "utilisation": amount("Utilisation", "share"),
}

LIMITS: Declared = {
    "project": text("Project"),
    "asset": text("Full link or terminal on the way of its cargo"),
    "year": count("Year", "year"),
    "saves_musd": amount("One Mt more there saves", "MUSD/year"),
    "own_mt": amount("Then passes more where the project adds room", "Mt"),
}

VALUES: Declared = {
    "asset": text("Link, terminal or shared limit"),
    "year": count("Year; blank: every year at once", "year"),
    "capacity": amount("Capacity", "Mt/year or units"),
    "added": amount("Of it from projects", "Mt/year or units"),
    "existing_load": amount("Other traffic", "Mt/year"),
    "use": amount("Use by the model's cargo", "Mt/year or units"),
    "utilisation": amount("Utilisation", "share"),
    "more": amount("Capacity given", "Mt/year or units"),
    "more_saves_musd": amount("It saves in that year", "MUSD"),
    "less": amount("Capacity taken", "Mt/year or units"),
    "less_costs_musd": amount("It costs in that year", "MUSD"),
    "price_usd": amount("Shadow price, for the next tonne only", "USD/t"),
}

USERS: Declared = {
    "asset": text("Link, terminal or shared limit"),
    "demand": text("Demand"),
    "flow_type": text("Kind"),
    "origin": text("From"),
    "destination": text("To"),
    "commodity": text("Cargo"),
    "corridor": text("Corridor"),
    "year": count("Year", "year"),
    "mt": amount("Volume", "Mt"),
    "used": amount("It uses", "Mt or units"),
}

NEAR_NOTE = (
    "A plan counts where its cost is at most 1 % or 2 % above the best plan found. must: every such plan builds the "
    "project. optional: some build it as a whole, others do not. never: none builds it as a whole. in part: some build "
    "a part of it, none the whole. not proven: the gaps of the searches do not allow to say."
)
INCOMPLETE = "Interrupted: what is not listed was not answered."
COMPARED_NOTE = (
    "Best plans without and with a project, each solved anew, against the best plan. Where several plans cost the "
    "same, volumes and other projects may differ between them."
)


def sheets_of(shown: Shown) -> tuple[Sheet, ...]:
    """The sheets of the workbook; one without rows is left out, but for the one that says what is there."""
    data = shown.facts
    title = f"{shown.case}: why projects are built, and what assets are worth"
    projects, assets = data["projects"], data["assets"]
    near = Sheet("Must-optional-never", "Projects over all plans near the best", NEAR_NOTE, (_near(data["near"]),))
    if not data["complete"]:
        near = replace(near, note=f"{INCOMPLETE} {NEAR_NOTE}")
    found = [
        Sheet("Answers", title, _best(shown), (_answers([*projects, *assets]),)),
        near,
        _sheet("Compared", "Without and with a project", COMPARED_NOTE, _compared(projects)),
        _sheet("Worth", "Worth and cost of projects", WORTH_NOTE, [_table("Worth", WORTH, map(_worth, projects))]),
        _sheet("Openings", "Years and rules", OPENINGS_NOTE, _openings(projects)),
        _sheet(
            "Capacity", "What projects add, how full it is, and what limits its use", CAPACITY_NOTE, _room(projects)
        ),
        _sheet("Values", "What more and less capacity is worth", VALUES_NOTE, _of(assets, "values", VALUES)),
        _sheet("Users", "Who uses an asset", "Volumes of the best plan.", _of(assets, "users", USERS)),
    ]
    return tuple(sheet for sheet in found if sheet is near or any(len(table.frame) for table in sheet.tables))


WORTH_NOTE = (
    "Worth: by how much the best plan without the project is dearer than the best plan with the whole of it, its own "
    "cost not counted, per unit of its largest addition and year of service. All of it discounted alike."
)
OPENINGS_NOTE = "Every line is a plan solved anew: with another opening year, or with one rule of the project lifted."
CAPACITY_NOTE = "In the best plan with the whole of each project. Limits: plans solved anew with one Mt more."
VALUES_NOTE = (
    "True differences between plans solved with and without the Mt, in money of that year. The shadow price is a "
    "detail: it holds for the next tonne only, and is not exact where several limits are reached at once."
)


def _best(shown: Shown) -> str:
    data = shown.facts
    return (
        f"Best plan: {data['objective_musd']:,.3f} MUSD, of it {data['penalty_musd']:,.3f} penalty; gap "
        f"{data['gap']:.3%}; {'divisible' if shown.relaxed else 'whole'} projects. Every plan was verified."
    )


def _sheet(name: str, title: str, note: str, tables: Iterable[ResultTable]) -> Sheet:
    return Sheet(name, title, note, tuple(tables))


def _answers(stories: Sequence[Row]) -> ResultTable:
    lines = [(story["id"], sentence) for story in stories for sentence in story["sentences"]]
    columns: dict[str, tuple[Column, Any]] = {
        "id": (text("About"), [name for name, _ in lines]),
        "answer": (text("Answer"), [sentence for _, sentence in lines]),
    }
    return replace(result_table("Answers", "Answers", columns), paragraph=True)


def _near(rows: Sequence[Row]) -> ResultTable:
    return replace(_table("Must-optional-never", NEAR, rows), verdicts=("within_1", "within_2"))


def _compared(projects: Sequence[Row]) -> list[ResultTable]:
    titles = (
        ("Money", MONEY, "money"),
        ("Projects that change", MOVES, "moves"),
        ("Cargo by year", YEARS, "years"),
        ("Corridors", CORRIDORS, "corridors"),
    )
    return [table for title, declared, key in titles for table in _of(projects, key, declared, title)]


def _openings(projects: Sequence[Row]) -> list[ResultTable]:
    return [
        *_of(projects, "openings", OPENINGS, "Opening years"),
        *_of(projects, "rules", RULES, "Rules lifted one by one"),
    ]


def _room(projects: Sequence[Row]) -> list[ResultTable]:
    limits = _of(projects, "limits", LIMITS, "What limits their use")
    return [*limits, *_of(projects, "room", ROOM, "How full what they add to is")]


def _worth(story: Row) -> Row:
    worth, entry, part = (story[name] or {} for name in ("worth", "entry", "entry_in_part"))
    return {
        **story,
        "project": story["id"],
        "worth_asset": worth.get("asset"),
        "worth_capacity": worth.get("capacity"),
        "worth_unit": worth.get("unit"),
        "worth_usd": worth.get("worth_usd"),
        "cost_usd": worth.get("cost_usd"),
        "entry_built_at_musd": entry.get("built_at_musd"),
        "entry_left_out_at_musd": entry.get("left_out_at_musd"),
        "part_built_at_musd": part.get("built_at_musd"),
        "part_left_out_at_musd": part.get("left_out_at_musd"),
    }


def _of(stories: Sequence[Row], key: str, declared: Declared, title: str = "") -> list[ResultTable]:
    owner = next(iter(declared))
    rows = [{owner: story["id"], **row} for story in stories for row in story[key]]
    return [_table(title or key.capitalize(), declared, rows)]


def _table(title: str, declared: Declared, rows: Iterable[Row]) -> ResultTable:
    listed = list(rows)
    columns = {name: (column, [_cell(row[name]) for row in listed]) for name, column in declared.items()}
    return result_table(title, title, columns)


def _cell(value: Any) -> Any:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value

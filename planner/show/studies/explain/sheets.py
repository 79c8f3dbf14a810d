"""The answers of `planner explain` as sheets. Nothing is computed here: the rows are those of its JSON object."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from models.tables import Column
from planner.show.result import Chart, ResultTable, Sheet, amount, result_table, text
from planner.show.studies.alike import broken_off, short
from planner.show.studies.explain.columns import (
    CORRIDORS,
    LIMITS,
    MONEY,
    MOVES,
    NEAR,
    OPENINGS,
    ROOM,
    RULES,
    USERS,
    VALUES,
    WORTH,
    YEARS,
    Declared,
)
from planner.show.studies.explain.names import Names
from planner.show.studies.explain.shown import Shown
from planner.show.texts import Said

Row = Mapping[str, Any]
NEAR_NOTE = (
    "A plan counts where its cost is at most 1 % or 2 % above the best plan found. must: every such plan builds the "
    "project. optional: some build it as a whole, others do not. never: none builds it as a whole. in part: some build "
    "a part of it, none the whole. not proven: the gaps of the searches do not allow to say."
)
COMPARED_NOTE = (
    "Best plans without and with a project, each solved anew, against the best plan. Where several plans cost the "
    "same, volumes and other projects may differ between them."
)


def sheets_of(shown: Shown) -> tuple[Sheet, ...]:
    """The sheets of the workbook; one without rows is left out, but for the one that says what is there."""
    data = shown.facts
    title = shown.names.words.say("{case}: why projects are built, and what places are worth", case=shown.case)
    projects, assets = data["projects"], data["assets"]
    near_bars = _dearer(shown, data["near"])
    near = Sheet("Must-optional-never", "Projects over all plans near the best", NEAR_NOTE, (_near(data["near"]),))
    if not data["complete"]:
        near = replace(near, note=Said(f"{broken_off(shown.names.words)} {shown.names.words.say(NEAR_NOTE)}"))
    found = [
        Sheet(
            "Answers",
            title,
            _best(shown),
            (_answers(shown, [*projects, *assets]), near_bars),
            _charts(near_bars, data["near"]),
        ),
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
    shows = (sheet for sheet in found if sheet is near or any(len(table.frame) for table in sheet.tables))
    return tuple(
        replace(sheet, tables=tuple(_with_names(table, shown.names) for table in sheet.tables)) for sheet in shows
    )


def _with_names(table: ResultTable, names: Names) -> ResultTable:
    """The table with a column of names behind each of ids."""
    sources = {
        "project": names.project,
        "other": names.project,
        "asset": names.asset,
        "worth_asset": names.asset,
        "demand": names.demand,
        "origin": names.place,
        "destination": names.place,
        "corridor": names.corridor,
    }
    if "name" in table.columns:
        return table
    columns, frame = dict[str, Column](), table.frame.copy()
    for name, column in table.columns.items():
        columns[name] = column
        if name in sources:
            columns[f"{name}_name"] = text("Name")
            frame[f"{name}_name"] = [sources[name](value) if isinstance(value, str) else "" for value in frame[name]]
    return replace(table, columns=columns, frame=frame[list(columns)])


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
    data, words = shown.facts, shown.names.words
    return words.say(
        "Best plan: {objective} MUSD, of it {penalty} penalty; gap {gap}; {projects}. Every plan was verified.",
        objective=words.number(data["objective_musd"], 3),
        penalty=words.number(data["penalty_musd"], 3),
        gap=words.share(data["gap"], 3),
        projects=words.say("projects in any share") if shown.relaxed else words.say("whole projects"),
    )


SPOKEN = ("within_1", "within_2", "plan", "what", "possible", "built")
"""Columns of words that are not names."""

CHARTED = 20
"""Projects that the chart shows."""


DEARER = {
    "without_musd": NEAR["without_musd"],
    "without_real_musd": amount("Without it dearer in real money by", "MUSD"),
    "without_penalty_musd": amount("Without it more penalty, which nobody pays", "MUSD"),
    "with_musd": NEAR["with_musd"],
    "with_real_musd": amount("With the whole of it dearer in real money by", "MUSD"),
    "with_penalty_musd": amount("With the whole of it more penalty, which nobody pays", "MUSD"),
}
"""Columns of what plans without and with a project cost more."""


def _dearer(shown: Shown, rows: Sequence[Row]) -> ResultTable:
    """By how much the best plans without projects, and with the whole of them, are dearer; most real money first."""
    found = sorted(rows, key=lambda row: -(row["without_real_musd"] or 0.0))
    columns: dict[str, tuple[Column, Any]] = {
        "project": (text("Project"), [row["project"] for row in found]),
        "name": (text("Name"), [short(shown.names.project(row["project"])) for row in found]),
        **{name: (column, [row[name] for row in found]) for name, column in DEARER.items()},
    }
    return result_table("Dearer", "What plans without and with each project cost more", columns)


def _charts(table: ResultTable, rows: Sequence[Row]) -> tuple[Chart, ...]:
    many = min(len(rows), CHARTED)
    if not many:
        return ()
    title = "By how much real money plans without a project, and with the whole of it, cost more than the best"
    columns = ("without_real_musd", "with_real_musd")
    bars = Chart(title, table.name, "name", columns, unit="MUSD", stacked=False, sideways=True, rows=(0, many))
    return (bars,)


def _sheet(name: str, title: str, note: str, tables: Iterable[ResultTable]) -> Sheet:
    return Sheet(name, title, note, tuple(tables))


def _answers(shown: Shown, stories: Sequence[Row]) -> ResultTable:
    """Sentences about what was asked for by name; without that, the line of each project."""
    lines = [(story["id"], _name(shown, story), sentence) for story in stories for sentence in story["sentences"]]
    lines = lines or [(row["project"], row["name"], row["sentence"]) for row in shown.facts["near"]]
    columns: dict[str, tuple[Column, Any]] = {
        "id": (text("About"), [name for name, _, _ in lines]),
        "name": (text("Name"), [short(name) for _, name, _ in lines]),
        "answer": (text("Answer"), [sentence for _, _, sentence in lines]),
    }
    return replace(result_table("Answers", "Answers", columns), paragraph=True)


def _name(shown: Shown, story: Row) -> str:
    return shown.names.project(story["id"]) if "money" in story else shown.names.asset(story["id"])


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
    return result_table(title, title, columns, spoken=tuple(name for name in declared if name in SPOKEN))


def _cell(value: Any) -> Any:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value

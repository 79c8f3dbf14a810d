"""The input as it was solved, row by row, with where each row comes from."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from models.case import TABLES, Case
from models.tables import Column, Table, cells, columns_of, key_columns
from planner.show.result import Columns, Facts, ResultTable, Sheet, result_table, text
from planner.show.texts import Said, Words

NOTE = (
    "Every row as it was solved, the scenario's changes made. Of changes of assets and of scenarios only those in "
    "force are shown."
)
ROWS_SHOWN = 20_000
"""Rows of one table beyond which it is not repeated here."""

PROVENANCE = ("basis", "source", "note")


def inputs_sheet(facts: Facts) -> Sheet:
    """The sheet Inputs: a table per table of the case that has rows."""
    case = facts.case
    chosen = {name: _in_force(facts, name) for name in TABLES}
    shown = {name: rows for name, rows in chosen.items() if 0 < len(rows) <= ROWS_SHOWN}
    note = _note(facts.words, {name: len(rows) for name, rows in chosen.items() if len(rows) > ROWS_SHOWN})
    tables = tuple(_block(name, getattr(case, name), rows) for name, rows in shown.items())
    return Sheet("Inputs", "What was solved", note, tables, part="record")


def _note(words: Words, left_out: dict[str, int]) -> str:
    """What the sheet shows; left_out: rows of each table that is too long."""
    if not left_out:
        return NOTE
    named = [
        words.count("{table} ({n} row)", "{table} ({n} rows)", length, table=name) for name, length in left_out.items()
    ]
    more = words.say("Too long to repeat, see the input: {tables}.", tables=", ".join(named))
    return Said(f"{words.say(NOTE)} {more}")


def lineage(case: Case, scenario: str) -> list[str]:
    """The scenario and its parents, nearest first; raises KeyError for one that the case does not have."""
    parents = dict(zip(case.scenarios.id.tolist(), case.scenarios.parent.tolist(), strict=True))
    found: list[str] = []
    while scenario and scenario not in found:
        found.append(scenario)
        scenario = parents.get(scenario, "")
    return found


def _in_force(facts: Facts, name: str) -> np.ndarray[Any, np.dtype[np.int64]]:
    table = getattr(facts.case, name)
    if name == "asset_changes":
        return np.flatnonzero(table.scenario == "")
    if name == "scenario_changes":
        return np.flatnonzero(np.isin(table.scenario, lineage(facts.case, facts.solution.scenario)))
    return np.arange(len(table))


def _block(name: str, table: Table, rows: np.ndarray[Any, np.dtype[np.int64]]) -> ResultTable:
    """Name of the table, key and provenance first, so that these stand in the same columns of every block."""
    declared = columns_of(type(table))
    keys = [header for header in key_columns(type(table)) if header in table.header]
    values = {header: cells(table, header) for header in table.header}
    columns: Columns = {
        "table": (text("Table"), [name] * len(rows)),
        "row": (text("Row"), ["|".join(_words(values[header][row]) for header in keys) for row in rows]),
    }
    for header in PROVENANCE:
        given = values.get(header, [None] * len(table))
        columns[header] = (labelled(declared[header], header), [_words(given[row]) for row in rows])
    for header in table.header:
        if header not in PROVENANCE and header not in keys:
            column = declared.get(header) or _by_year(declared, header)
            columns[header] = (labelled(column, header), [_shown(values[header][row]) for row in rows])
    return replace(result_table(f"input_{name}", Said(name), columns), keyed=name)


def labelled(column: Column, header: str) -> Column:
    """The column under its own name, which is shorter than its help."""
    label = header.replace("_", " ").capitalize()
    words = Said(label) if header.isdigit() or header.startswith("_") else label
    return replace(column, help=words, unit="" if column.unit and words.endswith(column.unit.lower()) else column.unit)


def _by_year(declared: dict[str, Column], header: str) -> Column:
    if header.startswith("_"):
        return text("Kept for the author of the input")
    return next(column for column in declared.values() if column.kind == "per_year")


def _words(cell: Any) -> str:
    shown = _shown(cell)
    return "" if shown is None else str(shown)


def _shown(cell: Any) -> Any:
    if isinstance(cell, tuple):
        return "|".join(cell)
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return cell

"""The difference of two cases as lines, as JSON and as the sheets of a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from models.tables import Cell, Column
from planner.show.result import ResultTable, Sheet, amount, count, result_table, text

CHANGED, ROW_A, ROW_B, COLUMN_A, COLUMN_B = (
    "cell changed",
    "row only in A",
    "row only in B",
    "column only in A",
    "column only in B",
)
"""What an entry of the list is about."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One difference. place_a, place_b: sheet and cell, or file, line and column; '' where it does not stand."""

    table: str
    what: str
    row: str = ""
    column: str = ""
    unit: str = ""
    a: Cell = None
    b: Cell = None
    change: float | None = None
    share: float | None = None
    place_a: str = ""
    place_b: str = ""


@dataclass(frozen=True, kw_only=True)
class ColumnTotal:
    """The cells of one column that differ, summed up; sums are None where the column holds no numbers."""

    table: str
    column: str
    unit: str
    cells: int
    sum_a: float | None
    sum_b: float | None
    change: float | None
    share: float | None


@dataclass(frozen=True, kw_only=True)
class TableSummary:
    """One table at a glance. note: what else to know, such as that it was not compared."""

    table: str
    rows_a: int
    rows_b: int
    rows_only_a: int
    rows_only_b: int
    columns_only_a: tuple[str, ...]
    columns_only_b: tuple[str, ...]
    changed_cells: int
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Side:
    """One of the two cases: its file or folder, and the SHA-256 of its cells (None where it has errors)."""

    name: str
    digest: str | None


@dataclass(frozen=True)
class Shown:
    """Everything that is shown of a difference; `entries` may be fewer than the tables' counts say.

    complete: every table could be compared.
    """

    a: Side
    b: Side
    tables: Sequence[TableSummary]
    totals: Sequence[ColumnTotal]
    entries: Sequence[Entry]
    complete: bool = True


def entry_line(entry: Entry) -> str:
    """One line for the screen: table, row, places, column, both values with unit, change in per cent."""
    if entry.what != CHANGED:
        named = f" {entry.row or entry.column}" if entry.row or entry.column else ""
        return f"{entry.table}{named} ({entry.place_a or entry.place_b}): {entry.what}"
    unit = f" {entry.unit}" if entry.unit and entry.change is not None else ""
    share = "" if entry.share is None else f" ({percent(entry.share)})"
    return f"{_where(entry)} {entry.column} {shown(entry.a)} -> {shown(entry.b)}{unit}{share}"


def total_line(total: ColumnTotal) -> str:
    """One line for the cells of a column that differ."""
    start = f"{total.table} {total.column}: {total.cells:,} cells differ"
    if total.sum_a is None or total.sum_b is None:
        return start
    share = "" if total.share is None else f" ({percent(total.share)})"
    return f"{start}, together {total.sum_a:,.6g} -> {total.sum_b:,.6g} {total.unit}".rstrip() + share


def percent(share: float) -> str:
    """A change in per cent, with its sign."""
    return f"{100 * share:+.3g} %"


def shown(cell: Cell) -> str:
    """A cell as a planner would read it."""
    words = cell_words(cell)
    return words if isinstance(cell, bool | int | float) else f"'{words}'" if words else "blank"


def cell_words(cell: Cell) -> str:
    """A cell as text; '' where blank."""
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case tuple():
            return "|".join(cell)
        case float():
            return f"{cell:.15g}"
        case _:
            return str(cell)


def _where(entry: Entry) -> str:
    named = f"{entry.table} {entry.row}".strip()
    if entry.place_a == entry.place_b:
        return f"{named} ({entry.place_a})"
    return f"{named} (A: {entry.place_a}, B: {entry.place_b})"


def difference_json(shown: Shown) -> dict[str, Any]:
    """The object of `diff --json` but for its version."""
    plain = {"a": asdict(shown.a), "b": asdict(shown.b)}
    entries = [asdict(entry) | {"a": _plain(entry.a), "b": _plain(entry.b)} for entry in shown.entries]
    return plain | {
        "same": shown.complete and not any(map(differences_of, shown.tables)),
        "tables": [asdict(table) for table in shown.tables],
        "columns": [asdict(total) for total in shown.totals],
        "differences": entries,
    }


def _plain(cell: Cell) -> Any:
    return cell_words(cell) if isinstance(cell, tuple) else cell


def difference_sheets(shown: Shown) -> tuple[Sheet, ...]:
    """A sheet of counts by table, one of sums by column and one with every entry."""
    title = f"{shown.a.name} (A) against {shown.b.name} (B)"
    note = "What differs in the inputs. A change is B less A; a share is the change divided by A."
    return (
        Sheet("Summary", title, note, (_tables(shown), _files(shown))),
        Sheet("Columns", "Columns with cells that differ", "Sums over the cells that differ only.", (_totals(shown),)),
        Sheet("Differences", "Every difference", _listed(shown), (_entries(shown),)),
    )


def _listed(shown: Shown) -> str:
    total = sum(differences_of(table) for table in shown.tables)
    rest = "" if total == len(shown.entries) else f" The first {len(shown.entries):,} of {total:,} are listed."
    return f"Each with its place in both files; a blank place: it does not stand there.{rest}"


def differences_of(table: TableSummary) -> int:
    """How many differences a table has: cells, rows and columns."""
    columns = len(table.columns_only_a) + len(table.columns_only_b)
    return table.rows_only_a + table.rows_only_b + table.changed_cells + columns


def _tables(shown: Shown) -> ResultTable:
    rows = shown.tables
    columns: dict[str, tuple[Column, Any]] = {
        "table": (text("Table"), [row.table for row in rows]),
        "rows_a": (count("Rows in A"), [row.rows_a for row in rows]),
        "rows_b": (count("Rows in B"), [row.rows_b for row in rows]),
        "rows_only_a": (count("Rows only in A"), [row.rows_only_a for row in rows]),
        "rows_only_b": (count("Rows only in B"), [row.rows_only_b for row in rows]),
        "columns_only_a": (text("Columns only in A"), [", ".join(row.columns_only_a) for row in rows]),
        "columns_only_b": (text("Columns only in B"), [", ".join(row.columns_only_b) for row in rows]),
        "changed_cells": (count("Cells changed"), [row.changed_cells for row in rows]),
        "note": (text("Note"), [row.note for row in rows]),
    }
    return result_table("Tables", "Tables", columns)


def _files(shown: Shown) -> ResultTable:
    sides = (shown.a, shown.b)
    columns: dict[str, tuple[Column, Any]] = {
        "side": (text("Side"), ["A", "B"]),
        "file": (text("File or folder"), [side.name for side in sides]),
        "digest": (text("SHA-256 of its cells"), [side.digest for side in sides]),
    }
    return result_table("Files", "Files", columns)


def _totals(shown: Shown) -> ResultTable:
    rows = shown.totals
    columns: dict[str, tuple[Column, Any]] = {
        "table": (text("Table"), [row.table for row in rows]),
        "column": (text("Column"), [row.column for row in rows]),
        "measure": (text("Unit"), [row.unit for row in rows]),
        "cells": (count("Cells that differ"), [row.cells for row in rows]),
        "sum_a": (amount("Sum in A", ""), [row.sum_a for row in rows]),
        "sum_b": (amount("Sum in B", ""), [row.sum_b for row in rows]),
        "change": (amount("Change", ""), [row.change for row in rows]),
        "share": (amount("Change", "share"), [row.share for row in rows]),
    }
    return result_table("Columns", "Columns", columns)


def _entries(shown: Shown) -> ResultTable:
    rows = shown.entries
    columns: dict[str, tuple[Column, Any]] = {
        "table": (text("Table"), [row.table for row in rows]),
        "what": (text("What differs"), [row.what for row in rows]),
        "row": (text("Row"), [row.row for row in rows]),
        "column": (text("Column"), [row.column for row in rows]),
        "measure": (text("Unit"), [row.unit for row in rows]),
        "a": (_either("Value in A"), [_value(row.a) for row in rows]),
        "b": (_either("Value in B"), [_value(row.b) for row in rows]),
        "change": (amount("Change", ""), [row.change for row in rows]),
        "share": (amount("Change", "share"), [row.share for row in rows]),
        "place_a": (text("Place in A"), [row.place_a for row in rows]),
        "place_b": (text("Place in B"), [row.place_b for row in rows]),
    }
    return result_table("Differences", "Differences", columns)


def _either(help: str) -> Column:
    return Column(kind="value", help=help, blank="blank in the file, or not there")


def _value(cell: Cell) -> str | float | int | None:
    return cell if isinstance(cell, int | float) and not isinstance(cell, bool) else cell_words(cell)

"""The difference of two cases as the sheets of a workbook."""

from __future__ import annotations

from typing import Any

from models.tables import Cell, Column
from planner.show.result import ResultTable, Sheet, amount, count, result_table, text
from planner.show.studies.alike import cell_words
from planner.show.studies.difference.shown import Shown, differences_of


def sheets_of(shown: Shown) -> tuple[Sheet, ...]:
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

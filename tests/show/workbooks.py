"""Looks into a result workbook with another library than the one that wrote it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from planner.show.result import ResultTable


def rows_of(path: Path, sheet: str) -> list[list[Any]]:
    """Every row of a sheet, from A1 on."""
    book = load_workbook(path, data_only=True)
    return [[cell.value for cell in row] for row in book[sheet].iter_rows()]


def table_in(rows: list[list[Any]], table: ResultTable) -> list[list[Any]]:
    """The rows below the column names of a table; tables that share a sheet stand below their titles."""
    names, width = list(table.columns), len(table.columns)
    titles = [number for number, row in enumerate(rows) if row[0] == table.title]
    start = titles[0] if titles else 0
    header = next(number for number, row in enumerate(rows) if number >= start and row[:width] == names)
    return [row[:width] for row in rows[header + 1 : header + 1 + len(table.frame)]]


def expected_rows(table: ResultTable) -> list[list[Any]]:
    """The same as the table has them; blanks are None."""
    return [[_shown(cell) for cell in row] for row in table.frame.itertuples(index=False)]


def _shown(cell: Any) -> Any:
    return None if cell is None or cell != cell or cell == "" else cell  # noqa: PLR0124 - only NaN differs from itself


def place_of(path: Path, sheet: str, name: str, row: int) -> str:
    """Address of a cell of a column, `row` counted from 0 below the column names."""
    for number, cells in enumerate(rows_of(path, sheet), start=1):
        if name in cells:
            return f"{chr(ord('A') + cells.index(name))}{number + 1 + row}"
    raise AssertionError(f"{sheet} has no column {name}")


def edited(path: Path, target: Path, sheet: str, cell: str, value: Any) -> Path:
    """A copy of a workbook in which somebody typed a value into a cell."""
    book = load_workbook(path)
    book[sheet][cell] = value
    book.save(target)
    return target

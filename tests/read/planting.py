"""A sound case as rows of cells, to plant faults in, and the two ways to put it on disk."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from models.case import TABLES, Case
from models.tables import cells
from planner.read.case import Reading, read_case
from planner.read.writing import teaching_case

Sheets = dict[str, list[list[Any]]]
"""Rows of every table by the name of its sheet, the header first."""
Change = Callable[[Sheets], None]


def sheets_of(case: Case) -> Sheets:
    """Header and rows of every table; flags as yes and no, lists parted by |, None for a blank."""
    sheets: Sheets = {}
    for name in TABLES:
        table = getattr(case, name)
        columns = [[_plain(cell) for cell in cells(table, heading)] for heading in table.header]
        sheets[name] = [list(table.header), *(list(row) for row in zip(*columns, strict=True))]
    return sheets


def _plain(cell: Any) -> Any:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return "|".join(cell) if isinstance(cell, tuple) else cell


def put(table: str, row: int, column: str, value: Any) -> Change:
    """Put a value into a cell; row 0 is the first below the header, row -1 the header itself."""

    def change(sheets: Sheets) -> None:
        rows = sheets[table]
        rows[row + 1][rows[0].index(column)] = value

    return change


def drop_column(table: str, column: str) -> Change:
    """Take a column away."""

    def change(sheets: Sheets) -> None:
        place = sheets[table][0].index(column)
        sheets[table] = [row[:place] + row[place + 1 :] for row in sheets[table]]

    return change


def add_column(table: str, heading: Any, values: Sequence[Any]) -> Change:
    """Add a column at the right, one value per row."""

    def change(sheets: Sheets) -> None:
        for row, value in zip(sheets[table], [heading, *values], strict=True):
            row.append(value)

    return change


def drop_header(table: str) -> Change:
    """Take the header row away."""

    def change(sheets: Sheets) -> None:
        del sheets[table][0]

    return change


def add_row(table: str, **values: Any) -> Change:
    """Add a row at the end."""

    def change(sheets: Sheets) -> None:
        sheets[table].append([values.get(heading) for heading in sheets[table][0]])

    return change


def rename(table: str, name: str) -> Change:
    """Give a sheet another name."""

    def change(sheets: Sheets) -> None:
        sheets[name] = sheets.pop(table)

    return change


def remove(table: str) -> Change:
    """Take a sheet away."""

    def change(sheets: Sheets) -> None:
        del sheets[table]

    return change


def planted(*changes: Change) -> Sheets:
    """The teaching case with changes."""
    sheets = sheets_of(teaching_case())
    for change in changes:
        change(sheets)
    return sheets


def save_workbook(sheets: Sheets, path: Path) -> Path:
    """One plain sheet per table, header in row 1."""
    book = Workbook()
    del book["Sheet"]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def save_folder(sheets: Sheets, path: Path) -> Path:
    """One CSV file per table, header in line 1."""
    path.mkdir()
    for name, rows in sheets.items():
        with (path / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows(rows)
    return path


def read_both(sheets: Sheets, folder: Path) -> tuple[Reading, Reading]:
    """The case read from a workbook and from a folder."""
    return read_case(save_workbook(sheets, folder / "case.xlsx")), read_case(save_folder(sheets, folder / "case"))


def address(table: str, row: int, column: str) -> str:
    """Address of a cell of the teaching case in a plain workbook."""
    return address_in(sheets_of(teaching_case())[table][0], row, column)


def address_in(header: Sequence[str], row: int, column: str) -> str:
    """Address of a cell in a plain workbook below a header; row -1 is the header."""
    return f"{get_column_letter(header.index(column) + 1)}{row + 2}"

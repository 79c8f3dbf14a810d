"""A result workbook in the hands of somebody who changes one cell: what the cell may say instead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from openpyxl.utils import get_column_letter

from planner.read.cells import Grid
from planner.read.result import Book


def chosen_cells(grid: Grid, each: int) -> Iterator[tuple[int, int]]:
    """Row and column, from 0, of some filled cells of every column of a sheet, the same whenever it is asked."""
    width = max(map(len, grid.rows), default=0)
    for column in range(width):
        filled = [row for row, cells in enumerate(grid.rows) if column < len(cells) and cells[column] not in (None, "")]
        step = max(1.0, len(filled) / each)
        places = {filled[int(n * step)] for n in range(min(each, len(filled)))} | set(filled[-1:])
        yield from ((row, column) for row in sorted(places))


def falsified(value: Any) -> Any:
    """Another value that a reader may take for the true one: 1 % more, the next number, another figure or letter."""
    if isinstance(value, float) and value != int(value):
        return value * 1.01 if abs(value) >= 1e-6 else value + 0.001
    if isinstance(value, int | float):
        return value + 1
    digits = [place for place, letter in enumerate(value) if letter.isdigit()]
    place = digits[-1] if digits else len(value) // 2
    letter = value[place]
    other = str((int(letter) + 1) % 10) if letter.isdigit() else "x" if letter != "x" else "y"
    return value[:place] + other + value[place + 1 :]


def with_cell(book: Book, sheet: str, row: int, column: int, value: Any) -> Book:
    """The book with another value in one cell."""
    grid = book.grids[sheet]
    cells = list(grid.rows[row])
    cells[column] = value
    rows = [*grid.rows[:row], cells, *grid.rows[row + 1 :]]
    return replace(book, grids={**book.grids, sheet: replace(grid, rows=rows)})


def address(grid: Grid, row: int, column: int) -> str:
    """The cell as Excel names it."""
    return f"{get_column_letter(column + 1)}{grid.lines[row]}"

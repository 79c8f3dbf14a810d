"""One sheet of a result workbook: its columns as typed cells, and a problem for each cell that is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from openpyxl.utils import get_column_letter

from models.errors import UnreadableInput
from models.tables import Cell, Column, Integers, Numbers
from planner.read.cells import Grid, Raw, cleaned, expectation, heading, typed
from planner.read.problems import Problem, Spot, problem_at, shortened

SEARCHED_ROWS = 30
"""The row of column names is looked for in so many filled rows."""


@dataclass(frozen=True)
class ResultSheet:
    """Typed cells by column, the sheet row of each entry, the letter of each column.

    faults: the first problem of each cell so far; of each column where the problem is none of a cell. file: the CSV
    file in which the rows stand, None where they stand on the sheet.
    """

    name: str
    cells: Mapping[str, Sequence[Cell]]
    lines: Sequence[int]
    letters: Mapping[str, str]
    faults: dict[str, Problem]
    file: str | None = None

    def fault(self, row: int | None, column: str, rule: str, expected: str, fix: str) -> None:
        """Note a problem of a cell, or of the sheet where `row` is None."""
        value = "" if row is None else _shown(self.cells[column][row])
        self.note(row, column, rule, value, expected, fix)

    def note(self, row: int | None, column: str, rule: str, value: str, expected: str, fix: str) -> None:
        """The same where the value that stands in the cell is no typed cell."""
        cell = None if row is None else f"{self.letters[column]}{self.lines[row]}"
        spot = Spot(sheet=self.name, cell=cell)
        if self.file is not None:
            spot = Spot(sheet=self.name, file=self.file, cell=column, line=None if row is None else self.lines[row])
        told = problem_at(spot, rule, value=value, expected=expected, fix=fix)
        self.faults.setdefault(cell or f"{column} {expected}", told)

    def rows(self, chosen: Sequence[int]) -> ResultSheet:
        """The sheet with some of its rows; problems are noted in the same place."""
        cells = {name: [values[row] for row in chosen] for name, values in self.cells.items()}
        return replace(self, cells=cells, lines=[self.lines[row] for row in chosen])

    def places(self, column: str, known: Mapping[str, int], table: str) -> Integers:
        """Position of what each cell names in a table of the case; 0 where there is none, which is a problem."""
        names = [_shown(cell) for cell in self.cells[column]]
        for row, name in enumerate(names):
            if name not in known:
                self.fault(
                    row, column, "unknown-reference", f"one that stands in {table} of the case", "Correct the cell."
                )
        return np.array([known.get(name, 0) for name in names], np.int64)

    def numbers(self, column: str) -> Numbers:
        """The numbers of a column; 0 where a cell has a problem."""
        return np.array([cell if isinstance(cell, int | float) else 0.0 for cell in self.cells[column]], np.float64)

    def require_once(self, *columns: str) -> None:
        """Note a problem for each row that stands in a row above, as these columns name it."""
        first: dict[tuple[Cell, ...], int] = {}
        for row, key in enumerate(zip(*(self.cells[column] for column in columns), strict=True)):
            above = first.setdefault(key, row)
            if above != row:
                expected = f"another one than in row {self.lines[above]}"
                self.fault(row, columns[0], "duplicate-row", expected, "Delete one of the two rows.")

    def problems(self) -> list[Problem]:
        """Every problem; where many are alike, the last of those named stands for the others."""
        alike: dict[tuple[str, str], list[Problem]] = {}
        for problem in self.faults.values():
            alike.setdefault((problem.rule, (problem.cell or "").rstrip("0123456789")), []).append(problem)
        return [problem for several in alike.values() for problem in shortened(several)]


def lay_out_result(grid: Grid, columns: Mapping[str, Column]) -> ResultSheet:
    """Find the declared columns by their names and type their cells; other columns are not read.

    Raises UnreadableInput where the columns are not there.
    """
    header, place = find_columns(grid, columns)
    rows, lines = grid.rows[header + 1 :], grid.lines[header + 1 :]
    letters = {name: get_column_letter(place[name] + 1) for name in columns}
    sheet = ResultSheet(grid.table, {}, lines, letters, {}, grid.file)
    found = {
        name: _column(sheet, name, column, [_at(row, place[name]) for row in rows]) for name, column in columns.items()
    }
    return replace(sheet, cells=found)


def find_columns(grid: Grid, columns: Mapping[str, Column]) -> tuple[int, dict[str, int]]:
    """The row of column names, and where each column stands; raises UnreadableInput where they are not there."""
    for number, row in enumerate(grid.rows[:SEARCHED_ROWS]):
        place = {heading(cell): position for position, cell in reversed(list(enumerate(row)))}
        if all(name in place for name in columns):
            return number, place
    raise UnreadableInput(f"the sheet {grid.table} has no row with the columns {', '.join(columns)}")


def _at(row: Sequence[Raw], position: int) -> Raw:
    return cleaned(row[position]) if position < len(row) else None


def _column(sheet: ResultSheet, name: str, column: Column, raw: Sequence[Raw]) -> list[Cell]:
    # a value stays as it stands: version 1.0 is not 1
    kind = "text" if column.kind == "value" else column.kind
    cells, doubts = typed(replace(column, kind=kind), raw, texts_only=sheet.file is not None)
    for row, cell in enumerate(cells):
        doubt = doubts.get(row)
        if doubt and doubt.severity == "error":
            sheet.note(row, name, doubt.rule, doubt.value, expectation(column), doubt.fix)
        elif not _allowed(column, cell):
            sheet.note(row, name, "out-of-range", _shown(cell), expectation(column), "Correct the cell.")
    return cells


def _allowed(column: Column, cell: Cell) -> bool:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return column.minimum <= cell <= column.maximum and cell > column.above
    return not column.choices or cell is None or cell in column.choices


def _shown(cell: Cell) -> str:
    if cell is None:
        return ""
    return "|".join(cell) if isinstance(cell, tuple) else str(cell)

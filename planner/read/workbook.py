"""An Excel workbook as grids of cells, one per table."""

from __future__ import annotations

import warnings
import zlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from models.case import TABLES
from models.errors import UnreadableInput
from planner.read.guard import MAX_ROWS, Contents, inspect
from planner.read.problems import Problem, Spot, problem_at
from planner.read.raw import ExcelError, Grid, Raw, Uncomputed, cleaned
from planner.read.source import Source, is_notes, probable, unknown_table

# What openpyxl has been seen to raise on damaged parts.
_DAMAGE = (
    BadZipFile,
    InvalidFileException,
    ParseError,
    zlib.error,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    TypeError,
    ValueError,
)


def read_workbook(path: Path) -> Source:
    """The sheets of a workbook whose names are tables'; raises UnreadableInput for a file that is no sound workbook."""
    contents = inspect(path)
    with _opened(path, data_only=True) as book:
        names = [sheet.title for sheet in book.worksheets]
        meant = {name: probable(name, names) for name in names if name not in TABLES and not is_notes(name)}
        rows = {name: _rows(book[name]) for name in names if name in TABLES}
        strangers = [name for name in meant if _grid(name, _rows(book[name])).rows]
        hidden = [name for name in rows if book[name].sheet_state != "visible"]
    if contents.formulas:
        _mark_formulas(path, rows)
    grids = {name: _grid(name, found) for name, found in rows.items()}
    problems = _about_macros(path, contents) + [_about_hidden(name) for name in hidden]
    problems += [unknown_table(Spot(sheet=name), "unknown-sheet", name, meant[name]) for name in strangers]
    misnamed = frozenset(table for name in strangers if (table := meant[name]))
    return Source("workbook", grids, tuple(problems), misnamed)


def read_sheets(path: Path, wanted: Collection[str]) -> dict[str, Grid]:
    """The wanted sheets of a workbook, as far as it has them; raises UnreadableInput for a file that is no workbook."""
    contents = inspect(path)
    with _opened(path, data_only=True) as book:
        rows = {sheet.title: _rows(sheet) for sheet in book.worksheets if sheet.title in wanted}
    if contents.formulas:
        _mark_formulas(path, rows)
    return {name: _grid(name, found) for name, found in rows.items()}


@contextmanager
def _opened(path: Path, *, data_only: bool) -> Iterator[Workbook]:
    """The workbook, read as it is asked for; whatever the parser stumbles over becomes one clear error."""
    with path.open("rb") as stream, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells of drop-downs and pictures that it does not keep
        try:
            book = load_workbook(stream, read_only=True, data_only=data_only, keep_links=False)
            yield book
            book.close()
        except _DAMAGE as error:
            raise UnreadableInput(f"{path} is damaged ({error}): open it in Excel and save it again") from error


def _rows(sheet: Any) -> dict[int, list[Raw]]:
    """Rows that have any cell, by their number; '' is a formula that gives an empty text."""
    sheet.reset_dimensions()
    rows = {}
    for line, row in enumerate(sheet.iter_rows(), start=1):
        if line > MAX_ROWS:
            raise ValueError(f"row {line} of sheet {sheet.title}")
        cells = [_raw(cell) for cell in row]
        if any(cell is not None for cell in cells):
            rows[line] = cells
    return rows


def _raw(cell: Any) -> Raw:
    if cell.data_type == "e":
        return ExcelError(str(cell.value))
    value: Raw = cell.value
    if value is None and cell.data_type == "str":
        return ""
    return cleaned(value)


def _grid(table: str, rows: dict[int, list[Raw]]) -> Grid:
    filled = {line: cells for line, cells in sorted(rows.items()) if any(cell not in (None, "") for cell in cells)}
    return Grid(table, None, list(filled.values()), list(filled))


def _mark_formulas(path: Path, rows: dict[str, dict[int, list[Raw]]]) -> None:
    """Mark every formula whose result the file does not hold; such a cell looks blank."""
    with _opened(path, data_only=False) as book:
        for name, found in rows.items():
            book[name].reset_dimensions()
            for line, row in enumerate(book[name].iter_rows(), start=1):
                written = {at: cell.value for at, cell in enumerate(row) if cell.data_type == "f"}
                if written:
                    _mark_row(found.setdefault(line, []), written)


def _mark_row(cells: list[Raw], written: dict[int, Any]) -> None:
    cells += [None] * (max(written) + 1 - len(cells))
    for position, formula in written.items():
        if cells[position] is None:
            cells[position] = Uncomputed(_formula_text(formula))


def _formula_text(formula: Any) -> str:
    return str(getattr(formula, "text", formula))


def _about_macros(path: Path, contents: Contents) -> list[Problem]:
    if not contents.macros:
        return []
    expected = "a workbook without macros"
    fix = "Nothing needs doing: macros are never run. Save it as .xlsx to be rid of this line."
    return [problem_at(Spot(file=path.name), "macros-ignored", expected=expected, fix=fix, severity="warning")]


def _about_hidden(name: str) -> Problem:
    fix = "Show the sheet, or rename it to start with _ if it is not part of the case."
    expected = "every table in sight"
    return problem_at(Spot(sheet=name), "hidden-sheet", value=name, expected=expected, fix=fix, severity="warning")

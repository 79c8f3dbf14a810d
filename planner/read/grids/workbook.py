"""An Excel workbook as grids of cells, one per table."""

from __future__ import annotations

import warnings
import zlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile

from openpyxl.utils.exceptions import InvalidFileException

from models.case import TABLES
from models.errors import UnreadableInput
from planner.read.cells import Grid
from planner.read.excel import Contents, Package, SheetPart, TooFarOut, inspect, open_package
from planner.read.grids.source import Source, is_notes, probable, unknown_table
from planner.read.grids.view import read_view
from planner.read.plain_file import within_memory
from planner.read.problems import Problem, Spot, problem_at

# What openpyxl has been seen to raise on damaged parts.
DAMAGE = (
    BadZipFile,
    ExpatError,
    InvalidFileException,
    ParseError,
    RecursionError,
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
    with opened(path) as package:
        names = [sheet.name for sheet in package.sheets]
        meant = {name: probable(name, names) for name in names if name not in TABLES and not is_notes(name)}
        grids = {sheet.name: _grid(package, sheet) for sheet in package.sheets if sheet.name in TABLES}
        strangers = [sheet.name for sheet in package.sheets if sheet.name in meant and _grid(package, sheet).rows]
        hidden = [sheet.name for sheet in package.sheets if sheet.name in TABLES and not sheet.visible]
    problems = _about_macros(path, contents) + _about_outside(path, contents) + _about_lock(path)
    problems += [_about_hidden(name) for name in hidden]
    problems += [unknown_table(Spot(sheet=name), "unknown-sheet", name, meant[name]) for name in strangers]
    misnamed = frozenset(table for name in strangers if (table := meant[name]))
    return Source("workbook", grids, tuple(problems), misnamed)


def read_sheets(path: Path, wanted: Collection[str]) -> dict[str, Grid]:
    """The wanted sheets of a workbook, as far as it has them; raises UnreadableInput for a file that is no workbook."""
    with within_memory(path):
        inspect(path)
        return _wanted_sheets(path, wanted)


def _wanted_sheets(path: Path, wanted: Collection[str]) -> dict[str, Grid]:
    with opened(path) as package:
        return {sheet.name: _grid(package, sheet) for sheet in package.sheets if sheet.name in wanted}


@contextmanager
def opened(path: Path) -> Iterator[Package]:
    """The workbook, read as it is asked for; whatever the parser stumbles over becomes one clear error."""
    with path.open("rb") as stream, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells of dates before 1900
        try:
            with within_memory(path):
                yield open_package(stream)
        except TooFarOut as error:
            raise UnreadableInput(
                f"{path} has cells far outside any table (sheet {error}): "
                "select the columns right of the table and the rows below it, delete them, and save"
            ) from error
        except DAMAGE as error:
            raise UnreadableInput(f"{path} is damaged ({error}): open it in Excel and save it again") from error


def _grid(package: Package, sheet: SheetPart) -> Grid:
    rows = package.rows(sheet)
    filled = {line: cells for line, cells in rows.items() if any(cell not in (None, "") for cell in cells)}
    with package.archive.open(sheet.part) as part:
        view = read_view(part)
    return Grid(sheet.name, None, list(filled.values()), list(filled), view)


def _about_macros(path: Path, contents: Contents) -> list[Problem]:
    if not contents.macros:
        return []
    expected = "a workbook without macros, such as case.xlsx"
    fix = "Nothing needs doing: macros are never run. Save it as .xlsx to be rid of this line."
    return [problem_at(Spot(file=path.name), "macros-ignored", expected=expected, fix=fix, severity="warning")]


_OUTSIDE = {
    "external-links": "The other files were not opened; what was last saved from them was read. In Excel, Data > "
    "Edit Links > Break Link makes these values your own.",
    "data-connections": "Nothing was fetched; what was last saved was read. Refresh in Excel and save if it is old.",
    "embedded-objects": "Nothing needs doing: they are not opened. Delete them to be rid of this line.",
}


def _about_outside(path: Path, contents: Contents) -> list[Problem]:
    return [
        problem_at(
            Spot(file=path.name),
            rule,
            value=", ".join(contents.outside[rule]),
            expected="a workbook that stands by itself",
            fix=fix,
            severity="warning",
        )
        for rule, fix in _OUTSIDE.items()
        if rule in contents.outside
    ]


def _about_lock(path: Path) -> list[Problem]:
    """Excel and LibreOffice leave a small file beside a workbook while it is open."""
    if not any(path.with_name(mark).exists() for mark in (f"~${path.name}", f".~lock.{path.name}#")):
        return []
    expected = f"a closed workbook: no file such as ~${path.name} beside it"
    fix = "Save it there and check again: what is not saved was not read."
    return [problem_at(Spot(file=path.name), "open-elsewhere", expected=expected, fix=fix, severity="warning")]


def _about_hidden(name: str) -> Problem:
    fix = "Show the sheet, or rename it to start with _ if it is not part of the case."
    expected = f"every table in sight, such as {name}"
    return problem_at(Spot(sheet=name), "hidden-sheet", value=name, expected=expected, fix=fix, severity="warning")

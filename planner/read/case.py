"""A workbook or a folder read into a checked case, or into every problem that stands in the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter
from typing import Any

from models.building import Cell, make_table
from models.case import NEEDED, TABLES, Case
from models.checks import check_case
from models.columns import Column, columns_of
from models.errors import UnreadableInput
from models.findings import Finding
from planner.read.celltypes import Doubt, typed
from planner.read.expected import column_named, expectation
from planner.read.folder import read_folder
from planner.read.knock_on import Told
from planner.read.layout import RawTable, empty_table, lay_out
from planner.read.problems import Places, Problem, SourceKind, Spot, place, problem_at, shortened
from planner.read.source import Source
from planner.read.workbook import read_workbook


@dataclass(frozen=True)
class Reading:
    """What came of reading: the case where it has no error, every problem, and where each cell stands.

    check_seconds: what the rules of the case took; the rest was reading.
    """

    case: Case | None
    problems: tuple[Problem, ...]
    places: Places
    check_seconds: float

    @property
    def ok(self) -> bool:
        """Whether there is a case."""
        return self.case is not None

    @property
    def kind(self) -> SourceKind:
        """Whether it came from a workbook or a folder."""
        return self.places.kind


def read_case(path: Path) -> Reading:
    """Read and check a workbook (.xlsx, .xlsm) or a folder with one CSV file per table.

    Raises UnreadableInput where there is nothing to read, or nothing that can be read.
    """
    source = _source(path)
    laid_out = {name: _laid_out(source, name) for name in TABLES}
    places = Places(source.kind, {name: laid_out[name].place for name in source.grids})
    problems = [*source.problems, *(problem for table in laid_out.values() for problem in table.problems)]
    told = Told()
    tables: dict[str, Any] = {}
    for name, table in laid_out.items():
        told.add_table(table)
        cells, findings = _typed_table(table, told)
        tables[name] = make_table(TABLES[name], cells)
        problems += place(findings, places)
    case = Case(**tables)
    started = perf_counter()
    problems += place(told.without_knock_on(check_case(case)), places)
    check_seconds = perf_counter() - started
    faulty = any(problem.severity == "error" for problem in problems)
    return Reading(None if faulty else case, _in_order(problems, places), places, check_seconds)


def _source(path: Path) -> Source:
    if path.is_dir():
        return read_folder(path)
    if path.name.startswith("~$"):
        raise UnreadableInput(f"{path} is a mark that Excel leaves while {path.name[2:]} is open: give that file")
    if not path.exists():
        raise UnreadableInput(f"{path} does not exist: give a workbook or a folder of CSV files")
    if path.suffix.lower() == ".csv":
        raise UnreadableInput(f"{path} is a single table: give the folder that holds all of them, {path.parent}")
    return read_workbook(path)


def _laid_out(source: Source, name: str) -> RawTable:
    if name in source.grids:
        table = lay_out(source.grids[name])
        return replace(table, sound=table.sound and name not in source.broken)
    file = f"{name}.csv" if source.kind == "folder" else None
    if name in source.misnamed:
        return empty_table(name, file, sound=False)
    problems = [_missing_table(name, file)] if name in NEEDED else []
    return empty_table(name, file, sound=not problems, problems=problems)


def _missing_table(name: str, file: str | None) -> Problem:
    headings = ", ".join(header for header, column in columns_of(TABLES[name]).items() if column.required)
    what, rule = (f"a file {file}", "missing-file") if file else (f"a sheet {name}", "missing-sheet")
    fix = f"Add {what} with the columns {headings}; `planner init` writes an example."
    return problem_at(Spot(sheet=name, file=file), rule, value=file or name, expected=what, fix=fix)


def _typed_table(table: RawTable, told: Told) -> tuple[dict[str, list[Cell]], list[Finding]]:
    """Typed cells by header and the findings about them; cells in doubt are noted."""
    name = table.place.table
    cells: dict[str, list[Cell]] = {}
    findings: list[Finding] = []
    for header, raw in table.columns.items():
        column = column_named(TABLES[name], header)
        cells[header], doubts = typed(column, raw, texts_only=table.place.file is not None)
        news = {row: doubt for row, doubt in doubts.items() if row not in table.skewed}
        told.add_cells(name, header, (row for row, doubt in news.items() if doubt.severity == "error"))
        findings += shortened([_finding(name, row, header, column, doubt) for row, doubt in news.items()])
    return cells, findings


def _finding(table: str, row: int, header: str, column: Column, doubt: Doubt) -> Finding:
    return Finding(
        rule=doubt.rule,
        severity=doubt.severity,
        table=table,
        row=row,
        column=header,
        value=doubt.value,
        expected=expectation(column),
        fix=doubt.fix,
    )


def _in_order(problems: Iterable[Problem], places: Places) -> tuple[Problem, ...]:
    """By table, then by row and column; what is told twice is told once."""
    tables = {name: position for position, name in enumerate(TABLES)}

    def order(problem: Problem) -> tuple[Any, ...]:
        table = tables.get(problem.sheet or "", -1 if problem.sheet is None else len(tables))
        return table, problem.sheet or "", *_row_and_column(problem, places), problem.rule

    return tuple(sorted(dict.fromkeys(problems), key=order))


def _row_and_column(problem: Problem, places: Places) -> Iterator[Any]:
    cell = problem.cell or ""
    if problem.file is not None:
        known = places.tables.get(problem.sheet or "")
        yield from (problem.line or 0, known.columns.get(cell, 0) if known else 0)
    else:
        letters = cell.rstrip("0123456789")
        yield from (int(cell[len(letters) :] or 0), _position(letters))


def _position(letters: str) -> int:
    position = 0
    for letter in letters:
        position = position * 26 + ord(letter) - 64
    return position

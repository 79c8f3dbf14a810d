"""A workbook or a folder read into a checked case, or into every problem that stands in the way."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter
from typing import Any

from models.case import NEEDED, TABLES, Case
from models.checks import check_case
from models.errors import UnreadableInput
from models.findings import Finding
from models.tables import Cell, Column, columns_of, make_table
from planner.read.cells import Doubt, column_named, expectation, typed
from planner.read.collector import collector_paused
from planner.read.grids import RawTable, Source, empty_table, lay_out, read_folder, read_workbook
from planner.read.knock_on import HeldBack, Told
from planner.read.plain_file import require_file, within_memory
from planner.read.problems import Places, Problem, SourceKind, Spot, capped, place, problem_at, shortened


@dataclass(frozen=True)
class Reading:
    """What came of reading: the case where it has no error, every problem, and where each cell stands.

    draft: the tables as far as they could be read, something harmless in place of every cell that could not.
    unread: tables of which anything could not be read, or not be trusted.
    check_seconds: what the rules of the case took; the rest was reading. held_back: rules that wait for the errors.
    """

    case: Case | None
    draft: Case
    unread: frozenset[str]
    problems: tuple[Problem, ...]
    places: Places
    check_seconds: float
    held_back: tuple[HeldBack, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether there is a case."""
        return self.case is not None

    @property
    def kind(self) -> SourceKind:
        """Whether it came from a workbook or a folder."""
        return self.places.kind


@collector_paused()
def read_case(path: Path) -> Reading:
    """Read and check a workbook (.xlsx, .xlsm) or a folder with one CSV file per table.

    Raises UnreadableInput where there is nothing to read, or nothing that can be read.
    """
    with within_memory(path):
        return _read(path)


def _read(path: Path) -> Reading:
    source = _source(path)
    laid_out = {name: _laid_out(source, name) for name in TABLES}
    places = Places(source.kind, {name: laid_out[name].place for name in source.grids})
    problems = [*source.problems, *(problem for table in laid_out.values() for problem in table.problems)]
    told = Told(faulty=any(problem.severity == "error" for problem in problems))
    tables: dict[str, Any] = {}
    for name, table in laid_out.items():
        told.add_table(table)
        cells, findings = _typed_table(table, told, laid_out)
        tables[name] = make_table(TABLES[name], cells)
        problems += place(findings, places)
    case = Case(**tables)
    unread = {problem.sheet for problem in problems if problem.severity == "error" and problem.sheet in TABLES}
    unread |= {name for name, table in laid_out.items() if not table.sound}
    started = perf_counter()
    problems += place(capped(told.news(check_case(case), case)), places)
    check_seconds = perf_counter() - started
    faulty = any(problem.severity == "error" for problem in problems)
    in_order = _in_order(problems, places)
    sound = None if faulty else case
    names = frozenset(filter(None, unread))
    return Reading(sound, case, names, in_order, places, check_seconds, told.held_back(places))


def _source(path: Path) -> Source:
    if os.path.isdir(path):  # unlike Path.is_dir, it never raises
        return read_folder(path)
    if path.name.startswith("~$"):
        raise UnreadableInput(f"{path} is a mark that Excel leaves while {path.name[2:]} is open: give that file")
    require_file(path, "a workbook or a folder of CSV files")
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
    return problem_at(
        Spot(sheet=name, file=file), rule, value=file or name, expected=f"{what} with the columns: {headings}", fix=fix
    )


def _typed_table(
    table: RawTable, told: Told, all_tables: Mapping[str, RawTable]
) -> tuple[dict[str, list[Cell]], list[Finding]]:
    """Typed cells by header and the findings about them; cells in doubt are noted."""
    name = table.place.table
    cells: dict[str, list[Cell]] = {}
    findings: list[Finding] = []
    for header, raw in table.columns.items():
        column = column_named(TABLES[name], header)
        cells[header], doubts = typed(column, raw, texts_only=table.place.file is not None)
        news = {row: doubt for row, doubt in doubts.items() if (row, header) not in table.covered}
        news = {row: doubt for row, doubt in news.items() if row not in table.skewed and header not in table.misnamed}
        told.add_cells(name, header, (row for row, doubt in news.items() if doubt.severity == "error"))
        expected = expectation(column, _samples(table, header, column, all_tables)) if news else ""
        findings += shortened([_finding(name, row, header, expected, doubt) for row, doubt in news.items()])
    return cells, findings


def _samples(table: RawTable, header: str, column: Column, all_tables: Mapping[str, RawTable]) -> list[str]:
    """A text that may stand in the column: an id it may refer to, or what stands in another row."""
    sources = [all_tables[name].columns.get("id", []) for name in column.references] or [table.columns[header]]
    free = column.references or column.kind in ("text", "value", "list")
    return [cell for cells in sources for cell in cells if isinstance(cell, str)][:1] if free else []


def _finding(table: str, row: int, header: str, expected: str, doubt: Doubt) -> Finding:
    return Finding(
        rule=doubt.rule,
        severity=doubt.severity,
        table=table,
        row=row,
        column=header,
        value=doubt.value,
        expected=expected,
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

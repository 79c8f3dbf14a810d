"""A folder of CSV files as grids of cells, one per table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from models.case import TABLES
from models.errors import UnreadableInput
from planner.read.problems import Problem, Spot, problem_at
from planner.read.raw import Grid, Raw, clean
from planner.read.source import Source, is_notes, probable, unknown_table

MAX_BYTES = 2**30
_BYTE_ORDER = ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"), (b"PK\x03\x04", "an Excel workbook"))


def read_folder(path: Path) -> Source:
    """The CSV files of a folder; raises UnreadableInput where there is no table or a file is not UTF-8 text."""
    found = _csv_files(path)
    files = {file.stem: file for file in found}
    if len(files) < len(found):
        twin = next(file for file in found if files[file.stem] != file)
        raise UnreadableInput(f"{path} holds {twin.name} and {files[twin.stem].name}: remove one of them")
    if not files.keys() & TABLES.keys():
        raise UnreadableInput(_no_tables(path, files))
    read = {name: _read_csv(name, file) for name, file in files.items() if name in TABLES}
    strangers = {name: probable(name, files) for name in files if name not in TABLES and not is_notes(name)}
    problems = [_unknown(files[name], name, likely) for name, likely in strangers.items()]
    return Source(
        "folder",
        {name: grid for name, (grid, _) in read.items()},
        tuple(problems) + tuple(problem for _, problem in read.values() if problem),
        frozenset(filter(None, strangers.values())),
        frozenset(name for name, (_, problem) in read.items() if problem),
    )


def _csv_files(path: Path) -> list[Path]:
    try:
        return sorted(file for file in path.iterdir() if file.suffix.lower() == ".csv" and file.name[0] not in ".~")
    except OSError as error:
        raise UnreadableInput(f"{path} cannot be opened: {error.strerror}") from error


def _no_tables(path: Path, files: Iterable[str]) -> str:
    workbooks = sorted(file.name for file in path.glob("*.xls*") if file.name[0] not in ".~")
    holds = ", ".join([f"{name}.csv" for name in files] + workbooks)
    holding = f"; it holds {holds}" if holds else ""
    hint = f"give the workbook itself, such as {path / workbooks[0]}" if workbooks else "see `planner init`"
    return f"{path} has no table of a case, such as links.csv{holding}: {hint}"


def _unknown(file: Path, name: str, likely: str | None) -> Problem:
    return unknown_table(Spot(file=file.name), "unknown-file", name, likely)


def _read_csv(table: str, file: Path) -> tuple[Grid, Problem | None]:
    """The filled rows with the line each starts on, and what stopped the reading, if anything."""
    reader = csv.reader(io.StringIO(_decoded(file), newline=""), strict=True)
    rows: list[Sequence[Raw]] = []
    lines: list[int] = []
    first_line, problem = 1, None
    try:
        for row in reader:
            if row and (row[0].strip() or clean("".join(row))):
                rows.append(row)
                lines.append(first_line)
            first_line = reader.line_num + 1
    except csv.Error as error:
        problem = _bad_quotes(table, file, first_line, error)
    return Grid(table, file.name, rows, lines), problem


def _decoded(file: Path) -> str:
    try:
        if file.stat().st_size > MAX_BYTES:
            raise UnreadableInput(f"{file} is larger than {MAX_BYTES // 2**30} GiB: remove what is no row of the table")
        content = file.read_bytes()
    except OSError as error:
        raise UnreadableInput(f"{file} cannot be opened: {error.strerror}; close it in other programs") from error
    kind = next((kind for mark, kind in _BYTE_ORDER if content.startswith(mark)), None)
    if kind:
        raise UnreadableInput(f"{file} is {kind}, not CSV text in UTF-8: {_SAVE_AS}")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableInput(f"{file}, line {line}: a letter is not in UTF-8: {_SAVE_AS}") from error


_SAVE_AS = "save it as 'CSV UTF-8 (comma delimited)'"


def _bad_quotes(table: str, file: Path, line: int, error: csv.Error) -> Problem:
    return problem_at(
        Spot(sheet=table, file=file.name, line=line),
        "unreadable-row",
        value=str(error),
        expected="texts that hold commas, quotes or line ends between double quotes, inner quotes doubled",
        fix="Correct the quotes of this row; the rows below it were not read.",
    )

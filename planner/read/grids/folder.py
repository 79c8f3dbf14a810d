"""A folder of CSV files as grids of cells, one per table."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from models.case import TABLES
from models.errors import UnreadableInput
from planner.read.cells import Grid, Raw, clean
from planner.read.grids.csv_dialect import Dialect, about_dialect, dialect_of, with_points
from planner.read.grids.source import Source, is_notes, probable, unknown_table
from planner.read.grids.text_lines import Room, text_lines
from planner.read.problems import Problem, Spot, problem_at


def read_folder(path: Path) -> Source:
    """The CSV files of a folder; raises UnreadableInput where there is no table or a file is not UTF-8 text."""
    found = _csv_files(path)
    files = {file.stem: file for file in found}
    if len(files) < len(found):
        twin = next(file for file in found if files[file.stem] != file)
        raise UnreadableInput(f"{path} holds {twin.name} and {files[twin.stem].name}: remove one of them")
    if not files.keys() & TABLES.keys():
        raise UnreadableInput(_no_tables(path, files))
    room = Room()
    read = {name: _read_csv(name, file, room) for name, file in files.items() if name in TABLES}
    told = [problem for _, found in read.values() for problem in found]
    strangers = {name: probable(name, files) for name in files if name not in TABLES and not is_notes(name)}
    problems = [_unknown(files[name], name, likely) for name, likely in strangers.items()]
    return Source(
        "folder",
        {name: grid for name, (grid, _) in read.items()},
        (*problems, *told),
        frozenset(filter(None, strangers.values())),
        frozenset(problem.sheet for problem in told if problem.sheet and problem.severity == "error"),
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


def _read_csv(table: str, file: Path, room: Room) -> tuple[Grid, list[Problem]]:
    """The filled rows with the line each starts on, and what stopped the reading or is odd in it as a whole."""
    dialect = dialect_of(table, file)
    rows, lines, problems = _rows(table, file, room, dialect)
    proof = ""
    if dialect.separator != ",":
        rows, proof = with_points(table, rows)
    sample = _foreign_word(rows) if dialect.encoding != "utf-8-sig" else ""
    problems += about_dialect(table, file, dialect, proof, sample)
    return Grid(table, file.name, rows, lines), problems


def _foreign_word(rows: Iterable[Sequence[Raw]]) -> str:
    """The first value with letters that are no English ones."""
    return next((str(cell)[:40] for row in rows for cell in row if not str(cell).isascii()), "")


def _rows(table: str, file: Path, room: Room, dialect: Dialect) -> tuple[list[Sequence[Raw]], list[int], list[Problem]]:
    rows: list[Sequence[Raw]] = []
    lines: list[int] = []
    problems = []
    with text_lines(file, dialect.encoding) as stream:
        reader = csv.reader(stream, delimiter=dialect.separator, strict=True)
        first_line = 1
        try:
            for row in reader:
                stream.row_read()
                room.take(len(row), file)
                if dialect.stated and first_line == 1:
                    pass
                elif row and (row[0].strip() or clean("".join(row))):
                    rows.append(row)
                    lines.append(first_line)
                first_line = reader.line_num + 1
        except csv.Error as error:
            problems.append(_bad_quotes(table, file, first_line, error))
    return rows, lines, problems


def _bad_quotes(table: str, file: Path, line: int, error: csv.Error) -> Problem:
    return problem_at(
        Spot(sheet=table, file=file.name, line=line),
        "unreadable-row",
        value=str(error),
        expected="texts that hold commas, quotes or line ends between double quotes, inner quotes doubled, "
        'such as "the ""dry"" port, new"',
        fix="Correct the quotes of this row; the rows below it were not read.",
    )

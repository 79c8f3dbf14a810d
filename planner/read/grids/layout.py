"""Where the table stands in a grid of cells: its header row, its columns, and what does not belong there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import zip_longest
from typing import Any

import numpy as np
from openpyxl.utils import get_column_letter

from models.case import TABLES
from models.checks import difference, look
from models.tables import Column, columns_of, is_year, key_columns
from planner.read.cells import Grid, Raw, clean_all, cleaned, heading
from planner.read.grids.view import view_of
from planner.read.problems import Problem, Spot, TablePlace, problem_at, shortened

SEARCHED_ROWS = 100
"""A header is looked for in so many filled rows."""

_A_YEAR = re.compile(r"(?<![0-9])(?:19|20|21)[0-9]{2}(?![0-9])")
_LIKE_DIGITS = str.maketrans("OoОоlIЗ", "0000113")


@dataclass(frozen=True)
class RawTable:
    """The columns of a table as they stand, cells cleaned of surrounding spaces; None is blank.

    misnamed: columns that stand twice, or that an unknown heading was probably meant to be, with the heading's place.
    skewed: rows whose cells do not stand under their columns. covered: row and column of cells under a merged one.
    sound: False where the table as a whole cannot be trusted.
    """

    place: TablePlace
    columns: dict[str, list[Raw]]
    misnamed: Mapping[str, Spot]
    problems: tuple[Problem, ...]
    skewed: frozenset[int] = frozenset()
    covered: frozenset[tuple[int, str]] = frozenset()
    sound: bool = True


@dataclass(frozen=True)
class _Header:
    """A header row: row of the grid, position (from 0) of each heading that is kept."""

    row: int
    positions: dict[str, int]
    headings: tuple[str, ...]

    @property
    def end(self) -> int:
        return max(self.positions.values(), default=-1) + 1

    @property
    def width(self) -> int:
        return max((position + 1 for position, name in enumerate(self.headings) if name), default=0)


@dataclass(frozen=True)
class _Body:
    """The rows below the header with their lines, and what is wrong with their shape."""

    rows: Sequence[Sequence[Raw]]
    lines: Sequence[int]
    skewed: Sequence[int]
    problems: Sequence[Problem]


def lay_out(grid: Grid) -> RawTable:
    """The table of a grid, with the problems of its shape."""
    columns = columns_of(TABLES[grid.table])
    found = find_header(grid.rows, columns)
    if found is None:
        return _without_header(grid)
    header, problems, misnamed = _name_columns(grid, found, columns)
    body = _body(grid, header)
    raw = _transposed(body.rows, header, texts_only=grid.file is not None)
    place = TablePlace(
        table=grid.table,
        file=grid.file,
        lines=np.array(body.lines, np.int64),
        columns={name: position + 1 for name, position in header.positions.items()},
        header_line=grid.lines[found],
        keys=tuple(raw[name] for name in key_columns(TABLES[grid.table]) if name in raw),
    )
    view = view_of(grid.view, place)
    return RawTable(
        place, raw, misnamed, (*problems, *body.problems, *view.problems), frozenset(body.skewed), view.covered
    )


def empty_table(name: str, file: str | None, *, sound: bool, problems: Iterable[Problem] = ()) -> RawTable:
    """A table without rows, for a sheet that is not there or cannot be trusted."""
    place = TablePlace(name, file, np.empty(0, np.int64), {}, 0, ())
    return RawTable(place, {}, {}, tuple(problems), sound=sound)


def find_header(rows: Sequence[Sequence[Raw]], columns: dict[str, Column]) -> int | None:
    """Row that holds most names of columns; None where no row holds any."""
    matches = [sum(_is_name(heading(cell), columns) for cell in row) for row in rows[:SEARCHED_ROWS]]
    best = max(matches, default=0)
    return matches.index(best) if best else None


def _has_years(columns: dict[str, Column]) -> bool:
    return any(column.kind == "per_year" for column in columns.values())


def _is_name(name: str, columns: dict[str, Column]) -> bool:
    if name in columns:
        return columns[name].kind != "per_year"
    return is_year(name) and _has_years(columns)


def _needed(columns: dict[str, Column]) -> list[str]:
    return [name for name, column in columns.items() if column.required and column.kind != "per_year"]


def nearest(name: str, names: Collection[str]) -> str | None:
    """The name most like it, capitals and look-alike letters alike; None where none is like it."""
    looks = {look(known): known for known in names}
    close = get_close_matches(look(name), list(looks), n=1, cutoff=0.6)
    return looks[close[0]] if close else None


def _probable_column(name: str, headings: Collection[str], columns: dict[str, Column]) -> str | None:
    """The column that an unknown heading was probably meant to be; a year for one that holds a year, such as 2O27."""
    meant = nearest(name, [known for known in columns if known not in headings])
    year = _A_YEAR.search(name.translate(_LIKE_DIGITS)) if _has_years(columns) else None
    return year[0] if year and year[0] not in headings else meant


def _name_columns(grid: Grid, row: int, columns: dict[str, Column]) -> tuple[_Header, list[Problem], dict[str, Spot]]:
    headings = tuple(heading(cell) for cell in grid.rows[row])
    positions: dict[str, int] = {}
    problems: list[Problem] = []
    misnamed: dict[str, Spot] = {}
    for position, name in enumerate(headings):
        spot = _cell(grid, grid.lines[row], position, name)
        if not name:
            continue
        if twin := next((other for other in positions if other.lower() == name.lower()), None):
            problems.append(_duplicate(spot, name, _cell(grid, grid.lines[row], positions[twin], twin)))
            misnamed[twin] = spot
        elif name.startswith("_") or _is_name(name, columns):
            positions[name] = position
        else:
            likely = _probable_column(name, headings, columns)
            misnamed |= {likely: spot} if likely else {}
            problems.append(_unknown_column(spot, name, likely, columns))
    return _Header(row, positions, headings), problems, misnamed


def _duplicate(spot: Spot, name: str, first: Spot) -> Problem:
    fix = f"Delete one of the two columns, or rename one to _{name.lstrip('_')} 2 to keep it for yourself."
    expected = f"each column once, such as one column {name}"
    return problem_at(spot, "duplicate-column", value=name, expected=expected, fix=fix, related=str(first))


def _unknown_column(spot: Spot, name: str, likely: str | None, columns: dict[str, Column]) -> Problem:
    names = [known for known, column in columns.items() if column.kind != "per_year"]
    names += ["plan years such as 2025"] if _has_years(columns) else []
    fix = f"Rename it to _{name} to keep it for yourself, or delete it."
    if likely:
        fix = f"Rename it to {likely}. {difference(name, likely)}".strip()
    return problem_at(spot, "unknown-column", value=name, expected=f"one of {', '.join(names)}", fix=fix)


def _cell(grid: Grid, line: int, position: int, column: str | None = None) -> Spot:
    if grid.file:
        return Spot(sheet=grid.table, cell=column or None, file=grid.file, line=line)
    return Spot(sheet=grid.table, cell=f"{get_column_letter(position + 1)}{line}")


def _without_header(grid: Grid) -> RawTable:
    if not grid.rows:
        return empty_table(grid.table, grid.file, sound=True)
    names = ", ".join(_needed(columns_of(TABLES[grid.table])))
    spot = Spot(sheet=grid.table, file=grid.file, line=grid.lines[0] if grid.file else None)
    fix = "Put the names of the columns into one row above the data."
    expected = f"a header row with at least these names: {names}"
    problem = problem_at(spot, "missing-header", expected=expected, fix=fix)
    return empty_table(grid.table, grid.file, sound=False, problems=[problem])


def _body(grid: Grid, header: _Header) -> _Body:
    rows, lines = grid.rows[header.row + 1 :], grid.lines[header.row + 1 :]
    problems = shortened(_under_blank(grid, header, rows, lines))
    if grid.file:
        skewed = _skewed(header, rows)
        problems += shortened([_ragged(grid, lines[row], rows[row], header.width) for row in skewed])
        return _Body(rows, lines, skewed, problems)
    problems += shortened(_beside(grid, header, rows, lines))
    return _Body(*_inside(header, rows, lines), [], problems)


def _transposed(rows: Sequence[Sequence[Raw]], header: _Header, *, texts_only: bool) -> dict[str, list[Raw]]:
    blank = "" if texts_only else None
    end = header.end
    narrow = [row if len(row) <= end else row[:end] for row in rows]
    by_position: list[Any] = list(zip_longest(*narrow, fillvalue=blank))
    by_position += [(blank,) * len(rows)] * (end - len(by_position))
    read = clean_all if texts_only else _clean_cells
    return {name: read(by_position[position]) for name, position in header.positions.items()}


def _clean_cells(cells: Sequence[Raw]) -> list[Raw]:
    return [cleaned(cell) for cell in cells]


def _skewed(header: _Header, rows: Sequence[Sequence[Raw]]) -> list[int]:
    """Rows of a CSV file that have fewer values than the header, or more: surplus commas may have shifted them."""
    fewest, most = header.width, len(header.headings)
    return [row for row, cells in enumerate(rows) if not fewest <= len(cells) <= most]


def _ragged(grid: Grid, line: int, cells: Sequence[Raw], width: int) -> Problem:
    return problem_at(
        Spot(sheet=grid.table, file=grid.file, line=line),
        "wrong-number-of-values",
        value=str(len(cells)),
        expected=f"{width} values, as many as the header has",
        fix="Look for a missing or surplus comma; a text that holds a comma needs double quotes around it.",
    )


def _inside(
    header: _Header, rows: Sequence[Sequence[Raw]], lines: Sequence[int]
) -> tuple[list[Sequence[Raw]], list[int]]:
    """The rows that hold something under a column's name; the others are remarks beside the table."""
    named = header.positions.values()
    kept = [
        (row, line)
        for row, line in zip(rows, lines, strict=True)
        if any(position < len(row) and row[position] not in (None, "") for position in named)
    ]
    return [row for row, _ in kept], [line for _, line in kept]


def _beside(grid: Grid, header: _Header, rows: Sequence[Sequence[Raw]], lines: Sequence[int]) -> list[Problem]:
    width = len(header.headings)
    wide = ((row, line) for row, line in zip(rows, lines, strict=True) if len(row) > width)
    return [
        _stray(grid, line, position, row[position])
        for row, line in wide
        if (position := next((at for at in range(width, len(row)) if cleaned(row[at]) is not None), None)) is not None
    ]


def _under_blank(grid: Grid, header: _Header, rows: Sequence[Sequence[Raw]], lines: Sequence[int]) -> list[Problem]:
    nameless = [position for position, name in enumerate(header.headings) if not name]
    return [
        _stray(grid, line, position, row[position])
        for position in nameless
        for row, line in zip(rows, lines, strict=True)
        if position < len(row) and cleaned(row[position]) is not None
    ]


def _stray(grid: Grid, line: int, position: int, value: Raw) -> Problem:
    fix = "Give the column a name that starts with _, or move the value to a note column or another sheet."
    expected = "only blank cells where the header row has no column name, such as _remark"
    return problem_at(_cell(grid, line, position), "value-outside-table", value=str(value), expected=expected, fix=fix)

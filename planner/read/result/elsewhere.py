"""Rows of a sheet that stand in a CSV file beside the workbook, because they are more than a sheet can hold."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from models.errors import UnreadableInput
from models.tables import BESIDE_FILES, ELSEWHERE, LIVE, Column
from planner.read.cells import Grid, Raw, clean
from planner.read.collector import collector_paused
from planner.read.plain_file import require_file
from planner.read.result.sheet import find_columns

ENCODING = "utf-8-sig"


def whole_grid(workbook: Path, grid: Grid, columns: Mapping[str, Column]) -> Grid:
    """The grid of a sheet; where the sheet sends to its CSV file, the rows of that file.

    The file is the one beside the workbook that bears its name. Raises UnreadableInput where it is not there, cannot be
    read, or has another number of rows than the sheet says.
    """
    header, _ = find_columns(grid, columns)
    sent = str(grid.rows[header + 1][0]) if len(grid.rows) > header + 1 else ""
    if not sent.startswith(tuple(ELSEWHERE.values())):
        return grid
    if grid.table not in BESIDE_FILES:
        raise UnreadableInput(f"the sheet {grid.table} holds no rows, they were too many: {sent}")
    path = workbook.with_name(f"{workbook.stem}.{BESIDE_FILES[grid.table]}.csv")
    require_file(path, f"the file that was written beside {workbook.name}: it has the rows of the sheet {grid.table}")
    return _read(path, grid.table, _stated(sent))


def _stated(sent: str) -> int:
    """How many rows the file has, as the sheet says it in its language."""
    digits = "".join(letter for letter in sent.rpartition(": ")[2] if letter.isdecimal())
    return int(digits or 0)


@collector_paused()
def _read(path: Path, table: str, count: int) -> Grid:
    """The header and the rows; one row too many is enough to know that they are too many."""
    try:
        with path.open(encoding=ENCODING, newline="") as file:
            found = list(islice(_filled(file), count + 2))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UnreadableInput(f"{path} cannot be read ({error}): give it as it was written") from error
    rows = len(found) - 1
    if rows != count:
        has = f"more than {count:,}" if rows > count else f"{max(rows, 0):,}"
        raise UnreadableInput(
            f"{path} has {has} rows; the sheet {table} says that it has {count:,}: give the file as it was written, "
            "not as a spreadsheet program saved it, which keeps no more rows than a sheet can hold"
        )
    return Grid(table, path.name, [row for _, row in found], [line for line, _ in found])


def _filled(lines: Iterator[str]) -> Iterator[tuple[int, Sequence[Raw]]]:
    reader = csv.reader(lines)
    for row in reader:
        if row:
            yield reader.line_num, [_text(cell) for cell in row]


def _text(cell: str) -> Raw:
    """The text without the mark that keeps a spreadsheet program from taking it for a formula."""
    return clean(cell[1:] if cell.startswith("'") and cell[1:].startswith(LIVE) else cell)

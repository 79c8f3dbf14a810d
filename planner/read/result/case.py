"""The case that a result workbook was made from, read back from its sheet Inputs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from models.case import NEEDED, TABLES, Case
from models.errors import UnreadableInput
from models.tables import Cell, Column, Table, columns_of, is_year, key_columns, make_table
from planner.read.cells import Grid, Raw, heading
from planner.read.grids import read_sheets
from planner.read.plain_file import require_file
from planner.read.result.plan import UnreadableResult
from planner.read.result.sheet import lay_out_result

INPUTS = "Inputs"

MARKS = ("table", "row")
"""Columns with which every block of the sheet begins: the name of the table and the key of the row."""

_OWN = Column(kind="text", help="Kept for the author of the input", blank="none")


def read_result_case(path: Path) -> Case:
    """The case as it was solved, the scenario's changes made.

    Changes of assets and scenarios that were not in force are not on the sheet, so the digest may be another one; what
    the plan rests on is all there. Raises UnreadableInput where the file is no result workbook or a needed table was
    too long for it, UnreadableResult naming every cell that cannot be read.
    """
    require_file(path, "a result workbook")
    grids = read_sheets(path, (INPUTS,))
    if INPUTS not in grids:
        raise UnreadableInput(f"{path} is no result workbook: it has no sheet {INPUTS}")
    blocks = {block.table: block for block in _blocks(grids[INPUTS])}
    missing = [name for name in NEEDED if name not in blocks]
    if missing:
        raise UnreadableInput(
            f"{path}: the sheet {INPUTS} does not hold {', '.join(missing)}; give the case with --case"
        )
    tables: dict[str, Any] = {name: _table(owner, blocks.get(name)) for name, owner in TABLES.items()}
    return Case(**tables)


def _blocks(grid: Grid) -> Iterator[Grid]:
    """The rows of each table with their row of column names above."""
    header: tuple[int, Sequence[Raw]] | None = None
    found: dict[str, list[tuple[int, Sequence[Raw]]]] = {}
    for line, row in zip(grid.lines, grid.rows, strict=True):
        if tuple(heading(cell) for cell in row[:2]) == MARKS:
            header, name = (line, row), ""
            continue
        if header is None:
            continue
        name = name or heading(row[0])
        if name in TABLES and heading(row[0]) == name:
            found.setdefault(name, [header]).append((line, row))
        else:
            header = None
    for table, rows in found.items():
        yield Grid(table, None, [row for _, row in rows], [line for line, _ in rows])


def _table(owner: type[Table], block: Grid | None) -> Table:
    if block is None:
        return make_table(owner, {})
    columns = _columns(owner, [heading(cell) for cell in block.rows[0]])
    sheet = lay_out_result(Grid(INPUTS, None, block.rows, block.lines), {"row": _OWN, **columns})
    problems = tuple(sheet.problems())
    if problems:
        raise UnreadableResult(problems)
    cells = {name: sheet.cells[name] for name in columns}
    return make_table(owner, _keys(owner, columns, sheet.cells["row"]) | cells)


def _columns(owner: type[Table], header: Sequence[str]) -> dict[str, Column]:
    """Declarations of the columns of a block but for its key."""
    declared = columns_of(owner)
    yearly = next((column for column in declared.values() if column.kind == "per_year"), None)
    found: dict[str, Column] = {}
    for name in header:
        if name in declared:
            # yes and no are typed as truths, which no list of choices holds
            found[name] = replace(declared[name], choices=())
        elif name.startswith("_"):
            found[name] = _OWN
        elif yearly is not None and is_year(name):
            found[name] = yearly
    return found


def _keys(owner: type[Table], columns: Mapping[str, Column], rows: Sequence[Cell]) -> dict[str, Any]:
    """The key columns, which stand together in the column `row`; a part that a blank stands for may be absent."""
    names = [name for name in key_columns(owner) if name not in columns]
    parts = [str(row or "").split("|") for row in rows]
    given = names[: max(map(len, parts), default=0)]
    kinds = columns_of(owner)
    return {
        name: [_typed(kinds[name], part[place] if place < len(part) else "") for part in parts]
        for place, name in enumerate(given)
    }


def _typed(column: Column, word: str) -> Cell:
    if not word:
        return None
    return int(word) if column.kind == "integer" else word

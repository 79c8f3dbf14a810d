"""What is shown of the difference of two cases, gathered from what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import islice

from models.case import TABLES, Case
from models.tables import Cell, Table
from planner.study.difference import ColumnDifference, TableDifference, change, differences, number_in, row_names

MOST_LISTED = 100_000
"""Differences of one table that a workbook and JSON list; the counts and sums are of all."""

CHANGED, ROW_A, ROW_B, COLUMN_A, COLUMN_B = (
    "cell changed",
    "row only in A",
    "row only in B",
    "column only in A",
    "column only in B",
)
"""What an entry of the list is about."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One difference. place_a, place_b: sheet and cell, or file, line and column; '' where it does not stand."""

    table: str
    what: str
    row: str = ""
    column: str = ""
    unit: str = ""
    a: Cell = None
    b: Cell = None
    change: float | None = None
    share: float | None = None
    place_a: str = ""
    place_b: str = ""


@dataclass(frozen=True, kw_only=True)
class ColumnTotal:
    """The cells of one column that differ, summed up; sums are None where the column holds no numbers."""

    table: str
    column: str
    unit: str
    cells: int
    sum_a: float | None
    sum_b: float | None
    change: float | None
    share: float | None


@dataclass(frozen=True, kw_only=True)
class TableSummary:
    """One table at a glance. note: what else to know, such as that it was not compared."""

    table: str
    rows_a: int
    rows_b: int
    rows_only_a: int
    rows_only_b: int
    columns_only_a: tuple[str, ...]
    columns_only_b: tuple[str, ...]
    changed_cells: int
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Side:
    """One of the two cases: its file or folder, and the SHA-256 of its cells (None where it has errors)."""

    name: str
    digest: str | None


@dataclass(frozen=True)
class Shown:
    """Everything that is shown of a difference; `entries` may be fewer than the tables' counts say.

    complete: every table could be compared.
    """

    a: Side
    b: Side
    tables: Sequence[TableSummary]
    totals: Sequence[ColumnTotal]
    entries: Sequence[Entry]
    complete: bool = True


@dataclass(frozen=True)
class Input:
    """One of the two cases as it is read.

    draft: its tables as far as they could be read; unread: those of which anything could not. digest: of its cells,
    None where it has errors. place: where a row (position; None: the header) and column (None: the first) stand.
    """

    name: str
    digest: str | None
    draft: Case
    unread: Set[str]
    place: Callable[[str, int | None, str | None], str]


def shown_of(first: Input, second: Input) -> Shown:
    """Everything that is shown."""
    unread = first.unread | second.unread
    found = differences(first.draft, second.draft, [name for name in TABLES if name not in unread])
    by_name = {table.table: table for table in found}
    return Shown(
        Side(name=first.name, digest=first.digest),
        Side(name=second.name, digest=second.digest),
        [_summary(by_name[name]) if name in by_name else _not_compared(name, first, second) for name in TABLES],
        [_total(table.table, column) for table in found for column in table.columns],
        [entry for table in found for entry in islice(_entries(table, first, second), MOST_LISTED)],
        complete=not unread,
    )


def differences_of(table: TableSummary) -> int:
    """How many differences a table has: cells, rows and columns."""
    columns = len(table.columns_only_a) + len(table.columns_only_b)
    return table.rows_only_a + table.rows_only_b + table.changed_cells + columns


def _summary(table: TableDifference) -> TableSummary:
    moved = [what for what, is_so in (("rows", table.rows_moved), ("columns", table.columns_moved)) if is_so]
    return TableSummary(
        table=table.table,
        rows_a=table.rows_a,
        rows_b=table.rows_b,
        rows_only_a=len(table.only_a),
        rows_only_b=len(table.only_b),
        columns_only_a=table.columns_only_a,
        columns_only_b=table.columns_only_b,
        changed_cells=table.changed_cells,
        note=f"{' and '.join(moved)} in another order" if moved else "",
    )


def _not_compared(name: str, first: Input, second: Input) -> TableSummary:
    sides = [side for side, own in (("A", first), ("B", second)) if name in own.unread]
    return TableSummary(
        table=name,
        rows_a=len(getattr(first.draft, name)),
        rows_b=len(getattr(second.draft, name)),
        rows_only_a=0,
        rows_only_b=0,
        columns_only_a=(),
        columns_only_b=(),
        changed_cells=0,
        note=f"not compared: {' and '.join(sides)} has cells that cannot be read",
    )


def _total(table: str, column: ColumnDifference) -> ColumnTotal:
    sums = [_sum(column.old), _sum(column.new)] if column.numeric else [None, None]
    by, share = change(*sums)
    return ColumnTotal(
        table=table,
        column=column.column,
        unit=column.unit,
        cells=len(column),
        sum_a=sums[0],
        sum_b=sums[1],
        change=by,
        share=share,
    )


def _sum(cells: Sequence[Cell]) -> float:
    return sum(number for cell in cells if (number := number_in(cell)) is not None)


def _entries(table: TableDifference, first: Input, second: Input) -> Iterator[Entry]:
    """Columns and rows that only one has, then the cells that differ, column by column."""
    name = table.table
    for header in table.columns_only_a:
        place = first.place(name, None, header)
        yield Entry(table=name, what=COLUMN_A, column=header, place_a=place)
    for header in table.columns_only_b:
        place = second.place(name, None, header)
        yield Entry(table=name, what=COLUMN_B, column=header, place_b=place)
    yield from _alone(ROW_A, name, table.only_a.tolist(), first)
    yield from _alone(ROW_B, name, table.only_b.tolist(), second)
    for column in table.columns:
        yield from _cells(name, column, first, second)


def _alone(what: str, name: str, rows: Sequence[int], own: Input) -> Iterator[Entry]:
    table: Table = getattr(own.draft, name)
    for row, words in zip(rows, row_names(table, rows), strict=True):
        place = own.place(name, row, None)
        place_a, place_b = (place, "") if what == ROW_A else ("", place)
        yield Entry(table=name, what=what, row=words, place_a=place_a, place_b=place_b)


def _cells(name: str, column: ColumnDifference, first: Input, second: Input) -> Iterator[Entry]:
    rows_a, rows_b = column.rows_a[:MOST_LISTED].tolist(), column.rows_b[:MOST_LISTED].tolist()
    names = row_names(getattr(first.draft, name), rows_a)
    for row_a, row_b, words, old, new in zip(rows_a, rows_b, names, column.old, column.new, strict=False):
        by, share = change(old, new) if column.numeric else (None, None)
        yield Entry(
            table=name,
            what=CHANGED,
            row=words,
            column=column.column,
            unit=column.unit,
            a=old,
            b=new,
            change=by,
            share=share,
            place_a=first.place(name, row_a, column.column),
            place_b=second.place(name, row_b, column.column),
        )

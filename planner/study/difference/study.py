"""What differs between two cases: rows, columns and cells of every table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.case import TABLES, Case
from models.tables import Cell, Column, Integers, Table, cells, columns_of, is_year
from planner.study.difference.matching import matching_rows, naming_columns

_NUMERIC = ("number", "per_year", "integer", "value")
_DIGITS = 12
"""Digits of a change; beyond them stands what the subtraction of binary numbers leaves."""


@dataclass(frozen=True, eq=False)
class ColumnDifference:
    """The cells of one column that differ: entry i of each sequence belongs to the i-th of them.

    rows_a, rows_b: positions of its row in the two tables. old, new: the cells, None where blank.
    numeric: whether they may be numbers, also where they are written as texts.
    """

    column: str
    unit: str
    numeric: bool
    rows_a: Integers
    rows_b: Integers
    old: Sequence[Cell]
    new: Sequence[Cell]

    def __len__(self) -> int:
        return len(self.old)


@dataclass(frozen=True, eq=False)
class TableDifference:
    """How a table of case B differs from that of case A.

    rows_a, rows_b: numbers of rows. only_a, only_b: positions of rows that the other has no match for.
    columns_only_a, columns_only_b: columns with any filled cell that the other does not have.
    rows_moved, columns_moved: what both have stands in another order, which makes no difference to a plan.
    """

    table: str
    rows_a: int
    rows_b: int
    only_a: Integers
    only_b: Integers
    columns_only_a: tuple[str, ...]
    columns_only_b: tuple[str, ...]
    columns: tuple[ColumnDifference, ...]
    rows_moved: bool
    columns_moved: bool

    @property
    def changed_cells(self) -> int:
        """Number of cells that both have and that differ."""
        return sum(map(len, self.columns))

    @property
    def same(self) -> bool:
        """Whether both hold the same, in whatever order."""
        rows, columns = len(self.only_a) + len(self.only_b), len(self.columns_only_a) + len(self.columns_only_b)
        return rows + columns + len(self.columns) == 0


def differences(a: Case, b: Case, tables: Iterable[str] = TABLES) -> tuple[TableDifference, ...]:
    """The difference of each table, in the order given; a table without any is listed too.

    Rows are matched by their key; rows of tables without one, or with keys that stand twice, by what names them and
    then by position. An empty column is no difference from none at all.
    """
    return tuple(_of_tables(name, getattr(a, name), getattr(b, name)) for name in tables)


def change(old: Cell, new: Cell) -> tuple[float | None, float | None]:
    """By how much a number changes, and by what share of the old one; None where that means nothing."""
    before, after = number_in(old), number_in(new)
    if before is None or after is None:
        return None, None
    by = _rounded(after - before)
    return by, _rounded(by / abs(before)) if before else None


def number_in(cell: Cell) -> float | None:
    """The number of a cell, also where it is written as a text; None where there is none."""
    if cell is None or isinstance(cell, bool | tuple):
        return None
    try:
        return float(cell)
    except ValueError:
        return None


def _rounded(number: float) -> float:
    return float(f"{number:.{_DIGITS}g}")


def row_names(table: Table, rows: Iterable[int]) -> list[str]:
    """What names each of the rows: the filled cells of its key, or of what stands for one."""
    naming = [cells(table, header) for header in naming_columns(type(table)) if header in table.header]
    return [" ".join(str(column[row]) for column in naming if column[row] is not None) for row in rows]


def _of_tables(name: str, a: Table, b: Table) -> TableDifference:
    rows_a, rows_b = matching_rows(a, b)
    both = [header for header in a.header if header in b.header]
    found = (_of_columns(a, b, header, rows_a, rows_b) for header in _in_order(type(a), both))
    return TableDifference(
        table=name,
        rows_a=len(a),
        rows_b=len(b),
        only_a=np.setdiff1d(np.arange(len(a)), rows_a),
        only_b=np.setdiff1d(np.arange(len(b)), rows_b),
        columns_only_a=_filled(a, b),
        columns_only_b=_filled(b, a),
        columns=tuple(column for column in found if len(column)),
        rows_moved=bool((np.diff(rows_b) < 0).any()),
        columns_moved=both != [header for header in b.header if header in a.header],
    )


def _of_columns(a: Table, b: Table, header: str, rows_a: Integers, rows_b: Integers) -> ColumnDifference:
    old, new = _objects(cells(a, header))[rows_a], _objects(cells(b, header))[rows_b]
    differ = np.flatnonzero(old != new)
    declared = declared_column(type(a), header)
    return ColumnDifference(
        header,
        declared.unit if declared else "",
        declared is not None and declared.kind in _NUMERIC,
        rows_a[differ],
        rows_b[differ],
        old[differ].tolist(),
        new[differ].tolist(),
    )


def declared_column(owner: type[Table], header: str) -> Column | None:
    """The declaration of a column of a file; None for a planner's own."""
    if is_year(header):
        return next((column for column in columns_of(owner).values() if column.kind == "per_year"), None)
    return columns_of(owner).get(header)


def _in_order(owner: type[Table], headers: Sequence[str]) -> list[str]:
    """Declared columns first, then years, then the planner's own."""
    places = {name: place for place, name in enumerate(columns_of(owner))}
    return sorted(headers, key=lambda header: (places.get(header, len(places)), not is_year(header), header))


def _filled(table: Table, other: Table) -> tuple[str, ...]:
    alone = [header for header in table.header if header not in other.header]
    return tuple(header for header in alone if any(cell is not None for cell in cells(table, header)))


def _objects(values: Sequence[Cell]) -> NDArray[np.object_]:
    """One entry per cell, also where cells are tuples."""
    array = np.empty(len(values), np.object_)
    for position, value in enumerate(values):
        array[position] = value
    return array

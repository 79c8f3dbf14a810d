"""Tables from plain values and back: `make_table` fills blanks, `cells` gives what a file would hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import isnan
from typing import Any, TypeVar

import numpy as np

from models.tables.columns import Column, Flags, Lists, Table, Texts, columns_of, freeze

T = TypeVar("T", bound=Table)

Cell = str | float | int | bool | tuple[str, ...] | None
"""A typed cell; None is blank."""

_BLANK: dict[str, Any] = {
    "text": "",
    "value": "",
    "choice": "",
    "list": (),
    "number": np.nan,
    "integer": 0,
    "flag": False,
}
_DTYPE: dict[str, Any] = {"number": np.float64, "integer": np.int64, "flag": np.bool_}


def is_year(header: str) -> bool:
    """Whether a column header names a calendar year."""
    return len(header) == 4 and header.isascii() and header.isdigit()


def parts_of(text: str) -> tuple[str, ...]:
    """The parts of a text that are parted by |, blank ones left out."""
    return tuple(part.strip() for part in text.split("|") if part.strip())


def make_table(owner: type[T], columns: Mapping[str, Sequence[Cell]]) -> T:
    """Build a table from typed cells by header name; every column has the same length.

    Headers are declared columns, calendar years (for a column given per year) and names that start with `_`.
    A declared column that is missing is blank in every row.
    """
    length = len(next(iter(columns.values()), ()))
    fields: dict[str, Any] = {"header": tuple(columns), "blanks": {}, "extras": {}}
    for name, column in columns_of(owner).items():
        if column.kind == "per_year":
            years = sorted(header for header in columns if is_year(header))
            fields[name] = _matrix([columns[year] for year in years], length)
            fields[f"{name}_years"] = tuple(int(year) for year in years)
            continue
        fields[name], blank = _array(column, columns.get(name, (None,) * length))
        if (column.default is not None or column.kind == "integer") and blank.any():
            fields["blanks"][name] = blank
    for name in columns:
        if name.startswith("_"):
            fields["extras"][name] = _objects("" if cell is None else cell for cell in columns[name])
    table = owner(**fields)
    freeze(table)
    return table


def cells(table: Table, header: str) -> list[Cell]:
    """The typed cells of one column of the file that the table came from; None where blank."""
    if header in table.extras:
        return [str(value) or None for value in table.extras[header]]
    if is_year(header):
        matrix, years = next(
            (getattr(table, name), getattr(table, f"{name}_years"))
            for name, column in columns_of(type(table)).items()
            if column.kind == "per_year"
        )
        return [_number_cell(value) for value in matrix[:, years.index(int(header))].tolist()]
    values = getattr(table, header).tolist()
    if header in table.blanks:
        blank = table.blanks[header].tolist()
        return [None if empty else value for value, empty in zip(values, blank, strict=True)]
    if columns_of(type(table))[header].kind == "number":
        return [_number_cell(value) for value in values]
    return [None if value in ("", ()) else value for value in values]


def full_header(owner: type[Table], years: Iterable[int] = ()) -> tuple[str, ...]:
    """Every column of a table in the order of the template, with one column per plan year where it has them."""
    header: list[str] = []
    for name, column in columns_of(owner).items():
        header.extend([str(year) for year in years] if column.kind == "per_year" else [name])
    return tuple(header)


def replace_cells(table: T, changes: Mapping[str, Sequence[Cell]]) -> T:
    """A table like this one with whole columns replaced."""
    return make_table(type(table), {name: cells(table, name) for name in table.header} | dict(changes))


def some_rows(table: T, rows: Iterable[int]) -> T:
    """A table of some rows of another, by position."""
    chosen = [int(row) for row in rows]
    columns = {name: cells(table, name) for name in table.header}
    return make_table(type(table), {name: [column[row] for row in chosen] for name, column in columns.items()})


def more_rows(table: T, rows: Sequence[Mapping[str, Cell]]) -> T:
    """A table with further rows; a column that a row leaves out is blank."""
    headers = dict.fromkeys([*table.header, *(header for row in rows for header in row)])
    given = {header: cells(table, header) if header in table.header else [None] * len(table) for header in headers}
    columns = {header: [*values, *(row.get(header) for row in rows)] for header, values in given.items()}
    return make_table(type(table), columns)


def _number_cell(value: float) -> float | None:
    return None if isnan(value) else value


def _array(column: Column, values: Sequence[Cell]) -> tuple[Texts | Lists | Any, Flags]:
    blank = np.zeros(len(values), np.bool_)
    filled: Iterable[Any] = values
    if None in values:
        blank = np.fromiter((value is None for value in values), np.bool_, len(values))
        stand_in = _BLANK[column.kind] if column.default is None else column.default
        filled = (stand_in if value is None else value for value in values)
    if column.kind in _DTYPE:
        return np.fromiter(filled, _DTYPE[column.kind], len(values)), blank
    return _objects(filled, lists=column.kind == "list"), blank


def _objects(values: Iterable[Any], *, lists: bool = False) -> Texts:
    listed = list(values)
    array = np.empty(len(listed), np.object_)
    if not lists:
        array[:] = listed
        return array
    for position, value in enumerate(listed):  # numpy would make a matrix of tuples of one length
        array[position] = value
    return array


def _matrix(columns: Sequence[Sequence[Cell]], length: int) -> Any:
    matrix = np.empty((length, len(columns)), np.float64)
    for position, values in enumerate(columns):
        matrix[:, position] = [np.nan if value is None else value for value in values]
    return matrix

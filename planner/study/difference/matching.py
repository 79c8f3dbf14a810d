"""Which row of one table is which row of another."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

import numpy as np

from models.tables import Column, Integers, Table, cells, columns_of, key_columns

_REMARKS = ("basis", "source", "note")
_NAMING = ("text", "choice", "integer", "value")


def naming_columns(owner: type[Table]) -> tuple[str, ...]:
    """The key, or for a table without one the words and years that tell its rows apart."""
    columns = {name: column for name, column in columns_of(owner).items() if name not in _REMARKS}
    return key_columns(owner) or tuple(name for name, column in columns.items() if _tells_apart(column))


def matching_rows(a: Table, b: Table) -> tuple[Integers, Integers]:
    """Positions of rows that are the same thing in both tables, in the order of the first.

    Rows with a key of their own are matched by it. Where keys stand twice or there is none, rows that are equal
    throughout come first, then those with the same naming columns, then those with the same needed ones; among
    several, the first goes with the first.
    """
    left, right = np.arange(len(a)), np.arange(len(b))
    found_a, found_b = [left[:0]], [right[:0]]
    for columns in _stages(a, b):
        at_a, at_b = _paired(*_codes(_keys(a, columns, left), _keys(b, columns, right)))
        found_a.append(left[at_a])
        found_b.append(right[at_b])
        left, right = np.delete(left, at_a), np.delete(right, at_b)
    rows_a, rows_b = np.concatenate(found_a), np.concatenate(found_b)
    order = np.argsort(rows_a)
    return rows_a[order], rows_b[order]


def _stages(a: Table, b: Table) -> Iterator[Sequence[str]]:
    owner = type(a)
    everything = [header for header in a.header if header in b.header]
    naming = [name for name in naming_columns(owner) if name in everything]
    declared = columns_of(owner)
    if key_columns(owner):
        if not (_unique(a, naming) and _unique(b, naming)):
            yield everything
        yield naming
        return
    yield everything
    yield naming
    yield [name for name in naming if declared[name].required]


def _tells_apart(column: Column) -> bool:
    return column.kind in _NAMING and (column.required or column.kind != "value")


def _keys(table: Table, columns: Sequence[str], rows: Integers) -> list[Hashable]:
    """The cells of some rows, one entry per row."""
    if not columns:
        return [()] * len(rows)
    found = zip(*(cells(table, header) for header in columns), strict=True)
    keys: list[Hashable] = list(found)
    return keys if len(rows) == len(keys) else [keys[row] for row in rows.tolist()]


def _unique(table: Table, columns: Sequence[str]) -> bool:
    keys = _keys(table, columns, np.arange(len(table)))
    return len(set(keys)) == len(keys)


def _codes(keys_a: Sequence[Hashable], keys_b: Sequence[Hashable]) -> tuple[Integers, Integers]:
    """Numbers that are equal where keys are."""
    codes: dict[Hashable, int] = {}
    coded_a = np.fromiter((codes.setdefault(key, len(codes)) for key in keys_a), np.int64, len(keys_a))
    coded_b = np.fromiter((codes.setdefault(key, len(codes)) for key in keys_b), np.int64, len(keys_b))
    return coded_a, coded_b


def _paired(codes_a: Integers, codes_b: Integers) -> tuple[Integers, Integers]:
    """Positions of entries with the same code, the first with the first, the second with the second."""
    width = max(len(codes_a), len(codes_b)) + 1
    left = codes_a * width + _occurrence(codes_a)
    right = codes_b * width + _occurrence(codes_b)
    _, at_a, at_b = np.intersect1d(left, right, assume_unique=True, return_indices=True)
    return at_a, at_b


def _occurrence(codes: Integers) -> Integers:
    """How many entries before each have its code."""
    order = np.argsort(codes, kind="stable")
    ordered = codes[order]
    first = np.searchsorted(ordered, ordered)
    found = np.empty(len(codes), np.int64)
    found[order] = np.arange(len(codes)) - first
    return found

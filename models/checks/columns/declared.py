"""Rules that hold for every column, from its declaration alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

import numpy as np

from models.case import NEEDED, TABLES, Case
from models.checks.derived import Cells, all_cells, known_ids
from models.checks.words import Check, as_text, error, list_suggestions, rows_where, suggestions, wanted
from models.findings import Finding
from models.tables import Column, columns_of

LARGEST: Mapping[str, float] = MappingProxyType({"number": 1e9, "per_year": 1e5})
"""By kind of column what no figure of freight is beyond in its unit: far above, a search ends without an answer.

Ships carry 1.2e4 Mt a year, all of them to all places; 1e9 MUSD is ten times what the world earns in a year.
"""

_NUMERIC = ("number", "integer", "per_year")


def empty_tables(case: Case) -> Iterator[Finding]:
    """A case needs rows in some tables."""
    for name in NEEDED:
        if not len(getattr(case, name)):
            yield error(
                "empty-table",
                (name, None, None),
                expected="at least one row, such as those of `planner init --example`",
                fix=f"Fill the table {name}; `planner init` writes an example.",
            )


def missing_columns(case: Case) -> Iterator[Finding]:
    """A required column must be there."""
    for name, owner in TABLES.items():
        table = getattr(case, name)
        for header, column in columns_of(owner).items():
            if column.required and column.kind != "per_year" and header not in table.header and len(table):
                yield error(
                    "missing-column",
                    (name, None, header),
                    expected=wanted(column, known_ids(case, column.references)),
                    fix=f"Add the column {header} to {name}: {column.help}.",
                )


def check_every_cell(case: Case) -> Iterator[Finding]:
    """Every cell keeps what its column declares."""
    for cells in all_cells(case):
        yield from check_cells(case, cells)


def check_cells(case: Case, cells: Cells) -> Iterator[Finding]:
    """What is wrong in the cells by the declaration of their column."""
    for rule in _CELL_RULES:
        yield from rule(case, cells)


def missing_values(case: Case, cells: Cells) -> Iterator[Finding]:
    """A required cell is filled."""
    if not cells.column.required:
        return
    blank = rows_where(cells.is_blank)
    expected = wanted(cells.column, _samples(case, cells)) if blank else ""
    for row in blank:
        yield error(
            "missing-value",
            cells.place(row),
            expected=expected,
            fix=f"Fill {cells.name}: {cells.column.help}.",
        )


def not_finite(_case: Case, cells: Cells) -> Iterator[Finding]:
    """A number is finite; not-a-number stands only for a blank."""
    if cells.column.kind not in ("number", "per_year"):
        return
    blank_is_nan = cells.column.required or cells.column.default is None
    expected = wanted(cells.column)
    for row in rows_where(~np.isfinite(cells.values) & ~(np.isnan(cells.values) & blank_is_nan)):
        yield error(
            "not-finite",
            cells.place(row),
            repr(cells.values[row].item()),
            expected=expected,
            fix="Write a plain number; a very large one serves where there is no limit.",
        )


def out_of_range(_case: Case, cells: Cells) -> Iterator[Finding]:
    """A number keeps the bounds of its column."""
    column, values = cells.column, cells.values
    if column.kind not in _NUMERIC:
        return
    most = LARGEST.get(column.kind, column.maximum)
    outside = (values < max(column.minimum, -most)) | (values > min(column.maximum, most)) | (values <= column.above)
    outside |= (values > 0) & (values < column.least)
    outside &= np.isfinite(values)
    if cells.blank is not None:
        outside &= ~cells.blank
    expected = wanted(column)
    for row in rows_where(outside):
        absurd = abs(values[row]) > most
        yield error(
            "out-of-range",
            cells.place(row),
            values[row].item(),
            expected=f"{expected}, and none beyond {most:,.0f}" if absurd else expected,
            fix=_per_cent(column, values[row].item()) or _correct(cells, absurd=absurd),
        )


def unknown_choices(_case: Case, cells: Cells) -> Iterator[Finding]:
    """A word is one of the column's words."""
    if cells.column.kind != "choice":
        return
    unknown = set(cells.values.tolist()) - {*cells.column.choices, ""}
    hints, expected = suggestions(unknown, cells.column.choices), wanted(cells.column)
    for row, word in _cells_with(cells, unknown):
        yield error(
            "unknown-choice",
            cells.place(row),
            word,
            expected=expected,
            fix=hints[word] or f"Write one of these words; {cells.column.help}.",
        )


def unknown_references(case: Case, cells: Cells) -> Iterator[Finding]:
    """An id is that of a row of a table that the column refers to."""
    if not cells.column.references:
        return
    ids = known_ids(case, cells.column.references)
    unknown = _words(cells) - {*ids, ""}
    meant = list_suggestions if cells.column.kind == "list" else suggestions
    hints = meant(unknown, set(ids)) if unknown else {}
    expected = wanted(cells.column, ids)
    otherwise = f"add the row to {' or '.join(cells.column.references)}"
    for row, word in _cells_with(cells, unknown):
        yield error(
            "unknown-reference",
            cells.place(row),
            word,
            expected=expected,
            fix=f"{hints[word]} Otherwise {otherwise}." if hints[word] else f"Correct the id or {otherwise}.",
        )


def repeated_elements(_case: Case, cells: Cells) -> Iterator[Finding]:
    """A list names each thing once."""
    if cells.column.kind != "list":
        return
    repeated = {value for value in set(cells.values.tolist()) if len(set(value)) < len(value)}
    for row in _rows_with(cells, repeated):
        value = cells.values[row]
        twice = next(word for position, word in enumerate(value) if word in value[:position])
        yield error(
            "repeated-element",
            cells.place(row),
            value,
            expected=f"each element once, such as {'|'.join(dict.fromkeys(value))}",
            fix=f"Delete the second '{twice}'.",
        )


def _per_cent(column: Column, value: float) -> str:
    """What to type for a share that was given in per cent; '' where that is not likely."""
    likely = column.maximum == 1 < value <= 100
    return (
        f"If {as_text(float(value))} % is meant, type {as_text(value / 100)}; otherwise correct it." if likely else ""
    )


def _correct(cells: Cells, *, absurd: bool) -> str:
    """What to do about a number out of range."""
    return f"Correct {cells.name}{', or its unit' if absurd else ''}: {cells.column.help}."


def _samples(case: Case, cells: Cells) -> list[str]:
    """Texts that may stand in the cells: ids they refer to, or what stands in other rows."""
    if cells.column.references or cells.column.kind not in ("text", "value"):
        return known_ids(case, cells.column.references)
    return [text for text in cells.values.tolist() if text][:1]


def _words(cells: Cells) -> set[str]:
    distinct = set(cells.values.tolist())
    return {word for value in distinct for word in value} if cells.column.kind == "list" else distinct


def _cells_with(cells: Cells, words: set[str]) -> Iterator[tuple[int, str]]:
    """Row and word of every cell that holds one of the words, by itself or in a list."""
    if not words:
        return
    if cells.column.kind != "list":
        yield from ((row, cells.values[row]) for row in _rows_with(cells, words))
        return
    lists = {value for value in set(cells.values.tolist()) if words.intersection(value)}
    for row in _rows_with(cells, lists):
        yield from ((row, word) for word in dict.fromkeys(cells.values[row]) if word in words)


def _rows_with(cells: Cells, values: set[Any]) -> list[int]:
    if not values:
        return []
    return rows_where(np.fromiter((value in values for value in cells.values.tolist()), np.bool_, len(cells.values)))


_CELL_RULES: tuple[Callable[[Case, Cells], Iterator[Finding]], ...] = (
    missing_values,
    not_finite,
    out_of_range,
    unknown_choices,
    unknown_references,
    repeated_elements,
)

CHECKS: tuple[Check, ...] = (empty_tables, missing_columns, check_every_cell)

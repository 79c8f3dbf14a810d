"""Rows of cells compared with the rows that should stand there: which cells, rows and columns do not stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Literal

from planner.read.cells import Raw, fifteen_digits

Row = tuple[Raw, ...]
"""Cells from the first column on, blanks at its end left out; None is blank."""

TOLERANCE = 1e-9
"""A number stands where it differs by no more than so much of 1 + its size.

A workbook keeps 15 digits. Sums and differences of many numbers can lose some more on another machine, and what is
smaller is rounding.
"""

PAIRED_MAX = 50
"""Rows between equal ones that are paired by their likeness; more are paired in their order."""


@dataclass(frozen=True)
class Apart:
    """What does not stand. line: of the found rows, from 0; where a row is missing, before which it should stand.

    column: from 0. value: what stands there, expected: what should; a row or column as its cells.
    """

    what: Literal["cell", "added-row", "missing-row", "added-column", "missing-column"]
    line: int
    column: int
    value: Raw | Row
    expected: Raw | Row


def trimmed(cells: Iterable[Raw]) -> Row:
    """The cells of a row as they are compared: empty texts are blank, blanks at the end are none."""
    row = [None if cell == "" else cell for cell in cells]
    while row and row[-1] is None:
        row.pop()
    return tuple(row)


def agrees(value: Raw, expected: Raw) -> bool:
    """Whether a cell is what it should be: numbers within TOLERANCE, texts to the letter."""
    if _is_number(value) and _is_number(expected):
        first, second = float(value), float(expected)  # type: ignore[arg-type]
        return first == second or abs(first - second) <= TOLERANCE * (1 + abs(second))
    return type(value) is type(expected) and value == expected


def rows_apart(found: Sequence[Row], expected: Sequence[Row], by_hand: tuple[int, int] = (0, 0)) -> Iterator[Apart]:
    """What of the found rows does not stand.

    by_hand: first of the expected rows that a reader may have sorted, and the one after the last.
    """
    if len(found) == len(expected) and any(map(_differs, found, expected)):
        expected = _sorted_alike(found, expected, *by_hand)
        if max(map(len, found), default=0) != max(map(len, expected), default=0):
            yield from _columns_apart(found, expected)
            return
    for first, last, start, end in _unequal(found, expected):
        yield from _block(found, expected, range(first, last), range(start, end))


def _is_number(cell: Raw) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def _differs(found: Row, expected: Row) -> bool:
    return found != expected and not (len(found) == len(expected) and all(map(agrees, found, expected)))


def _key(row: Row) -> Row:
    """The row with its numbers so rounded that those which agree are equal, but for a few."""
    return tuple(_rounded(float(cell)) if _is_number(cell) else cell for cell in row)  # type: ignore[arg-type]


def _rounded(number: float) -> float:
    return float(f"{round(number, 9):.9g}") + 0.0


def _sorted_alike(found: Sequence[Row], expected: Sequence[Row], start: int, end: int) -> Sequence[Row]:
    """The expected rows in the order in which a reader sorted them; those that are not found stay where they are."""
    rest: dict[Row, list[Row]] = {}
    for row in expected[start:end]:
        rest.setdefault(_key(row), []).append(row)
    taken = [alike.pop(0) if (alike := rest.get(_key(row))) else None for row in found[start:end]]
    left = iter([row for rows in rest.values() for row in rows])
    return [*expected[:start], *(next(left) if row is None else row for row in taken), *expected[end:]]


def _unequal(found: Sequence[Row], expected: Sequence[Row]) -> Iterator[tuple[int, int, int, int]]:
    """Ranges of rows that differ, first of the found ones, then of the expected ones."""
    if len(found) == len(expected):
        yield from ((n, n + 1, n, n + 1) for n, pair in enumerate(zip(found, expected, strict=True)) if _differs(*pair))
        return
    short = min(len(found), len(expected))
    head = next((n for n in range(short) if _differs(found[n], expected[n])), short)
    tail = next((n for n in range(short - head) if _differs(found[-1 - n], expected[-1 - n])), short - head)
    rows = [list(map(_key, rows[head : len(rows) - tail])) for rows in (found, expected)]
    for tag, first, last, start, end in SequenceMatcher(a=rows[0], b=rows[1], autojunk=False).get_opcodes():
        if tag != "equal":
            yield head + first, head + last, head + start, head + end


def _block(found: Sequence[Row], expected: Sequence[Row], there: range, wanted: range) -> Iterator[Apart]:
    """The cells of rows that belong to each other, and the rows that have no other."""
    for line, other in _pairs(found, expected, there, wanted):
        if line is None:
            yield Apart("missing-row", there.stop, 0, None, expected[other or 0])
        elif other is None:
            yield Apart("added-row", line, 0, found[line], None)
        else:
            yield from _cells(line, found[line], expected[other])


def _pairs(
    found: Sequence[Row], expected: Sequence[Row], there: range, wanted: range
) -> Iterator[tuple[int | None, int | None]]:
    if len(there) == len(wanted) or max(len(there), len(wanted)) > PAIRED_MAX:
        yield from zip_longest(there, wanted)
        return
    free = list(there)
    for other in wanted:
        alike = [(sum(map(agrees, found[line], expected[other])), -line) for line in free]
        best = max(alike, default=(0, 0))
        if best[0]:
            free.remove(-best[1])
        yield (-best[1] if best[0] else None), other
    yield from ((line, None) for line in free)


def _cells(line: int, found: Row, expected: Row) -> Iterator[Apart]:
    for column, (value, wanted) in enumerate(zip_longest(found, expected)):
        if not agrees(value, wanted):
            yield Apart("cell", line, column, value, wanted)


def _columns_apart(found: Sequence[Row], expected: Sequence[Row]) -> Iterator[Apart]:
    """Columns too many or too few, then the cells of the others."""
    there, wanted = _turned(found), _turned(expected)
    keys = [list(map(_key, columns)) for columns in (there, wanted)]
    places: list[int] = []
    columns: list[Row] = []
    for _, first, last, start, end in SequenceMatcher(a=keys[0], b=keys[1], autojunk=False).get_opcodes():
        for place, other in zip_longest(range(first, last), range(start, end)):
            if place is None:
                yield Apart("missing-column", 0, last, None, wanted[other])
            elif other is None:
                yield Apart("added-column", 0, place, there[place], None)
            else:
                places.append(place)
                columns.append(wanted[other])
    for place, column in zip(places, columns, strict=True):
        for line, (value, cell) in enumerate(zip(there[place], column, strict=True)):
            if not agrees(value, cell):
                yield Apart("cell", line, place, value, cell)


def _turned(rows: Sequence[Row]) -> list[Row]:
    """The columns of some rows, each as long as there are rows."""
    return list(zip_longest(*rows)) if rows else []


def shown(cell: Raw | Row) -> str:
    """A cell or a row as a person reads it."""
    if isinstance(cell, tuple):
        return " | ".join(shown(each) for each in cell if each is not None)
    if _is_number(cell):
        return f"{fifteen_digits(float(cell)):.15g}"  # type: ignore[arg-type]
    return "" if cell is None else str(cell)

"""What a column wants, in words, and what may stand for a cell that does not give it."""

from __future__ import annotations

from collections.abc import Sequence

from models.checks import wanted
from models.tables import Cell, Column, Table, columns_of, is_year


def column_named(owner: type[Table], header: str) -> Column:
    """Declaration of a column of a file: also of a calendar year and of a planner's own column."""
    declared = columns_of(owner)
    if is_year(header):
        return next(column for column in declared.values() if column.kind == "per_year")
    return declared.get(header) or Column(kind="text", help="Your own column; nothing uses it", blank="not given")


def expectation(column: Column, samples: Sequence[str] = ()) -> str:
    """What a cell of the column may hold, with an example, and what it means to leave it blank.

    samples: texts that may stand there.
    """
    return wanted(column, samples) + ("" if column.blank is None else f"; blank: {column.blank}")


def stand_in(column: Column) -> Cell:
    """A harmless cell for one that cannot be read: blank where that is allowed, else any that is in bounds."""
    if not column.required:
        return None
    if column.kind in ("number", "per_year", "integer"):
        plain = (0.0, 1.0, 2000.0, column.minimum)
        number = next(
            number for number in plain if column.above < number and column.minimum <= number <= column.maximum
        )
        return int(number) if column.kind == "integer" else number
    return {"choice": column.choices[:1] and column.choices[0], "flag": False, "list": ()}.get(column.kind)

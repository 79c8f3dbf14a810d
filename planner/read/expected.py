"""What a column wants, in words, and what may stand for a cell that does not give it."""

from __future__ import annotations

import re
from math import inf

from models.building import Cell, is_year
from models.checks.wording import wanted
from models.columns import Column, Table, columns_of


def column_named(owner: type[Table], header: str) -> Column:
    """Declaration of a column of a file: also of a calendar year and of a planner's own column."""
    declared = columns_of(owner)
    if is_year(header):
        return next(column for column in declared.values() if column.kind == "per_year")
    return declared.get(header) or Column(kind="text", help="Your own column; nothing uses it", blank="not given")


def expectation(column: Column) -> str:
    """What a cell of the column may hold, with an example, and what it means to leave it blank."""
    return wanted(column) + ("" if column.blank is None else f"; blank: {column.blank}")


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


_SPACES = re.compile(r"[\s\u00a0\u202f\u2009'’_]")
_GROUPED = re.compile(r"[+-]?\d{1,3}([.,])\d{3}(\1\d{3})+", re.ASCII)
_DECIMAL = re.compile(r"[+-]?\d*\.?\d+(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)


def proposed_number(text: str) -> tuple[float, ...]:
    """What a text that is not a number may mean, likeliest first: '12,5', '1 234', '35%'; () where nothing is."""
    squeezed = _SPACES.sub("", text).replace("\u2212", "-")
    percent = squeezed.endswith("%")
    squeezed = squeezed.removesuffix("%")
    readings = [squeezed]
    if _GROUPED.fullmatch(squeezed):
        readings = [re.sub("[.,]", "", squeezed)]
    elif "," in squeezed:
        group, point = (",", ".") if squeezed.rfind(".") > squeezed.rfind(",") else (".", ",")
        readings = [squeezed.replace(group, "").replace(point, ".")]
        if re.fullmatch(r"[+-]?[1-9]\d{0,2},\d{3}", squeezed, re.ASCII):
            readings.append(squeezed.replace(",", ""))
    scale = 100 if percent else 1
    numbers = (float(reading) for reading in readings if _DECIMAL.fullmatch(reading))
    return tuple(number / scale for number in numbers if abs(number) < inf)

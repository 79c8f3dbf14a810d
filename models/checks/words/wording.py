"""What a column asks for, in words, with an example."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from models.checks.words.report import as_text
from models.tables import Column, Texts


def wanted(column: Column, samples: Sequence[str] = ()) -> str:
    """What may stand in a cell of the column, with an example; `samples`: texts that may stand there."""
    sample = _example(column, samples)
    such_as = f", such as {sample}" if sample else ""
    if column.choices:
        return f"one of: {', '.join(column.choices)}"
    if column.references:
        return f"an id of {' or '.join(column.references)}{such_as}"
    if column.kind in ("number", "integer", "per_year"):
        noun = "a whole number" if column.kind == "integer" else "a number"
        unit = f" ({column.unit})" if column.unit else ""
        return f"{noun}{_bounds(column)}{unit}{such_as}"
    return f"a text{such_as}: {column.help}"


def such_as(words: Texts, *unfit: str) -> str:
    """The first of the words that fits, as an example to add to a sentence; '' where none does."""
    sample = next((word for word in words.tolist() if word and word not in unfit), "")
    return f", such as {sample}" if sample else ""


def _example(column: Column, samples: Sequence[str]) -> str:
    """A value that may stand in the column; '' where none can be named."""
    if column.unit == "year":
        return "2030"
    numbers: dict[str, tuple[float, ...]] = {"integer": (3.0,), "number": (12.5, 0.05), "per_year": (0.5,)}
    fitting = (value for value in numbers.get(column.kind, ()) if _within(column, value))
    return next(map(as_text, fitting), samples[0] if samples else "")


def _within(column: Column, value: float) -> bool:
    bounds = column.minimum <= value <= column.maximum and value > column.above
    return bounds and not 0 < value < column.least


def _bounds(column: Column) -> str:
    if column.least > 0:
        low, joint = f", 0 or at least {column.least:f}", " and up to"
    elif column.above > -inf:
        low, joint = f" above {as_text(float(column.above))}", " and up to"
    elif column.minimum > -inf:
        low, joint = f" from {as_text(float(column.minimum))}", " to"
    else:
        low, joint = "", " up to"
    return f"{low}{joint} {as_text(float(column.maximum))}" if column.maximum < inf else low

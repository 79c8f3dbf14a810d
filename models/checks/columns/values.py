"""Texts that stand for a value of a column declared elsewhere: settings and the values of scenario changes."""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan
from typing import Any

from models.case import Case
from models.checks.columns.declared import check_cells
from models.checks.derived import one_cell
from models.checks.words import Place, as_text, error, proposed_number, suggestion, wanted
from models.findings import Finding
from models.tables import Column


def check_value(case: Case, place: Place, column: Column, text: str) -> Iterator[Finding]:
    """What is wrong in a text that stands for a value of `column`."""
    try:
        value = parse(column, text)
    except ValueError:
        yield error(
            "wrong-type",
            place,
            text,
            expected=wanted(column),
            fix=suggestion(text, column.choices) or _number_meant(column, text) or f"Correct the value: {column.help}.",
        )
        return
    yield from check_cells(case, one_cell(place, column, value))


def _number_meant(column: Column, text: str) -> str:
    """Which number to type for a text such as '5 %' or '0,05'; '' where none is likely."""
    meant = proposed_number(text) if column.kind in ("number", "per_year", "integer") else ()
    return f"Type {' or '.join(map(as_text, meant))} as a number." if meant else ""


def parse(column: Column, text: str) -> Any:
    """The typed value that a text stands for; raises ValueError where it stands for none."""
    match column.kind:
        case "number" | "per_year":
            return _number(text)
        case "integer":
            return _whole(text)
        case "flag":
            return _flag(text)
        case "list":
            return tuple(part.strip() for part in text.split("|"))
        case _:
            return text


def _number(text: str) -> float:
    value = float(text)
    if isnan(value):
        raise ValueError(text)
    return value


def _whole(text: str) -> int:
    value = int(text)
    if not -(2**63) <= value < 2**63:
        raise ValueError(text)
    return value


def _flag(text: str) -> bool:
    if text not in ("yes", "no"):
        raise ValueError(text)
    return text == "yes"

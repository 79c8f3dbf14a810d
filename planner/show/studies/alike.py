"""What every study shows alike: how it came about, cells in words, and that it was broken off."""

from __future__ import annotations

from collections.abc import Mapping

from models.tables import Cell
from planner.show.result import Columns, ResultTable, result_table, text

INCOMPLETE = "interrupted: what stands here was found before"
"""Told of a study that was broken off, in its lines and in its workbook."""


def run_table(facts: Mapping[str, str], name: str = "run") -> ResultTable:
    """How a study came about, key by key."""
    columns: Columns = {"key": (text("What"), list(facts)), "value": (text("Value"), list(facts.values()))}
    return result_table(name, "Run", columns)


def cell_words(cell: Cell) -> str:
    """A cell as text; '' where blank."""
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case tuple():
            return "|".join(cell)
        case float():
            return f"{cell:.15g}"
        case _:
            return str(cell)

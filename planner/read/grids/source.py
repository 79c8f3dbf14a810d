"""The tables of a file or folder as grids of cells, before their columns are looked at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from models.case import TABLES
from planner.read.cells import Grid
from planner.read.grids.layout import nearest
from planner.read.problems import Problem, SourceKind, Spot, problem_at

_NOTES = ("readme", "readmefirst", "notes", "about", "errors")


@dataclass(frozen=True)
class Source:
    """Everything read from a workbook or a folder.

    misnamed: tables that an unknown sheet or file was probably meant to be.
    broken: tables of which only a part could be read.
    """

    kind: SourceKind
    grids: dict[str, Grid]
    problems: tuple[Problem, ...]
    misnamed: frozenset[str] = frozenset()
    broken: frozenset[str] = frozenset()


def is_notes(name: str) -> bool:
    """Whether a sheet or file is the planner's own: its name starts with `_` or says that it holds notes."""
    return name.startswith("_") or "".join(filter(str.isalpha, name.lower())) in _NOTES


def probable(name: str, present: Iterable[str]) -> str | None:
    """The table, not present under its own name, that an unknown sheet or file was probably meant to be."""
    absent = set(TABLES) - set(present)
    return nearest(name.strip(), [table for table in TABLES if table in absent])


def unknown_table(spot: Spot, rule: str, name: str, likely: str | None) -> Problem:
    """The problem of a sheet or file whose name is no table's."""
    way_out = f"Rename it to {likely}." if likely else f"Rename it to _{name} to keep it for yourself, or remove it."
    return problem_at(spot, rule, value=name, expected=f"one of {', '.join(TABLES)}", fix=way_out)

"""Levers: what a planner may let give, in its own unit, and the cells in which that is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Literal

from models.case import Case
from models.tables import Cell, Table, cells, replace_cells


class Kind(StrEnum):
    """What a lever is."""

    BUDGET = "budget"
    BUDGETS = "all_budgets"
    LEAST = "least_volume"
    MOST = "most_volume"
    CAPACITY = "capacity"
    SHARED = "shared_limit"
    DEMAND = "demand"
    FORCED = "forced"
    FORBIDDEN = "forbidden"
    EARLIER = "opens_earlier"
    LATER = "opens_later"
    REQUIRES = "requires"
    EXCLUSIVE = "exclusive_group"


UNITS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.BUDGET: "MUSD",
        Kind.BUDGETS: "MUSD",
        Kind.LEAST: "Mt",
        Kind.MOST: "Mt",
        Kind.CAPACITY: "Mt",
        Kind.SHARED: "the limit's unit",
        Kind.DEMAND: "Mt",
        Kind.FORCED: "rule",
        Kind.FORBIDDEN: "rule",
        Kind.EARLIER: "years",
        Kind.LATER: "years",
        Kind.REQUIRES: "rule",
        Kind.EXCLUSIVE: "rule",
    }
)
"""Unit in which each kind of lever gives; a rule of projects is dropped as a whole."""

WEIGHTS: Mapping[Kind, float] = MappingProxyType(
    {
        Kind.LEAST: 1.0,
        Kind.MOST: 1.0,
        Kind.CAPACITY: 2.0,
        Kind.SHARED: 2.0,
        Kind.DEMAND: 2.0,
        Kind.EARLIER: 10.0,
        Kind.LATER: 10.0,
        Kind.FORCED: 100.0,
        Kind.FORBIDDEN: 100.0,
        Kind.REQUIRES: 100.0,
        Kind.EXCLUSIVE: 100.0,
    }
)
"""Mt left behind that one unit of a lever counts like in a combination; a MUSD of budget counts as what it is.

Policy gives before facts (capacity, demand), amounts before rules, so that no logic is broken for a few tonnes.
"""


@dataclass(frozen=True)
class Knob:
    """A column of the elastic program and the cells that it stands for.

    amount: of the lever's unit per unit of the column. operation: `add` writes the old value + sign x the column's,
    `set` writes `value`, `drop` takes `value` out of a list.
    """

    column: int
    table: str
    rows: tuple[int, ...]
    header: str
    operation: Literal["add", "set", "drop"]
    amount: float = 1.0
    sign: float = 1.0
    value: Cell = None

    def written(self, old: Cell, turned: float) -> Cell:
        """The cell once the knob is turned so far."""
        if self.operation == "add":
            return float(f"{_number(old) + self.sign * turned:.12g}")
        if self.operation == "drop":
            listed = old if isinstance(old, tuple) else ()
            return tuple(name for name in listed if name != self.value) or None
        return self.value


@dataclass(frozen=True)
class Lever:
    """Knobs that give together as one thing.

    subject: id of the corridor, project, asset, ...; other: the project that a requirement names. season: where the
    amounts are those of a season, which the subject names too.
    year: plan year where it has one. limit: what the rule says now, in its unit, None where that is no number.
    """

    kind: Kind
    subject: str
    knobs: tuple[Knob, ...]
    year: int | None = None
    limit: float | None = None
    other: str = ""
    unit: str = ""
    season: str = ""

    def weight(self, penalty: float) -> float:
        """MUSD that one unit counts in a combination; penalty: USD/t of cargo left behind."""
        return WEIGHTS[self.kind] * penalty if self.kind in WEIGHTS else 1.0


@dataclass(frozen=True)
class Change:
    """A cell before and after; None is blank."""

    table: str
    row: int
    column: str
    old: Cell
    new: Cell


def changes_of(case: Case, turned: Sequence[tuple[Knob, float]]) -> tuple[Change, ...]:
    """What turning knobs so far writes; knobs on one cell follow each other."""
    found: dict[tuple[str, int, str], Change] = {}
    for knob, far in turned:
        column = _cells(getattr(case, knob.table), knob.header)
        for row in knob.rows:
            key = (knob.table, row, knob.header)
            known = found.setdefault(key, Change(*key, old=column[row], new=column[row]))
            found[key] = replace(known, new=knob.written(known.new, far))
    return tuple(found.values())


def applied(case: Case, changes: Sequence[Change]) -> Case:
    """The case with the changes made."""
    for change in changes:
        table = getattr(case, change.table)
        column = _cells(table, change.column)
        column[change.row] = change.new
        case = replace(case, **{change.table: replace_cells(table, {change.column: column})})
    return case


def _cells(table: Table, header: str) -> list[Cell]:
    """The cells of a column, blank where the file does not have it."""
    return cells(table, header) if header in table.header else [None for _ in range(len(table))]


def _number(cell: Cell) -> float:
    return float(cell) if isinstance(cell, int | float) else 0.0

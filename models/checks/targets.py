"""What a scenario change points at: a column of a table and the rows that its `where` picks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from models.case import TABLES, Case
from models.checks.cells import Cells, table_cells
from models.checks.report import Place, as_text
from models.columns import Column, Flags, columns_of
from models.tables.frame import Parameters

CHANGEABLE = tuple(name for name in TABLES if name not in ("scenarios", "scenario_changes"))
"""Tables that a scenario may change."""

_ANY_TEXT = Column(kind="text", help="Free text", blank="not given")


@dataclass(frozen=True)
class Change:
    """A row of scenario_changes, whatever is wrong with it."""

    row: int
    scenario: str
    sheet: str
    where: str
    column: str
    operation: str
    value: str

    def place(self, column: str) -> Place:
        """A cell of the row."""
        return "scenario_changes", self.row, column

    @property
    def condition(self) -> tuple[str, str]:
        """Column and value of `where`; ('', '') where every row is meant."""
        column, _, value = self.where.partition("=")
        return column.strip(), value.strip()


def changes_of(case: Case) -> Iterator[Change]:
    """Rows of scenario_changes that name a table which may change."""
    rows = case.scenario_changes
    columns = (rows.scenario, rows.sheet, rows.where, rows.column, rows.operation, rows.value)
    for row, cells in enumerate(zip(*(column.tolist() for column in columns), strict=True)):
        if cells[1] in CHANGEABLE:
            yield Change(row, *cells)


def cells_by_name(case: Case, sheet: str) -> dict[str, Cells]:
    """Columns that `where` may name: the declared ones, the years that demand has, and those with a leading `_`."""
    table = getattr(case, sheet)
    cells = {
        name: Cells(sheet, name, column, getattr(table, name), table.blanks.get(name))
        for name, column in columns_of(TABLES[sheet]).items()
        if column.kind != "per_year"
    }
    own = {name: Cells(sheet, name, _ANY_TEXT, values) for name, values in table.extras.items()}
    return cells | {given.name: given for given in table_cells(case, sheet)} | own


def target(case: Case, change: Change) -> Column | None:
    """The declared column whose cells change; None where the change names none that may."""
    if change.sheet == "settings":
        column, key = change.condition
        return columns_of(Parameters).get(key) if (column, change.column) == ("key", "value") else None
    cells = cells_by_name(case, change.sheet).get(change.column)
    return None if cells is None or cells.column.key or change.column.startswith("_") else cells.column


def matches(case: Case, change: Change) -> Flags:
    """Rows that `where` picks, shape (rows of the table,); none where it names no column."""
    every = np.ones(len(getattr(case, change.sheet)), np.bool_)
    if not change.where:
        return every
    name, value = change.condition
    cells = cells_by_name(case, change.sheet).get(name)
    return ~every if cells is None or "=" not in change.where else _equal(cells, value)


def _equal(cells: Cells, text: str) -> Flags:
    """Cells that hold the value which the text stands for; numbers are compared as numbers, '' with blanks."""
    if not text:
        return cells.is_blank
    if cells.column.kind in ("number", "integer", "per_year"):
        try:
            return np.asarray(cells.values == float(text), np.bool_)
        except ValueError:
            return np.zeros(len(cells.values), np.bool_)
    if cells.column.kind in ("flag", "list"):
        return np.fromiter((as_text(value) == text for value in cells.values), np.bool_, len(cells.values))
    return np.asarray(cells.values == text, np.bool_)

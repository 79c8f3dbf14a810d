"""What a change points at: columns of a table and the rows that its `where` picks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from models.case import TABLES, Case
from models.checks.derived.cells import Cells, table_cells
from models.checks.words import Place, as_text
from models.tables import Column, Flags, Parameters, columns_of

CHANGEABLE = tuple(name for name in TABLES if name not in ("scenarios", "scenario_changes", "uncertainty"))
"""Tables that a scenario, a range or the command line may change."""

_NEXT_CONDITION = re.compile(r"[|,](?=\s*\w+\s*=)")
"""Where a further condition begins: a list such as rail|sea has no `=` behind its `|`."""

_ANY_TEXT = Column(kind="text", help="Free text", blank="not given")


@dataclass(frozen=True)
class Change:
    """A row of scenario_changes, or of another table with the same columns, whatever is wrong with it."""

    row: int
    scenario: str
    sheet: str
    where: str
    column: str
    operation: str
    value: str
    table: str = "scenario_changes"

    def place(self, column: str) -> Place:
        """A cell of the row."""
        return self.table, self.row, column

    @property
    def conditions(self) -> tuple[tuple[str, str], ...]:
        """Column and value of each condition of `where`, all of which must hold; () where every row is meant."""
        parts = (part.partition("=") for part in self._parts)
        return tuple((column.strip(), value.strip()) for column, _, value in parts)

    @property
    def well_formed(self) -> bool:
        """Whether every condition has a `=`."""
        return all("=" in part for part in self._parts)

    @property
    def _parts(self) -> list[str]:
        return _NEXT_CONDITION.split(self.where) if self.where else []


def changes_of(case: Case) -> Iterator[Change]:
    """Rows of scenario_changes that name a table which may change."""
    rows = case.scenario_changes
    columns = (rows.scenario, rows.sheet, rows.where, rows.column, rows.operation, rows.value)
    for row, cells in enumerate(zip(*(column.tolist() for column in columns), strict=True)):
        if cells[1] in CHANGEABLE:
            yield Change(row, *cells)


def ranges_of(case: Case) -> Iterator[Change]:
    """Rows of uncertainty that name a table which may change, each as a change whose value is still to be drawn."""
    rows = case.uncertainty
    columns = (rows.sheet, rows.where, rows.column, rows.operation)
    for row, (sheet, where, column, operation) in enumerate(zip(*(cells.tolist() for cells in columns), strict=True)):
        if sheet in CHANGEABLE:
            yield Change(row, "", sheet, where, column, operation, "", "uncertainty")


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
        ((column, key),) = change.conditions if len(change.conditions) == 1 else (("", ""),)
        return columns_of(Parameters).get(key) if (column, change.column) == ("key", "value") else None
    if change.column in yearly_columns(change.sheet):
        return columns_of(TABLES[change.sheet])[change.column]
    cells = cells_by_name(case, change.sheet).get(change.column)
    return None if cells is None or cells.column.key or change.column.startswith("_") else cells.column


def headers(case: Case, change: Change) -> list[str]:
    """Headers of the columns that change: `mt` of demand stands for every year that the table has."""
    if change.column not in yearly_columns(change.sheet):
        return [change.column]
    return [str(year) for year in getattr(getattr(case, change.sheet), f"{change.column}_years")]


def yearly_columns(sheet: str) -> tuple[str, ...]:
    """Declared columns of a table that stand once for every year."""
    return tuple(name for name, column in columns_of(TABLES[sheet]).items() if column.kind == "per_year")


def matches(case: Case, change: Change) -> Flags:
    """Rows that `where` picks, shape (rows of the table,); none where it names no column."""
    picked = np.full(len(getattr(case, change.sheet)), change.well_formed, np.bool_)
    for name, value in change.conditions:
        cells = cells_by_name(case, change.sheet).get(name)
        picked &= np.False_ if cells is None else _equal(cells, value)
    return picked


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

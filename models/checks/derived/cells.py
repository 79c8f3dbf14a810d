"""The cells of one column, with what was declared of it: what the generic rules look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.case import TABLES, Case
from models.checks.words import Place
from models.tables import Column, Flags, Table, columns_of


@dataclass(frozen=True, eq=False)
class Cells:
    """A column of a table, from row `first_row` on.

    blank: which cells were empty, where the table kept that apart from the values; otherwise None.
    """

    table: str
    name: str
    column: Column
    values: NDArray[Any]
    blank: Flags | None = None
    first_row: int = 0

    def place(self, row: int) -> Place:
        """Where the cell stands; `row` counts from the first row of these cells."""
        return self.table, self.first_row + row, self.name

    @property
    def is_blank(self) -> Flags:
        """Which cells are empty."""
        if self.blank is not None:
            return self.blank
        if self.column.kind in ("number", "per_year"):
            return np.asarray(np.isnan(self.values), np.bool_)
        if self.column.kind in ("integer", "flag"):
            return np.zeros(len(self.values), np.bool_)
        if self.column.kind == "list":
            return np.fromiter((not value for value in self.values), np.bool_, len(self.values))
        return np.asarray(self.values == "", np.bool_)


def all_cells(case: Case) -> Iterator[Cells]:
    """Every declared column that the case's tables were given; of columns per year those of the plan."""
    plan = set(case.years.year.tolist())
    for table in TABLES:
        yield from (cells for cells in table_cells(case, table) if not cells.name.isdigit() or int(cells.name) in plan)


def table_cells(case: Case, table: str) -> Iterator[Cells]:
    """Every declared column that the table was given; a column per year as one column for each year."""
    owner: Table = getattr(case, table)
    for name, column in columns_of(TABLES[table]).items():
        if column.kind == "per_year":
            matrix = getattr(owner, name)
            for position, year in enumerate(getattr(owner, f"{name}_years")):
                yield Cells(table, str(year), column, matrix[:, position])
        elif name in owner.header:
            yield Cells(table, name, column, getattr(owner, name), owner.blanks.get(name))


def known_ids(case: Case, tables: Iterable[str]) -> list[str]:
    """Ids of the tables, in their order; no blanks."""
    return [name for table in tables for name in getattr(case, table).id.tolist() if name]


def one_cell(place: Place, column: Column, value: Any) -> Cells:
    """A single typed value as cells, to be checked against a column that stands elsewhere."""
    table, row, name = place
    values = np.empty(1, {"number": np.float64, "per_year": np.float64, "integer": np.int64}.get(column.kind, object))
    values[0] = value
    return Cells(table, name or "", column, values, first_row=row or 0)

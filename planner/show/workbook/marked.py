"""What is drawn over the cells of a column: colours by utilisation, bars, small lines."""

from __future__ import annotations

from typing import Any

from xlsxwriter.utility import xl_range_formula, xl_rowcol_to_cell

from planner.show.result import ResultTable
from planner.show.workbook.cells import Cells
from planner.show.workbook.look import Look

TRENDS_MAX = 2_000
"""Rows of a table that get a small line."""


def mark_column(cells: Cells, look: Look, table: ResultTable, name: str, top: int) -> None:
    """Draw over a column whatever its table asks for; top: its first row."""
    position, rows = list(table.columns).index(name), len(table.frame)
    if name in table.heat and rows:
        _heat(cells, look, top, position, rows)
    if name in table.bars and rows:
        _conditional(cells, top, position, rows, look.bar)
    if name == "trend" and len(table.yearly) > 1:
        _trends(cells, look, table, top, position)


def _heat(cells: Cells, look: Look, top: int, position: int, rows: int) -> None:
    """Four colours that exclude each other, so that their order does not matter."""
    cell = xl_rowcol_to_cell(top, position)
    for low, high, colour in look.bands:
        upper = f",{cell}<{high}" if high else ""
        rule = {"type": "formula", "criteria": f"=AND(ISNUMBER({cell}),{cell}>={low}{upper})", "format": colour}
        _conditional(cells, top, position, rows, rule)


def _conditional(cells: Cells, top: int, position: int, rows: int, rule: dict[str, Any]) -> None:
    status = cells.target.conditional_format(top, position, top + rows - 1, position, rule)
    cells.accept(status, top, position)


def _trends(cells: Cells, look: Look, table: ResultTable, top: int, position: int) -> None:
    """A small line over the years of each row."""
    names = list(table.columns)
    first, last = names.index(table.yearly[0]), names.index(table.yearly[-1])
    rows = range(top, top + min(len(table.frame), TRENDS_MAX))
    if rows:
        spans = [xl_range_formula(cells.sheet, row, first, row, last) for row in rows]
        places = [xl_rowcol_to_cell(row, position) for row in rows]
        one = {"range": spans, "location": places, **look.trend}
        cells.accept(cells.target.add_sparkline(top, position, one), top, position)

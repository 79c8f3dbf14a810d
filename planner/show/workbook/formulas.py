"""Formulas of a table, written with the names of its columns, as the cells of a workbook name each other."""

from __future__ import annotations

import re
from collections.abc import Mapping

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from planner.show.workbook.charts import Anchor

NAMED = re.compile(r"\[(?:(?P<table>\w+)\.)?(?P<column>\w+)(?:@(?P<row>\d+))?\]")
"""[TABLE.COLUMN], [TABLE.COLUMN@ROW] or [COLUMN]."""


def resolved(formula: str, table: str, row: int, anchors: Mapping[str, Anchor]) -> str:
    """The formula of a row of a table, by cells; anchors: of every table it names. Raises KeyError for another."""

    def cells(found: re.Match[str]) -> str:
        sheet, top, columns, rows = anchors[found["table"] or table]
        column, own = columns[found["column"]], found["table"] is None
        if own:
            return str(xl_rowcol_to_cell(top + row, column))
        if found["row"] is not None:
            name = xl_rowcol_to_cell(top + int(found["row"]), column, row_abs=True, col_abs=True)
        else:
            name = xl_range_abs(top, column, top + rows - 1, column)
        return f"'{sheet}'!{name}"

    return NAMED.sub(cells, formula)

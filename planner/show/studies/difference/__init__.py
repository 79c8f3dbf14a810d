"""The difference of two cases as lines, JSON and sheets."""

from planner.show.studies.difference.sheets import (
    CHANGED,
    COLUMN_A,
    COLUMN_B,
    ROW_A,
    ROW_B,
    ColumnTotal,
    Entry,
    Shown,
    Side,
    TableSummary,
    cell_words,
    difference_json,
    difference_sheets,
    differences_of,
    entry_line,
    total_line,
)

__all__ = [
    "CHANGED",
    "COLUMN_A",
    "COLUMN_B",
    "ROW_A",
    "ROW_B",
    "ColumnTotal",
    "Entry",
    "Shown",
    "Side",
    "TableSummary",
    "cell_words",
    "difference_json",
    "difference_sheets",
    "differences_of",
    "entry_line",
    "total_line",
]

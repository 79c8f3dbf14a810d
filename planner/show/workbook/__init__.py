"""Result tables written as a workbook, with charts, and as CSV."""

from planner.show.workbook.book import CREATED, write_sheets
from planner.show.workbook.cells import is_blank
from planner.show.workbook.charts import TARGET
from planner.show.workbook.csv import ENCODING, write_csv
from planner.show.workbook.files import write_results
from planner.show.workbook.look import Look, lines, number_format
from planner.show.workbook.stated import StatedBook, StatedChart, StatedSheet, stated_book

__all__ = [
    "CREATED",
    "ENCODING",
    "TARGET",
    "Look",
    "StatedBook",
    "StatedChart",
    "StatedSheet",
    "is_blank",
    "lines",
    "number_format",
    "stated_book",
    "write_csv",
    "write_results",
    "write_sheets",
]

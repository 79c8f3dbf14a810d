"""A workbook to write on, in which nothing gets lost: whatever XlsxWriter refuses becomes an error."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError, XlsxWriterException
from xlsxwriter.utility import xl_rowcol_to_cell

from models.errors import PlannerError
from planner.read.cells import CONTROL

LONGEST_TEXT = 32_767
LONGEST_HEADING = 255
LAST_ROW = 1_048_576

_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,  # dozens of small temporary files took most of the time
}
_ALWAYS = datetime(2025, 1, 1)
"""Stands in the file as the time of its making: the same case gives the same bytes."""


class Paper:
    """One sheet; rows and columns count from 0."""

    def __init__(self, book: Any, name: str) -> None:
        self.name = name
        self.sheet = book.add_worksheet(name)
        self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)

    def text(self, row: int, column: int, text: str, style: Any = None) -> None:
        """Write a text as a text, whatever it looks like; raises PlannerError where Excel cannot hold it."""
        if problem := _unfit(text):
            raise PlannerError(
                f"{self._cell(row, column)} cannot be written: the text {problem}; use a folder of CSV files"
            )
        self._done(self.sheet.write_string(row, column, text, style), row, column)

    def number(self, row: int, column: int, number: float, style: Any = None) -> None:
        """Write a number."""
        self._done(self.sheet.write_number(row, column, number, style), row, column)

    def link(self, row: int, column: int, sheet: str, style: Any = None) -> None:
        """Write the name of another sheet as a way to it."""
        self._done(self.sheet.write_url(row, column, f"internal:'{sheet}'!A1", style, sheet), row, column)

    def away(self, row: int, column: int, target: str, shown: str, style: Any = None) -> None:
        """Write a way to a place in another file, or the text alone where Excel cannot hold the way."""
        if self.sheet.write_url(row, column, f"external:{target}", style, shown) not in (0, None):
            self.text(row, column, shown)

    def rows(self, row: int, height: float, style: Any = None) -> None:
        """Set the height and the style of a row."""
        self._done(self.sheet.set_row(row, height, style), row, 0)

    def columns(self, first: int, last: int, width: float, style: Any = None) -> None:
        """Set the width and the style of columns."""
        self._done(self.sheet.set_column(first, last, width, style), 0, first)

    def table(self, first: int, last: int, headings: tuple[str, ...], name: str) -> None:
        """Make the rows from the header row `first` to `last` an Excel table with filters."""
        if long := [heading for heading in headings if len(heading) > LONGEST_HEADING]:
            raise PlannerError(f"the column {long[0][:40]}... of {self.name} has too long a name for Excel; shorten it")
        columns = [{"header": heading} for heading in headings]
        options = {"name": name, "columns": columns, "style": "Table Style Light 1"}
        self._done(self.sheet.add_table(first, 0, last, len(headings) - 1, options), first, 0)

    def validation(self, first: int, last: int, column: int, options: Mapping[str, Any]) -> None:
        """Give cells of a column a drop-down, bounds and help."""
        self._done(self.sheet.data_validation(first, column, last, column, dict(options)), first, column)

    def quiet(self, last: int, columns: int) -> None:
        """Keep Excel from marking ids and years that are written as texts."""
        cells = f"A1:{xl_rowcol_to_cell(last, max(columns - 1, 0))}"
        self._done(self.sheet.ignore_errors({"number_stored_as_text": cells}), 0, 0)

    def _done(self, code: Any, row: int, column: int) -> None:
        if code not in (0, None):
            raise PlannerError(f"{self._cell(row, column)} cannot be written (XlsxWriter says {code})")

    def _cell(self, row: int, column: int) -> str:
        return f"{self.name}!{xl_rowcol_to_cell(row, column)}"


def _unfit(text: str) -> str:
    if len(text.encode("utf-16-le", "surrogatepass")) // 2 > LONGEST_TEXT:
        return f"is longer than the {LONGEST_TEXT} letters that Excel can hold"
    if CONTROL.search(text) or any("\ud800" <= letter <= "\udfff" for letter in text):
        return "holds a letter that Excel cannot hold"
    return "holds x005F_, which workbooks use as a sign of their own" if "x005F_" in text else ""


def open_book(path: Path) -> Any:
    """A new workbook that is the same, byte for byte, whenever the same is written into it."""
    book = xlsxwriter.Workbook(str(path), _OPTIONS)
    book.set_properties({"created": _ALWAYS})
    return book


def name_cells(book: Any, name: str, cells: str) -> None:
    """Give a range of cells a name that drop-downs can use."""
    if book.define_name(name, f"={cells}") not in (0, None):
        raise PlannerError(f"the name {name} cannot be given to {cells}")


def close_book(book: Any, path: Path) -> None:
    """Write the file; raises OSError where it cannot be written, PlannerError where Excel could not hold it."""
    try:
        book.close()
    except FileCreateError as error:
        raise error.args[0] from error  # the error of the file, which whoever gave it knows to tell
    except XlsxWriterException as error:
        raise PlannerError(f"{path} cannot be written: {error}") from error

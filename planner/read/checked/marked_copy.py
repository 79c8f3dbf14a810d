"""A copy of a workbook in which every problem is marked at its cell and listed on a first sheet with links."""

from __future__ import annotations

import warnings
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from planner.read.checked.kept import Extras, with_extras
from planner.read.checked.list_of_problems import COLOURS, OWN_SHEET, SHEET, TABLE, WIDTHS, ErrorList, explained
from planner.read.checked.seal import PROPERTY, UNSEALED, is_checked_copy, seal
from planner.read.checked.stored import restored, stored_results
from planner.read.problems import Problem

MARKED = 200
"""Cells that are coloured and commented; all problems are on the list."""
LINKED = 5000
"""Rows of the list that have links."""

_FONT = "Calibri"
_AUTHOR = "planner check"
_BEGIN = "--- planner check ---"
_FILLS = {severity: PatternFill("solid", fgColor=f"FF{colour}") for severity, colour in COLOURS.items()}
_OURS = {f"FF{colour}" for colour in COLOURS.values()}


def write_marked_copy(errors: ErrorList, source: Path, draft: Path, extras: Mapping[str, Extras]) -> None:
    """Write a copy of `source` with its problems marked into `draft`.

    Stored results of formulas stay, and so do the `extras` of each sheet. Raises whatever openpyxl raises on parts
    that it cannot read.
    """
    results = stored_results(source)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl leaves out is told on the sheet
        with source.open("rb") as stream:
            book = load_workbook(stream, rich_text=True)
        if is_checked_copy(source):
            _unmark(book)
        _mark(book, errors.problems)
        _list(book, errors)
        _only_first_selected(book)
        _claim(book)
        book.save(draft)
    names = {f"xl/worksheets/sheet{number}.xml": sheet.title for number, sheet in enumerate(book.worksheets, start=1)}

    def put_back(part: str, content: bytes) -> bytes:
        title = names.get(part, "")
        return with_extras(restored(content, results.get(title, {})), extras.get(title, Extras()))

    seal(draft, put_back)


def _mark(book: Workbook, problems: Iterable[Problem]) -> None:
    """Colour the first cells that have a problem, and say in a comment what it is; warnings never hide an error."""
    by_cell: defaultdict[tuple[str, str], list[Problem]] = defaultdict(list)
    for problem in problems:
        if problem.sheet in book.sheetnames and problem.cell:
            by_cell[problem.sheet, problem.cell].append(problem)
    for (sheet, address), told in list(by_cell.items())[:MARKED]:
        cell = _own_cell(book[sheet], address)
        cell.fill = _FILLS["error" if any(problem.severity == "error" for problem in told) else "warning"]
        _comment(cell, "\n\n".join(explained(problem) for problem in told))


def _own_cell(sheet: Worksheet, address: str) -> Cell:
    """The cell, or the one that shows in its place where it lies under a merged one."""
    cell: Cell | MergedCell = sheet[address]
    if isinstance(cell, MergedCell):
        merged = next(area for area in sheet.merged_cells.ranges if address in area)
        corner: Cell = _cell(sheet, merged.min_row, merged.min_col)
        return corner
    return cell


def _cell(sheet: Worksheet, row: int, column: int) -> Any:
    return sheet.cell(row, column)


def _comment(cell: Cell, text: str) -> None:
    """Put our comment below what the planner had written."""
    before = cell.comment.text.rstrip() + "\n\n" if cell.comment else ""
    author = cell.comment.author if cell.comment else _AUTHOR
    comment = Comment(f"{before}{_BEGIN}\n{text}", author)
    comment.width, comment.height = 420, min(60 + 18 * (before + text).count("\n") + len(before + text) // 3, 500)
    cell.comment = comment


def _unmark(book: Workbook) -> None:
    """Take away what an earlier check has put into the workbook."""
    for sheet in book.worksheets:
        marked = [cell for row in sheet.iter_rows() for cell in row if isinstance(cell, Cell) and _is_marked(cell)]
        for cell in marked:
            if cell.fill.fgColor.rgb in _OURS:
                cell.fill = copy(_plain_neighbour(sheet, cell))
            if cell.comment and _BEGIN in cell.comment.text:
                kept = cell.comment.text.partition(_BEGIN)[0].rstrip()
                cell.comment = Comment(kept, cell.comment.author) if kept else None
    for title in (SHEET, OWN_SHEET):
        if title in book.sheetnames and TABLE in book[title].tables:
            del book[title]


def _is_marked(cell: Cell) -> bool:
    return cell.fill.fgColor.rgb in _OURS or (cell.comment is not None and _BEGIN in cell.comment.text)


def _plain_neighbour(sheet: Worksheet, cell: Cell) -> Any:
    """The colour of the next cell of the column that is not marked: what this one most likely had."""
    for distance in range(1, 50):
        for row in (cell.row + distance, cell.row - distance):
            other = sheet.cell(row, cell.column) if 1 <= row <= sheet.max_row else None
            if other is not None and other.fill.fgColor.rgb not in _OURS:
                return other.fill
    return PatternFill()


def _list(book: Workbook, errors: ErrorList) -> None:
    taken = {title.lower() for title in book.sheetnames}
    sheet = book.create_sheet(OWN_SHEET if SHEET.lower() in taken else SHEET, 0)
    for row, note in enumerate(errors.notes, start=1):
        _text(_cell(sheet, row, 1), note).font = Font(name=_FONT, bold=row == 1)
    first = len(errors.notes) + 2
    for place, heading in enumerate(errors.headings, start=1):
        _text(_cell(sheet, first, place), heading).font = Font(name=_FONT, bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = WIDTHS[heading]
    for row, problem in enumerate(errors.problems, start=first + 1):
        _write_row(sheet, row, errors, problem)
        if row - first <= LINKED:
            _link_row(book, sheet, row, errors, problem)
    _make_table(sheet, first, first + max(len(errors.problems), 1), len(errors.headings))


def _write_row(sheet: Worksheet, row: int, errors: ErrorList, problem: Problem) -> None:
    for place, value in enumerate(errors.row(problem), start=1):
        cell = _cell(sheet, row, place)
        if isinstance(value, int):
            cell.value = value
        elif value:
            _text(cell, value)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(name=_FONT)
    _cell(sheet, row, 1).fill = _FILLS[problem.severity]
    sheet.row_dimensions[row].height = errors.height(problem)


def _link_row(book: Workbook, sheet: Worksheet, row: int, errors: ErrorList, problem: Problem) -> None:
    if "cell" in errors.headings and problem.sheet in book.sheetnames:
        cell = _cell(sheet, row, errors.headings.index("cell") + 1)
        if not problem.cell:
            _text(cell, "sheet")
        _link(cell, problem.sheet, problem.cell or "A1")
    title, _, address = (problem.related or "").rpartition("!")
    if title in book.sheetnames:
        _link(_cell(sheet, row, errors.headings.index("see") + 1), title, address)


def _link(cell: Cell, title: str, address: str) -> None:
    quoted = title.replace("'", "''")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!{address}")
    cell.font = Font(name=_FONT, color="FF0563C1", underline="single")


def _text(cell: Cell, text: str) -> Cell:
    """Write a text as a text, also one that begins with =."""
    cell.value = text
    cell.data_type = "s"
    return cell


def _make_table(sheet: Worksheet, first: int, last: int, width: int) -> None:
    table = Table(displayName=TABLE, ref=f"A{first}:{get_column_letter(width)}{last}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    sheet.add_table(table)
    sheet.freeze_panes = f"A{first + 1}"
    sheet.page_setup.orientation = "landscape"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0


def _only_first_selected(book: Workbook) -> None:
    """Open at the list; sheets that stay selected together would be edited together."""
    book.active = 0
    for number, sheet in enumerate(_views(book)):
        sheet.tabSelected = number == 0


def _views(book: Workbook) -> Iterator[Any]:
    yield from (sheet.sheet_view for sheet in book.worksheets)


def _claim(book: Any) -> None:
    """Leave the mark that tells the workbook from one of the planner's own."""
    if PROPERTY in book.custom_doc_props.names:
        del book.custom_doc_props[PROPERTY]
    book.custom_doc_props.append(StringProperty(name=PROPERTY, value=UNSEALED))

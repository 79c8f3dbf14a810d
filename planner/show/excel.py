"""Writes results as a workbook. Nothing is computed here: every figure stands in the tables already."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from math import ceil, isfinite
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from models.errors import PlannerError
from models.tables.results import ELSEWHERE
from planner.show.charts import CHART_ROWS, SIZE, Anchor, draw_chart
from planner.show.layout import Results, ResultTable, Sheet
from planner.show.look import Look, heading, label_height, lines, name_height, widths

CREATED = datetime(2000, 1, 1)
"""Stands in every workbook, so that the same plan gives the same bytes."""

PLAIN_COLUMN = 64
"""Width of a column that no table uses, in pixels."""

ROWS_MAX = 1_048_000
"""Rows of a table that a sheet can hold below its headings."""

TEXT_MAX = 32_767
"""Characters that a cell can hold."""

CUT = " [cut here: too long for a cell]"


def write_workbook(results: Results, path: Path, beside: dict[str, str]) -> None:
    """Write the workbook; `beside` names the CSV file of each table that has one.

    Raises PlannerError where a value would not arrive in its cell.
    """
    write_sheets(results.sheets, path, beside)


def write_sheets(sheets: Sequence[Sheet], path: Path, beside: dict[str, str] | None = None) -> None:
    """Write sheets of tables and charts as a workbook; raises PlannerError where a value would not arrive."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = xlsxwriter.Workbook(str(path), options)
    workbook.set_properties({"title": sheets[0].title, "created": CREATED})
    look = Look(workbook)
    anchors: dict[str, Anchor] = {}
    pages = [_Page(workbook.add_worksheet(sheet.name), sheet, look, beside or {}) for sheet in sheets]
    tables = {table.name: table for sheet in sheets for table in sheet.tables}
    for page in pages:
        anchors |= page.write()
    for page in pages:
        for chart, row in zip(page.sheet.charts, page.chart_rows, strict=True):
            drawn = draw_chart(workbook, chart, tables[chart.table], anchors[chart.table])
            _accept(page.target.insert_chart(row, 0, drawn, {"description": chart.title}), page.sheet.name, row, 0)
    _close(workbook)


class _Page:
    """One sheet in the making: tables below each other, charts below the first of them."""

    def __init__(self, target: Any, sheet: Sheet, look: Look, beside: dict[str, str]) -> None:
        self.target, self.sheet, self.look, self.beside = target, sheet, look, beside
        self.widths = widths(sheet)
        self.chart_rows: list[int] = []
        self.row = 0

    def write(self) -> dict[str, Anchor]:
        """Write the sheet; returns where its tables stand."""
        for column, width in enumerate(self.widths):
            _accept(self.target.set_column(column, column, width), self.sheet.name, 0, column)
        self._title()
        anchors = {}
        for number, table in enumerate(self.sheet.tables):
            anchors[table.name] = self._table(table)
            if number == 0:
                self._reserve_charts()
        self._print_setup(anchors)
        return anchors

    def _title(self) -> None:
        self._text(0, 0, self.sheet.title, self.look.title)
        self._paragraph(1, 0, self.sheet.note, self.look.note)
        self.row = 3

    def _reserve_charts(self) -> None:
        for _ in self.sheet.charts:
            self.chart_rows.append(self.row)
            self.row += CHART_ROWS

    def _table(self, table: ResultTable) -> Anchor:
        if len(self.sheet.tables) > 1:
            self._text(self.row, 0, table.title, self.look.subtitle)
            self.row += 1
        header = self.row
        self._header(table)
        first = self.row
        if len(table.frame) > ROWS_MAX:
            rows = self._elsewhere(table)
        elif table.paragraph:
            rows = self._sentences(table)
        else:
            rows = self._rows(table)
        self.row += rows + 1
        if rows and not table.paragraph and table is self.sheet.tables[-1]:
            status = self.target.autofilter(first - 1, 0, first + rows - 1, len(table.columns) - 1)
            _accept(status, self.sheet.name, first - 1, 0)
        if len(self.sheet.tables) == 1:
            self.target.freeze_panes(first, 1)
            self.target.repeat_rows(header, first - 1)
        return self.sheet.name, first, {name: place for place, name in enumerate(table.columns)}, rows

    def _header(self, table: ResultTable) -> None:
        """A row of labels with units, then the row of column names by which a reader finds them."""
        labels = [heading(column) for column in table.columns.values()]
        self._height(self.row, label_height(labels, self.widths))
        self._height(self.row + 1, name_height(list(table.columns), self.widths))
        for column, (name, label) in enumerate(zip(table.columns, labels, strict=True)):
            self._text(self.row, column, label, self.look.label)
            self._text(self.row + 1, column, name, self.look.name)
        if table.paragraph:
            self._merge_to_end(self.row, len(labels) - 1, labels[-1], self.look.label)
        self.row += 2

    def _rows(self, table: ResultTable) -> int:
        units = table.frame["unit"].tolist() if "unit" in table.frame else [""] * len(table.frame)
        for position, (name, column) in enumerate(table.columns.items()):
            values = table.frame[name].tolist()
            formats: Any = self.look.of_column(column, heat=name in table.heat)
            if column.kind == "value":
                formats = [self.look.of_unit(unit) for unit in units]
            if name in table.verdicts:
                formats = [self.look.verdicts.get(word, self.look.words) for word in values]
            self._column(position, values, formats)
            if name in table.heat and values:
                self._heat(position, len(values))
        return len(table.frame)

    def _column(self, position: int, values: Sequence[Any], formats: Any) -> None:
        """One column of cells, blanks left out; `formats` is one format or one per row."""
        write_number, write_string = self.target.write_number, self.target.write_string
        several = isinstance(formats, list)
        for offset, value in enumerate(values):
            look = formats[offset] if several else formats
            if value is None or value == "" or value != value:  # noqa: PLR0124 - only NaN differs from itself
                continue
            row = self.row + offset
            if isinstance(value, str):
                status = write_string(row, position, _fitting(value), look)
            else:
                finite = isfinite(value)
                status = write_number(row, position, value, look) if finite else write_string(row, position, str(value))
            if status:
                _accept(status, self.sheet.name, row, position)

    def _sentences(self, table: ResultTable) -> int:
        before = list(table.columns)[:-1]
        for offset, row in enumerate(table.frame.itertuples(index=False)):
            for position in range(len(before)):
                self._text(self.row + offset, position, row[position], self.look.topic)
            self._paragraph(self.row + offset, len(before), row[len(before)], self.look.sentence)
        return len(table.frame)

    def _elsewhere(self, table: ResultTable) -> int:
        file = self.beside.get(table.name, "that is not written for this table")
        words = f"{ELSEWHERE} {file}: {len(table.frame):,} rows are more than a sheet can hold"
        self._text(self.row, 0, words, self.look.topic)
        return 1

    def _heat(self, position: int, rows: int) -> None:
        """Four colours that exclude each other, so that their order does not matter."""
        cell = xlsxwriter.utility.xl_rowcol_to_cell(self.row, position)
        for low, high, colour in self.look.bands:
            upper = f",{cell}<{high}" if high else ""
            rule = {"type": "formula", "criteria": f"=AND(ISNUMBER({cell}),{cell}>={low}{upper})", "format": colour}
            status = self.target.conditional_format(self.row, position, self.row + rows - 1, position, rule)
            _accept(status, self.sheet.name, self.row, position)

    def _text(self, row: int, column: int, words: str, look: Any) -> None:
        _accept(self.target.write_string(row, column, _fitting(words), look), self.sheet.name, row, column)

    def _paragraph(self, row: int, column: int, words: str, look: Any) -> None:
        self._merge_to_end(row, column, words, look)
        room = sum(self.widths[column : self._end(column) + 1])
        self._height(row, 15.0 * lines(words, room))

    def _merge_to_end(self, row: int, column: int, words: str, look: Any) -> None:
        end = self._end(column)
        if end == column:
            self._text(row, column, words, look)
            return
        _accept(self.target.merge_range(row, column, row, end, "", look), self.sheet.name, row, column)
        self._text(row, column, words, look)

    def _end(self, column: int) -> int:
        """Last column of a text that runs over several: about as wide as a page."""
        end, room = column, self.widths[column]
        while end + 1 < len(self.widths) and room < self.look.page_width:
            end += 1
            room += self.widths[end]
        return end

    def _height(self, row: int, height: float) -> None:
        _accept(self.target.set_row(row, height), self.sheet.name, row, 0)

    def _print_setup(self, anchors: dict[str, Anchor]) -> None:
        self.target.set_landscape()
        self.target.set_paper(9)
        answers = self.sheet.tables[0].paragraph
        self.target.fit_to_pages(max(1, round(sum(self.widths) / self.look.paper_width)), 1 if answers else 0)
        self.target.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        self.target.set_footer("&L&A&RPage &P of &N")
        self.target.hide_gridlines(2)
        self.target.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        last = max((first + rows for _, first, _, rows in anchors.values()), default=self.row)
        bottom = max([last, *(row + CHART_ROWS for row in self.chart_rows)])
        _accept(self.target.print_area(0, 0, bottom, self._last_column()), self.sheet.name, 0, 0)

    def _last_column(self) -> int:
        """The last column of the tables, or the one in which the charts end."""
        beyond = SIZE["width"] - sum(7 * width + 5 for width in self.widths) if self.chart_rows else 0
        return len(self.widths) - 1 + max(0, ceil(beyond / PLAIN_COLUMN))


def _close(workbook: Any) -> None:
    try:
        workbook.close()
    except (OSError, XlsxWriterException) as error:
        raise PlannerError(f"the workbook cannot be written: {error}") from error


def _fitting(words: str) -> str:
    """The text as far as a cell can hold it, counted as Excel counts: some letters are two."""
    if len(words) <= TEXT_MAX // 2:
        return words
    units = words.encode("utf-16-le")
    if len(units) <= 2 * TEXT_MAX:
        return words
    return units[: 2 * (TEXT_MAX - len(CUT))].decode("utf-16-le", "ignore") + CUT


def _accept(status: Any, sheet: str, row: int, column: int) -> None:
    if status:
        cell = xlsxwriter.utility.xl_rowcol_to_cell(row, column)
        raise PlannerError(f"{sheet}!{cell} could not be written to the workbook (code {status})")

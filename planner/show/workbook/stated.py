"""What a result workbook states: the text or number of every cell, without a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from planner.show.result import Results, ResultTable
from planner.show.workbook.book import fill_workbook
from planner.show.workbook.charts import Anchor, chart_words

Stated = str | float
Rows = dict[int, list[Stated | None]]
"""Cells of each filled row from its first column on, by the number of the row, from 1; None is blank."""


@dataclass(frozen=True)
class StatedSheet:
    """The cells of a sheet, and where each of its tables stands: first and last row of its figures, by name.

    columns: names of the columns of each table. sorted_by_hand: the table whose rows a reader can sort, '' for none.
    """

    name: str
    rows: Rows
    tables: Mapping[str, tuple[int, int]]
    columns: Mapping[str, Sequence[str]]
    sorted_by_hand: str


@dataclass(frozen=True)
class StatedChart:
    """A chart: its texts, and for each series what it is called and the ranges of categories and values."""

    words: tuple[str, ...]
    ranges: tuple[str, ...]


@dataclass(frozen=True)
class StatedBook:
    """Every sheet of a result and every chart, in the order of the workbook."""

    sheets: tuple[StatedSheet, ...]
    charts: tuple[StatedChart, ...]


def stated_book(results: Results, beside: dict[str, str]) -> StatedBook:
    """What `planner.show.workbook.book.write_workbook` writes of a result, cell by cell."""
    draft, words = _Draft(), results.facts.words
    anchors = fill_workbook(draft, results.sheets, beside, words)
    tables = {table.name: table for sheet in results.sheets for table in sheet.tables}
    pages = {page.get_name(): page for page in draft.worksheets()}
    sheets = tuple(_sheet(sheet.name, pages[sheet.name].stated, sheet.tables, anchors) for sheet in results.sheets)
    charts = tuple(
        StatedChart(*chart_words(chart, tables[chart.table], anchors[chart.table], words))
        for sheet in results.sheets
        for chart in sheet.charts
    )
    return StatedBook(sheets, charts)


def _sheet(
    name: str, cells: Mapping[tuple[int, int], Stated], tables: Sequence[ResultTable], anchors: Mapping[str, Anchor]
) -> StatedSheet:
    rows: Rows = {}
    for (row, column), value in sorted(cells.items()):
        line = rows.setdefault(row + 1, [])
        line += [None] * (column - len(line))
        line.append(value)
    places = {table.name: anchors[table.name] for table in tables}
    extents = {key: (first + 1, first + count) for key, (_, first, _, count) in places.items()}
    columns = {table.name: tuple(table.columns) for table in tables}
    last = tables[-1]
    return StatedSheet(name, rows, extents, columns, "" if last.paragraph or not len(last.frame) else last.name)


class _Page(Worksheet):  # type: ignore[misc]
    """A sheet that keeps what is written to it, and nothing of how it looks."""

    def __init__(self) -> None:
        super().__init__()
        self.stated: dict[tuple[int, int], Stated] = {}

    def write_string(self, row: int, column: int, words: str, _look: Any = None) -> int:
        self.stated[row, column] = words
        return 0

    def write_number(self, row: int, column: int, value: float, _look: Any = None) -> int:
        self.stated[row, column] = float(value)
        return 0

    def write_url(self, row: int, column: int, _place: str, _look: Any, words: str) -> int:
        return self.write_string(row, column, words)

    def merge_range(self, *_: Any) -> int:
        return 0


class _Draft(Workbook):  # type: ignore[misc]
    """A workbook that never becomes a file."""

    def add_worksheet(self, name: str, _kind: Any = None) -> _Page:
        page: _Page = super().add_worksheet(name, _Page)
        return page

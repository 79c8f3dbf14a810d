"""Writes results as a workbook. Nothing is computed here: every figure stands in the tables already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError, XlsxWriterException

from models.errors import PlannerError
from models.tables import ELSEWHERE
from planner.show.result import Below, Results, ResultTable, Sheet
from planner.show.texts import ENGLISH, Words
from planner.show.workbook.below import chart_below, place_below
from planner.show.workbook.cells import Cells, place_of
from planner.show.workbook.charts import GAP, Anchor, Placed, charts_width, draw_chart, place_charts, rows_on_page
from planner.show.workbook.formulas import resolved
from planner.show.workbook.look import NARROWEST, PART_COLOURS, Look, heading, label_height, lines, name_height, widths
from planner.show.workbook.marked import TRENDS_MAX, mark_column
from planner.show.workbook.paper import Paper, page_breaks, set_up_paper
from planner.show.workbook.tiles import padded, write_legend, write_tiles

CREATED = datetime(2000, 1, 1)
"""Stands in every workbook, so that the same plan gives the same bytes."""

ROWS_MAX = 1_048_000
"""Rows of a table that a sheet can hold below its headings."""

HEADING_ROWS = 5
"""Rows that a table has above its first, as high as they are."""

FROZEN_MAX = 12
"""Rows that may stay in sight while a reader scrolls."""

LETTERS = 1.15
"""Letters of a sentence that fit into the width of a figure."""

Links = dict[tuple[str, str], str]
"""Where the row of an input table with this key stands, or a sheet of the name after `sheet`."""


def too_long(table: ResultTable) -> bool:
    """Whether a table has more rows than a sheet can hold: they stand in its CSV file alone."""
    return len(table.frame) > ROWS_MAX


def write_workbook(results: Results, path: Path, beside: dict[str, str]) -> None:
    """Write the workbook; `beside` names the CSV file of each table that has one.

    Raises PlannerError where a value would not arrive in its cell.
    """
    write_sheets(results.sheets, path, beside, results.facts.words)


def write_sheets(
    sheets: Sequence[Sheet], path: Path, beside: dict[str, str] | None = None, words: Words = ENGLISH
) -> None:
    """Write sheets of tables and charts as a workbook, in the language of `words`.

    Raises PlannerError where a value would not arrive.
    """
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = xlsxwriter.Workbook(str(path), options)
    workbook.set_properties({"title": words.say(sheets[0].title), "created": CREATED})
    fill_workbook(workbook, sheets, beside or {}, words)
    _close(workbook)


def fill_workbook(workbook: Any, sheets: Sequence[Sheet], beside: dict[str, str], words: Words) -> dict[str, Anchor]:
    """Put every sheet with its charts into a workbook; returns where each table stands."""
    look = Look(workbook)
    links: Links = {("sheet", sheet.name): place_of(sheet.name, 0) for sheet in sheets}
    anchors: dict[str, Anchor] = {}
    pages = [_Page(workbook.add_worksheet(sheet.name), sheet, look, words, beside, links, anchors) for sheet in sheets]
    tables = {table.name: table for sheet in sheets for table in sheet.tables}
    # rows that others lead to are written first: only then it is known where they stand
    for page in sorted(pages, key=lambda page: not page.is_led_to):
        page.write()
        links |= page.offered(anchors)
    for page in pages:
        for chart, placed in zip(page.sheet.charts, page.placed, strict=True):
            drawn = draw_chart(workbook, chart, tables[chart.table], anchors[chart.table], placed.width, words)
            how = {"description": words.say(chart.title), "x_offset": placed.left}
            page.cells.accept(page.target.insert_chart(placed.row, 0, drawn, how), placed.row, 0)
        for below, row in page.below:
            if below.chart is not None:
                source = tables[below.chart.table], anchors[below.chart.table]
                chart_below(workbook, page.cells, below, row, source, words)
    return anchors


class _Page:
    """One sheet in the making: tiles, legend, then tables below each other, charts below the first or above it."""

    def __init__(
        self,
        target: Any,
        sheet: Sheet,
        look: Look,
        words: Words,
        beside: dict[str, str],
        links: Links,
        anchors: dict[str, Anchor],
    ) -> None:
        """anchors: where every table stands, which those written here join."""
        self.anchors = anchors
        self.target, self.sheet, self.look, self.words, self.beside = target, sheet, look, words, beside
        self.cells, self.links = Cells(target, sheet.name), links
        self.widths = widths(sheet, words)
        if sheet.part == "report":
            self.widths = padded(self.widths, NARROWEST)
        self.placed: list[Placed] = []
        self.below: list[tuple[Below, int]] = []
        self.breaks: list[int] = []
        self.row = self.printed = 0

    @property
    def is_led_to(self) -> bool:
        """Whether rows of this sheet are named on others."""
        return any(table.keyed for table in self.sheet.tables)

    def write(self) -> None:
        """Write the sheet."""
        for column, width in enumerate(self.widths):
            self.cells.accept(self.target.set_column(column, column, width), 0, column)
        self._title()
        if self.sheet.charts_first:
            self._reserve_charts()
        for number, table in enumerate(self.sheet.tables):
            if self.sheet.apart and number:
                self.breaks.append(self.row)
            self._table(table)
            if table.below is not None:
                self.below.append((table.below, self.row))
                self.row += place_below(self.cells, table.below, self.row)
                self.printed = self.row - 1
            if number == 0 and not self.sheet.charts_first:
                self._reserve_charts()
        if self.sheet.apart:
            self.target.set_h_pagebreaks(self.breaks)
        self._finish()

    def offered(self, anchors: Mapping[str, Anchor]) -> Links:
        """Where each row of the input stands on this sheet."""
        found: Links = {}
        for table in self.sheet.tables:
            if table.keyed and not too_long(table):
                first = anchors[table.name][1]
                for offset, key in enumerate(table.frame["row"].tolist()):
                    found[table.keyed, str(key)] = place_of(self.sheet.name, first + offset)
        return found

    def _title(self) -> None:
        self.cells.text(0, 0, self.words.say(self.sheet.title), self.look.title)
        self._paragraph(1, 0, " ".join(self._notes()), self.look.note)
        self.row = 3
        if self.sheet.tiles:
            self.row = write_tiles(self.cells, self.row, self.sheet.tiles, self.widths, self.look)
        if self.sheet.legend:
            self.row = write_legend(self.cells, self.row, self.sheet.legend, self.look, self.words)

    def _notes(self) -> Iterator[str]:
        yield self.words.say(self.sheet.note)
        columns = [column for table in self.sheet.tables if not table.keyed for column in table.columns.values()]
        led_to = {table for table, _ in self.links} - {"sheet"}
        if any(led_to & set(column.references) for column in columns):
            yield self.words.say("Blue ids lead to their row on the sheet Inputs.")
        if any("trend" in table.columns and len(table.frame) > TRENDS_MAX for table in self.sheet.tables):
            only = self.words.number(TRENDS_MAX)
            yield self.words.say("The course is drawn in the first {n} rows of a table only.", n=only)

    def _reserve_charts(self) -> None:
        if not self.sheet.charts:
            return
        self.placed, self.row = place_charts(self.sheet.charts, self.row, charts_width(self.widths))
        self.printed = self.row - 1
        # the gap below a chart goes to the next page: alone it would be a page of its own
        first, *others = sorted({placed.row for placed in self.placed})
        self._break_pages([*pairwise([first - 1, *(row - GAP for row in [*others, self.row])])])

    def _break_pages(self, blocks: Sequence[tuple[int, int]]) -> None:
        """Breaks between pages above charts that a page would cut, and above a next table of which it shows little."""
        page = rows_on_page(self.widths)
        after = self.sheet.tables[0 if self.sheet.charts_first else 1 :]
        rows = min(len(after[0].frame), page // 3) + HEADING_ROWS if after else 0
        self.breaks = page_breaks([*blocks, (self.row - GAP, self.row + rows)], page, self.cells.further_rows)
        self.target.set_h_pagebreaks(self.breaks)

    def _table(self, table: ResultTable) -> None:
        if len(self.sheet.tables) > 1:
            self.cells.text(self.row, 0, self.words.say(table.title), self.look.subtitle)
            self.row += 1
        header = self.row
        self._header(table)
        first = self.row
        columns = {name: place for place, name in enumerate(table.columns)}
        self.anchors[table.name] = self.sheet.name, first, columns, len(table.frame)
        if too_long(table):
            rows = self._elsewhere(table)
        elif table.paragraph:
            rows = self._sentences(table)
        else:
            rows = self._rows(table)
        self.row += rows + 1
        if table.on_paper:
            self.printed = self.row - 2
        if rows and not table.paragraph and table is self.sheet.tables[-1]:
            status = self.target.autofilter(first - 1, 0, first + rows - 1, len(table.columns) - 1)
            self.cells.accept(status, first - 1, 0)
        self.anchors[table.name] = self.sheet.name, first, columns, rows
        self._keep_in_sight(header, first)

    def _keep_in_sight(self, header: int, first: int) -> None:
        """Headings stay in sight on the screen and return on every page, where there is one table only."""
        if len(self.sheet.tables) > 1:
            self.target.repeat_rows(0)
            return
        self.target.repeat_rows(header, first - 1)
        if first <= FROZEN_MAX:
            self.target.freeze_panes(first, 1)

    def _header(self, table: ResultTable) -> None:
        """A row of labels with units, then the row of column names by which a reader finds them."""
        labels = [heading(column, self.words) for column in table.columns.values()]
        told = labels[:-1] if table.paragraph else labels
        self.cells.height(self.row, label_height(told, self.widths))
        self.cells.height(self.row + 1, name_height(list(table.columns), self.widths))
        for column, (name, label) in enumerate(zip(table.columns, labels, strict=True)):
            self.cells.text(self.row, column, label, self.look.label)
            self.cells.text(self.row + 1, column, name, self.look.name)
        if table.paragraph:
            last = len(labels) - 1
            self.cells.merged(self.row, last, self._end(last), labels[-1], self.look.label)
        self.row += 2

    def _rows(self, table: ResultTable) -> int:
        for position, (name, column) in enumerate(table.columns.items()):
            values = table.shown(name, self.words)
            places = {} if table.keyed else self._places(column.references)
            if places:
                self.cells.linked_column(self.row, position, values, places, (self.look.link, self.look.words))
            else:
                looks = self.look.of_cells(table, name)
                long = looks is self.look.words and self.sheet.part == "report"
                shown = self.look.wrapped if long and name not in table.formulas else looks
                self.cells.column(self.row, position, values, shown)
                self._compute(table, name, position, values, shown)
            mark_column(self.cells, self.look, table, name, self.row)
        if self.sheet.part == "report":
            self._wrap(table)
        return len(table.frame)

    def _compute(self, table: ResultTable, name: str, position: int, values: Sequence[Any], looks: Any) -> None:
        """Formulas in place of values, with these as what they give; and cells in which one chooses."""
        for offset, formula in enumerate(table.formulas.get(name, ())):
            if formula:
                look = looks[offset] if isinstance(looks, list) else looks
                written = resolved(formula, table.name, offset, self.anchors)
                self.cells.formula(self.row + offset, position, written, values[offset], look)
        for (column, offset), source in table.picks.items():
            if column == name:
                row, of = self.row + offset, resolved(source, table.name, offset, self.anchors)
                rule = {"validate": "list", "source": of}
                self.cells.accept(self.target.data_validation(row, position, row, position, rule), row, position)

    def _wrap(self, table: ResultTable) -> None:
        """Rows as high as their texts, where these are longer than their column is wide."""
        texts = [place for place, column in enumerate(table.columns.values()) if column.kind == "text"]
        shown = [table.shown(list(table.columns)[place], self.words) for place in texts]
        room = [self.widths[place] - 1 for place in texts]
        for offset, values in enumerate(zip(*shown, strict=True)):
            high = max((lines(str(words), width) for words, width in zip(values, room, strict=True)), default=1)
            if high > 1:
                self.cells.height(self.row + offset, 15.0 * high)

    def _places(self, references: Sequence[str]) -> dict[str, str]:
        """Where the ids that these tables may have stand."""
        wanted = set(references)
        return {key: place for (table, key), place in self.links.items() if table in wanted} if wanted else {}

    def _sentences(self, table: ResultTable) -> int:
        *before, told = table.columns
        looks = (self.look.topic_link, self.look.topic)
        for position, name in enumerate(before):
            places = self._places(table.columns[name].references)
            self.cells.linked_column(self.row, position, table.shown(name, self.words), places, looks)
        for offset, words in enumerate(table.shown(told, self.words)):
            self._paragraph(self.row + offset, len(before), words, self.look.sentence)
        return len(table.frame)

    def _elsewhere(self, table: ResultTable) -> int:
        file = self.beside.get(table.name) or self.words.say("that is not written for this table")
        rows = self.words.number(len(table.frame))
        told = self.words.say("{file}: {rows} rows are more than a sheet can hold", file=file, rows=rows)
        self.cells.text(self.row, 0, f"{ELSEWHERE[self.words.language]} {told}", self.look.topic)
        return 1

    def _paragraph(self, row: int, column: int, words: str, look: Any) -> None:
        self.cells.merged(row, column, self._end(column), words, look)
        room = LETTERS * sum(self.widths[column : self._end(column) + 1])
        self.cells.height(row, 15.0 * lines(words, room))

    def _end(self, column: int) -> int:
        """Last column of a text that runs over several: about as wide as a page."""
        end, room = column, self.widths[column]
        while end + 1 < len(self.widths) and room < self.look.page_width:
            end += 1
            room += self.widths[end]
        return end

    def _finish(self) -> None:
        self.target.set_tab_color(PART_COLOURS[self.sheet.part])
        self.target.hide_gridlines(2)
        self.target.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        paper = Paper(self.widths, self.printed, bool(self.breaks))
        self.cells.accept(set_up_paper(self.target, self.sheet, paper, self.look, self.words), 0, 0)


def _close(workbook: Any) -> None:
    try:
        workbook.close()
    except FileCreateError as error:
        raise error.args[0] from error  # the error of the file, which whoever gave it knows to tell
    except XlsxWriterException as error:
        raise PlannerError(f"the workbook cannot be written: {error}") from error

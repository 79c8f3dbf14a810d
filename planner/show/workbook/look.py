"""How a result workbook looks: formats by unit, widths and heights."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress, islice
from math import ceil
from typing import Any

from models.tables import Column
from planner.show.result import BANDS, MARKS, STATES, ResultTable, Sheet, Tile
from planner.show.texts import Words

FORMATS = {
    "": "General",
    "Mt": "#,##0.000",
    "Mt/year": "#,##0.000",
    "USD/t": "#,##0.00",
    "MUSD": "#,##0.0",
    "MUSD/year": "#,##0.0",
    "MUSD per MUSD": "0.000",
    "Mt per 100 MUSD": "#,##0.000",
    "MUSD per 100 MUSD": "#,##0.000",
    "days per 100 MUSD": "#,##0.000",
    "share": "0.00%",
    "relative": "0.0E+00",
    "days": "0.0",
    "h": "0.0",
    "km": "#,##0",
    "TEU": "#,##0",
    "s": "0.00",
    "USD per unit": "#,##0.00",
    "USD/t or USD per unit": "#,##0.00",
    "the limit's unit": "#,##0.000",
    "Mt or the limit's unit": "#,##0.000",
    "Mt/year or the limit's unit": "#,##0.000",
}
"""Number format of each unit; others are shown as they are."""

VERDICT_COLOURS = {
    "must": ("#0072B2", "#FFFFFF"),
    "optional": ("#F0E442", "#000000"),
    "in part": ("#56B4E9", "#000000"),
    "never": ("#D55E00", "#FFFFFF"),
    "not proven": ("#D9D9D9", "#000000"),
}
"""Paper and ink of each verdict: told apart by colour-blind people, and by their brightness in grey."""

PART_COLOURS = {"report": "#1F4E78", "data": "#8FB8DE", "record": "#A6A6A6"}
"""Colour of the tab of a sheet, by its part in the result."""

SAMPLE = 300
"""Rows that decide the width of a column."""

NARROWEST, WIDEST = 9.0, 60.0
WIDEST_OF_MANY = 30.0
"""Widest text on a sheet with more than five tables."""
WIDEST_WRAPPED = 50.0
"""Widest text on a sheet of the report, where longer ones run over several lines."""

TREND = 14.0
"""Width of a column of small lines."""

FONT = 11.0
"""Points of the letters in whose widths columns are measured."""

SMALLEST_FIGURE, LARGEST_FIGURE = 10, 20
"""Points of the figure of a tile."""

FIGURE = 8
"""Letters of a number in a column of all kinds of values."""

LINE = 13.0
"""Points of a line of a heading."""


class Look:
    """The formats of one workbook."""

    page_width = 150.0
    """Characters over which a sentence runs."""
    paper_width = 280.0
    """Characters that can still be read when they fill a sheet of paper."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._made: dict[str, Any] = {}
        heading = {"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#1F4E78", "font_color": "#FFFFFF"}
        self.title = workbook.add_format({"bold": True, "font_size": 15, "font_color": "#1F4E78"})
        self.subtitle = workbook.add_format({"bold": True, "font_size": 12, "font_color": "#1F4E78"})
        self.note = workbook.add_format({"italic": True, "font_color": "#595959", "text_wrap": True, "valign": "top"})
        self.label = workbook.add_format({**heading, "border": 1, "border_color": "#FFFFFF"})
        self.name = workbook.add_format(
            {"font_size": 8, "font_color": "#595959", "bg_color": "#DDEBF7", "text_wrap": True, "valign": "top"}
        )
        self.topic = workbook.add_format({"bold": True, "valign": "top"})
        self.sentence = workbook.add_format({"text_wrap": True, "valign": "top"})
        self.words = workbook.add_format({"num_format": "@", "indent": 1, "valign": "vcenter"})
        self.wrapped = workbook.add_format({"num_format": "@", "indent": 1, "valign": "vcenter", "text_wrap": True})
        self.year = workbook.add_format({"num_format": "0", "align": "left", "indent": 1, "valign": "vcenter"})
        self.verdicts = {
            word: workbook.add_format({"bg_color": colour, "font_color": ink, "bold": True, "indent": 1})
            for word, (colour, ink) in VERDICT_COLOURS.items()
        }
        self.link = workbook.add_format({"num_format": "@", "indent": 1, "font_color": "#0563C1", "valign": "vcenter"})
        self.topic_link = workbook.add_format({"bold": True, "font_color": "#0563C1", "valign": "top"})
        self.plain = workbook.add_format({"num_format": "@", "indent": 1, "font_color": "#404040"})
        self.marks = {
            name: workbook.add_format(
                {"bg_color": mark.paper, "font_color": mark.ink, "num_format": mark.number, "align": "center"}
                | {"valign": "vcenter", "border": 1, "border_color": "#FFFFFF"}
            )
            for name, mark in MARKS.items()
        }
        self.bands = [
            (band.low, band.high, workbook.add_format({"bg_color": mark.paper, "font_color": mark.ink}))
            for band in BANDS
            for mark in [MARKS[band.mark]]
        ]
        self.bar = {"type": "data_bar", "data_bar_2010": True, "bar_solid": True, "bar_color": "#8FB8DE"} | {
            "min_type": "num",
            "min_value": 0,
        }
        self.trend = {
            "type": "column",
            "series_color": "#8FB8DE",
            "last_point": True,
            "last_color": "#1F4E78",
            "min": 0,
        }

    def of_tile(self, tile: Tile, room: float) -> tuple[Any, Any, Any]:
        """Formats of title, figure and note of a tile that is `room` characters wide."""
        paper = {"bg_color": "#F3F6FA", "indent": 1, "right": 5, "right_color": "#FFFFFF"}
        figure = f"#,##0{'.' if tile.digits else ''}{'0' * tile.digits}"
        pattern = f"0.{'0' * tile.digits}%" if tile.unit == "%" else f'{figure} "{tile.unit}"' if tile.unit else figure
        letters = len(f"{tile.value:,.{tile.digits}f} {tile.unit}") + 2
        size = max(SMALLEST_FIGURE, min(LARGEST_FIGURE, int(FONT * room / letters)))
        edge = {"top": 5, "top_color": STATES[tile.state]}
        title = {"font_color": "#404040", "bold": True, "valign": "vcenter", "align": "left", **edge}
        large = {"font_color": "#1F4E78", "bold": True, "font_size": size, "num_format": pattern, "align": "left"}
        note = {"font_color": "#404040", "text_wrap": True, "valign": "top", "align": "left", "font_size": 9}
        return self._format(**paper, **title), self._format(**paper, **large), self._format(**paper, **note)

    def of_cells(self, table: ResultTable, name: str) -> Any:
        """Format of the cells of a column of a table, or one for each of its rows."""
        column, values = table.columns[name], table.frame[name]
        if name in table.marks:
            return [self.marks.get(mark, self.words) for mark in table.marks[name]]
        if name in table.verdicts:
            return [self.verdicts.get(word, self.words) for word in values]
        if column.kind == "value":
            units = table.frame["unit"].tolist() if "unit" in table.frame else [""] * len(values)
            return [self.of_unit(unit) for unit in units]
        return self.of_column(column, heat=name in table.heat)

    def of_column(self, column: Column, *, heat: bool) -> Any:
        """Format of a column's cells."""
        if column.unit == "year":
            return self.year
        if column.kind in ("number", "per_year", "integer"):
            return self._number("0%" if heat else number_format(column))
        return self.words

    def of_unit(self, unit: str) -> Any:
        """Format of a cell whose unit stands in its row."""
        return self._number(FORMATS.get(unit, "General"))

    def _number(self, pattern: str) -> Any:
        return self._format(num_format=pattern, valign="vcenter")

    def _format(self, **wanted: Any) -> Any:
        key = repr(sorted(wanted.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format(wanted)
        return self._made[key]


def number_format(column: Column) -> str:
    """Number format of a column, by its unit."""
    if column.kind == "integer":
        return "0"
    return FORMATS.get(column.unit, "General")


def heading(column: Column, words: Words) -> str:
    """Label of a column with its unit."""
    label = words.say(column.help)
    return f"{label}, {words.say(column.unit)}" if column.unit and column.unit != "year" else label


def widths(sheet: Sheet, words: Words) -> list[float]:
    """Width of each column of a sheet in characters, wide enough for the values of all its tables."""
    count = max(len(table.columns) for table in sheet.tables)
    widest = WIDEST_WRAPPED if sheet.part == "report" else WIDEST_OF_MANY if len(sheet.tables) > 5 else WIDEST
    found = [NARROWEST] * count
    for table in sheet.tables:
        for position, name in enumerate(table.columns):
            wanted = _width(table, name, words, last=position == len(table.columns) - 1)
            # ids have no blanks at which they could run over several lines
            found[position] = max(found[position], min(wanted, WIDEST if table.columns[name].references else widest))
    return found


def _width(table: ResultTable, name: str, words: Words, *, last: bool) -> float:
    column = table.columns[name]
    if table.paragraph and last:
        return NARROWEST
    longest_word = max(len(word) for word in heading(column, words).split(" ")) + 1.0
    if column.kind in ("number", "per_year", "integer"):
        narrow = column.kind == "integer" or name in table.heat or name in table.yearly
        return max(longest_word, NARROWEST if narrow else 11.0)
    if name == "trend":
        return TREND
    if name in table.yearly:
        return max(longest_word, NARROWEST)
    known = compress(table.shown(name, words), table.frame[name].notna())
    longest = max((_letters(value) for value in islice(known, SAMPLE)), default=0)
    return max(longest_word, min(WIDEST, longest + 2.0))


def _letters(value: Any) -> int:
    return len(value) if isinstance(value, str) else FIGURE


def label_height(labels: Sequence[str], room: Sequence[float]) -> float:
    """Height of the row of labels, in points."""
    return LINE * max(lines(label, width - 1) for label, width in zip(labels, room, strict=False)) + 4


def name_height(names: Sequence[str], room: Sequence[float]) -> float:
    """Height of the row of column names, whose letters are small."""
    return 11.0 * max(ceil(len(name) / (width * 1.1)) for name, width in zip(names, room, strict=False)) + 2


def lines(words: str, room: float) -> int:
    """Lines that a text takes where `room` characters fit on one."""
    count, used = 1, 0.0
    for word in words.split(" "):
        if used and used + len(word) > room:
            count, used = count + 1, 0.0
        # a word longer than the line is broken anywhere
        broken = max(0, ceil(len(word) / max(room, 1.0)) - 1)
        count, used = count + broken, used + len(word) - broken * room + 1
    return count

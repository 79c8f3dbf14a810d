"""How a result workbook looks: formats by unit, widths and heights."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from math import ceil
from typing import Any

from models.columns import Column
from planner.show.layout import ResultTable, Sheet

FORMATS = {
    "": "General",
    "Mt": "#,##0.000",
    "Mt/year": "#,##0.000",
    "USD/t": "#,##0.00",
    "MUSD": "#,##0.0",
    "MUSD/year": "#,##0.0",
    "MUSD per MUSD": "0.000",
    "share": "0.00%",
    "relative": "0.0E+00",
    "days": "0.0",
    "h": "0.0",
    "km": "#,##0",
    "TEU": "#,##0",
    "s": "0.00",
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

SAMPLE = 300
"""Rows that decide the width of a column."""

NARROWEST, WIDEST = 9.0, 60.0
WIDEST_OF_MANY = 30.0
"""Widest text on a sheet with more than five tables."""
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
        self._numbers: dict[str, Any] = {}
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
        self.words = workbook.add_format({"num_format": "@", "indent": 1})
        self.year = workbook.add_format({"num_format": "0", "align": "left", "indent": 1})
        colours = ((0.0, 0.6, "#E2EFDA"), (0.6, 0.85, "#FFF2CC"), (0.85, 0.995, "#F8CBAD"), (0.995, None, "#E06666"))
        self.verdicts = {
            word: workbook.add_format({"bg_color": colour, "font_color": ink, "bold": True, "indent": 1})
            for word, (colour, ink) in VERDICT_COLOURS.items()
        }
        self.bands = [(low, high, workbook.add_format({"bg_color": colour})) for low, high, colour in colours]

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
        if pattern not in self._numbers:
            self._numbers[pattern] = self._workbook.add_format({"num_format": pattern})
        return self._numbers[pattern]


def number_format(column: Column) -> str:
    """Number format of a column, by its unit."""
    if column.kind == "integer":
        return "0"
    return FORMATS.get(column.unit, "General")


def heading(column: Column) -> str:
    """Label of a column with its unit."""
    return f"{column.help}, {column.unit}" if column.unit and column.unit != "year" else column.help


def widths(sheet: Sheet) -> list[float]:
    """Width of each column of a sheet in characters, wide enough for the values of all its tables."""
    count = max(len(table.columns) for table in sheet.tables)
    found = [NARROWEST] * count
    for table in sheet.tables:
        for position, name in enumerate(table.columns):
            wanted = _width(table, name, last=position == len(table.columns) - 1)
            found[position] = max(found[position], min(wanted, WIDEST_OF_MANY if len(sheet.tables) > 5 else WIDEST))
    return found


def _width(table: ResultTable, name: str, *, last: bool) -> float:
    column = table.columns[name]
    if table.paragraph and last:
        return NARROWEST
    longest_word = max(len(word) for word in heading(column).split()) + 1.0
    if column.kind in ("number", "per_year", "integer"):
        return max(longest_word, 9.0 if column.kind == "integer" or name in table.heat else 11.0)
    shown = (str(value) for value in islice(table.frame[name].dropna().tolist(), SAMPLE))
    return max(longest_word, min(WIDEST, max((len(words) for words in shown), default=0.0) + 2.0))


def label_height(labels: Sequence[str], room: Sequence[float]) -> float:
    """Height of the row of labels, in points."""
    return LINE * max(lines(label, width - 1) for label, width in zip(labels, room, strict=False)) + 4


def name_height(names: Sequence[str], room: Sequence[float]) -> float:
    """Height of the row of column names, whose letters are small."""
    return 11.0 * max(ceil(len(name) / (width * 1.1)) for name, width in zip(names, room, strict=False)) + 2


def lines(words: str, room: float) -> int:
    """Lines that a text takes where `room` characters fit on one."""
    count, used = 1, 0.0
    for word in words.split():
        if used and used + len(word) > room:
            count, used = count + 1, 0.0
        used += len(word) + 1
    return count

"""Cells of one worksheet: every value arrives, or an error says where it did not. Text stays text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from models.errors import PlannerError

TEXT_MAX = 32_767
"""Characters that a cell can hold."""

USUAL = 15.0
"""Points of a row of usual height."""

CUT = " [cut here: too long for a cell]"

LINKS_MAX = 20_000
"""Cells of a sheet that lead somewhere; Excel opens no sheet with more than 65,530."""


class Cells:
    """The cells of one worksheet. Rows and columns count from 0."""

    def __init__(self, target: Any, sheet: str) -> None:
        self.target, self.sheet = target, sheet
        self._links = 0
        self.further_rows = 0.0
        """Rows of usual height that what is higher takes besides."""

    def accept(self, status: Any, row: int, column: int) -> None:
        """Raise PlannerError where a value did not arrive."""
        if status:
            cell = xl_rowcol_to_cell(row, column)
            raise PlannerError(f"{self.sheet}!{cell} could not be written to the workbook (code {status})")

    def text(self, row: int, column: int, words: str, look: Any) -> None:
        """A text, whatever it looks like."""
        self.accept(self.target.write_string(row, column, fitting(words), look), row, column)

    def link(self, row: int, column: int, words: str, place: str, look: Any) -> None:
        """A text that leads to a place in this workbook."""
        self._links += 1
        self.accept(self.target.write_url(row, column, place, look, fitting(words)), row, column)

    def number(self, row: int, column: int, value: float, look: Any) -> None:
        """A number; infinity as a word."""
        if isfinite(value):
            self.accept(self.target.write_number(row, column, value, look), row, column)
        else:
            self.text(row, column, str(value), look)

    def formula(self, row: int, column: int, formula: str, value: Any, look: Any) -> None:
        """A formula with what it gives: who opens the file sees it without computing."""
        given = "" if is_blank(value) else value
        self.accept(self.target.write_formula(row, column, formula, look, given), row, column)

    def merged(self, row: int, first: int, last: int, value: str | float, look: Any) -> None:
        """A value in one cell over several columns."""
        if last > first:
            self.accept(self.target.merge_range(row, first, row, last, "", look), row, first)
        if isinstance(value, str):
            self.text(row, first, value, look)
        else:
            self.number(row, first, value, look)

    def height(self, row: int, points: float) -> None:
        """Height of a row."""
        self.further_rows += points / USUAL - 1
        self.accept(self.target.set_row(row, points), row, 0)

    def column(self, top: int, column: int, values: Sequence[Any], looks: Any) -> None:
        """Cells below each other, blanks left out; `looks` is one format or one per row."""
        write_number, write_string = self.target.write_number, self.target.write_string
        several = isinstance(looks, list)
        for row, value in enumerate(values, start=top):
            if is_blank(value):
                continue
            look = looks[row - top] if several else looks
            if isinstance(value, str):
                status = write_string(row, column, fitting(value), look)
            elif isfinite(value):
                status = write_number(row, column, value, look)
            else:
                status = write_string(row, column, str(value))
            if status:
                self.accept(status, row, column)

    def linked_column(
        self, top: int, column: int, values: Sequence[Any], places: Mapping[str, str], looks: tuple[Any, Any]
    ) -> None:
        """Texts below each other, each of which leads to its place where it has one; looks: of a link, of others."""
        for row, value in enumerate(values, start=top):
            if is_blank(value):
                continue
            words = str(value)
            if words in places and self._links < LINKS_MAX:
                self.link(row, column, words, places[words], looks[0])
            else:
                self.text(row, column, words, looks[1])


def place_of(sheet: str, row: int) -> str:
    """The first cell of a row of a sheet, as a link names it."""
    return f"internal:'{sheet}'!A{row + 1}"


def is_blank(value: Any) -> bool:
    """Whether a cell stays empty."""
    return value is None or value == "" or value != value  # noqa: PLR0124 - only NaN differs from itself


def fitting(words: str) -> str:
    """The text as far as a cell can hold it, counted as Excel counts: some letters are two."""
    if len(words) <= TEXT_MAX // 2:
        return words
    units = words.encode("utf-16-le")
    if len(units) <= 2 * TEXT_MAX:
        return words
    return units[: 2 * (TEXT_MAX - len(CUT))].decode("utf-16-le", "ignore") + CUT

"""The cells of one sheet of a workbook, read as a stream: rows and columns by their addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import IO

from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import from_excel, from_ISO8601

from planner.read.cells import ExcelError, PerCent, PerhapsNotComputed, Raw, Uncomputed, clean
from planner.read.excel.streaming import DEEPEST, MAIN, Damage, stream_xml

MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384
MAX_CELLS = 20_000_000
"""Cells that the filled rows of a workbook may span, from column A to the last one filled."""

_BLANKS = " \t\r\n"
_LETTERS = re.compile("[A-Za-z]{1,3}")
_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")
_KINDS = {"n": "number", "s": "position of a shared text", "b": "truth value", "d": "date"}
_SHARED = "= (a formula shared with other cells)"
_TAGS = [f"{MAIN} {name}" for name in ("sheetData", "row", "c", "v", "f", "is", "t", "rPh", "extLst", "ext")]
_DATA, _ROW, _CELL, _VALUE, _FORMULA, _INLINE, _TEXT, _PHONETIC, *_EXTRA = _TAGS


class TooFarOut(Exception):
    """Cells lie beyond every table; holds the name of the sheet."""


@dataclass(frozen=True)
class Formats:
    """What the cells of a sheet refer to: shared texts, and which formats show dates or durations since an epoch.

    percents: formats that show per cent. stale: the file asks for its formulas to be computed when it is opened.
    """

    strings: Sequence[str | None]
    dates: frozenset[str]
    durations: frozenset[str]
    epoch: datetime
    percents: frozenset[str] = frozenset()
    stale: bool = False


def read_cells(part: IO[bytes], sheet: str, formats: Formats, room: int = MAX_CELLS) -> dict[int, list[Raw]]:
    """Rows that have any cell, by their number, each from column A to its last filled cell; None is blank.

    Texts are cleaned; '' is a formula that gives an empty text. Raises Damage with the cell's address, ExpatError for
    what is no XML, TooFarOut where rows span more than `room` cells.
    """
    reader = _Cells(sheet, formats, room)
    stream_xml(part, reader.start, reader.end, reader.text)
    if reader.data_seen != 1:
        raise Damage(f"sheet {sheet} has no table of cells")
    return reader.rows


class _Cells:
    """What is known between one tag and the next."""

    def __init__(self, sheet: str, formats: Formats, room: int) -> None:
        self.rows: dict[int, list[Raw]] = {}
        self.text: list[str] = []
        self.data_seen = 0
        self._sheet, self._formats, self._room = sheet, formats, room
        self._columns: dict[str, int] = {}
        self._in_data, self._depth = False, 0
        self._row, self._row_text, self._cells = 0, "", list[Raw]()
        self._open_row = self._open_cell = False
        self._column, self._kind, self._style = 0, "n", ""
        self._value: str | None = None
        self._formula: str | None = None
        self._inline: list[str] | None = None
        self._hint = False

    def start(self, name: str, attributes: Sequence[str]) -> None:
        """A tag opens."""
        if name == _CELL:
            self._start_cell(attributes)
        elif name == _VALUE:
            if not self._open_cell or self._value is not None:
                raise self._damage("a value out of place")
        else:
            self._start_other(name, attributes)
        if self.text:
            self.text.clear()

    def end(self, name: str) -> None:
        """A tag closes."""
        if name == _CELL:
            self._end_cell()
        elif name == _VALUE:
            text = self.text
            self._value = text[0] if len(text) == 1 else "".join(text)
        else:
            self._depth -= 1
            self._end_other(name)

    def _start_other(self, name: str, attributes: Sequence[str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise self._damage("tags within tags without end")
        if name == _ROW:
            self._start_row(dict(zip(attributes[::2], attributes[1::2], strict=True)))
        elif name == _DATA:
            self._in_data, self.data_seen = True, self.data_seen + 1
        elif self._open_cell:
            self._start_inside(name)
        elif self._in_data and name.startswith(MAIN) and name not in _EXTRA:
            raise self._damage(f"<{name.rpartition(' ')[2]}> out of place")

    def _start_inside(self, name: str) -> None:
        if name == _INLINE:
            self._inline = []
        elif name == _PHONETIC:
            self._hint = True
        elif self._inline is None and name.startswith(MAIN) and name not in (_FORMULA, *_EXTRA):
            raise self._damage(f"<{name.rpartition(' ')[2]}> in a cell")

    def _end_other(self, name: str) -> None:
        if name == _FORMULA:
            self._formula = "".join(self.text)
        elif name == _TEXT and self._inline is not None and not self._hint:
            self._inline.append("".join(self.text))
        elif name == _PHONETIC:
            self._hint = False
        elif name == _ROW:
            self._end_row()
        elif name == _DATA:
            self._in_data = False

    def _start_row(self, attributes: dict[str, str]) -> None:
        if self._open_row or not self._in_data:
            raise self._damage("a row out of place")
        self._row_text = attributes.get("r") or str(self._row + 1)
        line = int(self._row_text)
        if line <= self._row:
            raise self._damage(f"row {line} after row {self._row}")
        if line > MAX_ROWS:
            raise TooFarOut(self._sheet)
        self._row, self._cells, self._column, self._open_row = line, [], 0, True

    def _end_row(self) -> None:
        self._open_row = False
        self._room -= len(self._cells)
        if self._room < 0:
            raise TooFarOut(self._sheet)
        if self._cells:
            self.rows[self._row] = self._cells

    def _start_cell(self, attributes: Sequence[str]) -> None:
        if self._open_cell or not self._open_row:
            raise self._damage("a cell out of place")
        self._kind, self._style = "n", ""
        self._value = self._formula = self._inline = None
        column = self._column + 1
        for position in range(0, len(attributes), 2):
            attribute = attributes[position]
            if attribute == "r":
                address = attributes[position + 1]
                letters = address.rstrip("0123456789")
                column = self._columns.get(letters) or self._position(letters)
                if address[len(letters) :] != self._row_text:
                    raise self._damage(f"cell {address[:20]} in row {self._row}")
            elif attribute == "t":
                self._kind = attributes[position + 1]
            elif attribute == "s":
                self._style = attributes[position + 1]
        if column <= self._column:
            raise self._damage(f"column {column} after column {self._column}")
        self._column, self._open_cell = column, True

    def _position(self, letters: str) -> int:
        position = 0
        for letter in letters.upper() if _LETTERS.fullmatch(letters) else "":
            position = position * 26 + ord(letter) - 64
        if not 1 <= position <= MAX_COLUMNS:
            raise self._damage(f"a cell in column {letters[:20]!r}")
        self._columns[letters] = position
        return position

    def _end_cell(self) -> None:
        self._open_cell = False
        value = self._raw()
        if value is None:
            return
        missing = self._column - 1 - len(self._cells)
        if missing:
            self._cells += [None] * missing
        self._cells.append(value)

    def _raw(self) -> Raw:
        text, kind = self._value, self._kind
        if kind == "inlineStr" and self._inline is not None:
            return clean("".join(self._inline))
        if not text or (text[0] in _BLANKS and kind != "str" and not text.strip(_BLANKS)):
            return self._without_value()
        try:
            if kind == "s":
                return self._shared(text)
            return self._number(text) if kind == "n" else self._other(kind, text)
        except (ValueError, LookupError, OverflowError) as error:
            raise self._damage(f"'{text[:40]}' is no {_KINDS.get(kind, kind[:20])}") from error

    def _without_value(self) -> Raw:
        if self._kind == "str":
            return ""
        if self._kind == "e":
            return ExcelError("#VALUE!")
        return None if self._formula is None else Uncomputed(f"={self._formula}" if self._formula else _SHARED)

    def _shared(self, text: str) -> Raw:
        position = int(text)
        if position < 0:
            raise IndexError(position)
        return self._formats.strings[position]

    def _number(self, text: str) -> Raw:
        if not _NUMBER.fullmatch(text):
            text = text.strip(_BLANKS)  # some programs lay out their XML
            if not _NUMBER.fullmatch(text):
                raise ValueError(text)
        number = int(text) if text.isdigit() else float(text)
        if self._style in self._formats.dates:
            return self._moment(number)
        if self._style in self._formats.percents:
            return PerCent(number)
        if number == 0 and self._formula is not None and self._formats.stale:
            return PerhapsNotComputed(number)
        return number

    def _moment(self, number: float) -> Raw:
        try:
            moment: date | time | timedelta = from_excel(
                number, self._formats.epoch, timedelta=self._style in self._formats.durations
            )
        except (OverflowError, ValueError):
            return ExcelError("#VALUE!")
        return moment

    def _other(self, kind: str, text: str) -> Raw:
        match kind:
            case "str":
                return clean(text)
            case "e":
                return ExcelError(text.strip(_BLANKS))
            case "b":
                return {"0": False, "1": True, "false": False, "true": True}[text.strip(_BLANKS)]
            case "d":
                moment: date | time | timedelta | None = from_ISO8601(text.strip(_BLANKS))  # type: ignore[no-untyped-call]
                return moment
        raise ValueError(kind)

    def _damage(self, what: str) -> Damage:
        place = f"cell {get_column_letter(self._column)}{self._row}" if self._column else f"row {self._row}"
        return Damage(f"sheet {self._sheet}, {place}: {what}")

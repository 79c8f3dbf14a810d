"""Cells as a file holds them, before their column says what they mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta


@dataclass(frozen=True)
class ExcelError:
    """A cell that shows an error such as #N/A."""

    code: str

    def __str__(self) -> str:
        return self.code


@dataclass(frozen=True)
class Uncomputed:
    """A formula whose result was never stored, because no spreadsheet program has computed the file."""

    formula: str

    def __str__(self) -> str:
        return self.formula


class PerCent(float):
    """A number in a cell that shows it in per cent."""


class PerhapsNotComputed(float):
    """The stored result 0 of a formula, in a file whose writer asks Excel to compute it on opening."""


Raw = str | float | int | bool | date | time | timedelta | ExcelError | Uncomputed | None
"""A cell as it stands; None is blank."""


@dataclass(frozen=True)
class View:
    """What a sheet shows apart from its cells.

    merged: ranges as first row, first column, last row, last column. hidden_lines, hidden_columns: their numbers.
    """

    merged: Sequence[tuple[int, int, int, int]] = ()
    hidden_lines: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


PLAIN = View()


@dataclass(frozen=True)
class Grid:
    """The filled rows of a sheet or CSV file, each from its first column on.

    file: the CSV file, None for a sheet of a workbook. lines: sheet row or file line of each of `rows`.
    """

    table: str
    file: str | None
    rows: Sequence[Sequence[Raw]]
    lines: Sequence[int]
    view: View = PLAIN


INVISIBLE = "\u00a0\u00ad\u2007\u200b\u200c\u200d\u200e\u200f\u202f\u2060\ufeff"
_EDGE = INVISIBLE + "".join(chr(code) for code in range(0x3001) if chr(code).isspace())
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that no spreadsheet or XML file can hold as they are."""


def clean(text: str) -> str | None:
    """The text without spaces and invisible characters around it and with plain line ends; None if none is left."""
    stripped = text.strip(_EDGE)
    if "\r" in stripped:
        stripped = stripped.replace("\r\n", "\n").replace("\r", "\n")
    return stripped or None


def clean_all(texts: Sequence[str]) -> list[Raw]:
    """A column of texts, each cleaned; fast where there are hundreds of thousands."""
    stripped = [text.strip(_EDGE) or None for text in texts]
    return [text and clean(text) for text in stripped] if "\r" in "".join(texts) else list(stripped)


def cleaned(cell: Raw) -> Raw:
    """The cell, cleaned where it is a text."""
    return clean(cell) if isinstance(cell, str) else cell


def heading(cell: Raw) -> str:
    """A cell as the name of a column: one line, years without a fraction; '' where blank."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = clean("" if cell is None else str(cell)) or ""
    return " ".join(text.split())


def number_text(number: float) -> str:
    """A number as text, with the 15 digits that a spreadsheet keeps."""
    return f"{number + 0.0:.15g}"


def fifteen_digits(number: float) -> float:
    """The number that a spreadsheet shows for it; zero has no sign."""
    return float(number_text(number))

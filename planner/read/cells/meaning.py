"""From cells as a file holds them to the typed cells of a column; what does not fit becomes a doubt, never a guess."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import inf, isfinite
from typing import TypeVar

from models.checks import proposed_number
from models.findings import Severity
from models.tables import Cell, Column, Kind
from planner.read.cells.expected import stand_in
from planner.read.cells.raw import (
    CONTROL,
    INVISIBLE,
    ExcelError,
    PerCent,
    PerhapsNotComputed,
    Raw,
    Uncomputed,
    clean,
    fifteen_digits,
    number_text,
)

T = TypeVar("T")


@dataclass(frozen=True)
class Doubt:
    """A cell that is not what its column holds: the rule it breaks, the way out, and what stands for it meanwhile."""

    rule: str
    value: str
    fix: str
    stand_in: Cell
    severity: Severity = "error"


_PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_CANONICAL_MAY_DIFFER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?", re.ASCII)
_NUMBER_LETTERS = frozenset("0123456789+-.eE")
_HIDDEN = re.compile(f"[{INVISIBLE}]")
_HARD_SPACE = re.compile("[\u00a0\u2007\u202f]")
_DOUBTFUL = re.compile(f"{CONTROL.pattern}|{_HIDDEN.pattern}")
_FORMAT_TEXT = "Set the cell's format to Text and type it again."
_FORMAT_GENERAL = "Set the cell's format to General and type it again."
_NUMBER_AGAIN = (
    "Set the cell's format to General, then type the number again: "
    "where the comma is the decimal sign, Excel makes a date of 12.5."
)
_NUMERIC = ("number", "per_year", "integer")
_FLAGS = {"yes": True, "no": False}
_TRUTHS = {"true": "yes", "false": "no"}
_FOREIGN_FLAGS = {"y": "yes", "n": "no", "1": "yes", "0": "no", "да": "yes", "нет": "no", "иә": "yes", "жоқ": "no"}


def typed(column: Column, raw: Sequence[Raw], *, texts_only: bool) -> tuple[list[Cell], dict[int, Doubt]]:
    """Typed cells of a column and the doubts about them by row.

    texts_only: the file knows nothing but text (CSV), so a text that reads as a number is one.
    """
    kinds = set(map(type, raw)) - {type(None)}
    quick = None
    if texts_only or (kinds <= {str} and column.kind not in _NUMERIC):
        quick = _all_well(column, raw)
    elif kinds <= {int, float} and column.kind in ("number", "per_year"):
        quick = _sound_numbers(column, raw)
    if quick is not None:
        return quick, {}
    if texts_only and column.kind in _NUMERIC:
        raw = [float(cell) if isinstance(cell, str) and _PLAIN.fullmatch(cell) else cell for cell in raw]
    return _one_by_one(column, raw)


def _all_well(column: Column, raw: Sequence[Raw]) -> list[Cell] | None:
    """The typed cells of a column of texts where nothing is in doubt; None where any cell needs a closer look."""
    if column.required and None in raw:
        return None
    if column.kind in _NUMERIC:
        return _plain_numbers(column, raw)
    if column.kind == "text":
        texts = [cell if isinstance(cell, str) else None for cell in raw]
        return None if _DOUBTFUL.search("\n".join(filter(None, texts))) else list[Cell](texts)
    meanings: dict[Raw, Cell] = {None: None}
    for text in set(raw) - {None}:
        cell = _READERS[column.kind](column, text)
        if isinstance(cell, Doubt):
            return None
        meanings[text] = cell
    return [meanings[text] for text in raw]


def _sound_numbers(column: Column, raw: Sequence[Raw]) -> list[Cell] | None:
    """The cells of a column of numbers; None where one is missing or too large."""
    if column.required and None in raw:
        return None
    try:
        numbers = [None if cell is None else float(f"{cell + 0.0:.15g}") for cell in raw]  # type: ignore[operator]
    except OverflowError:
        return None
    return None if inf in numbers or -inf in numbers else list[Cell](numbers)


def _plain_numbers(column: Column, raw: Sequence[Raw]) -> list[Cell] | None:
    texts = [cell for cell in raw if isinstance(cell, str)]
    if not _NUMBER_LETTERS.issuperset("".join(texts)):
        return None
    try:
        # A text of up to 15 letters has at most 15 digits: nothing to round.
        numbers = [float(text) + 0.0 if len(text) <= 15 else fifteen_digits(float(text)) for text in texts]
    except ValueError:
        return None
    if inf in numbers or -inf in numbers or (column.kind == "integer" and not all(map(_is_whole, numbers))):
        return None
    following = iter(map(int, numbers) if column.kind == "integer" else numbers)
    return [None if cell is None else next(following) for cell in raw]


def _is_whole(number: float) -> bool:
    return number.is_integer() and abs(number) <= 2**53


def _one_by_one(column: Column, raw: Sequence[Raw]) -> tuple[list[Cell], dict[int, Doubt]]:
    read = _READERS[column.kind]
    cells: list[Cell] = []
    doubts: dict[int, Doubt] = {}
    for row, value in enumerate(raw):
        cell = _blank(column) if value is None else _unreadable(column, value) or read(column, value)
        if isinstance(cell, Doubt):
            doubts[row] = cell
            cell = _next_key(column, cells, cell.stand_in)
        cells.append(cell)
    return cells, doubts


def _next_key(column: Column, before: Sequence[Cell], stand_in: Cell) -> Cell:
    """For a year that cannot be read, the one after the row above: so the other years stay in order."""
    previous = before[-1] if before else None
    return previous + 1 if column.kind == "integer" and column.key and isinstance(previous, int) else stand_in


def _error(column: Column, rule: str, value: Raw, fix: str, meanwhile: Cell = None) -> Doubt:
    return Doubt(rule, str(value), fix, stand_in(column) if meanwhile is None else meanwhile)


def _warning(rule: str, value: Raw, fix: str, cell: Cell) -> Doubt:
    return Doubt(rule, str(value), fix, cell, "warning")


def _blank(column: Column) -> Doubt | None:
    if not column.required:
        return None
    numeric = column.kind in ("number", "per_year") and column.minimum <= 0 and column.above < 0
    zero = ": a blank is not 0, so type 0 where there is none" if numeric else ""
    return _error(column, "missing-value", "", f"Fill the cell{zero}; or clear the whole row.")


def _unreadable(column: Column, value: Raw) -> Doubt | None:
    if isinstance(value, ExcelError):
        clear = "." if column.required else ", or clear the cell if nothing is known."
        return _error(column, "excel-error", value, f"Correct the formula{clear}")
    if isinstance(value, Uncomputed):
        return _error(column, "formula-without-result", value, "Open the file in Excel and save it, or type the value.")
    return None


def _number(column: Column, value: Raw) -> float | Doubt:
    if isinstance(value, bool):
        return _error(column, "boolean-not-number", str(value).upper(), "Type the number.")
    if isinstance(value, int | float):
        try:
            return _as_shown(column, value) if isfinite(value) else _not_finite(column, value)
        except OverflowError:
            return _not_finite(column, "a number beyond 1e308")
    if isinstance(value, date | time | timedelta):
        return _error(column, "date-not-number", value, _NUMBER_AGAIN)
    return _text_as_number(column, str(value))


def _as_shown(column: Column, value: float) -> float | Doubt:
    """The number, with a warning where the planner may see another one."""
    number = fifteen_digits(value)
    if isinstance(value, PerCent) and column.kind != "integer" and column.maximum > 1:
        shown = f"{number_text(100 * number)}%"
        fix = f"It is read as {number_text(number)}; type the number meant in a cell of the format General."
        return _warning("percent-format", shown, fix, number)
    if isinstance(value, PerhapsNotComputed):
        fix = "Open the file in Excel and save it: the program that wrote it may not have computed this formula."
        return _warning("formula-perhaps-not-computed", number_text(number), fix, number)
    return number


def _not_finite(column: Column, value: Raw) -> Doubt:
    return _error(column, "number-too-large", value, "Type a number that can be real.")


def _text_as_number(column: Column, text: str) -> Doubt:
    if proposal := proposed_number(text):
        reading = " or ".join(number_text(number) for number in proposal)
        fix = f"Type {reading} as a number."
        likely = int(proposal[0]) if column.kind == "integer" else proposal[0]
        return _error(column, "text-not-number", text, fix, likely)
    clear = "." if column.required else ", or clear the cell."
    return _error(column, "not-a-number", text, f"Type the number alone{clear}")


def _integer(column: Column, value: Raw) -> int | Doubt:
    number = _number(column, value)
    if isinstance(number, Doubt):
        return number
    if not number.is_integer():
        return _error(column, "not-a-whole-number", value, f"Type {number:.0f} or another whole number.", round(number))
    return int(number) if _is_whole(number) else _not_finite(column, value)


def _text(column: Column, value: Raw) -> str | Doubt:
    if isinstance(value, str):
        return _doubtful_letters(column, value) or value
    if isinstance(value, bool):
        return _error(column, "boolean-not-text", str(value).upper(), _FORMAT_TEXT)
    if isinstance(value, int | float):
        return number_text(value) if isfinite(value) else _not_finite(column, value)
    if isinstance(value, date) and not _names_something(column):
        return _warning("date-as-text", value, "Set the cell's format to Text if this is not meant.", _day(value))
    return _error(column, "date-not-text", value, _FORMAT_TEXT)


def _day(value: date) -> str:
    if isinstance(value, datetime):
        return value.isoformat(" ") if value.time() != time() else value.date().isoformat()
    return value.isoformat()


def _names_something(column: Column) -> bool:
    return column.required or column.key or bool(column.references) or column.kind in ("choice", "list")


def _doubtful_letters(column: Column, text: str) -> Doubt | None:
    if CONTROL.search(text):
        shown = CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)
        return _error(column, "control-character", shown, "Delete the cell and type it again.")
    if _names_something(column) and _HIDDEN.search(text):
        visible = _HIDDEN.sub("", _HARD_SPACE.sub(" ", text))
        return _error(column, "invisible-character", text, f"Type it again: {visible}", _in_kind(column, visible))
    return None


def _in_kind(column: Column, text: str) -> Cell:
    return (text,) if column.kind == "list" else text


def _listing(column: Column, value: Raw) -> tuple[str, ...] | Doubt:
    text = _text(column, value)
    if isinstance(text, Doubt):
        return text
    return tuple(part for part in map(clean, text.split("|")) if part)


def _flag(column: Column, value: Raw) -> bool | Doubt:
    word = str(value).lower()
    if word in _FLAGS:
        return _FLAGS[word]
    if word in _TRUTHS:
        return _truth(value, _FLAGS[_TRUTHS[word]])
    meant = _FOREIGN_FLAGS.get(word, "")
    return _error(column, "not-yes-or-no", value, f"Type {meant or 'yes or no'}.", _FLAGS.get(meant))


def _truth(value: Raw, cell: Cell) -> Doubt:
    meant = _TRUTHS[str(value).lower()]
    return _warning("boolean-as-flag", str(value).upper(), f"It is read as {meant}; type {meant} to be sure.", cell)


def _value(column: Column, value: Raw) -> str | Doubt:
    if isinstance(value, bool):
        return _truth(value, _TRUTHS[str(value).lower()])
    if isinstance(value, date | time | timedelta):
        return _error(column, "date-not-number", value, _FORMAT_GENERAL)
    text = _text(column, value)
    if isinstance(text, str) and _CANONICAL_MAY_DIFFER.fullmatch(text) and isfinite(float(text)):
        return number_text(float(text))
    return text


_READERS: dict[Kind, Callable[[Column, Raw], Cell | Doubt]] = {
    "text": _text,
    "choice": _text,
    "value": _value,
    "list": _listing,
    "number": _number,
    "per_year": _number,
    "integer": _integer,
    "flag": _flag,
}

"""How a CSV file is written: its letters, what parts its values, and the sign of its decimals."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.case import TABLES
from models.tables import Column, columns_of, is_year
from planner.read.cells import Raw, heading
from planner.read.grids.layout import find_header
from planner.read.grids.text_lines import encoding_of
from planner.read.problems import Problem, Spot, problem_at

_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}
_LETTERS = {"cp1251": "Cyrillic letters in Windows-1251", "utf-16": "letters in UTF-16"}
_STATED = re.compile(r'"?sep=([,;\t])"?\s*')
"""The line by which Excel is told what parts the values."""
_LOOKED_AT, _LETTERS_LOOKED_AT = 20, 4096
"""Lines, and letters of each, in which a header is looked for."""
_COMMA = re.compile(r"[+-]?\d+,\d+([eE][+-]?\d+)?", re.ASCII)
_EITHER = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}", re.ASCII)
"""A number whose comma may part thousands as well."""
_POINT = re.compile(r"[+-]?\d+\.\d+([eE][+-]?\d+)?", re.ASCII)
_NUMERIC = ("number", "per_year", "integer", "value")


@dataclass(frozen=True)
class Dialect:
    """stated: whether the first line says what parts the values; it is no row then."""

    encoding: str
    separator: str
    stated: bool = False


def dialect_of(table: str, file: Path) -> Dialect:
    """How the file of a table is written: with commas wherever they make the columns of the table."""
    encoding = encoding_of(file)
    with file.open(encoding=encoding, errors="replace", newline="") as stream:
        lines = [stream.readline(_LETTERS_LOOKED_AT) for _ in range(_LOOKED_AT)]
    stated = _STATED.fullmatch(lines[0]) if lines else None
    if stated:
        return Dialect(encoding, stated[1], stated=True)
    columns = columns_of(TABLES[table])
    makes = (mark for mark in _SEPARATORS if find_header(_rows(lines, mark), columns) is not None)
    return Dialect(encoding, next(makes, ","))


def _rows(lines: Iterable[str], separator: str) -> list[Sequence[Raw]]:
    return [row for line in lines for row in csv.reader([line], delimiter=separator)]


def with_points(table: str, rows: list[Sequence[Raw]]) -> tuple[list[Sequence[Raw]], str]:
    """The rows with decimal points in columns of numbers, and a number that proves the comma to be the decimal sign.

    '' and the rows as they are, where none does or where others have a point: 1,234 may be a thousand.
    """
    columns = columns_of(TABLES[table])
    header = find_header(rows, columns)
    if header is None:
        return rows, ""
    numeric = {place for place, cell in enumerate(rows[header]) if _is_numeric(heading(cell), columns)}
    texts = [str(cell).strip() for row in rows[header + 1 :] for place, cell in enumerate(row) if place in numeric]
    proof = next((text for text in texts if _COMMA.fullmatch(text) and not _EITHER.fullmatch(text)), "")
    if not proof or any(_POINT.fullmatch(text) for text in texts):
        return rows, ""
    return [*rows[: header + 1], *(_pointed(row, numeric) for row in rows[header + 1 :])], proof


def _is_numeric(name: str, columns: Mapping[str, Column]) -> bool:
    return is_year(name) or (name in columns and columns[name].kind in _NUMERIC)


def _pointed(row: Sequence[Raw], numeric: set[int]) -> list[Raw]:
    return [_with_point(cell) if place in numeric else cell for place, cell in enumerate(row)]


def _with_point(cell: Raw) -> Raw:
    return cell.replace(",", ".") if isinstance(cell, str) and _COMMA.fullmatch(cell.strip()) else cell


def about_dialect(table: str, file: Path, dialect: Dialect, proof: str, sample: str) -> list[Problem]:
    """A warning that says how a file was read that is not written with commas in UTF-8.

    proof: a number with a decimal comma. sample: a word with letters that are no English ones.
    """
    letters = f"{_LETTERS[dialect.encoding]}{f' ({sample})' if sample else ''}" if dialect.encoding in _LETTERS else ""
    parted = f"values parted by {_SEPARATORS[dialect.separator]}" if dialect.separator != "," else ""
    taken = [*filter(None, (parted, letters)), *([f"decimal commas ({proof})"] if proof else [])]
    if not taken:
        return []
    return [
        problem_at(
            Spot(sheet=table, file=file.name),
            "csv-dialect",
            value="; ".join(taken),
            expected="values parted by commas, letters in UTF-8 and decimal points, such as west,Запад,43.8",
            fix="It was read so: look whether names and numbers are right. `planner convert` writes a case anew.",
            severity="warning",
        )
    ]

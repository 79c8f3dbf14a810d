"""What a sheet shows apart from its cells: merged cells hide values, hidden rows and columns are read all the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import IO

from openpyxl.utils import get_column_letter, range_boundaries

from planner.read.cells import PLAIN, View
from planner.read.problems import Problem, Spot, TablePlace, problem_at, shortened

_PIECE = 2**20
_TAG = re.compile(rb"<(?:\w+:)?(mergeCell|row|col) ([^>]*)>")
_ATTRIBUTE = re.compile(rb'(\w+)\s*=\s*["\']([^"\']*)["\']')
_WIDEST = 16_384


@dataclass(frozen=True)
class Viewed:
    """What the view of a table does: problems, and row and column of the cells that lie under a merged one."""

    problems: tuple[Problem, ...]
    covered: frozenset[tuple[int, str]]


def read_view(part: IO[bytes]) -> View:
    """Merged ranges, hidden rows and hidden columns of the XML of a sheet."""
    merged: list[tuple[int, int, int, int]] = []
    lines: set[int] = set()
    columns: set[int] = set()
    for kind, attributes in _tags(part):
        if kind == b"mergeCell":
            merged += _merged(attributes)
        elif attributes.get(b"hidden") in (b"1", b"true"):
            if kind == b"row":
                lines.add(int(attributes.get(b"r", b"0")))
            else:
                first, last = int(attributes.get(b"min", b"0")), int(attributes.get(b"max", b"0"))
                columns.update(range(first, min(last, _WIDEST) + 1))
    return View(tuple(dict.fromkeys(merged)), frozenset(lines), frozenset(columns))


def _tags(part: IO[bytes]) -> Iterator[tuple[bytes, dict[bytes, bytes]]]:
    """Tags that may hide something, with their attributes; only pieces that mention it are searched."""
    rest = b""
    while piece := part.read(_PIECE):
        piece = rest + piece
        end = piece.rfind(b">") + 1
        rest, whole = piece[end:][-_PIECE:], piece[:end]
        if b"hidden" in whole or b"mergeCell" in whole:
            for kind, attributes in _TAG.findall(whole):
                if kind == b"mergeCell" or b"hidden" in attributes:
                    yield kind, dict(_ATTRIBUTE.findall(attributes))


def _merged(attributes: dict[bytes, bytes]) -> Iterator[tuple[int, int, int, int]]:
    try:
        left, top, right, bottom = range_boundaries(attributes.get(b"ref", b"").decode())
    except (ValueError, UnicodeDecodeError):
        return
    if None not in (left, top, right, bottom):
        yield int(top or 0), int(left or 0), int(bottom or 0), int(right or 0)


def view_of(view: View, place: TablePlace) -> Viewed:
    """What is wrong or odd in how a table is shown, and which of its cells have no value of their own."""
    if view is PLAIN:
        return Viewed((), frozenset())
    rows = {int(line): row for row, line in enumerate(place.lines)}
    names = {position: name for name, position in place.columns.items()}
    problems: list[Problem] = []
    covered: set[tuple[int, str]] = set()
    for top, left, bottom, right in view.merged:
        under = _under(range(top, bottom + 1), range(left, right + 1), rows, names)
        if under or (top <= place.header_line <= bottom and left <= max(names, default=0) + 1):
            problems.append(_about_merge(place, (top, left, bottom, right), rows.get(top)))
            covered |= under
    problems = shortened(problems)
    problems += _about_hidden(place, sorted(view.hidden_lines & rows.keys()))
    problems += _about_hidden_columns(place, sorted(view.hidden_columns & names.keys()))
    return Viewed(tuple(problems), frozenset(covered))


def _under(lines: range, columns: range, rows: dict[int, int], names: dict[int, str]) -> set[tuple[int, str]]:
    """Cells of the table in a range, but for its first, which holds the value."""
    first = lines[0], columns[0]
    some = (
        (line for line in lines if line in rows) if len(lines) < len(rows) else (line for line in rows if line in lines)
    )
    return {(rows[line], names[at]) for line in some for at in names if at in columns and (line, at) != first}


def _about_merge(place: TablePlace, edges: tuple[int, int, int, int], row: int | None) -> Problem:
    top, left, bottom, right = edges
    first, last = f"{get_column_letter(left)}{top}", f"{get_column_letter(right)}{bottom}"
    return problem_at(
        Spot(sheet=place.table, cell=first),
        "merged-cells",
        value=f"{first}:{last}",
        expected="a value in each cell, such as the same text in every row it holds for",
        fix=f"Select {first}:{last}, unmerge it and fill each cell: only {first} has a value now.",
        row_key=None if row is None else place.key(row),
    )


def _about_hidden(place: TablePlace, lines: Sequence[int]) -> list[Problem]:
    if not lines:
        return []
    column = get_column_letter(min(place.columns.values(), default=1))
    return [
        problem_at(
            Spot(sheet=place.table, cell=f"{column}{lines[0]}"),
            "hidden-rows",
            value=f"rows {_spans(lines)}",
            expected="every row of a table in sight, such as after Data > Filter > Clear",
            fix="Show the rows: hidden and filtered rows count like the others. Delete those that shall not count.",
            severity="warning",
        )
    ]


def _about_hidden_columns(place: TablePlace, columns: Sequence[int]) -> list[Problem]:
    if not columns:
        return []
    names = [name for name, at in place.columns.items() if at in columns]
    return [
        problem_at(
            Spot(sheet=place.table, cell=f"{get_column_letter(columns[0])}{place.header_line}"),
            "hidden-columns",
            value=", ".join(names),
            expected=f"every column of a table in sight, such as {names[0]}",
            fix="Show the columns: hidden ones are read like the others.",
            severity="warning",
        )
    ]


def _spans(numbers: Iterable[int]) -> str:
    """Numbers as spans: 3-5, 9."""
    ordered = list(numbers)
    starts = [ordered[0], *(later for earlier, later in pairwise(ordered) if later > earlier + 1)]
    ends = [*(earlier for earlier, later in pairwise(ordered) if later > earlier + 1), ordered[-1]]
    spans = [str(first) if first == last else f"{first}-{last}" for first, last in zip(starts, ends, strict=True)]
    return ", ".join(spans[:10]) + (" and more" if len(spans) > 10 else "")

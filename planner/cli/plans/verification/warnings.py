"""The warnings of a case as its result must tell them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from planner.cli.reading import warning_in
from planner.read.problems import Problem, Spot
from planner.read.result import Book
from planner.show.texts import Words

MOMENTARY = "open-elsewhere"
"""Rule of a warning that holds at the moment at which the input is read, and not of the input."""

CHECKS, NAMES = "Checks", ["number", "warning"]
"""Sheet with every warning, and the names of the columns of their list."""


def expected_warnings(problems: Sequence[Problem], words: Words, book: Book, *, same_name: bool) -> tuple[str, ...]:
    """Warnings of the check of the case that was given.

    same_name: whether its file is called as the one that was solved. Where it is not, as with the folder of a workbook,
    the cells that a warning names are those of the other file and are taken from the result, its words are not.
    """
    written = list(written_warnings(book))
    of_the_moment = [told for told in written if _is_momentary(told)]
    lasting = [problem for problem in problems if problem.rule != MOMENTARY]
    expected = [warning_in(problem, words) for problem in lasting]
    if not same_name:
        pairs = zip(expected, lasting, strict=True)
        expected = [_as_written(told, problem, written) for told, problem in pairs]
    return (*of_the_moment, *expected)


def _is_momentary(told: str) -> bool:
    return f"{MOMENTARY}:" in told or f": {MOMENTARY.replace('-', ' ')};" in told


def written_warnings(book: Book) -> Iterator[str]:
    """The warnings that stand on the sheet Checks."""
    rows = book.grids[CHECKS].rows if CHECKS in book.grids else []
    start = next((n for n, row in enumerate(rows) if list(row[:2]) == NAMES), len(rows))
    yield from (str(row[1]) for row in rows[start + 1 :] if len(row) > 1)


def _as_written(told: str, problem: Problem, written: list[str]) -> str:
    """The first warning of the result that differs in nothing but places; it stands for no other one."""
    spot = str(Spot(sheet=problem.sheet, cell=problem.cell, file=problem.file, line=problem.line))
    pattern = re.escape(told)
    for place in (spot, problem.related):
        if place:
            pattern = pattern.replace(re.escape(place), r"[^'()]+?")
    alike = next((one for one in written if re.fullmatch(pattern, one)), None)
    if alike is None:
        return told
    written.remove(alike)
    return alike

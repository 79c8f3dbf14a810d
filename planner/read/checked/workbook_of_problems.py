"""A workbook of its own that lists every problem, with links into the file that was checked."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from planner.read.checked.list_of_problems import COLOURS, SHEET, TABLE, WIDTHS, ErrorList
from planner.read.checked.seal import PROPERTY, UNSEALED
from planner.read.problems import Problem
from planner.read.writing import Paper, close_book, open_book

LINKED = 5000
"""Rows that have a link; Excel allows 65,530 a sheet."""


def write_error_book(errors: ErrorList, source: Path, draft: Path, target: Path) -> None:
    """Write the sheet ERRORS into `draft`, with links to `source` as seen from where `target` will stand.

    Raises PlannerError where it cannot be written.
    """
    book = open_book(draft)
    book.set_custom_property(PROPERTY, UNSEALED, "text")
    paper = Paper(book, SHEET)
    styles = {severity: book.add_format({"bg_color": f"#{colour}"}) for severity, colour in COLOURS.items()}
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    link = book.add_format({"font_color": "#0563C1", "underline": 1, "valign": "top"})
    for place, heading in enumerate(errors.headings):
        paper.columns(place, place, WIDTHS[heading])
    for row, note in enumerate(errors.notes):
        paper.text(row, 0, note, book.add_format({"bold": row == 0}))
    first = len(errors.notes) + 1
    paper.table(first, first + max(len(errors.problems), 1), errors.headings, TABLE)
    way = _way(source, target)
    for row, problem in enumerate(errors.problems, start=first + 1):
        cells = dict(zip(errors.headings, errors.row(problem), strict=True))
        for place, (heading, value) in enumerate(cells.items()):
            style = styles[problem.severity] if heading == "severity" else wrap
            _write(paper, row, place, value, style)
        paper.sheet.set_row(row, errors.height(problem))
        if row - first <= LINKED:
            _link(paper, row, errors, way, problem, link)
    paper.sheet.freeze_panes(first + 1, 0)
    close_book(book, draft)


def _write(paper: Paper, row: int, place: int, value: str | int, style: Any) -> None:
    if isinstance(value, int):
        paper.number(row, place, value, style)
    elif value:
        paper.text(row, place, value, style)


def _link(paper: Paper, row: int, errors: ErrorList, way: str, problem: Problem, style: Any) -> None:
    """A link on the cell's address, or on the name of the CSV file."""
    if problem.file is not None and "file" in errors.headings:
        target, heading, shown = f"{way}/{problem.file}", "file", problem.file
    elif problem.sheet is not None and "cell" in errors.headings:
        sheet = problem.sheet.replace("'", "''")
        target, heading, shown = f"{way}#'{sheet}'!{problem.cell or 'A1'}", "cell", problem.cell or "sheet"
    else:
        return
    paper.away(row, errors.headings.index(heading), target, shown, style)


def _way(source: Path, target: Path) -> str:
    """The checked file as seen from the folder of the workbook of errors."""
    try:
        return Path(os.path.relpath(source.resolve(), target.resolve().parent)).as_posix()
    except ValueError:  # on another drive
        return source.resolve().as_posix()

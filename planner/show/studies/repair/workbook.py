"""The diagnosis of a case without a plan as a workbook: what to change, in which cell, by how much."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from models.errors import PlannerError
from models.tables import Cell
from planner.show.studies.repair.shown import Line, Place, Shown
from planner.show.workbook import CREATED, Look, lines

LINK_MAX = 2_000
"""Characters of a link that Excel follows."""

NOTE = "Each line is a change that alone lets a plan exist, all other rules kept. A click on a place opens its cell."


Row = Sequence[Place | str | float | None]

HEADER = ("Projects", "Place", "What stands there and what to do", "Now", "Needed", "Change", "Unit", "Proven")
CANNOT = ("Projects", "Place", "What stands there", "Known")
CELLS = ("Projects", "Repair", "Place", "Now", "Needed")
WIDTHS = {"Projects": 11, "Place": 26, "Now": 14, "Needed": 14, "Change": 12, "Unit": 14, "Proven": 9, "Known": 12}
WORDS_WIDTH = 90


def write_diagnosis(shown: Shown, path: Path) -> None:
    """Write the workbook; raises PlannerError where it cannot be written."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = xlsxwriter.Workbook(str(path), options)
    workbook.set_properties({"title": shown.title, "created": CREATED})
    look, link = Look(workbook), workbook.add_format({"font_color": "#0563C1", "underline": 1, "valign": "top"})
    helping = [line for line in shown.alone if line.helps]
    pages = [
        ("Diagnosis", shown.title, (*shown.sentences, NOTE), HEADER, [_row(line) for line in helping]),
        ("Together", "The cheapest combination", (TOGETHER,), HEADER, [_row(line) for line in shown.together]),
        ("Cannot help alone", "Rules that cannot help alone", (ALONE,), CANNOT, _others(shown.alone)),
        ("Cells", "Every cell of every repair", (EVERY,), CELLS, _cells([*helping, *shown.together])),
    ]
    for name, title, notes, header, rows in pages:
        _Page(workbook.add_worksheet(name), look, link).write(title, notes, header, rows)
    try:
        workbook.close()
    except (OSError, XlsxWriterException) as error:
        raise PlannerError(f"the workbook cannot be written: {error}") from error


TOGETHER = (
    "The lines of one kind of projects are one repair: make all of them. They weigh least where a MUSD of budget "
    "counts 1 and a Mt of a corridor's limits what a Mt left behind costs; a Mt of capacity or demand counts twice "
    "that, a year of a project ten times, a rule of projects a hundred times."
)
ALONE = "No amount of these, alone, lets a plan exist. Links and terminals that cannot help are left out."
EVERY = "A repair over several cells needs all of them."


def _row(line: Line) -> Row:
    proven = "yes" if line.proven else "no"
    return line.projects, line.place, line.words, line.current, line.needed, line.change, line.unit, proven


def _others(alone: Sequence[Line]) -> list[Row]:
    found = [line for line in alone if not line.helps]
    return [(line.projects, line.place, line.words, "not known" if line.helps is None else "cannot") for line in found]


def _cells(repairs: Sequence[Line]) -> list[Row]:
    return [
        (line.projects, line.words, cell.place, _cell(cell.old), _cell(cell.new))
        for line in repairs
        for cell in line.cells
    ]


def _cell(cell: Cell) -> str:
    """A cell as text; a blank is said."""
    plain = "|".join(cell) if isinstance(cell, tuple) else cell
    return "(blank)" if plain is None else f"{plain:.10g}" if isinstance(plain, float) else str(plain)


class _Page:
    """A sheet in the making: title, notes, one table."""

    def __init__(self, target: Any, look: Look, link: Any) -> None:
        self.target, self.look, self.link = target, look, link

    def write(self, title: str, notes: Sequence[str], header: Sequence[str], rows: Sequence[Row]) -> None:
        widths = [WIDTHS.get(name, WORDS_WIDTH) for name in header]
        for column, width in enumerate(widths):
            self.target.set_column(column, column, width)
        self.target.write_string(0, 0, title, self.look.title)
        for row, note in enumerate(notes, start=1):
            self.target.merge_range(row, 0, row, len(header) - 1, note, self.look.note)
            self.target.set_row(row, 15 * lines(note, sum(widths)))
        first = len(notes) + 3
        for column, name in enumerate(header):
            self.target.write_string(first - 1, column, name, self.look.label)
        for row, cells in enumerate(rows, start=first):
            for column, cell in enumerate(cells):
                self._cell(row, column, cell)
        self.target.autofilter(first - 1, 0, max(first, first + len(rows) - 1), len(header) - 1)
        self._print_setup(first)

    def _cell(self, row: int, column: int, cell: Place | str | float | None) -> None:
        if isinstance(cell, Place) and cell.link and len(cell.link) < LINK_MAX:
            status = self.target.write_url(row, column, f"external:{cell.link}", self.link, cell.text)
        elif isinstance(cell, Place | str):
            words = cell if isinstance(cell, str) else cell.text
            status = self.target.write_string(row, column, words, self.look.sentence)
        else:
            status = 0 if cell is None else self.target.write_number(row, column, cell, self.look.of_unit(""))
        if status:
            raise PlannerError(f"a cell of the diagnosis could not be written (code {status})")

    def _print_setup(self, first: int) -> None:
        self.target.freeze_panes(first, 0)
        self.target.repeat_rows(first - 1)
        self.target.set_landscape()
        self.target.set_paper(9)
        self.target.fit_to_pages(1, 0)
        self.target.hide_gridlines(2)

"""Every figure of a result workbook against what its plan gives: the workbook is made again and compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from openpyxl.utils import get_column_letter

from models.case import Case
from models.tables import MADE_ON, OPTION, RUN, SECONDS, VERSION
from planner.cli.plans.appraisal import OPTION_NAME, rates_in
from planner.cli.plans.verification.charts import charts_apart
from planner.cli.plans.verification.places import Misstated
from planner.cli.plans.verification.rows import Apart, Row, rows_apart, shown, trimmed
from planner.read.cells import Grid, Raw, clean
from planner.read.result import Book, Record
from planner.show.result import RunInfo
from planner.show.texts import Language, Words
from planner.show.workbook import StatedBook, StatedSheet

FREE = {
    "input_file": "the name of a file, which may be copied and renamed",
    SECONDS: "how long a machine took",
    VERSION: "which programs were used",
    MADE_ON: "on which day a person solved it",
    f"{OPTION}gap": "when the search was to stop; why it stopped and the gap it reached are compared",
    f"{OPTION}time_limit": "when the search was to stop; why it stopped and the gap it reached are compared",
}
"""Rows of the sheet Run whose value states no fact of the plan, by what their key begins with, and why."""

OWN = "_"
"""How the name of a sheet begins that is the reader's own: its notes are no figures of the plan."""

PER_SHEET = {"added-row": "row", "missing-row": "row", "added-column": "column", "missing-column": "column"}


def is_free(sheet: str, row: Sequence[Raw], column: int) -> bool:
    """Whether a cell states no fact of the plan; row: the cells beside it from the first column on."""
    key = str(row[0]) if row else ""
    return sheet.startswith(OWN) or (sheet == RUN and column == 1 and key.startswith(tuple(FREE)))


def words_of(record: Record) -> Words:
    """The language of a result; English where it names none that there is."""
    said = record.options.get("lang", "en")
    return Words(next((known for known in get_args(Language) if known == said), "en"))


def run_info(record: Record, given: Case, warnings: Iterable[str]) -> RunInfo:
    """How the run must have been: what is FREE as the record has it, all else from the case and the plan's marks.

    given: the case before scenario and changes. warnings: of its check.
    """
    follows = {
        "scenario": record.scenario,
        "relax": "yes" if record.relaxed else "no",
        "formulation": record.formulation,
        "lang": words_of(record).language,
        **({OPTION_NAME: record.options[OPTION_NAME]} if rates_in(record) else {}),
    }
    free = {name: value for name, value in record.options.items() if is_free(RUN, [f"{OPTION}{name}"], 1)}
    return RunInfo(
        input_file=record.input_file,
        input_digest=given.digest if record.input_digest else "",
        options=follows | free if record.options else {},
        changes=record.changes,
        warnings=tuple(warnings),
        seconds=record.seconds,
        made_on=record.made_on,
    )


@dataclass(frozen=True)
class Compared:
    """What does not stand, and how many cells were compared."""

    misstated: tuple[Misstated, ...]
    cells: int


def compare_book(book: Book, stated: StatedBook, only: Iterable[str] = ()) -> Compared:
    """Every sheet and chart of a workbook with what it should state; only: some sheets alone, without charts."""
    chosen = set(only)
    wanted = {sheet.name: sheet for sheet in stated.sheets if not chosen or sheet.name in chosen}
    found: list[Misstated] = []
    for name, sheet in wanted.items():
        found += _sheet(book.grids[name], sheet) if name in book.grids else [_no_sheet(name)]
    if not chosen:
        added = (name for name in book.grids if name not in wanted and not name.startswith(OWN))
        found += [_added_sheet(book.grids[name]) for name in added]
        found += charts_apart(book, stated.charts)
    cells = sum(cell is not None for sheet in wanted.values() for row in sheet.rows.values() for cell in row)
    return Compared(tuple(found), cells)


def _sheet(grid: Grid, sheet: StatedSheet) -> Iterator[Misstated]:
    rows = {line: trimmed(map(_kept, row)) for line, row in sheet.rows.items()}
    lines = [line for line, row in rows.items() if row]
    expected, found = [rows[line] for line in lines], [trimmed(row) for row in grid.rows]
    start, end = sheet.tables.get(sheet.sorted_by_hand, (0, 0))
    by_hand = sum(line < start for line in lines), sum(line <= end for line in lines)
    for apart in rows_apart(found, expected, by_hand):
        key = shown(found[apart.line][0]) if apart.what == "cell" and apart.column and found[apart.line] else ""
        yield replace(_placed(grid, apart), column=_heading(found, apart), row_key=key)


def _kept(value: str | float | None) -> Raw:
    """A value as a reader of the file meets it."""
    return clean(value) if isinstance(value, str) else value


def _placed(grid: Grid, apart: Apart) -> Misstated:
    line = grid.lines[apart.line] if apart.line < len(grid.lines) else max(grid.lines, default=0) + 1
    letter = get_column_letter(apart.column + 1)
    cell = {"cell": f"{letter}{line}", "row": f"{line}:{line}", "column": f"{letter}:{letter}"}
    what = PER_SHEET.get(apart.what, "cell")
    return Misstated(grid.table, cell[what], _plain(apart.value), _plain(apart.expected), what=apart.what)


def _plain(value: Raw | Row) -> str | float | None:
    return value if isinstance(value, int | float) or value is None else shown(value)


def _heading(found: Sequence[Row], apart: Apart) -> str:
    """The column name above a cell: in the nearest row of names, which has no figures and no blanks in it."""
    if apart.what != "cell":
        return ""
    for row in reversed(found[: apart.line]):
        if len(row) > apart.column and all(isinstance(cell, str) and cell.isidentifier() for cell in row):
            return str(row[apart.column])
    return ""


def _no_sheet(name: str) -> Misstated:
    return Misstated(name, "", None, "the sheet", what="missing-sheet")


def _added_sheet(grid: Grid) -> Misstated:
    return Misstated(grid.table, "", "the sheet", None, what="added-sheet")

"""An appraisal read from the sheets of a result: what was valued, and its money by year."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from models.case import Case, positions
from models.solution import Valuation
from models.tables import APPRAISAL_TABLES, APPRAISED, PROGRAMME, STREAMS, Cell, Numbers
from planner.read.collector import collector_paused
from planner.read.result.book import Book, read_some
from planner.read.result.plan import UnreadableResult
from planner.read.result.sheet import ResultSheet, lay_out_result

OPTIONAL = ("owner", "state")
"""Columns that are blank where the case names no owner."""

Key = tuple[str, str]


@collector_paused()
def read_appraisal(case: Case, path: Path) -> tuple[Valuation, ...]:
    """What a result workbook states of an appraisal; () where it has none.

    Raises UnreadableInput where the file is no result workbook, UnreadableResult naming every cell that cannot be read.
    """
    return appraisal_in(read_some(path, tuple(APPRAISAL_TABLES)), case)


def appraisal_in(book: Book, case: Case) -> tuple[Valuation, ...]:
    """The same of a workbook that was read; raises what `read_appraisal` raises."""
    if any(name not in book.grids for name in APPRAISAL_TABLES):
        return ()
    sheets = {name: lay_out_result(book.grids[name], columns) for name, columns in APPRAISAL_TABLES.items()}
    found = _valuations(case, sheets[APPRAISED], _streams(case, sheets[STREAMS]))
    problems = tuple(problem for sheet in sheets.values() for problem in sheet.problems())
    if problems:
        raise UnreadableResult(problems)
    return found


def _streams(case: Case, sheet: ResultSheet) -> dict[Key, dict[str, Numbers]]:
    """Amounts by what they are of, in the order of the years."""
    sheet.require_once("id", "side", "year")
    names = [name for name in APPRAISAL_TABLES[STREAMS] if name not in ("id", "side", "year")]
    columns, years = {name: sheet.numbers(name) for name in names}, sheet.numbers("year")
    rows: dict[Key, list[int]] = {}
    for row in np.argsort(years, kind="stable").tolist():
        rows.setdefault(_key(sheet, row), []).append(row)
    wanted = len(case.years) + case.parameters.years_after
    for of_one in rows.values():
        if len(of_one) != wanted:
            sheet.fault(of_one[0], "id", "missing-row", f"{wanted} rows of it", "Write the result again.")
    return {
        key: {
            name: columns[name][of_one]
            for name in names
            if name not in OPTIONAL or sheet.cells[name][of_one[0]] is not None
        }
        for key, of_one in rows.items()
    }


def _valuations(case: Case, sheet: ResultSheet, amounts: dict[Key, dict[str, Numbers]]) -> tuple[Valuation, ...]:
    sheet.require_once("id", "side")
    number, cells = positions(case.projects.id), sheet.cells
    found = []
    for row in range(len(sheet.lines)):
        key = _key(sheet, row)
        project = None if key[1] == PROGRAMME else _place(sheet, row, "id", cells["id"][row], number)
        known = key in amounts
        if known == bool(cells["no_figure"][row]):
            sheet.fault(row, "no_figure", "missing-row", f"rows on the sheet {STREAMS} or a reason", "Fill the cell.")
        found.append(
            Valuation(
                project,
                key[1],
                with_it=_listed(sheet, row, "with_it", number),
                in_place_of=_listed(sheet, row, "in_place_of", number),
                opens=_year(case, sheet, row, "opens"),
                first=_year(case, sheet, row, "first_year"),
                differ=str(cells["differ"][row] or ""),
                sharing=_listed(sheet, row, "sharing", number),
                no_figure=str(cells["no_figure"][row] or ""),
                amounts=amounts.get(key, {}),
            )
        )
    return tuple(found)


def _key(sheet: ResultSheet, row: int) -> Key:
    return str(sheet.cells["id"][row]), str(sheet.cells["side"][row])


def _place(sheet: ResultSheet, row: int, column: str, name: Cell, known: dict[str, int]) -> int:
    if str(name) not in known:
        sheet.fault(row, column, "unknown-reference", "one that stands in projects of the case", "Correct the cell.")
    return known.get(str(name), 0)


def _listed(sheet: ResultSheet, row: int, column: str, known: dict[str, int]) -> tuple[int, ...]:
    cell = sheet.cells[column][row]
    return tuple(_place(sheet, row, column, name, known) for name in cell) if isinstance(cell, tuple) else ()


def _year(case: Case, sheet: ResultSheet, row: int, column: str) -> int | None:
    cell, known = sheet.cells[column][row], positions(case.years.year.astype(str))
    return None if cell is None else _place(sheet, row, column, cell, known)

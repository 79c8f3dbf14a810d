"""A case written as a workbook or as a folder of CSV files; both read back to the same case."""

from __future__ import annotations

import csv
import os
from math import ceil
from pathlib import Path
from typing import Any

from models.case import NEEDED, TABLES, Case
from models.errors import PlannerError
from models.tables import cells
from planner.files import FileInTheWay, draft_folder, not_written, whole_file
from planner.read.writing.paper import Paper, close_book, open_book
from planner.read.writing.sheets import Styles, cell_text, header_of, make_styles, name_ids, row_meaning, write_sheet
from planner.stopping import publishing


def write_workbook(case: Case, path: Path, *, force: bool = False) -> None:
    """Write a case as an Excel workbook with drop-downs and help; the same case gives the same bytes.

    Raises FileInTheWay where the file exists and `force` is not set, PlannerError where it cannot be written or
    Excel cannot hold the case.
    """
    if path.suffix.lower() != ".xlsx":
        raise PlannerError(f"{path} is no name for a workbook: give it the ending .xlsx")
    with whole_file(path, force=force) as draft:
        book = open_book(draft)
        styles = make_styles(book)
        _write_readme(book, case, styles)
        for name in TABLES:
            write_sheet(book, case, name, styles)
        name_ids(book, case)
        close_book(book, path)


def write_folder(case: Case, path: Path, *, force: bool = False) -> None:
    """Write a case as a folder with one UTF-8 CSV file per table.

    A folder that holds anything is left alone; with `force` the files of its tables are replaced, nothing else.
    Raises FileInTheWay, or PlannerError where the folder cannot be written.
    """
    if path.exists() and not path.is_dir():
        raise FileInTheWay(f"{path} is a file; choose another name for the folder")
    if path.is_dir() and any(path.iterdir()) and not force:
        raise FileInTheWay(f"{path} is not empty; choose another folder or add --force to replace the tables in it")
    try:
        with draft_folder(path) as draft:
            for name in TABLES:
                _write_csv(case, name, draft / f"{name}.csv")
            with publishing():
                _publish(draft, path)
    except OSError as error:
        raise not_written(path, error) from error


def _publish(draft: Path, path: Path) -> None:
    if not path.is_dir():
        draft.rename(path)
        return
    for file in sorted(draft.iterdir()):
        os.replace(file, path / file.name)


def _write_csv(case: Case, name: str, path: Path) -> None:
    table, header = getattr(case, name), header_of(case, name)
    columns = [[cell_text(cell) for cell in cells(table, heading)] for heading in header] if table.header else []
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(zip(*columns, strict=True))


_GUIDE = (
    "One sheet is one table, one row is one thing, one column is one fact. The name of a column in the header row must "
    "stay as it is; sheets, columns and rows may be moved, and rows may be added and deleted.",
    "A blank cell means 'not given', never zero; the label above each column says what that stands for. "
    "Columns with a dark header must be filled in every row.",
    "Lists inside a cell are parted by |, such as rail_1520|sea.",
    "Columns whose name starts with _ are yours, and so are sheets whose name starts with _: nothing reads them.",
    "To look for mistakes, all at once and each with its cell: planner check FILE.xlsx",
    "To find the plan: planner solve FILE.xlsx",
    "To try a change without touching the tables: describe it in scenarios and scenario_changes, then "
    "planner solve FILE.xlsx --scenario NAME",
)


_LINE, _WIDTH, _LETTERS = 15.0, 90, 88
"""Of the sheet README: points of a line, width of a sentence, and letters of it that are sure to fit on a line."""


def _write_readme(book: Any, case: Case, styles: Styles) -> None:
    paper = Paper(book, "README")
    paper.columns(0, 0, 24)
    paper.columns(1, 1, _WIDTH, styles.plain)
    settings = dict(zip(case.settings.key.tolist(), case.settings.value.tolist(), strict=True))
    paper.text(0, 0, settings.get("title") or settings.get("case") or "A case", styles.title)
    paper.rows(0, 2 * _LINE)
    for row, sentence in enumerate(_GUIDE, start=2):
        _sentence(paper, row, sentence, styles)
    start = len(_GUIDE) + 3
    paper.text(start, 0, "Sheet", styles.needed)
    paper.text(start, 1, "What a row is", styles.needed)
    for row, (name, owner) in enumerate(TABLES.items(), start=start + 1):
        paper.link(row, 0, name, styles.way)
        wanted = " Needed." if name in NEEDED else ""
        _sentence(paper, row, row_meaning(owner) + wanted, styles)


def _sentence(paper: Paper, row: int, sentence: str, styles: Styles) -> None:
    """A sentence of the sheet README in a row that is high enough for it."""
    paper.rows(row, _LINE * ceil(len(sentence) / _LETTERS))
    paper.text(row, 1, sentence, styles.plain)

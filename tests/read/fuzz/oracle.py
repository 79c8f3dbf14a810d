"""Whether what came of a mutant is right."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import openpyxl

from models.case import Case
from models.errors import UnreadableInput
from models.tables import cells
from planner.read.case import Reading, read_case
from planner.read.cells import fifteen_digits
from tests.read.fuzz.mutations import CELL, EXACT, FILE, Mutant
from tests.read.fuzz.numbers import number_meant
from tests.read.fuzz.sound import Sound
from tests.read.planting import sheets_of

REFUSED, TOLD, SAME, OTHER = "refused", "told", "same", "other"
"""Outcomes: not opened, problems, the sound case, or another case that the file really holds."""


class Wrong(Exception):
    """A mutant that was not treated right."""


def judged(mutant: Mutant, sound: Sound, path: Path) -> str:
    """The outcome of reading a mutant that lies at a path; raises Wrong, or whatever the reader raised."""
    try:
        reading = read_case(path)
    except UnreadableInput as error:
        _require(mutant, str(error).count("\n") == 0 and ": " in str(error), f"message {error}")
        named = mutant.cell is None or f"sheet {mutant.cell.table}, cell {mutant.cell.address}" in str(error)
        _require(mutant, named or path.is_dir(), f"the cell is not named: {error}")
        return REFUSED
    _require(mutant, reading.ok == all(problem.severity == "warning" for problem in reading.problems), "ok")
    if mutant.oracle == CELL:
        return _judged_cell(mutant, reading, path)
    if reading.problems:
        return TOLD
    assert reading.case is not None
    if reading.case.digest == sound.digest:
        return SAME
    _require(mutant, mutant.oracle != FILE, "another case from a damaged file, in silence")
    _require_as_in_file(mutant, reading.case, path)
    return OTHER


def _judged_cell(mutant: Mutant, reading: Reading, path: Path) -> str:
    """A text that is no number must have an error at its cell; a number must be the one that is read."""
    cell, meant = mutant.cell, number_meant(mutant.planted)
    assert cell is not None
    place = (cell.table, cell.header if path.is_dir() else cell.address, cell.row + 2 if path.is_dir() else None)
    here = [problem for problem in reading.problems if (problem.sheet, problem.cell, problem.line) == place]
    if any(problem.severity == "error" for problem in here):
        return TOLD
    if meant is None and not (cell.column.required or mutant.planted.strip(" \u00a0\u202f")):
        return TOLD
    _require(mutant, meant is not None, f"no error at {place}; problems {reading.problems}")
    found = cells(getattr(reading.draft, cell.table), cell.header)[cell.row]
    _require(mutant, found == fifteen_digits(meant or 0.0), f"read as {found}")
    return OTHER


def _require_as_in_file(mutant: Mutant, case: Case, path: Path) -> None:
    """Everything in the case stands in the file, read by another program."""
    present = _texts_of_folder(path) if path.is_dir() else _texts_of_workbook(path)
    for name, rows in sheets_of(case).items():
        read = {_text(value) for row in rows for value in row if value is not None}
        stands = present.get(name, set()) - {"None"}
        _require(mutant, read <= stands, f"{name} has {sorted(read - stands)}")
        _require(mutant, mutant.oracle != EXACT or read == stands, f"{name} lacks {sorted(stands - read)}")


def _texts_of_workbook(path: Path) -> dict[str, set[str]]:
    book = openpyxl.load_workbook(path, data_only=True)
    return {sheet.title: {_text(cell.value) for row in sheet.iter_rows() for cell in row} for sheet in book.worksheets}


def _texts_of_folder(path: Path) -> dict[str, set[str]]:
    files = {file.stem: file.read_bytes().decode("utf-8-sig") for file in path.glob("*.csv")}
    rows = {name: csv.reader(io.StringIO(text, newline="")) for name, text in files.items()}
    return {name: {_text(cell) for row in read for cell in row} for name, read in rows.items()}


def _text(value: Any) -> str:
    text = " ".join(str(value).split())
    number = number_meant(text)
    return text if number is None else repr(fifteen_digits(number))


def _require(mutant: Mutant, holds: bool, what: str) -> None:
    if not holds:
        raise Wrong(f"{mutant.what} ({mutant.planted!r} in {mutant.cell}): {what}")

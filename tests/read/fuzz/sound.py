"""The sound files that are mutated: the teaching case as workbooks of two programs, and as a folder."""

from __future__ import annotations

import re
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from models.case import TABLES
from models.tables import Column
from planner.read.cells import column_named
from planner.read.writing import teaching_case, write_workbook
from tests.read.planting import Sheets, planted, save_workbook

Parts = dict[str, bytes]


@dataclass(frozen=True)
class Workbook:
    """Bytes of a sound file and its unpacked parts."""

    content: bytes
    parts: Parts

    def packed(self, changed: Parts) -> bytes:
        """The file with other parts, stored as they are: packing takes most of the time."""
        return pack(changed)


@dataclass(frozen=True)
class Cell:
    """A filled cell of the plain workbook: its table, row (0 is the first below the header), column and address."""

    table: str
    row: int
    header: str
    column: Column
    address: str
    value: object


@dataclass(frozen=True)
class Sound:
    """Everything that mutations start from. sheet_parts: the part of each table in the plain workbook."""

    digest: str
    written: Workbook
    plain: Workbook
    sheets: Sheets
    sheet_parts: dict[str, str]
    cells: tuple[Cell, ...]


def pack(parts: Parts) -> bytes:
    """A zip archive of parts."""
    with tempfile.SpooledTemporaryFile() as stream:
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
            for name, content in parts.items():
                archive.writestr(zipfile.ZipInfo(name), content)
        stream.seek(0)
        return stream.read()


def make_sound() -> Sound:
    """The teaching case; the same on every run."""
    with tempfile.TemporaryDirectory() as folder:
        write_workbook(teaching_case(), Path(folder) / "written.xlsx")
        written = _opened(Path(folder) / "written.xlsx")
        plain = _undated(_opened(save_workbook(planted(), Path(folder) / "plain.xlsx")))
    sheets = planted()
    parts = {name: f"xl/worksheets/sheet{number}.xml" for number, name in enumerate(sheets, start=1)}
    return Sound(teaching_case().digest, written, _with_formulas(plain, parts["links"]), sheets, parts, _cells(sheets))


def _opened(path: Path) -> Workbook:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return Workbook(path.read_bytes(), parts)


def _undated(book: Workbook) -> Workbook:
    """Without the time at which it was saved."""
    properties = "docProps/core.xml"
    parts = book.parts | {properties: re.sub(rb"[0-9T:-]+Z<", b"2000-01-01T00:00:00Z<", book.parts[properties])}
    return Workbook(pack(parts), parts)


def _with_formulas(book: Workbook, part: str) -> Workbook:
    """Numbers of a sheet as formulas with their results, as a planner may have made them."""
    content = re.sub(rb"(<c [^>]*>)(<v>([0-9.]+)</v>)", rb"\1<f>\3+0</f>\2", book.parts[part])
    parts = book.parts | {part: content.replace(b't="n"', b"")}
    return Workbook(pack(parts), parts)


def _cells(sheets: Sheets) -> tuple[Cell, ...]:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return tuple(
        Cell(name, row, header, column_named(TABLES[name], header), f"{letters[place]}{row + 2}", values[place])
        for name, rows in sheets.items()
        for row, values in enumerate(rows[1:])
        for place, header in enumerate(rows[0])
        if values[place] is not None and place < len(letters)
    )

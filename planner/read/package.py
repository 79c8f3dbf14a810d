"""An Excel file opened: which sheets it has, the texts they share and which formats show dates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import IO, Any
from zipfile import ZipFile

from openpyxl.packaging.manifest import Manifest
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.xml.constants import SHARED_STRINGS

from planner.read.raw import Raw
from planner.read.sheet_cells import MAX_CELLS, Formats, read_cells
from planner.read.streaming import Damage
from planner.read.strings import read_strings

_SHEETS = "xl/worksheets/"
_NO_TABLE = ("/chartsheet", "/dialogsheet", "/xlMacrosheet", "/xlIntlMacrosheet")


@dataclass(frozen=True)
class SheetPart:
    """A sheet and the part of the file that holds its cells."""

    name: str
    visible: bool
    part: str


@dataclass
class Package:
    """An opened workbook. room: how many cells its sheets may still span."""

    sheets: tuple[SheetPart, ...]
    archive: ZipFile
    formats: Formats
    room: int = MAX_CELLS

    def rows(self, sheet: SheetPart) -> dict[int, list[Raw]]:
        """Rows of a sheet that have any cell, by their number; raises what `read_cells` raises."""
        with self.archive.open(sheet.part) as part:
            rows = read_cells(part, sheet.name, self.formats, self.room)
        self.room -= sum(map(len, rows.values()))
        return rows


def open_package(stream: IO[bytes]) -> Package:
    """Open a workbook that has passed the guard.

    openpyxl reads what is small and varied: the list of parts, of sheets, of formats. Raises Damage, or whatever
    openpyxl raises on damaged parts.
    """
    reader = ExcelReader(stream, read_only=True, data_only=True, keep_links=False)
    reader.read_manifest()
    try:
        reader.read_workbook()
    except OSError as error:  # so openpyxl calls a list of parts that names no workbook
        raise Damage(str(error)) from error
    apply_stylesheet(reader.archive, reader.wb)
    book: Any = reader.wb
    formats = Formats(
        _strings(reader.archive, reader.package),
        frozenset(map(str, book._date_formats)),
        frozenset(map(str, book._timedelta_formats)),
        book.epoch,
        _percents(book),
        bool(book.calculation.fullCalcOnLoad),
    )
    return Package(_sheets(reader), reader.archive, formats)


def _percents(book: Any) -> frozenset[str]:
    """Formats that show a number a hundredfold with a per cent sign."""
    own = {164 + position: code for position, code in enumerate(book._number_formats)}
    codes = {number: code for number, code in (BUILTIN_FORMATS | own).items() if "%" in code}
    return frozenset(str(style) for style, its in enumerate(book._cell_styles) if its.numFmtId in codes)


def _strings(archive: ZipFile, manifest: Manifest) -> Sequence[str | None]:
    """The shared texts; a workbook of numbers alone has none."""
    listed: Any = manifest.find(SHARED_STRINGS)  # type: ignore[no-untyped-call]
    if listed is None:
        return []
    with archive.open(listed.PartName.removeprefix("/")) as part:
        return read_strings(part)


def _sheets(reader: ExcelReader) -> tuple[SheetPart, ...]:
    """The sheets that hold cells, in the order of the workbook; none may be missing, doubled or left over."""
    parts = set(reader.valid_files)
    found = []
    for sheet, relation in reader.parser.find_sheets():
        if str(relation.Type).endswith(_NO_TABLE):
            continue
        if not str(relation.Type).endswith("/worksheet") or relation.target not in parts:
            raise Damage(f"sheet {sheet.name} is missing")
        found.append(SheetPart(str(sheet.name), sheet.state == "visible", str(relation.target)))
    _require_once("sheets are called", [sheet.name.lower() for sheet in found])
    _require_once("sheets have the cells of", [sheet.part for sheet in found])
    unlisted = {part for part in parts if part.startswith(_SHEETS) and part.endswith(".xml")}
    if unlisted := unlisted - {sheet.part for sheet in found}:
        raise Damage(f"{min(unlisted)} belongs to no sheet")
    return tuple(found)


def _require_once(what: str, names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise Damage(f"two {what} {name}")
        seen.add(name)

"""What an Excel file holds, found out before any parser opens it; files that could do harm are refused here."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile, ZipInfo

from models.errors import UnreadableInput

MAX_PARTS = 10_000
MAX_UNPACKED = 2**30
MAX_RATIO = 200
RATIO_COUNTS_FROM = 10 * 2**20
MAX_ROWS = 1_048_576
MAX_FAR_CELLS = 1000
"""Cells to the right of column ZZ: each makes its whole row thousands of cells wide."""

_CHUNK = 2**20
_OVERLAP = 64
_FORBIDDEN = re.compile(rb"<!(DOCTYPE|ENTITY)")
_FORMULA = re.compile(rb"<(\w+:)?f[ />]")
_FAR_CELL = re.compile(rb'<(?:\w+:)?c [^>]{0,40}?r="[A-Z]{3}\d')
_LONG_ROW = re.compile(rb' r="[A-Z]{0,3}(\d{7,})"')
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@dataclass(frozen=True)
class Contents:
    """What a workbook brings besides values."""

    macros: bool
    formulas: bool


def inspect(path: Path) -> Contents:
    """Look into a workbook without parsing it.

    Raises UnreadableInput for a file of another kind, a damaged one, or one that unpacks to absurd sizes.
    """
    try:
        with path.open("rb") as stream:
            _require_workbook(path, stream)
            with ZipFile(stream) as archive:
                return _inspect(path, archive)
    except PermissionError as error:
        raise UnreadableInput(f"{path} cannot be opened: close it in other programs, or ask for access") from error
    except (BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise UnreadableInput(f"{path} is damaged ({error}): open it in Excel and save it again") from error
    except OSError as error:
        raise UnreadableInput(f"{path} cannot be read: {error.strerror or error}") from error


def _require_workbook(path: Path, stream: IO[bytes]) -> None:
    start = stream.read(8)
    if start == _OLE:
        locked = "EncryptedPackage".encode("utf-16-le") in stream.read()
        kind = "is protected by a password" if locked else "is an old Excel file (.xls)"
        fix = "remove the password" if locked else "open it in Excel and save it as 'Excel Workbook (.xlsx)'"
        raise UnreadableInput(f"{path} {kind}: {fix}")
    if not start.startswith(b"PK"):
        kind = "is empty" if not start else "is not an Excel workbook, whatever its name says"
        raise UnreadableInput(f"{path} {kind}: open it in Excel and save it as 'Excel Workbook (.xlsx)'")
    stream.seek(0)


def _inspect(path: Path, archive: ZipFile) -> Contents:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if "xl/workbook.bin" in names or "[Content_Types].xml" not in names:
        raise UnreadableInput(f"{path} is of another kind: open it in Excel and save it as 'Excel Workbook (.xlsx)'")
    _limit_sizes(path, parts)
    formulas = False
    for part in parts:
        if part.filename.endswith((".xml", ".rels", ".vml")):
            formulas |= _inspect_part(path, archive, part)
    return Contents(macros=any(name.endswith("vbaProject.bin") for name in names), formulas=formulas)


def _limit_sizes(path: Path, parts: list[ZipInfo]) -> None:
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableInput(f"{path} is protected by a password: remove the password")
    swollen = [part for part in parts if part.file_size > max(RATIO_COUNTS_FROM, MAX_RATIO * part.compress_size)]
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED or swollen:
        raise UnreadableInput(
            f"{path} unpacks to an absurd size and was not opened: "
            "copy the tables into a new workbook, or use a folder of CSV files"
        )


def _inspect_part(path: Path, archive: ZipFile, part: ZipInfo) -> bool:
    """Whether the part holds a formula of a sheet; raises UnreadableInput for what no workbook needs."""
    sheet = part.filename.startswith("xl/worksheets/")
    formulas, far = False, 0
    for chunk in _chunks(archive, part):
        if _FORBIDDEN.search(chunk) or b"<\0!\0" in chunk or b"\0<\0!" in chunk:
            raise UnreadableInput(f"{path} defines entities of its own ({part.filename}) and was not opened")
        if sheet:
            formulas = formulas or _FORMULA.search(chunk) is not None
            far += len(_FAR_CELL.findall(chunk))
            _limit_cells(path, part, chunk, far)
    return formulas


def _limit_cells(path: Path, part: ZipInfo, chunk: bytes, far: int) -> None:
    rows = [int(number) for number in _LONG_ROW.findall(chunk)]
    if far > MAX_FAR_CELLS or max(rows, default=0) > MAX_ROWS:
        raise UnreadableInput(
            f"{path} has cells far outside any table ({part.filename}): "
            "select the columns right of the table and the rows below it, delete them, and save"
        )


def _chunks(archive: ZipFile, part: ZipInfo) -> Iterator[bytes]:
    """The unpacked part piece by piece; pieces overlap so that nothing is cut in two."""
    tail = b""
    with archive.open(part) as stream:
        while piece := stream.read(_CHUNK):
            yield tail + piece
            tail = piece[-_OVERLAP:]

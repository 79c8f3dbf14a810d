"""What an Excel file holds, found out before any parser opens it; files that could do harm are refused here."""

from __future__ import annotations

import lzma
import zlib
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from models.errors import UnreadableInput
from planner.read.excel.guarded_parts import Contents, PartScan, outside_of
from planner.read.excel.part_names import plain_name
from planner.read.plain_file import require_file

MAX_FILE = 2**29
MAX_PARTS = 10_000
MAX_UNPACKED = 2**30
MAX_RATIO = 200
RATIO_COUNTS_FROM = 10 * 2**20
MAX_WHOLE_PART = 2**25
"""Bytes of a part that is held as a whole: anything but sheets, shared texts, and what is never opened."""

_CHUNK = 2**20
_STREAMED = ("xl/worksheets/", "xl/sharedstrings")
_LOCAL_HEADER = 30
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENTRY = b"PK\x01\x02"
_SAVE_AGAIN = "open it in Excel and save it again"
_SAVE_AS = "open it in Excel and save it as 'Excel Workbook (.xlsx)'"


def inspect(path: Path) -> Contents:
    """Look into a workbook without parsing it; every part is unpacked once, a piece at a time.

    Raises UnreadableInput for a file of another kind, a damaged one, or one that unpacks to absurd sizes.
    """
    require_file(path, "a workbook")
    try:
        with path.open("rb") as stream:
            _require_size(path, stream)
            _require_workbook(path, stream)
            with ZipFile(stream) as archive:
                return _inspect(path, archive)
    except PermissionError as error:
        raise UnreadableInput(f"{path} cannot be opened: close it in other programs, or ask for access") from error
    except (BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, ValueError) as error:
        raise UnreadableInput(f"{path} is damaged ({error}): {_SAVE_AGAIN}") from error
    except OSError as error:
        raise UnreadableInput(f"{path} cannot be read: {error.strerror or error}") from error


def _require_size(path: Path, stream: IO[bytes]) -> None:
    """Refuse what would fill the memory by its list of parts alone, before that list is read."""
    entries, size, tail = 0, 0, b""
    while piece := stream.read(_CHUNK):
        entries += (tail + piece).count(_ENTRY)
        size += len(piece)
        tail = piece[-len(_ENTRY) + 1 :]
        if size > MAX_FILE or entries > 2 * MAX_PARTS:  # a workbook within the workbook has entries of its own
            raise _absurd(path)
    stream.seek(0)


def _require_workbook(path: Path, stream: IO[bytes]) -> None:
    start = stream.read(8)
    if start == _OLE:
        locked = "EncryptedPackage".encode("utf-16-le") in stream.read()
        kind = "is protected by a password" if locked else "is an old Excel file (.xls)"
        fix = "remove the password" if locked else _SAVE_AS
        raise UnreadableInput(f"{path} {kind}: {fix}")
    if not start.startswith(b"PK"):
        kind = "is empty" if not start else "is not an Excel workbook, whatever its name says"
        raise UnreadableInput(f"{path} {kind}: {_SAVE_AS}")
    stream.seek(0)


def _inspect(path: Path, archive: ZipFile) -> Contents:
    parts = archive.infolist()
    names = [plain_name(part.filename) for part in parts]
    if "xl/workbook.bin" in names or "[content_types].xml" not in names:
        raise UnreadableInput(f"{path} is of another kind: {_SAVE_AS}")
    _require_plain_names(path, names)
    _require_declared_sizes(path, parts)
    _require_apart(path, parts)
    unpacked, links = 0, []
    for part in parts:
        scan = _scanned(path, archive, part)
        unpacked += scan.size
        links += scan.targets
        if unpacked > MAX_UNPACKED:
            raise _absurd(path)
    return outside_of([part.filename for part in parts], links)


def _require_plain_names(path: Path, names: list[str]) -> None:
    """Each part once, and none with a name that would lead out of a folder."""
    odd = [name for name in names if {"", ".", ".."}.intersection(name.removesuffix("/").split("/"))]
    twice = [name for name, count in Counter(names).items() if count > 1]
    if odd or twice:
        what = "a name that no part may have" if odd else "the same name as another"
        raise UnreadableInput(f"{path} is damaged (part {(odd or twice)[0][:80]!r} has {what}): {_SAVE_AGAIN}")


def _require_declared_sizes(path: Path, parts: list[ZipInfo]) -> None:
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableInput(f"{path} is protected by a password: remove the password")
    if odd := [part for part in parts if part.compress_type not in (ZIP_STORED, ZIP_DEFLATED)]:
        raise UnreadableInput(f"{path} is packed in a way that Excel does not use ({odd[0].filename}): {_SAVE_AGAIN}")
    swollen = [part for part in parts if part.file_size > max(RATIO_COUNTS_FROM, MAX_RATIO * part.compress_size)]
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED or swollen:
        raise _absurd(path)


def _require_apart(path: Path, parts: list[ZipInfo]) -> None:
    """Refuse parts that share their bytes: so a small file unpacks to any size."""
    spans = sorted((part.header_offset, part.compress_size, part.filename) for part in parts)
    for (start, size, _), (following, _, name) in pairwise(spans):
        if start + _LOCAL_HEADER + size > following:
            raise UnreadableInput(f"{path} is damaged (part {name[:80]!r} overlaps another): {_SAVE_AGAIN}")


def _scanned(path: Path, archive: ZipFile, part: ZipInfo) -> PartScan:
    """The part read to its end, so that its check sum is compared; its real size must be the declared one."""
    name = plain_name(part.filename)
    scan = PartScan(path, part.filename)
    for piece in _pieces(archive, part):
        scan.take(piece)
    if scan.size != part.file_size:
        raise UnreadableInput(f"{path} is damaged (part {part.filename} has another size than stated): {_SAVE_AGAIN}")
    whole = name.endswith((".xml", ".rels")) and not name.startswith(_STREAMED)
    if whole and scan.size > MAX_WHOLE_PART:
        raise _absurd(path)
    return scan


def _pieces(archive: ZipFile, part: ZipInfo) -> Iterator[bytes]:
    with archive.open(part) as stream:
        while piece := stream.read(_CHUNK):
            yield piece


def _absurd(path: Path) -> UnreadableInput:
    return UnreadableInput(
        f"{path} unpacks to an absurd size and was not opened: "
        "copy the tables into a new workbook, or use a folder of CSV files"
    )

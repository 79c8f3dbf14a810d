"""What a workbook holds that openpyxl would lose, so that a checked copy says it, or is not made at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from zipfile import ZipFile

from planner.read.view import read_view

MAX_SHEET_BYTES = 40 * 2**20
"""Unpacked bytes of all sheets; a larger workbook takes minutes and gigabytes to copy cell by cell."""
MAX_MERGED = 500_000
"""Cells under merged ones; a whole column merged has a million."""


@dataclass(frozen=True)
class Losses:
    """What a copy of a workbook would be without.

    lost: in words, for the planner. no_copy: why a copy would do harm; '' where it would not.
    """

    lost: tuple[str, ...]
    no_copy: str = ""


_BY_PART = {
    "xl/ctrlProps/": "buttons and other form controls",
    "xl/activeX/": "buttons and other controls",
    "xl/threadedComments/": "threads of comments (their text stays as a note)",
    "xl/slicers/": "slicers",
    "xl/timelines/": "timelines",
    "xl/embeddings/": "embedded files",
    "xl/connections.xml": "data connections",
    "xl/queryTables/": "data connections",
    "xl/metadata.xml": "formulas that spill over several cells (they become array formulas)",
    "xl/richData/": "data types and pictures inside cells",
    "xl/featurePropertyBag/": "check boxes inside cells",
    "xl/diagrams/": "SmartArt",
    "xl/charts/": "details of charts: they are drawn anew and may look different",
    "xl/chartsheets/": "details of charts: they are drawn anew and may look different",
    "customXml/": "custom XML of other programs",
}
_BY_TEXT = (
    ("xl/drawings/", b"<xdr:sp", "shapes and text boxes"),
    ("xl/drawings/", b"<xdr:cxnSp", "shapes and text boxes"),
    ("xl/worksheets/", b"x14:conditionalFormatting", "details of data bars and icons"),
)
_PIECE = 2**20
_OVERLAP = 64


def losses_of(path: Path) -> Losses:
    """What openpyxl would lose of a workbook that has passed the guard."""
    with ZipFile(path) as archive:
        names = archive.namelist()
        lost = {words: None for start, words in _BY_PART.items() if any(name.startswith(start) for name in names)}
        lost |= dict.fromkeys(_found(archive))
        sheets = sum(part.file_size for part in archive.infolist() if part.filename.startswith("xl/worksheets/"))
    no_copy = ""
    if any(name.endswith("vbaProject.bin") for name in names):
        no_copy = "a copy would lose the macros"
    elif sheets > MAX_SHEET_BYTES or _merged_cells(path) > MAX_MERGED:
        no_copy = "the workbook is too large to copy"
    return Losses(tuple(lost), no_copy)


def _merged_cells(path: Path) -> int:
    """How many cells lie under merged ones, of which openpyxl makes one by one what Excel keeps as one range."""
    with ZipFile(path) as archive:
        views = [read_view(archive.open(name)) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    ranges = (merged for view in views for merged in view.merged)
    return sum((bottom - top + 1) * (right - left + 1) for top, left, bottom, right in ranges)


def _found(archive: ZipFile) -> Iterator[str]:
    for name in archive.namelist():
        asked = [(mark, words) for start, mark, words in _BY_TEXT if name.startswith(start) and name.endswith(".xml")]
        if name.startswith("xl/drawings/") and find_spec("PIL") is None:
            asked.append((b"<xdr:pic", "pictures"))
        if asked:
            yield from _marks_in(archive, name, dict(asked))


def _marks_in(archive: ZipFile, name: str, asked: dict[bytes, str]) -> Iterator[str]:
    tail = b""
    with archive.open(name) as part:
        while piece := part.read(_PIECE):
            text = tail + piece
            yield from (words for mark, words in asked.items() if mark in text)
            tail = piece[-_OVERLAP:]

"""What a workbook holds that openpyxl would lose, so that a checked copy says it, or is not made at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from zipfile import ZipFile

from planner.read.checked.copy_work import MOST_WORK, copy_work
from planner.read.excel import plain_name


@dataclass(frozen=True)
class Losses:
    """What a copy of a workbook would be without.

    lost: in words, for the planner. no_copy: why a copy would do harm; '' where it would not.
    """

    lost: tuple[str, ...]
    no_copy: str = ""


_BY_PART = {
    "xl/ctrlprops/": "buttons and other form controls",
    "xl/activex/": "buttons and other controls",
    "xl/threadedcomments/": "threads of comments (their text stays as a note)",
    "xl/slicers/": "slicers",
    "xl/timelines/": "timelines",
    "xl/embeddings/": "embedded files",
    "xl/connections.xml": "data connections",
    "xl/querytables/": "data connections",
    "xl/metadata.xml": "formulas that spill over several cells (they become array formulas)",
    "xl/richdata/": "data types and pictures inside cells",
    "xl/featurepropertybag/": "check boxes inside cells",
    "xl/diagrams/": "SmartArt",
    "xl/charts/": "details of charts: they are drawn anew and may look different",
    "xl/chartsheets/": "details of charts: they are drawn anew and may look different",
    "customxml/": "custom XML of other programs",
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
        names = [plain_name(name) for name in archive.namelist()]
        if any(name.endswith("vbaproject.bin") for name in names):
            return Losses((), "a copy would lose the macros")
        if copy_work(archive) > MOST_WORK:
            return Losses((), "the workbook is too large to copy within seconds")
        lost = {words: None for start, words in _BY_PART.items() if any(name.startswith(start) for name in names)}
        return Losses((*lost, *dict.fromkeys(_found(archive))))


def _found(archive: ZipFile) -> Iterator[str]:
    for name in archive.namelist():
        plain = plain_name(name)
        asked = [(mark, words) for start, mark, words in _BY_TEXT if plain.startswith(start) and plain.endswith(".xml")]
        if plain.startswith("xl/drawings/") and find_spec("PIL") is None:
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

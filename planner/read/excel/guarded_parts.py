"""What one part of an Excel file holds: found by looking for bytes, without parsing it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.errors import UnreadableInput
from planner.read.excel.part_names import plain_name

MAX_MERGES = 20_000
MAX_FORMATS = 65_490
"""Cell formats of a workbook; Excel allows no more."""
MAX_STYLE_ELEMENTS = 1_000_000

_OVERLAP = 256
_XML = (".xml", ".rels", ".vml")
_FORBIDDEN = re.compile(rb"<!(DOCTYPE|ENTITY)")
_ENCODING = re.compile(rb"""<\?xml[^>]{0,80}encoding\s*=\s*["']([^"']{0,40})""")
_WIDE = re.compile(rb"^(\xff\xfe|\xfe\xff|<\0|\0<|\0\0)")
_NEVER_OPENED = "customxml/"
"""Parts of other programs inside the file, which nothing here parses; SharePoint writes them in UTF-16."""
_TARGET = re.compile(rb'(?:Target|ddeService)="([^"]{1,200})"')
"""The file that a link leads to, or the program that a DDE link would start."""
_MOST_TARGETS = 5
_SAVE_AGAIN = "open it in Excel and save it again"


@dataclass(frozen=True)
class Contents:
    """What a workbook brings besides values: macros, and by kind the parts that lead to data outside it."""

    macros: bool
    outside: dict[str, tuple[str, ...]]


_OUTSIDE = {
    "external-links": ("xl/externallinks/",),
    "data-connections": ("xl/connections.xml", "xl/querytables/"),
    "embedded-objects": ("xl/embeddings/", "xl/activex/"),
}
"""Rule that tells of it, and how the names of its parts begin."""


def outside_of(names: Sequence[str], targets: Iterable[str]) -> Contents:
    """The contents of a file with these parts; `targets`: what its links to other files point to."""
    found = {
        rule: tuple(name for name in names if plain_name(name).startswith(starts))
        for rule, starts in _OUTSIDE.items()
        if any(plain_name(name).startswith(starts) for name in names)
    }
    if "external-links" in found and (known := tuple(targets)):
        found["external-links"] = known
    return Contents(macros=any(plain_name(name).endswith("vbaproject.bin") for name in names), outside=found)


class PartScan:
    """A part looked at piece by piece: its size, and whether it holds what no workbook needs."""

    def __init__(self, path: Path, name: str) -> None:
        self.size = 0
        self.targets: list[str] = []
        self._path, self._name = path, name
        plain = plain_name(name)
        self._xml = plain.endswith(_XML)
        self._styles = plain == "xl/styles.xml"
        self._links = plain.startswith("xl/externallinks/")
        self._opened = not plain.startswith(_NEVER_OPENED)
        self._wide = False
        self._tail = b""
        self._counts = {b"<": 0, b"xf ": 0, b"mergeCell ": 0}

    def take(self, piece: bytes) -> None:
        """Look at the next piece; raises UnreadableInput for what is refused."""
        size = len(piece)
        if self._xml:
            if not self.size:
                self._wide = _WIDE.match(piece) is not None
                if self._opened:
                    self._require_plain(piece)
            if self._wide:
                piece = piece.replace(b"\0", b"")
            # Pieces overlap so that nothing is cut in two.
            self._look_for(self._tail + piece)
            self._count(piece)
            self._tail = piece[-_OVERLAP:]
        self.size += size

    def _require_plain(self, start: bytes) -> None:
        encoding = _ENCODING.match(start.removeprefix(b"\xef\xbb\xbf"))
        name = encoding[1].decode("ascii", "replace") if encoding else "utf-8"
        if self._wide:
            name = "UTF-16"
        if name.lower() not in ("utf-8", "us-ascii", "ascii"):
            raise self._refusal(f"is written in {name}, which no spreadsheet program does", _SAVE_AGAIN)

    def _look_for(self, piece: bytes) -> None:
        if b"<!" in piece and _FORBIDDEN.search(piece):
            raise self._refusal("defines entities of its own", "copy the tables into a new workbook")
        if self._links and len(self.targets) < _MOST_TARGETS:
            self.targets += [target.decode("utf-8", "replace") for target in _TARGET.findall(piece)[:_MOST_TARGETS]]

    def _count(self, piece: bytes) -> None:
        self._limit(piece, b"mergeCell ", MAX_MERGES, "merged ranges", "unmerge the cells")
        if self._styles:
            fix = "copy the tables, as values, into a new workbook"
            self._limit(piece, b"xf ", 2 * MAX_FORMATS, "cell formats", fix)
            self._limit(piece, b"<", MAX_STYLE_ELEMENTS, "elements of formats", fix)

    def _limit(self, piece: bytes, mark: bytes, most: int, what: str, fix: str) -> None:
        self._counts[mark] += piece.count(mark)
        if self._counts[mark] > most:
            raise self._refusal(f"has more than {most} {what}", f"{fix} and save")

    def _refusal(self, what: str, fix: str) -> UnreadableInput:
        return UnreadableInput(f"{self._path} {what} ({self._name}) and was not opened: {fix}")

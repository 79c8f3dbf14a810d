"""How much work a checked copy of a workbook is, counted before it begins: openpyxl works cell by cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from zipfile import ZipFile

from openpyxl.utils import range_boundaries

from planner.read.excel import plain_name

MOST_WORK = 300_000
"""Elements of XML and cells of ranges in a workbook that is copied: seconds, and some 15,000 rows."""

_PER_CELL = 2
"""A cell of a range is made anew with what a cell of the file has: its element and that of its value."""
_PIECE = 2**20
_OVERLAP = 512
_RANGE = re.compile(rb'<(?:\w+:)?(?:mergeCell|hyperlink) [^>]*?ref="([A-Za-z0-9:]{1,24})"')


def copy_work(archive: ZipFile) -> int:
    """Elements of the parts that hold XML, and cells under merged ones and under links, of which each becomes one."""
    return sum(_work(archive, name) for name in archive.namelist() if plain_name(name).endswith((".xml", ".vml")))


def _work(archive: ZipFile, name: str) -> int:
    elements, ranges, tail = 0, set[bytes](), b""
    for piece in _pieces(archive, name):
        elements += piece.count(b"<") - piece.count(b"</")
        if b"mergeCell" in piece or b"hyperlink" in piece:
            ranges.update(_RANGE.findall(tail + piece))
        tail = piece[-_OVERLAP:]
    return elements + _PER_CELL * sum(map(_cells, ranges))


def _pieces(archive: ZipFile, name: str) -> Iterator[bytes]:
    with archive.open(name) as part:
        while piece := part.read(_PIECE):
            yield piece


def _cells(found: bytes) -> int:
    try:
        left, top, right, bottom = range_boundaries(found.decode().upper())
    except ValueError:
        return 0
    edges = left, top, right, bottom
    return 0 if None in edges else (int(right or 0) - int(left or 0) + 1) * (int(bottom or 0) - int(top or 0) + 1) - 1

"""Stored results of formulas, which openpyxl drops when it saves: read from one file, put back into another."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import IO
from xml.sax.saxutils import escape

from planner.read.excel import open_package, stream_xml

Results = Mapping[str, tuple[str, str]]
"""Kind (as in the XML: n, str, b, e) and text of the result of each formula, by its address."""

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_CELL, _FORMULA, _VALUE = (f"{_MAIN} {name}" for name in ("c", "f", "v"))
_EMPTY = re.compile(rb'<c r="([A-Z]+[0-9]+)"([^>]*)>(<f\b[^>]*(?:/>|>[^<]*</f>))<v ?/></c>')
_KIND = re.compile(rb' t="[^"]*"')


def stored_results(path: Path) -> dict[str, Results]:
    """The stored results of a workbook that has passed the guard, by the name of the sheet."""
    with path.open("rb") as stream:
        package = open_package(stream)
        found = {}
        for sheet in package.sheets:
            with package.archive.open(sheet.part) as part:
                found[sheet.name] = _results(part)
        return found


def restored(content: bytes, results: Results) -> bytes:
    """The XML of a sheet as openpyxl writes it, with results where it has left them out."""

    def with_result(cell: re.Match[bytes]) -> bytes:
        result = results.get(cell[1].decode())
        if result is None:
            return cell[0]
        kind, text = result
        typed = b"" if kind == "n" else f' t="{kind}"'.encode()
        value = escape(text).encode("utf-8", "xmlcharrefreplace")
        return b'<c r="%b"%b%b>%b<v>%b</v></c>' % (cell[1], _KIND.sub(b"", cell[2]), typed, cell[3], value)

    return _EMPTY.sub(with_result, content) if results else content


def _results(part: IO[bytes]) -> Results:
    reader = _Formulas()
    stream_xml(part, reader.start, reader.end, reader.text)
    return reader.found


class _Formulas:
    """Formulas of a sheet and their results, from one tag to the next."""

    def __init__(self) -> None:
        self.found: dict[str, tuple[str, str]] = {}
        self.text: list[str] = []
        self._address, self._kind, self._formula = "", "n", False

    def start(self, name: str, attributes: object) -> None:
        """A tag opens."""
        self.text.clear()
        if name == _CELL:
            given = list(attributes) if isinstance(attributes, list | tuple) else []
            facts = dict(zip(given[::2], given[1::2], strict=True))
            self._address, self._kind, self._formula = facts.get("r", ""), facts.get("t", "n"), False
        elif name == _FORMULA:
            self._formula = True

    def end(self, name: str) -> None:
        """A tag closes."""
        if name == _VALUE and self._formula:
            self.found[self._address] = (self._kind, "".join(self.text))
        self.text.clear()

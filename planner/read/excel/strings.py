"""The texts that the cells of a workbook share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO

from planner.read.cells import clean
from planner.read.excel.streaming import DEEPEST, Damage, stream_xml

MOST_STRINGS = 5_000_000

_ITEM, _TEXT, _PHONETIC = "si", "t", "rPh"


def read_strings(part: IO[bytes]) -> list[str | None]:
    """Every shared text by its position, cleaned; None is blank. Formats and phonetic hints are left out.

    Raises Damage where there are more than Excel files hold, ExpatError for what is no XML.
    """
    reader = _Strings()
    stream_xml(part, reader.start, reader.end, reader.text)
    return reader.found


class _Strings:
    def __init__(self) -> None:
        self.found: list[str | None] = []
        self.text: list[str] = []
        self._item: list[str] = []
        self._hint = False
        self._depth = 0

    def start(self, name: str, _attributes: Sequence[str]) -> None:
        self.text.clear()
        self._depth += 1
        if self._depth > DEEPEST:
            raise Damage("texts within texts without end")
        kind = name.rpartition(" ")[2]
        if kind == _ITEM:
            self._item.clear()
        elif kind == _PHONETIC:
            self._hint = True

    def end(self, name: str) -> None:
        self._depth -= 1
        kind = name.rpartition(" ")[2]
        if kind == _TEXT and not self._hint:
            self._item.append("".join(self.text))
        elif kind == _PHONETIC:
            self._hint = False
        elif kind == _ITEM:
            self._add()
        self.text.clear()

    def _add(self) -> None:
        if len(self.found) == MOST_STRINGS:
            raise Damage(f"more than {MOST_STRINGS} texts")
        self.found.append(clean("".join(self._item).replace("x005F_", "")))

"""The elements of a small part of a workbook, with what they say of themselves."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import IO

from planner.read.excel.streaming import DEEPEST, Damage, stream_xml

Element = tuple[str, dict[str, str]]
"""Name and attributes of an element, namespaces left out but for those of attributes."""


def elements(part: IO[bytes], wanted: Collection[str], namespace: str) -> list[Element]:
    """The elements of these names in their order; `namespace` is how the namespace that is meant ends.

    Raises Damage for what is nested without end, ExpatError for what is no XML.
    """
    reader = _Elements(wanted, namespace)
    stream_xml(part, reader.start, reader.end, reader.text)
    return reader.found


class _Elements:
    def __init__(self, wanted: Collection[str], namespace: str) -> None:
        self.found: list[Element] = []
        self.text: list[str] = []
        self._wanted, self._namespace, self._depth = wanted, namespace, 0

    def start(self, name: str, attributes: Sequence[str]) -> None:
        self.text.clear()
        self._depth += 1
        if self._depth > DEEPEST:
            raise Damage("tags within tags without end")
        namespace, _, kind = name.rpartition(" ")
        if kind in self._wanted and namespace.endswith(self._namespace):
            self.found.append((kind, dict(zip(attributes[::2], attributes[1::2], strict=True))))

    def end(self, _name: str) -> None:
        self.text.clear()
        self._depth -= 1

"""XML read as a stream, with a bound on what it may make the reader hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import IO, NoReturn
from xml.parsers.expat import ParserCreate

Start = Callable[[str, Sequence[str]], None]
"""Takes `namespace name` of an element and its attributes: name, value, name, value."""
End = Callable[[str], None]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
"""What the namespace of sheets is called in files saved as Strict Open XML."""

LONGEST_TOKEN = 2**21
"""Bytes of one tag or comment, letters of one text; a cell's text has at most 32,767 letters."""

DEEPEST = 100
"""Tags within tags; a sheet needs seven."""

_PIECE = 2**17


class Damage(ValueError):
    """What stands in a part of a workbook is not what belongs there."""


def stream_xml(part: IO[bytes], start: Start, end: End, text: list[str]) -> None:
    """Call `start` and `end` for every element; what stands between tags is added to `text`, which they empty.

    Elements of Strict Open XML are told under the names that others have.
    Raises Damage for document types and for tags or texts of absurd length, ExpatError for what is no XML.
    """
    parser = ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.ordered_attributes = True

    def first(name: str, attributes: Sequence[str]) -> None:
        strict = name.startswith(_STRICT)
        parser.StartElementHandler = _usual_start(start) if strict else start
        parser.EndElementHandler = _usual_end(end) if strict else end
        parser.StartElementHandler(name, attributes)

    parser.StartElementHandler = first
    parser.CharacterDataHandler = text.append
    parser.StartDoctypeDeclHandler = _refuse
    fed = 0
    while piece := part.read(_PIECE):
        parser.Parse(piece, False)
        fed += len(piece)
        if fed - parser.CurrentByteIndex > LONGEST_TOKEN or sum(map(len, text)) > LONGEST_TOKEN:
            raise Damage(f"a text or tag of more than {LONGEST_TOKEN // 2**20} MiB")
    parser.Parse(b"", True)


def _usual_start(start: Start) -> Start:
    return lambda name, attributes: start(name.replace(_STRICT, MAIN, 1), attributes)


def _usual_end(end: End) -> End:
    return lambda name: end(name.replace(_STRICT, MAIN, 1))


def _refuse(*_: object) -> NoReturn:
    raise Damage("a document type of its own")

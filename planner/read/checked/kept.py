"""Parts of a sheet that openpyxl leaves out when it saves, put back: sparklines, newer drop-downs, silenced marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.parsers.expat import ExpatError, ParserCreate

from planner.read.excel import open_package

_IGNORED = re.compile(rb"<ignoredErrors>.*?</ignoredErrors>", re.DOTALL)
_LIST = re.compile(rb"<extLst>(.*)</extLst>\s*</worksheet>\s*$", re.DOTALL)
_EXTENSION = re.compile(rb"<ext\b[^>]*>.*?</ext>", re.DOTALL)
_UID = re.compile(rb' xr\d*:uid="[^"]*"')
_AFTER_IGNORED = re.compile(
    rb"<(smartTags|drawing|legacyDrawing|legacyDrawingHF|picture|oleObjects|controls|webPublishItems|tableParts|extLst)\b"
    rb"|</worksheet>"
)
_KINDS = {
    b"<x14:sparklineGroups": "sparklines",
    b"<x14:dataValidations": "drop-downs that draw on other sheets",
}
_MAIN = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


@dataclass(frozen=True)
class Extras:
    """What to put back into the XML of a sheet; left_out: what cannot be, in words."""

    ignored: bytes = b""
    extensions: tuple[bytes, ...] = ()
    left_out: tuple[str, ...] = ()


def extras_of(path: Path) -> dict[str, Extras]:
    """What openpyxl would leave out of each sheet of a workbook that has passed the guard, by the sheet's name."""
    with path.open("rb") as stream:
        package = open_package(stream)
        return {sheet.name: _extras(package.archive.read(sheet.part)) for sheet in package.sheets}


def with_extras(content: bytes, extras: Extras) -> bytes:
    """The XML of a sheet as openpyxl writes it, with its extras."""
    if extras.ignored and (place := _AFTER_IGNORED.search(content)):
        content = content[: place.start()] + extras.ignored + content[place.start() :]
    if extras.extensions and b"<extLst" not in content:
        head, closing, rest = content.rpartition(b"</worksheet>")
        content = head + b"<extLst>" + b"".join(extras.extensions) + b"</extLst>" + closing + rest
    return content


def _extras(content: bytes) -> Extras:
    ignored = _IGNORED.search(content)
    kept, left_out = [], []
    for extension in _extensions(content):
        words = next((words for mark, words in _KINDS.items() if mark in extension), None)
        if words and _stands_alone(extension):
            kept.append(extension)
        elif words:
            left_out.append(words)
    whole = ignored[0] if ignored and _stands_alone(ignored[0]) else b""
    return Extras(whole, tuple(kept), tuple(left_out))


def _extensions(content: bytes) -> Iterator[bytes]:
    found = _LIST.search(content)
    for extension in _EXTENSION.findall(found[1]) if found else ():
        yield _UID.sub(b"", extension)


def _stands_alone(part: bytes) -> bool:
    """Whether the part is sound XML that declares every prefix it uses."""
    parser = ParserCreate(namespace_separator=" ")
    try:
        parser.Parse(_MAIN + part + b"</worksheet>", True)
    except ExpatError:
        return False
    return True

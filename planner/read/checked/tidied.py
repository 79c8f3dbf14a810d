"""A workbook of another program written again as openpyxl expects it, so that a checked copy can be made of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, tostring
from zipfile import ZIP_STORED, ZipFile

from openpyxl.packaging.workbook import WorkbookPackage
from openpyxl.styles.borders import Border
from openpyxl.styles.cell_style import CellStyle
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.fills import Fill
from openpyxl.styles.fonts import Font
from openpyxl.styles.named_styles import _NamedCellStyle
from openpyxl.styles.stylesheet import Stylesheet
from openpyxl.xml.functions import fromstring

from planner.read.excel import MAIN, Parts, plain_name, relations_name

WORKBOOK, STYLES = "xl/workbook.xml", "xl/styles.xml"
_USUAL = {
    "officeDocument": WORKBOOK,
    "styles": STYLES,
    "sharedStrings": "xl/sharedStrings.xml",
    "theme": "xl/theme/theme1.xml",
    "core-properties": "docProps/core.xml",
    "extended-properties": "docProps/app.xml",
    "custom-properties": "docProps/custom.xml",
}
"""Where openpyxl looks for the parts of a kind."""
_STRICT = (
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", MAIN.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
"""Names that Strict Open XML has others for."""


def _plain(tag: str, inner: str = "") -> str:
    return f'<{tag} xmlns="{MAIN}">{inner}</{tag}>'


_PLAIN: Mapping[str, tuple[Any, str]] = {
    "fonts": (Font, _plain("font")),
    "fills": (Fill, _plain("fill", "<patternFill/>")),
    "borders": (Border, _plain("border")),
    "cellStyleXfs": (CellStyle, _plain("xf")),
    "cellXfs": (CellStyle, _plain("xf")),
    "cellStyles": (_NamedCellStyle, ""),
    "dxfs": (DifferentialStyle, _plain("dxf")),
}
"""What reads the looks of a kind, and the plain look of it."""
_UNSTYLED = re.compile(rb'(<(?:\w+:)?(?:c|row|col) [^>]*?) (?:s|style)="\d+"')
_KEPT = ("numFmtId", "fontId", "fillId", "borderId", "xfId")
_UNREADABLE = (TypeError, ValueError, AttributeError, KeyError)


def write_tidied(source: Path, target: Path) -> tuple[str, ...]:
    """Write a workbook that has passed the guard with usual names and readable looks; what it lost, in words.

    Raises what `open_package` raises for parts that do not fit together.
    """
    with ZipFile(source) as archive, ZipFile(target, "w", ZIP_STORED) as written:
        parts = Parts(archive)
        names = _names(parts)
        lost: list[str] = []
        for plain, stored in parts.names():
            if plain.endswith(("/", ".rels")) or plain == "[content_types].xml":
                continue
            content = _usual(archive.read(stored)) if plain.endswith((".xml", ".vml")) else archive.read(stored)
            if STYLES not in names.values():
                content = _UNSTYLED.sub(rb"\1", content)
            content, words = _readable(names[plain], content)
            lost += words
            written.writestr(names[plain], content)
            _write_relations(parts, names, stored, written)
        _write_relations(parts, names, "", written)
        written.writestr("[Content_Types].xml", _types(names))
    return tuple(lost)


def _names(parts: Parts) -> dict[str, str]:
    """What each part is called in the tidied file."""
    names = {plain: plain for plain, _ in parts.names()}
    roots = list(parts.relations("").values())
    books = [relation.target for relation in roots if relation.kind == "officeDocument"]
    for relation in [*roots, *(relation for book in books for relation in parts.relations(book).values())]:
        if relation.kind in _USUAL and parts.find(relation.target):
            names[plain_name(parts.find(relation.target) or "")] = _USUAL[relation.kind]
    for usual in _USUAL.values():
        if usual not in names.values() and parts.find(usual):
            names[plain_name(usual)] = usual
    return names


def _usual(content: bytes) -> bytes:
    for strict, usual in _STRICT:
        content = content.replace(strict, usual)
    return content


def _write_relations(parts: Parts, names: Mapping[str, str], stored: str, written: ZipFile) -> None:
    """What a part leads to, from the root of the file."""
    relations = parts.stated_relations(stored)
    if not relations:
        return
    root = Element("Relationships", xmlns="http://schemas.openxmlformats.org/package/2006/relationships")
    for facts, target in relations:
        own = parts.find(target) if target else None
        kind = _usual(facts.get("Type", "").encode()).decode()
        more = {"Target": f"/{names[plain_name(own)]}"} if own else {}
        root.append(Element("Relationship", {**facts, "Type": kind, **more}))
    written.writestr(relations_name(names[plain_name(stored)] if stored else ""), tostring(root))


def _types(names: Mapping[str, str]) -> bytes:
    """The kind of each part by which openpyxl finds workbook and texts; it finds all others by relations."""
    kinds = {WORKBOOK: "sheet.main", "xl/sharedStrings.xml": "sharedStrings", STYLES: "styles"}
    root = Element("Types", xmlns="http://schemas.openxmlformats.org/package/2006/content-types")
    root.append(Element("Default", Extension="xml", ContentType="application/xml"))
    for name, kind in kinds.items():
        if name in names.values():
            full = f"application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml"
            root.append(Element("Override", PartName=f"/{name}", ContentType=full))
    return tostring(root)


def _readable(name: str, content: bytes) -> tuple[bytes, list[str]]:
    """The part without what openpyxl cannot read, and words for it."""
    change: Callable[[Any], list[str]] | None = {WORKBOOK: _readable_book, STYLES: _readable_looks}.get(name)
    if change is None:
        return content, []
    root = fromstring(content)
    words = change(root)
    return (tostring(root), words) if words else (content, [])


def _readable_book(root: Any) -> list[str]:
    if _reads(WorkbookPackage, root):
        return []
    for sheet in root.iter(f"{{{MAIN}}}sheet"):
        state = {"hidden": "hidden", "veryhidden": "veryHidden"}.get(sheet.get("state", "").lower(), "visible")
        sheet.set("state", state)
    lost = [part for part in root if not _reads(WorkbookPackage, _alone(root, part))]
    for part in lost:
        root.remove(part)
    return ["settings of the workbook as a whole" if lost else "the state of a sheet that no program knows"]


def _readable_looks(root: Any) -> list[str]:
    if _reads(Stylesheet, root):
        return []
    for group in list(root):
        kind = group.tag.rpartition("}")[2]
        if kind in _PLAIN:
            _make_plain(group, *_PLAIN[kind])
        if not _reads(Stylesheet, _alone(root, group)) and kind not in ("numFmts", "cellXfs"):
            root.remove(group)
    return ["colours, borders or other looks of some cells that no schema knows"]


def _make_plain(group: Any, reader: Any, plain: str) -> None:
    """Put a plain look in the place of each that cannot be read: cells know looks by their position."""
    for place, look in enumerate(list(group)):
        if _reads(reader, look):
            continue
        group.remove(look)
        if plain:
            other = fromstring(plain)
            other.attrib.update({key: look.get(key) for key in _KEPT if look.get(key)})
            group.insert(place, other)


def _alone(root: Any, part: Any) -> Any:
    probe = Element(root.tag)
    probe.append(part)
    return probe


def _reads(reader: Any, element: Any) -> bool:
    try:
        reader.from_tree(element)
    except _UNREADABLE:
        return False
    return True

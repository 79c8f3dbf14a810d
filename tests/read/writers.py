"""A workbook as other programs write it: each kind is the parts of a sound one rewritten, and holds the same cells.

The kinds were met in the files that libraries for PHP, Ruby, R, Go, .NET and Java, SharePoint, Google Sheets and
converters leave; none of them changes a name or a number.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl.utils import column_index_from_string

from tests.read.hostile import Parts, pack, parts_of

Rewrite = Callable[[Parts], Parts]

WORKBOOK, STRINGS, STYLES = "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"
TYPES, ROOT, RELATIONS = "[Content_Types].xml", "_rels/.rels", "xl/_rels/workbook.xml.rels"
_MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SHEET = re.compile(r"xl/worksheets/sheet\d+\.xml")
_PIECES = rb"<si><r><t>\1</t></r><r><rPr><b/></rPr><t>\2</t></r></si>"
_OTHERS = b'</sheetData><extLst><ext uri="{1}"><y:z xmlns:y="urn:y"/></ext></extLst>'
_ITEM = b'<?xml version="1.0" encoding="UTF-16"?><p:properties xmlns:p="urn:metadata"><a>\xd0\x96</a></p:properties>'


def rewritten(source: Path, rewrite: Rewrite, target: Path) -> Path:
    return pack(rewrite(parts_of(source)), target)


def _in(names: Callable[[str], bool], change: Callable[[bytes], bytes]) -> Rewrite:
    """The parts of these names changed; at least one of them must be another then."""

    def rewrite(parts: Parts) -> Parts:
        changed = {name: change(content) if names(name) else content for name, content in parts.items()}
        assert changed != parts
        return changed

    return rewrite


def _in_part(part: str, change: Callable[[bytes], bytes]) -> Rewrite:
    return _in(lambda name: name == part, change)


def _in_sheets(change: Callable[[bytes], bytes]) -> Rewrite:
    return _in(lambda name: _SHEET.fullmatch(name) is not None, change)


def _sub(pattern: bytes, replacement: bytes | Callable[[re.Match[bytes]], bytes]) -> Callable[[bytes], bytes]:
    return lambda content: re.sub(pattern, replacement, content)


def _renamed(rename: Callable[[str], str]) -> Rewrite:
    """Parts under other names in the archive; what leads to them stays."""

    def rewrite(parts: Parts) -> Parts:
        return {name if name == TYPES else rename(name): content for name, content in parts.items()}

    return rewrite


def _both(*rewrites: Rewrite) -> Rewrite:
    def rewrite(parts: Parts) -> Parts:
        for each in rewrites:
            parts = each(parts)
        return parts

    return rewrite


def _without(*names: str) -> Rewrite:
    """Parts that are not there, and nothing leads to them."""

    def rewrite(parts: Parts) -> Parts:
        kept = {name: content for name, content in parts.items() if name not in names}
        for name in names:
            last = re.escape(name.rpartition("/")[2].encode())
            for listing in (TYPES, ROOT, RELATIONS):
                kept[listing] = re.sub(
                    rb'<(?:Override|Relationship) [^>]*"[^"]*' + last + rb'"[^>]*/>', b"", kept[listing]
                )
        assert len(kept) == len(parts) - len(names)
        return kept

    return rewrite


def _with_items(encoding: str) -> Rewrite:
    """What SharePoint keeps of a document inside it."""
    text = _ITEM.decode()
    relation = (
        b'<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml" '
        b'Target="../customXml/item1.xml"/></Relationships>'
    )

    def rewrite(parts: Parts) -> Parts:
        listed = parts[RELATIONS].replace(b"</Relationships>", relation)
        return parts | {RELATIONS: listed, "customXml/item1.xml": text.encode(encoding)}

    return rewrite


def _texts_inside(kind: bytes) -> Rewrite:
    """Texts in the cells themselves, and no part of shared ones."""

    def rewrite(parts: Parts) -> Parts:
        items = re.findall(rb"<si>(.*?)</si>", parts[STRINGS], re.DOTALL)

        def inside(cell: re.Match[bytes]) -> bytes:
            item = items[int(cell[2])]
            if kind == b"inlineStr":
                return b'<c%b t="inlineStr"><is>%b</is></c>' % (cell[1], item)
            text = re.sub(rb"<[^>]*>", b"", item)
            return b'<c%b t="str"><v>%b</v></c>' % (cell[1], text)

        return _in_sheets(_sub(rb'<c([^>]*) t="s"><v>(\d+)</v></c>', inside))(parts)

    return _both(rewrite, _without(STRINGS))


def _prefixed(content: bytes) -> bytes:
    head, _, rest = content.partition(b"?>")
    tagged = re.sub(rb"<(/?)(?=[a-zA-Z])(?!\w+:)", rb"<\1x:", rest)
    return head + b"?>" + tagged.replace(b'xmlns="' + _MAIN, b'xmlns:x="' + _MAIN)


def _unplaced(content: bytes) -> bytes:
    """Cells by their order alone, empty ones for those that were left out."""

    def row(found: re.Match[bytes]) -> bytes:
        filled, cells = 0, b""
        for cell in re.finditer(rb'<c r="([A-Z]+)\d+"(.*?(?:/>|</c>))', found[2], re.DOTALL):
            column = column_index_from_string(cell[1].decode())
            cells += b"<c/>" * (column - filled - 1) + b"<c" + cell[2]
            filled = column
        return found[1] + cells + b"</row>"

    return re.sub(rb"(<row [^>]*[^/]>)(.*?)</row>", row, content, flags=re.DOTALL)


def _unnumbered(content: bytes) -> bytes:
    """Rows by their order alone as well."""
    filled = 0

    def row(found: re.Match[bytes]) -> bytes:
        nonlocal filled
        missing, filled = int(found[1]) - filled - 1, int(found[1])
        return b"<row/>" * missing + b"<row"

    return re.sub(rb'<row r="(\d+)"', row, _unplaced(content))


def _laid_out(content: bytes) -> bytes:
    """Line ends and tabs between all tags, and around what is no text."""
    between = re.sub(rb">(?=<)", b">\n\t", content)
    return re.sub(rb"<v>([^<]*)</v>", rb"<v>\n  \1\n</v>", between)


def _strict(content: bytes) -> bytes:
    return (
        content.replace(_MAIN, b"http://purl.oclc.org/ooxml/spreadsheetml/main")
        .replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/", b"http://purl.oclc.org/ooxml/officeDocument/"
        )
        .replace(b"http://schemas.openxmlformats.org/drawingml/2006/", b"http://purl.oclc.org/ooxml/drawingml/")
    )


def _by_endings(content: bytes) -> bytes:
    """Kinds of parts told by the ending of their names alone."""
    kinds = re.findall(rb'<Override PartName="[^"]*\.xml" ContentType="([^"]*sheet\.main\+xml)"/>', content)
    assert kinds
    content = re.sub(rb"<Override [^>]*/>", b"", content)
    return content.replace(
        b'Extension="xml" ContentType="application/xml"', b'Extension="xml" ContentType="' + kinds[0] + b'"'
    )


def _turned(content: bytes) -> bytes:
    """The sheets in another order than their parts."""
    sheets = re.findall(rb"<sheet [^>]*/>", content)
    return re.sub(rb"<sheets>.*</sheets>", b"<sheets>" + b"".join(reversed(sheets)) + b"</sheets>", content)


def _in_folder(folder: str) -> Rewrite:
    """All parts of the workbook in a folder of another name."""
    listings = _in(
        lambda name: name.endswith(".rels") or name == TYPES, lambda content: content.replace(b"xl/", folder.encode())
    )
    return _both(listings, _renamed(lambda name: name.replace("xl/", folder, 1) if name.startswith("xl/") else name))


def _bad_looks(content: bytes) -> bytes:
    """Attributes and values of looks that no schema knows."""
    changes = [
        (rb"<font>", b'<font shade="deep">'),
        (rb'<color theme="1"/>', b'<color theme="1" lumMod="75000"/>'),
        (rb'<color rgb="FFFFFFFF"/>', b'<color rgb="#FFFFFF"/>'),
        (rb'patternType="solid"', b'patternType="Solid" tone="1"'),
        (rb'<left style="thin">', b'<left style="hairline" gap="2">'),
        (rb"<cellXfs([^>]*)><xf ", rb'<cellXfs\1><xf applyTint="1" '),
        (rb"<cellStyle ", b'<cellStyle look="plain" '),
        (rb"</styleSheet>", b'<colors><mruColors><color rgb="red"/></mruColors></colors></styleSheet>'),
    ]
    for pattern, replacement in changes:
        assert re.search(pattern, content), pattern
        content = re.sub(pattern, replacement, content)
    return content


KINDS: dict[str, Rewrite] = {
    "no calcPr": _in_part(WORKBOOK, _sub(rb"<calcPr[^>]*/>", b"")),
    "customXml in UTF-16": _with_items("utf-16"),
    "customXml in UTF-16, the other way round": _with_items("utf-16-be"),
    "looks that no schema knows": _in_part(STYLES, _bad_looks),
    "state of a sheet in capitals": _in_part(WORKBOOK, _sub(rb'(<sheet name="\w+")', rb'\1 state="Visible"')),
    "a view of no known kind": _in_part(WORKBOOK, _sub(rb"<workbookView ", b'<workbookView visibility="shown" ')),
    "SharedStrings.xml in capitals": _renamed(lambda name: name.replace("sharedStrings", "SharedStrings")),
    "all names in capitals": _renamed(str.upper),
    "names with backslashes": _renamed(lambda name: name.replace("/", "\\")),
    "names from the root": _renamed(lambda name: f"/{name}"),
    "targets from the root": _in_part(RELATIONS, _sub(rb'Target="(?=\w)', b'Target="/xl/')),
    "targets with backslashes": _in_part(RELATIONS, _sub(rb"worksheets/", rb"worksheets\\")),
    "targets with dots": _in_part(RELATIONS, _sub(rb'Target="(?=\w)', b'Target="./../xl/')),
    "blanks around numbers": _in_sheets(_laid_out),
    "cells without a reference": _in_sheets(_unplaced),
    "rows and cells without a reference": _in_sheets(_unnumbered),
    "references in small letters": _in_sheets(_sub(rb'<c r="[A-Z]+\d+"', lambda cell: cell[0].lower())),
    "strict Open XML": _in(lambda name: not name.startswith(TYPES), _strict),
    "no docProps": _without("docProps/app.xml", "docProps/core.xml"),
    "no theme": _without("xl/theme/theme1.xml"),
    "no styles": _without(STYLES),
    "texts in the cells": _texts_inside(b"inlineStr"),
    "texts as results": _texts_inside(b"str"),
    "dates since 1904": _in_part(WORKBOOK, _sub(rb"<workbookPr ", b'<workbookPr date1904="true" ')),
    "prefixes": _in(lambda name: name in (WORKBOOK, STRINGS, STYLES) or bool(_SHEET.fullmatch(name)), _prefixed),
    "a byte order mark": _in(lambda name: name.endswith((".xml", ".rels")), lambda content: b"\xef\xbb\xbf" + content),
    "kinds of parts by their endings": _in_part(TYPES, _by_endings),
    "kinds of parts as in a template": _in_part(TYPES, _sub(rb"ml\.sheet\.main", b"ml.template.main")),
    "kinds of parts in capitals": _in_part(TYPES, _sub(rb"ml\.\w+\.?\w*\+xml", lambda kind: kind[0].upper())),
    "kinds of parts left out": _in_part(TYPES, _sub(rb"<Override [^>]*/>", b"")),
    "sheets in another order": _in_part(WORKBOOK, _turned),
    "a wrong dimension": _in_sheets(_sub(rb'<dimension ref="[^"]*"/>', b'<dimension ref="A1"/>')),
    "a dimension that is none": _in_sheets(_sub(rb'<dimension ref="[^"]*"/>', b'<dimension ref="all"/>')),
    "no dimension": _in_sheets(_sub(rb"<dimension [^>]*/>", b"")),
    "phonetic hints": _in_part(STRINGS, _sub(rb"</si>", b'<rPh sb="0" eb="1"><t>hint</t></rPh></si>')),
    "blanks that are kept": _in_part(STRINGS, _sub(rb"<t>", b'<t xml:space="preserve">  ')),
    "texts in pieces": _in_part(STRINGS, _sub(rb"<si><t>(\w)(\w*)</t></si>", _PIECES)),
    "parts in another folder": _in_folder("package/"),
    "comments in the XML": _in_sheets(_sub(rb"<row ", b"<!-- a row --><row ")),
    "data of other programs in the sheets": _in_sheets(_sub(rb"</sheetData>", _OTHERS)),
}  # fmt: skip
"""How to rewrite the parts of a sound workbook, by what is odd then."""


def streamed(source: Path, target: Path) -> Path:
    """As a program that writes to a pipe does: sizes follow the bytes, stated behind each part."""
    stream = _Pipe()
    with ZipFile(source) as archive, ZipFile(stream, "w", ZIP_DEFLATED) as written:
        for name in archive.namelist():
            written.writestr(ZipInfo(name), archive.read(name), ZIP_DEFLATED)
    content = stream.getvalue()
    assert struct.unpack("<H", content[6:8])[0] & 8  # the sign of sizes that follow
    target.write_bytes(content)
    return target


class _Pipe(BytesIO):
    """Something to write to that cannot go back."""

    def tell(self) -> int:
        raise OSError("a pipe")

    def seek(self, _offset: int, _whence: int = 0, /) -> int:
        raise OSError("a pipe")

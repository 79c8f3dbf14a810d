"""Files that are made to do harm, or that a planner makes by accident: each from the sound teaching case."""

from __future__ import annotations

import random
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

SHEET = "xl/worksheets/sheet4.xml"
"""The sheet of nodes."""
END = b"</sheetData>"
NAMESPACE = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'

Parts = dict[str, bytes]


def parts_of(workbook: Path) -> Parts:
    with ZipFile(workbook) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(parts: Parts, path: Path, method: int = ZIP_DEFLATED) -> Path:
    with ZipFile(path, "w", method, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def noise(letters: int) -> bytes:
    """Text that hardly shrinks when it is packed."""
    return random.Random(1).randbytes(letters // 2).hex().encode()


def in_sheet(extra: bytes, before: bytes = END) -> Callable[[Parts], Parts]:
    """More XML in the sheet of nodes."""
    return lambda parts: parts | {SHEET: parts[SHEET].replace(before, extra + before, 1)}


def with_part(name: str, content: bytes) -> Callable[[Parts], Parts]:
    return lambda parts: parts | {name: content}


def strings_of(content: bytes) -> Callable[[Parts], Parts]:
    """Another list of shared texts."""
    return with_part("xl/sharedStrings.xml", b"<sst " + NAMESPACE + b">" + content + b"</sst>")


def styles_of(formats: int) -> Callable[[Parts], Parts]:
    def change(parts: Parts) -> Parts:
        extra = b'<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' * formats
        return parts | {"xl/styles.xml": parts["xl/styles.xml"].replace(b"</cellXfs>", extra + b"</cellXfs>", 1)}

    return change


def in_utf_16(parts: Parts) -> Parts:
    text = parts[SHEET].decode().replace("UTF-8", "UTF-16")
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>'
    return parts | {SHEET: text.replace("?>\n", f"?>\n{bomb}", 1).encode("utf-16")}


def in_encoding(name: str) -> Callable[[Parts], Parts]:
    return lambda parts: parts | {SHEET: parts[SHEET].replace(b'encoding="UTF-8"', f'encoding="{name}"'.encode(), 1)}


def empty_rows(count: int) -> bytes:
    """Formatted rows without cells, as far down as a sheet goes."""
    return b"".join(b'<row r="%d" s="1" customFormat="1" ht="15"/>' % row for row in range(100, 100 + count))


def empty_cells(rows: int, columns: str) -> bytes:
    line = b"".join(b'<c r="%s{}" s="1"/>' % letter.encode() for letter in columns)
    return b"".join(b'<row r="%d">%s</row>' % (row, line.replace(b"{}", b"%d" % row)) for row in range(100, 100 + rows))


def wide_rows(count: int, column: bytes) -> bytes:
    """Rows with a single value far to the right."""
    rows = range(100, 100 + count)
    return b"".join(b'<row r="%d"><c r="%s%d"><v>1</v></c></row>' % (row, column, row) for row in rows)


def merges(count: int) -> bytes:
    ranges = b"".join(b'<mergeCell ref="J%d:K%d"/>' % (row, row) for row in range(100, 100 + count))
    return b"<mergeCells>" + ranges + b"</mergeCells>"


def linked(target: str) -> Callable[[Parts], Parts]:
    """A link to another workbook, with what was last read from it."""
    part = "xl/externalLinks/externalLink1.xml"
    rels = f'<Relationships><Relationship Id="rId1" Target="{target}" TargetMode="External"/></Relationships>'
    extra = {part: b"<externalLink/>", "xl/externalLinks/_rels/externalLink1.xml.rels": rels.encode()}
    return lambda parts: parts | extra


def declared(path: Path, part: str, size: int) -> Path:
    """The directory of the archive states another size of a part."""
    content = bytearray(path.read_bytes())
    with ZipFile(path) as archive:
        offset = archive.getinfo(part).header_offset
    entry = content.index(part.encode(), content.index(b"PK\x01\x02")) - 46
    content[entry + 24 : entry + 28] = struct.pack("<I", size)
    content[offset + 22 : offset + 26] = struct.pack("<I", size)
    path.write_bytes(content)
    return path


def overlapping(path: Path) -> Path:
    """A second entry of the directory that points to the bytes of the first part."""
    with ZipFile(path, "a") as archive:
        first = archive.infolist()[0]
        archive.writestr("xl/media/again.xml", b"<a/>")
        again = archive.getinfo("xl/media/again.xml")
        again.header_offset, again.compress_size = first.header_offset, first.compress_size
    return path


def doubled(path: Path, name: str, content: bytes) -> Path:
    with ZipFile(path, "a") as archive:
        info = zipfile.ZipInfo(name)
        archive.NameToInfo.pop(name, None)
        archive.writestr(info, content)
    return path


def crowded(path: Path, entries: int) -> Path:
    """Thousands of empty parts."""
    with ZipFile(path, "a") as archive:
        for number in range(entries):
            archive.writestr(f"x{number}", b"")
    return path


def listed(path: Path, entries: int) -> Path:
    """As many signs of an entry in the list of parts, before there is one."""
    path.write_bytes(b"PK\x01\x02" * entries + path.read_bytes())
    return path

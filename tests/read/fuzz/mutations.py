"""Ways to damage a sound file, each with a seed; what is known of the damage goes with it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.read.fuzz.numbers import mutated_number, spoilt
from tests.read.fuzz.sound import Cell, Parts, Sound

CONTENT, EXACT, FILE, CELL = "content", "exact", "file", "cell"
"""What must hold if the case that comes of a mutant differs in silence: everything in it stands in the file; and
nothing that stands in the file is missing in it; that is never right; or the cell holds the number that was planted."""


@dataclass(frozen=True)
class Mutant:
    """A workbook (bytes) or a folder (text of every file), and what may be said about it.

    oracle: CONTENT, EXACT, FILE or CELL. cell, planted: where which text was planted, for CELL.
    """

    data: bytes | dict[str, bytes]
    oracle: str
    what: str
    cell: Cell | None = None
    planted: str = ""


Mutation = Callable[[Random, Sound], Mutant]


def flipped_bytes(random: Random, sound: Sound) -> Mutant:
    """Some bytes of the file are others."""
    content = bytearray(random.choice([sound.written, sound.plain]).content)
    for _ in range(random.choice([1, 1, 2, 8])):
        content[random.randrange(len(content))] ^= 1 << random.randrange(8)
    return Mutant(bytes(content), FILE, "bytes flipped")


def cut_bytes(random: Random, sound: Sound) -> Mutant:
    """A stretch of the file is missing, doubled, blank, or taken from elsewhere in it."""
    content = random.choice([sound.written, sound.plain]).content
    start = random.randrange(len(content))
    length = random.choice([1, 16, 512, 8192])
    piece = content[start : start + length]
    elsewhere = random.randrange(len(content))
    other = random.choice([b"", piece * 2, bytes(len(piece)), content[elsewhere : elsewhere + length]])
    return Mutant(content[:start] + other + content[start + length :], FILE, "stretch replaced")


def swapped_parts(random: Random, sound: Sound) -> Mutant:
    """Two parts stand in for each other; or one is missing, empty, cut off, or stands in for another as well."""
    book = random.choice([sound.written, sound.plain])
    parts = dict(book.parts)
    one, other = random.sample(list(parts), 2)
    match random.randrange(5):
        case 0:
            parts[one], parts[other] = parts[other], parts[one]
        case 1:
            del parts[one]
        case 2:
            parts[one] = b""
        case 3:
            parts[one] = parts[one][: random.randrange(len(parts[one]))]
        case _:
            parts[one] = parts[other]
    return Mutant(book.packed(parts), CONTENT, f"part {one} with {other}")


def edited_xml(random: Random, sound: Sound) -> Mutant:
    """Tags, attributes or bytes of a part are changed, and the archive is sound."""
    book = random.choice([sound.written, sound.plain])
    parts = dict(book.parts)
    names = [name for name in parts if name.endswith((".xml", ".rels")) and "theme" not in name]
    sheets = [name for name in names if name.startswith("xl/worksheets/sheet")]
    name = random.choice(sheets if random.random() < 0.6 else names)
    for _ in range(random.choice([1, 1, 3])):
        parts[name] = _edited(random, parts[name])
    return Mutant(book.packed(parts), CONTENT, f"XML of {name}")


def _edited(random: Random, content: bytes) -> bytes:
    tags = [found.span() for found in re.finditer(rb"<[^>]+>", content)]
    if not tags:
        return content
    (start, end), (first, last) = random.choice(tags), random.choice(tags)
    tag = content[start:end]
    other_value = random.choice(re.findall(rb'="([^"]*)"', content) or [b"1"])
    replacement = random.choice(
        [
            b"",
            tag * 2,
            content[first:last],
            tag.replace(b'"', b"'", 1),
            re.sub(
                rb'"[^"]*"', random.choice([b'""', b'"-1"', b'"999999999999"', b'"A0"', b'"\xc3\xa9"']), tag, count=1
            ),
            re.sub(rb'"[^"]*"(?=[^"]*$)', lambda _: b'"' + other_value + b'"', tag),
            re.sub(rb'="[^"]*"', lambda _: b'="' + other_value + b'"', tag, count=1),
            re.sub(rb"\w+", b"x", tag, count=1),
            tag + random.choice([b"x", b"&amp;", b"&#0;", b"&x;", b"<!-- -->", b"<![CDATA[1]]>", b"<?x?>", b"\x00"]),
            bytes([random.randrange(256)]) + tag,
        ]
    )
    return content[:start] + replacement + content[end:]


def moved_cells(random: Random, sound: Sound) -> Mutant:
    """Rows, cells or values of a sheet are missing, doubled, in each other's place or at another address."""
    table = random.choice([name for name, rows in sound.sheets.items() if len(rows) > 2])
    parts = dict(sound.plain.parts)
    part = sound.sheet_parts[table]
    patterns = [rb"<row .*?</row>", rb"<c .*?</c>", rb"<v>.*?</v>", rb' r="[A-Z]*[0-9]+"', rb' t="\w+"']
    spans = [[found.span() for found in re.finditer(pattern, parts[part])] for pattern in patterns]
    number = random.choice([number for number, found in enumerate(spans) if len(found) > 1])
    (start, end), (first, last) = sorted(random.sample(spans[number], 2))
    content, one, other = parts[part], parts[part][start:end], parts[part][first:last]
    new_one, new_other = random.choice([(b"", other), (other, one), (other, other), (one + one, other), (one, one)])
    parts[part] = content[:start] + new_one + content[end:first] + new_other + content[last:]
    return Mutant(sound.plain.packed(parts), EXACT, f"{patterns[number]!r} in {table}")


def number_in_xml(random: Random, sound: Sound) -> Mutant:
    """The text of a number in a cell of a workbook is mutated."""
    cell = random.choice(_numbers(sound))
    text = mutated_number(random, cell.value)
    return Mutant(_with_cell(sound, cell, f"<v>{_escaped(text)}</v>", ""), CELL, "number in XML", cell, text)


def spoilt_cell(random: Random, sound: Sound) -> Mutant:
    """A cell holds what is no number: a text, an error, a date, a truth value, a formula without result, nothing."""
    needed = [cell for cell in _numbers(sound) if cell.column.required and _has_neighbour(cell, sound)]
    cell = random.choice(needed if random.random() < 0.3 else _numbers(sound))
    text, kind, inner = spoilt(random, blank_is_wrong=cell in needed)
    return Mutant(_with_cell(sound, cell, inner, kind), CELL, "cell without number", cell, text)


def number_in_csv(random: Random, sound: Sound) -> Mutant:
    """The text of a number in a CSV file is mutated."""
    cell = random.choice(_numbers(sound))
    text = mutated_number(random, cell.value)
    rows = [list(row) for row in sound.sheets[cell.table]]
    rows[cell.row + 1][rows[0].index(cell.header)] = text
    return Mutant(_folder(sound) | {f"{cell.table}.csv": _csv(rows)}, CELL, "number in CSV", cell, text)


def flipped_csv(random: Random, sound: Sound) -> Mutant:
    """Bytes of a CSV file are others, missing, or more."""
    files = _folder(sound)
    name = random.choice([name for name in files if files[name].count(b"\n") > 1])
    content = bytearray(files[name])
    for _ in range(random.choice([1, 1, 4])):
        place = random.randrange(len(content))
        extra = random.choice([b"", b'"', b",", b"\n", b"\r", b";", b"\xff", b"\0", bytes([random.randrange(256)])])
        content[place : place + random.choice([0, 1, 1, 30])] = extra
    return Mutant(files | {name: bytes(content)}, CONTENT, f"bytes of {name}")


def _numbers(sound: Sound) -> list[Cell]:
    return [cell for cell in sound.cells if cell.column.kind in ("number", "per_year", "integer")]


def _has_neighbour(cell: Cell, sound: Sound) -> bool:
    """Whether something else stands in its row: without, the row would be a blank one."""
    return sum(value is not None for value in sound.sheets[cell.table][cell.row + 1]) > 1


def _with_cell(sound: Sound, cell: Cell, inner: str, kind: str) -> bytes:
    """The plain workbook with another cell."""
    part = sound.sheet_parts[cell.table]
    parts: Parts = dict(sound.plain.parts)
    attribute = f' t="{kind}"' if kind else ""
    replacement = f'<c r="{cell.address}"{attribute}>{inner}</c>'.encode()
    pattern = rb'<c r="%s"[^>]*>.*?</c>' % cell.address.encode()
    parts[part], count = re.subn(pattern, lambda _: replacement, parts[part], count=1)
    assert count == 1, cell
    return sound.plain.packed(parts)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _folder(sound: Sound) -> dict[str, bytes]:
    return {f"{name}.csv": _csv(rows) for name, rows in sound.sheets.items()}


def _csv(rows: list[list[object]]) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\n").writerows(rows)
    return stream.getvalue().encode()


WORKBOOKS: dict[str, Mutation] = {
    "flipped-bytes": flipped_bytes,
    "cut-bytes": cut_bytes,
    "swapped-parts": swapped_parts,
    "edited-xml": edited_xml,
    "moved-cells": moved_cells,
    "number-in-xml": number_in_xml,
    "spoilt-cell": spoilt_cell,
}
FOLDERS: dict[str, Mutation] = {"number-in-csv": number_in_csv, "flipped-csv": flipped_csv}
MUTATIONS = WORKBOOKS | FOLDERS

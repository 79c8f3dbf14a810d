"""An Excel file opened: which sheets it has, the texts they share and which formats show dates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import IO
from zipfile import ZipFile

from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from planner.read.cells import Raw
from planner.read.excel.cells import MAX_CELLS, Formats, read_cells
from planner.read.excel.elements import elements
from planner.read.excel.formats import Shown, read_formats
from planner.read.excel.opened_parts import Parts, Relation
from planner.read.excel.streaming import MAIN, Damage
from planner.read.excel.strings import read_strings

_SHEETS = "xl/worksheets/"
_NO_TABLE = ("chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet")
_STYLES, _STRINGS = "xl/styles.xml", "xl/sharedStrings.xml"
_TRUE = ("1", "true")


@dataclass(frozen=True)
class SheetPart:
    """A sheet and the part of the file that holds its cells, as the archive calls it."""

    name: str
    visible: bool
    part: str


@dataclass
class Package:
    """An opened workbook. room: how many cells its sheets may still span."""

    sheets: tuple[SheetPart, ...]
    archive: ZipFile
    formats: Formats
    room: int = MAX_CELLS

    def rows(self, sheet: SheetPart) -> dict[int, list[Raw]]:
        """Rows of a sheet that have any cell, by their number; raises what `read_cells` raises."""
        with self.archive.open(sheet.part) as part:
            rows = read_cells(part, sheet.name, self.formats, self.room)
        self.room -= sum(map(len, rows.values()))
        return rows


def open_package(stream: IO[bytes]) -> Package:
    """Open a workbook that has passed the guard.

    Read is what a number depends on: the sheets, the texts they share, and which formats show dates. Whatever else
    another program writes is left alone. Raises Damage for parts that do not fit together, ExpatError for broken XML.
    """
    archive = ZipFile(stream)
    parts = Parts(archive)
    workbook = _workbook(parts)
    relations = parts.relations(workbook)
    with parts.open(workbook) as part:
        found = elements(part, ("workbook", "workbookPr", "sheet", "calcPr"), MAIN)
    if not found or found[0][0] != "workbook":
        raise Damage("no valid workbook part")
    facts = {kind: facts for kind, facts in found if kind != "sheet"}
    shown = _shown(parts, relations)
    formats = Formats(
        _strings(parts, relations),
        shown.dates,
        shown.durations,
        CALENDAR_MAC_1904 if facts.get("workbookPr", {}).get("date1904") in _TRUE else CALENDAR_WINDOWS_1900,
        shown.percents,
        facts.get("calcPr", {}).get("fullCalcOnLoad") in _TRUE,
    )
    listed = [facts for kind, facts in found if kind == "sheet"]
    return Package(_sheets(parts, listed, relations), archive, formats)


def _workbook(parts: Parts) -> str:
    """The part that lists the sheets."""
    found = [relation.target for relation in parts.relations("").values() if relation.kind == "officeDocument"]
    if len(found) != 1 or parts.find(found[0]) is None:
        raise Damage("no valid workbook part")
    return found[0]


def _related(parts: Parts, relations: Mapping[str, Relation], kind: str, usual: str) -> str | None:
    """The part of a kind, which some writers do not name but put in its usual place."""
    named = [relation.target for relation in relations.values() if relation.kind == kind]
    if len(named) > 1:
        raise Damage(f"two parts are {kind}")
    return named[0] if named else parts.find(usual)


def _shown(parts: Parts, relations: Mapping[str, Relation]) -> Shown:
    styles = _related(parts, relations, "styles", _STYLES)
    if styles is None:
        return Shown()
    with parts.open(styles) as part:
        return read_formats(part)


def _strings(parts: Parts, relations: Mapping[str, Relation]) -> Sequence[str | None]:
    """The shared texts; a workbook of numbers alone has none, even where it names a part for them."""
    strings = _related(parts, relations, "sharedStrings", _STRINGS)
    if strings is None or parts.find(strings) is None:
        return []
    with parts.open(strings) as part:
        return read_strings(part)


def _sheets(
    parts: Parts, listed: Iterable[Mapping[str, str]], relations: Mapping[str, Relation]
) -> tuple[SheetPart, ...]:
    """The sheets that hold cells, in the order of the workbook; none may be missing, doubled or left over."""
    found = []
    for facts in listed:
        name = facts.get("name", "")
        relation = relations.get(_id(facts))
        if relation is not None and relation.kind in _NO_TABLE:
            continue
        part = parts.find(relation.target) if relation is not None and relation.kind == "worksheet" else None
        if part is None:
            raise Damage(f"sheet {name} is missing")
        found.append(SheetPart(name, facts.get("state", "").lower() not in ("hidden", "veryhidden"), part))
    _require_once("sheets are called", [sheet.name.lower() for sheet in found])
    _require_once("sheets have the cells of", [sheet.part for sheet in found])
    known = {sheet.part for sheet in found}
    unlisted = [
        part
        for plain, part in parts.names()
        if plain.startswith(_SHEETS) and plain.endswith(".xml") and part not in known
    ]
    if unlisted:
        raise Damage(f"{min(unlisted)} belongs to no sheet")
    return tuple(found)


def _id(facts: Mapping[str, str]) -> str:
    """The relation of a sheet; its attribute has a namespace of its own, which is another one in strict files."""
    return next((value for name, value in facts.items() if name.endswith("/relationships id")), "")


def _require_once(what: str, names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise Damage(f"two {what} {name}")
        seen.add(name)

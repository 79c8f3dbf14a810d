"""The parts of an opened Excel file, and how one leads to others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from posixpath import basename, dirname, join, normpath
from typing import IO
from urllib.parse import unquote
from zipfile import ZipFile, ZipInfo

from planner.read.excel.elements import elements
from planner.read.excel.part_names import plain_name
from planner.read.excel.streaming import Damage

_FORMAT = "package/2006/relationships"


@dataclass(frozen=True)
class Relation:
    """What one part says of another. kind: last word of the type, such as worksheet."""

    kind: str
    target: str


class Parts:
    """The parts of an opened archive."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._by_name = {plain_name(part.filename): part for part in archive.infolist()}

    def names(self) -> Iterator[tuple[str, str]]:
        """Compared name and name in the archive of every part."""
        yield from ((plain, part.filename) for plain, part in self._by_name.items())

    def find(self, name: str) -> str | None:
        """The name in the archive of a part; None where there is none of this name."""
        found: ZipInfo | None = self._by_name.get(plain_name(name)) or self._by_name.get(plain_name(unquote(name)))
        return found.filename if found else None

    def open(self, name: str) -> IO[bytes]:
        """The bytes of a part; raises Damage where it is missing."""
        found = self.find(name)
        if found is None:
            raise Damage(f"{name[:80]} is missing")
        return self._archive.open(found)

    def relations(self, name: str) -> Mapping[str, Relation]:
        """The parts that a part leads to, by their ids; `name` is '' for the whole file. External ones are left out."""
        return {
            facts.get("Id", ""): Relation(facts.get("Type", "").rpartition("/")[2], target)
            for facts, target in self.stated_relations(name)
            if target
        }

    def stated_relations(self, name: str) -> list[tuple[dict[str, str], str]]:
        """What is said of each relation, and the full name of its target; '' for one outside the file."""
        name = name.replace("\\", "/")
        listed = relations_name(name)
        if self.find(listed) is None:
            return []
        with self.open(listed) as part:
            found = [facts for _, facts in elements(part, ("Relationship",), _FORMAT)]
        ids = [facts.get("Id", "") for facts in found]
        if len(set(ids)) < len(ids):
            raise Damage(f"{listed} holds an id twice")
        return [(facts, "" if facts.get("TargetMode") == "External" else _target(name, facts)) for facts in found]


def relations_name(name: str) -> str:
    """The part that says what a part leads to."""
    return join(dirname(name), "_rels", f"{basename(name)}.rels")


def _target(name: str, facts: Mapping[str, str]) -> str:
    """The full name of a target, which is given from the root or from the folder of the part that leads to it."""
    target = facts.get("Target", "").replace("\\", "/")
    return normpath(target if target.startswith("/") else join(dirname(name), target)).lstrip("/")

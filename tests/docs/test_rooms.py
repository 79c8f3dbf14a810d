"""The rooms of the program: nobody looks past a door, no room is full, and the pictures of them are true."""

from __future__ import annotations

import ast
from collections import Counter
from functools import cache
from pathlib import Path

import grimp
import pytest

from tests.docs.pages import ROOT, page, script

SHELLS = {("planner.notebook", "planner.cli")}
"""The commands as functions are made of what the commands are made of."""

STUDIES = ROOT / "planner" / "show" / "studies"

SHOWN_BY = {
    "sheets.py": "sheets_of(shown: Shown) -> tuple[Sheet, ...]",
    "json.py": "json_of(shown: Shown) -> dict[str, Any]",
    "words.py": "lines_of(shown: Shown) -> Iterator[str]",
}
"""Files of the room of a study, and the function that each has."""

WRITTEN_BY_ITSELF = ("repair",)
"""Studies whose workbook no `Sheet` describes: cells of a diagnosis are links into the file of the case."""

MOST_FILES = 15
"""Beside each other in a room, its door apart: more is an alphabet."""


MAKER = script("make_architecture")


def folders() -> list[Path]:
    return sorted(path.parent for top in ("models", "planner") for path in (ROOT / top).rglob("__init__.py"))


def parsed(folder: Path) -> ast.Module:
    return ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


@cache
def rooms() -> set[str]:
    """Folders that hand out names: what others may use. The rest are corridors, in which everything stands open."""
    return {name_of(folder) for folder in folders() if _hands_out(parsed(folder))}


def _hands_out(door: ast.Module) -> bool:
    return any(isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__" for node in door.body)


def past_a_door(importer: str, imported: str, closed: set[str]) -> str | None:
    """The room whose inside `importer` looks at from outside, if any."""
    parts = imported.split(".")
    for count in range(1, len(parts)):
        around = ".".join(parts[:count])
        if around in closed and not f"{importer}.".startswith(f"{around}."):
            return around
    return None


def test_what_looks_past_a_door_is_found() -> None:
    closed = {"a.room", "a.room.inner"}
    assert past_a_door("a.other", "a.room.file", closed) == "a.room"
    assert past_a_door("a.roomy", "a.room.file", closed) == "a.room"
    assert past_a_door("a.room.file", "a.room.inner.file", closed) == "a.room.inner"
    assert past_a_door("a.room.inner.file", "a.room.file", closed) is None
    assert past_a_door("a.other", "a.room", closed) is None


def test_rooms_hand_out_names() -> None:
    assert {"models", "planner.read"}.isdisjoint(rooms())
    assert {"models.verify", "planner.cli", "planner.show.workbook"} <= rooms()


def test_nobody_looks_past_a_door() -> None:
    graph = grimp.build_graph("planner", "models", cache_dir=None)
    looks = [
        f"{importer} looks into {room}: {imported}"
        for importer in graph.modules
        for imported in graph.find_modules_directly_imported_by(importer)
        if (room := past_a_door(importer, imported, rooms())) and (importer, room) not in SHELLS
    ]
    assert not sorted(looks)


@pytest.mark.parametrize("folder", folders(), ids=name_of)
def test_a_room_says_in_a_sentence_what_it_is_for(folder: Path) -> None:
    sentence = (ast.get_docstring(parsed(folder)) or "").split("\n\n")[0].replace("\n", " ")
    assert sentence.endswith(".")
    assert len(sentence) <= 130


def test_no_room_is_full() -> None:
    beside = Counter(path.parent for folder in folders() for path in folder.glob("*.py") if path.stem != "__init__")
    assert not {name_of(folder): count for folder, count in beside.items() if count > MOST_FILES}


def signatures(path: Path) -> set[str]:
    """Functions of a file, as NAME(ARGUMENTS) -> RETURNS."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [each for each in tree.body if isinstance(each, ast.FunctionDef) and each.returns]
    return {f"{each.name}({ast.unparse(each.args)}) -> {ast.unparse(each.returns or each)}" for each in found}


@pytest.mark.parametrize("door", sorted(STUDIES.glob("*/__init__.py")), ids=lambda door: door.parent.name)
def test_studies_are_shown_alike(door: Path) -> None:
    """The room of a study has the same files with the same functions, and hands them out."""
    study = door.parent
    wanted = {
        file: says for file, says in SHOWN_BY.items() if study.name not in WRITTEN_BY_ITSELF or file != "sheets.py"
    }
    assert not {file: says for file, says in wanted.items() if says not in signatures(study / file)}
    gathered = ast.parse((study / "shown.py").read_text(encoding="utf-8"))
    declared = {each.name for each in gathered.body if isinstance(each, ast.ClassDef)}
    assert "Shown" in declared | {
        name.name for each in gathered.body if isinstance(each, ast.ImportFrom) for name in each.names
    }
    handed_out = {name.name for each in parsed(study).body if isinstance(each, ast.ImportFrom) for name in each.names}
    assert {"Shown", *(says.split("(")[0] for says in wanted.values())} <= handed_out
    assert (ROOT / "planner" / "study" / study.name / "__init__.py").exists()


def test_arrows_are_drawn_without_detours() -> None:
    """The arrow from top to bottom says no more than those by way of the middle."""
    arrows = {"top": {"middle", "bottom"}, "middle": {"bottom"}, "bottom": set[str]()}
    assert list(MAKER.without_detours(arrows)) == [("middle", "bottom"), ("top", "middle")]


def test_the_pictures_are_true() -> None:
    assert MAKER.between(page("docs/architecture.md")) == MAKER.made()

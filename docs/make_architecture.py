"""Draws the rooms of the program into docs/architecture.md, as its imports and the first lines of its rooms have them.

.venv/bin/python docs/make_architecture.py
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import grimp

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "architecture.md"
HOUSES = ("planner.cli", "planner.read", "planner.study", "planner.show", "models")
"""From the command line down; each has a picture of its files and rooms."""

BEGIN, END = "<!-- made by docs/make_architecture.py -->\n", "<!-- as far as here -->\n"

Arrows = dict[str, set[str]]


def made() -> str:
    """The pictures and the list of rooms, as they stand on the page."""
    graph = grimp.build_graph("planner", "models", cache_dir=None)
    return "\n".join(["", *_pictures(graph), "", *_rooms(), ""])


def between(text: str) -> str:
    """What stands on the page between the marks."""
    return text.split(BEGIN)[1].split(END, maxsplit=1)[0]


def _pictures(graph: grimp.ImportGraph) -> Iterator[str]:
    """The houses, then the files and rooms of each: all in one would be too small to read."""
    yield from _picture(graph, HOUSES, "TB")
    for house in HOUSES:
        yield f"\n`{house}`:\n"
        yield from _picture(graph, sorted(graph.find_children(house)), "LR", within=f"{house}.")


def _picture(graph: grimp.ImportGraph, modules: Sequence[str], direction: str, within: str = "") -> Iterator[str]:
    yield "```mermaid"
    yield f"flowchart {direction}"
    yield from (f'  {_node(module)}["{module.removeprefix(within)}"]' for module in modules)
    arrows = {module: _inside(graph, module, modules) for module in modules}
    yield from (f"  {_node(above)} --> {_node(below)}" for above, below in without_detours(arrows))
    yield "```"


def _node(module: str) -> str:
    return module.replace(".", "_")


def _inside(graph: grimp.ImportGraph, one: str, others: Sequence[str]) -> set[str]:
    return {
        other
        for other in others
        if other != one and graph.direct_import_exists(importer=one, imported=other, as_packages=True)
    }


def without_detours(arrows: Arrows) -> Iterator[tuple[str, str]]:
    """The arrows that no chain of other arrows stands for."""
    for above, belows in sorted(arrows.items()):
        for below in sorted(belows):
            if not any(below in _reached(arrows, other) for other in belows - {below}):
                yield above, below


def _reached(arrows: Arrows, start: str) -> set[str]:
    found, waiting = set[str](), [start]
    while waiting:
        new = arrows.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found


def _rooms() -> Iterator[str]:
    yield "| Room | What it is for |"
    yield "|---|---|"
    for door in sorted(path for top in ("models", "planner") for path in (ROOT / top).rglob("__init__.py")):
        said = ast.get_docstring(ast.parse(door.read_text(encoding="utf-8"))) or ""
        sentence = said.split("\n\n")[0].replace("\n", " ")
        yield f"| `{door.parent.relative_to(ROOT).as_posix()}` | {sentence} |"


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    text = PAGE.read_text(encoding="utf-8")
    had = f"{BEGIN}{between(text)}{END}"
    PAGE.write_text(text.replace(had, f"{BEGIN}{made()}{END}"), encoding="utf-8")

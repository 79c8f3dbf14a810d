"""Reads the documents: their tables, their code words, and what the words stand for."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent

Row = dict[str, str]


def page(name: str) -> str:
    """The text of a document, by its path from the root of the project."""
    return (ROOT / name).read_text(encoding="utf-8")


def script(name: str) -> Any:
    """A script of the folder docs as a module; it lies outside the packages."""
    spec = spec_from_file_location(name, ROOT / "docs" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def pages() -> list[Path]:
    """Every document of the project."""
    folders = (ROOT, ROOT / "docs", ROOT / "docs" / "decisions", ROOT / "models")
    return [path for folder in folders for path in sorted(folder.glob("*.md"))]


def tables(text: str) -> list[list[Row]]:
    """The tables of a page: each a list of rows, each row its cells by the table's headings."""
    found: list[list[Row]] = []
    for block in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        heading, _, *rows = [_cells(line) for line in block.splitlines()]
        assert all(len(row) == len(heading) for row in rows), f"a row has another number of cells than {heading}"
        found.append([dict(zip(heading, row, strict=True)) for row in rows])
    return found


def section(text: str, heading: str) -> str:
    """What stands under a heading, up to the next one of the same or a higher level."""
    level = len(heading) - len(heading.lstrip("#"))
    assert f"\n{heading}\n" in text, f"no heading {heading}"
    rest = text.split(f"\n{heading}\n", 1)[1]
    return re.split(rf"^#{{1,{level}}} ", rest, maxsplit=1, flags=re.MULTILINE)[0]


def words(text: str) -> list[str]:
    """Everything that stands between single backticks, outside blocks of code."""
    prose = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    return re.findall(r"`([^`\n]+)`", prose)


def find(dotted: str) -> Any:
    """What a dotted name such as models.network.states.Network.tail stands for; raises AssertionError where nothing."""
    parts = dotted.split(".")
    depth = next(count for count in range(len(parts), 0, -1) if _is_module(".".join(parts[:count])))
    target: Any = import_module(".".join(parts[:depth]))
    for name in parts[depth:]:
        declared = getattr(target, "__dataclass_fields__", {})
        assert hasattr(target, name) or name in declared, f"{dotted}: {target} has no {name}"
        target = getattr(target, name, declared.get(name))
    return target


def _is_module(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:
        return False


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]


def links(text: str) -> Iterator[str]:
    """Targets of the page's links and pictures, without anchors; addresses on the web are left out."""
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if not target.startswith(("http:", "https:", "#")):
            yield target.split("#")[0]

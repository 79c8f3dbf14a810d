"""The English texts of the program, as they stand in its source."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

Key = str | tuple[str, str]
"""A text, or its forms for one and for many."""

SHOW = Path("planner/show")

DECLARED = {
    "text": (0,),
    "linked": (0,),
    "amount": (0, 1),
    "count": (0, 1),
    "Sheet": (1, 2),
    "result_table": (1,),
    "Chart": (0,),
    "Sample": (1, 2),
    "Band": (3, 4),
}
"""Which arguments of a declaration are shown to a reader."""

STRING = r'"(?:[^"\\]|\\.)*"'
PAGE_CALL = re.compile(rf"(?<!function )(?<!\.)\b(say|count)\(\s*((?:{STRING}\s*,?\s*){{0,2}})(?!element.dataset)")

NAMED = {"title", "note", "unit", "help"}


def asked(path: Path) -> Iterator[Key]:
    """Texts that a module gives to `say` and `count` of Words, as they are or as a constant of the module."""
    constants = _constants(path)
    for call in _calls(path):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        given = [constants.get(one.id, "") if isinstance(one, ast.Name) else _literal(one) for one in call.args]
        if name == "say" and given and given[0]:
            yield given[0]
        if name == "count" and len(call.args) >= 3 and given[0] and given[1]:
            yield given[0], given[1]


def spoken(text: str) -> bool:
    """Whether a text has words, or a sign that is written otherwise in another language."""
    return bool(re.search("[A-Za-z%]", text))


def asked_by_page(path: Path) -> Iterator[Key]:
    """Texts of a file of the page: given to `say` and `count`, written out in the call, or marked in the HTML."""
    source = path.read_text("utf-8")
    if path.suffix == ".html":
        yield from (unescape(text) for text in re.findall('data-(?:say|label)="([^"]*)"', source))
        return
    for call in PAGE_CALL.finditer(source):
        found = re.findall(STRING, call[2])
        assert found, f"{path.name}: {source[call.start() : call.end() + 40]}: a text must be written out"
        texts = [json.loads(text) for text in found]
        yield texts[0] if call[1] == "say" else (texts[0], texts[1])


def declared(path: Path) -> Iterator[str]:
    """Titles, notes, labels and units that a module declares, as far as they are written out in the call."""
    constants = _constants(path)
    for call in _calls(path):
        if isinstance(call.func, ast.Name) and call.func.id in DECLARED:
            given = [call.args[place] for place in DECLARED[call.func.id] if place < len(call.args)]
            given += [keyword.value for keyword in call.keywords if keyword.arg in NAMED]
            for one in given:
                both = [one.body, one.orelse] if isinstance(one, ast.IfExp) else [one]
                texts = [constants.get(each.id, "") if isinstance(each, ast.Name) else _literal(each) for each in both]
                yield from (text for text in texts if spoken(text))


def modules_of(start: Path) -> list[Path]:
    """A module of planner/show and those of planner/show that it imports, and they."""
    found, waiting = set[Path](), [start]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += [_source(name) for name in _imported(path)]
    return sorted(found)


def _source(name: str) -> Path:
    """The file of a module, or the door of a room."""
    room = SHOW / name / "__init__.py"
    return room if room.exists() else SHOW / f"{name}.py"


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("planner.show."):
            yield (node.module or "").removeprefix("planner.show.").replace(".", "/")


def _calls(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call))


def _constants(path: Path) -> dict[str, str]:
    assigned = (node for node in ast.parse(path.read_text("utf-8")).body if isinstance(node, ast.Assign))
    return {name.id: _literal(node.value) for node in assigned for name in node.targets if isinstance(name, ast.Name)}


def _literal(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""

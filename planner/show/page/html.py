"""A page as one HTML file that needs nothing else and asks for nothing: style, script and data stand in it."""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from html import escape
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

SCRIPTS_FIRST = ("base.js", "state.js")
"""Scripts that others rest on; `start.js`, which begins, comes last."""

ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
"""Signs that would end a script, open a comment or a tag, or end a line, as JSON writes them without their meaning."""

SLOT = re.compile(r"\{\{(\w+)\}\}")


def page_sources() -> dict[str, str]:
    """Template, style and scripts of the page by name of file, in the order in which they stand on it."""
    found = dict(sorted(_texts(files("planner.show.page").joinpath("browser"))))
    names = sorted(found, key=lambda name: (name == "start.js", name not in SCRIPTS_FIRST))
    return {name: found[name] for name in names}


def _texts(folder: Traversable) -> Iterator[tuple[str, str]]:
    """Files of a folder and of those in it."""
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _texts(entry)
        elif entry.name.endswith((".html", ".css", ".js")):
            yield entry.name, entry.read_text("utf-8")


def page_html(data: Mapping[str, Any], sources: Mapping[str, str]) -> str:
    """The page; data: as in `planner.show.page.data`; sources: of `page_sources`."""
    style = "\n".join(text for name, text in sources.items() if name.endswith(".css"))
    script = "\n".join(['"use strict";', *(text for name, text in sources.items() if name.endswith(".js"))])
    parts = {
        "lang": escape(str(data["lang"])),
        "title": escape(str(data["title"])),
        "policy": policy(script, style),
        "style": style,
        "script": script,
        "data": embedded(data),
    }
    # in one pass: what is put in may itself look like a slot
    return SLOT.sub(lambda slot: parts[slot[1]], sources["page.html"])


def policy(script: str, style: str) -> str:
    """What the page may do: run this script, wear this style, draw its own pictures for a file, and nothing else."""
    rules = {
        "default-src": "'none'",
        "script-src": _hash(script),
        "style-src": _hash(style),
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {source}" for name, source in rules.items())


def embedded(data: Any) -> str:
    """JSON that may stand in a script element, whatever names it holds: no tag, comment or line end of scripts."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.translate(ESCAPED)


def _hash(source: str) -> str:
    digest = hashlib.sha256(source.encode()).digest()
    return f"'sha256-{b64encode(digest).decode()}'"

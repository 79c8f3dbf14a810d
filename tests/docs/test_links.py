"""What the documents point to exists: links, pictures, files named in the text."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tests.docs.pages import ROOT, links, page, pages, words

PAGES = [path.relative_to(ROOT) for path in pages()]


@pytest.mark.parametrize("path", PAGES, ids=str)
def test_links_and_pictures(path: Path) -> None:
    missing = [target for target in links(page(str(path))) if not (ROOT / path.parent / target).exists()]
    assert not missing


@pytest.mark.parametrize("path", PAGES, ids=str)
def test_files_named_in_the_text(path: Path) -> None:
    """Words such as `models/solver/highs.py`, from the root of the project."""
    named = [
        word for word in words(page(str(path))) if re.fullmatch(r"(models|planner|tests|docs|\.ci)(/[\w.]+)+", word)
    ]
    assert not [word for word in named if not (ROOT / word).exists()]


def test_architecture_names_every_room() -> None:
    rooms = {f"planner/{folder.name}" for folder in (ROOT / "planner").iterdir() if (folder / "__init__.py").exists()}
    rooms |= {f"models/{folder.name}" for folder in (ROOT / "models").iterdir() if (folder / "__init__.py").exists()}
    assert rooms | {"models"} <= set(words(page("docs/architecture.md")))


def test_decisions_are_numbered_and_named_by_their_titles() -> None:
    numbers = []
    for path in sorted((ROOT / "docs" / "decisions").glob("*.md")):
        title = re.match(r"# (\d+)\. \S", path.read_text(encoding="utf-8"))
        assert title, path
        assert path.name.startswith(f"{int(title[1]):04d}-")
        numbers.append(int(title[1]))
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_changelog_is_about_this_version() -> None:
    project = tomllib.loads(page("pyproject.toml"))["project"]
    assert re.search(rf"^## .*{re.escape(project['version'])}", page("CHANGELOG.md"), re.MULTILINE)

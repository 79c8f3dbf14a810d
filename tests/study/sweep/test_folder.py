"""What was kept of a variant is believed as it was written, and in no other form."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from planner.study.sweep import Folder, NotBelieved, Variant

ORDER = "1" * 64
FOUND: dict[str, Any] = {
    "schema_version": 1,
    "status": "optimal",
    "objective_musd": 12.5,
    "bound_musd": 12.4999,
    "penalty_musd": 0.1,
    "gap": 0,
    "years": {"2025": {"moved_mt": 1.0}, "2027": {"moved_mt": 2.0}},
    "projects": [{"id": "p", "opening_year": 2025}],
    "variant": "one",
    "order": ORDER,
}


def rewritten(change: Callable[[dict[str, Any]], object]) -> Callable[[Path], object]:
    """An edit of the JSON object of a variant."""

    def edit(file: Path) -> None:
        found = json.loads(file.read_text("utf-8"))
        change(found)
        file.write_text(json.dumps(found), "utf-8")

    return edit


EDITS: dict[str, Callable[[Path], object]] = {
    "another objective": rewritten(lambda found: found.update(objective_musd=1.0)),
    "the last digit of a number": rewritten(lambda found: found.update(bound_musd=found["bound_musd"] * (1 + 1e-15))),
    "a null for a number": rewritten(lambda found: found.update(objective_musd=None)),
    "NaN": rewritten(lambda found: found.update(objective_musd=float("nan"))),
    "an endless number": rewritten(lambda found: found.update(penalty_musd=float("inf"))),
    "text for a number": rewritten(lambda found: found.update(gap="0")),
    "a year left out": rewritten(lambda found: found["years"].popitem()),
    "a number in a year": rewritten(lambda found: found["years"]["2027"].update(moved_mt=0.5)),
    "a list for an object": rewritten(lambda found: found.update(years=[])),
    "no projects": rewritten(lambda found: found.pop("projects")),
    "another status": rewritten(lambda found: found.update(status="no_plan", message="edited")),
    "another name": rewritten(lambda found: found.update(variant="edited")),
    "no digest": rewritten(lambda found: found.pop("digest")),
    "another digest": rewritten(lambda found: found.update(digest="0" * 64)),
    "another order": rewritten(lambda found: found.update(order="0" * 64)),
    "only half of it": lambda file: file.write_text(file.read_text("utf-8")[:400], "utf-8"),
    "nothing": lambda file: file.write_bytes(b""),
    "no text": lambda file: file.write_bytes(b"\xff\xfe\x00"),
    "a list": lambda file: file.write_text("[]", "utf-8"),
    "endless brackets": lambda file: file.write_text("[" * 100_000, "utf-8"),
    "the file of another variant": lambda file: file.write_bytes(_file(file.parent, "other").read_bytes()),
}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Two variants are kept."""
    made = Folder(tmp_path)
    made.keep(Variant("one"), ORDER, FOUND)
    made.keep(Variant("other"), "2" * 64, FOUND | {"order": "2" * 64})
    return made


def _file(variants: Path, name: str) -> Path:
    (file,) = variants.glob(f"{name}-*.json")
    return file


def test_what_was_kept_is_known(folder: Folder) -> None:
    """A number is the same to its last digit; white space and the order of keys say nothing."""
    assert folder.known(Variant("one"), ORDER) == FOUND
    file = _file(folder.path / "variants", "one")
    text = json.dumps(dict(reversed(json.loads(file.read_text("utf-8")).items())))
    file.write_text(text, "utf-8")
    assert folder.known(Variant("one"), ORDER) == FOUND
    assert folder.known(Variant("one"), "3" * 64) is None


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_an_edited_variant_is_not_believed(edit: Callable[[Path], object], folder: Folder) -> None:
    file = _file(folder.path / "variants", "one")
    edit(file)
    with pytest.raises(NotBelieved, match=r"is not taken over: it .*; its variant is solved again"):
        folder.known(Variant("one"), ORDER)
    assert folder.known(Variant("other"), "2" * 64) is not None


def test_a_variant_that_failed_is_tried_again(folder: Folder) -> None:
    """It is as it was written, but says nothing that lasts."""
    folder.keep(Variant("one"), ORDER, FOUND | {"status": "worker_died"})
    assert folder.known(Variant("one"), ORDER) is None


def test_files_of_other_variants_are_counted(folder: Folder) -> None:
    assert folder.others([(Variant("one"), ORDER)]) == 1

"""The pictures of the documents can be made again from result workbooks, and are small enough to read and to keep."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from planner.cli.app import app
from tests.docs.pages import ROOT, links, page

PICTURES = ROOT / "docs" / "pictures"

DOCUMENTS = ("README.md", "docs/kazakhstan.md", "docs/studies.md")
"""Documents with pictures."""

LARGEST = 3_200_000
"""Bytes of all pictures together."""


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Two results of the teaching case."""
    case, folder = ROOT / "inputs" / "three_nodes.xlsx", tmp_path_factory.mktemp("results")
    for name, option in (("whole", []), ("divisible", ["--relax"])):
        told = CliRunner().invoke(app, ["solve", str(case), "--out", str(folder / f"{name}.xlsx"), *option])
        assert told.exit_code == 0, told.output
    return [str(folder / "whole.xlsx"), str(folder / "divisible.xlsx")]


@pytest.mark.office
def test_pictures_of_the_workbook_are_made(results: list[str], tmp_path: Path) -> None:
    assert made("workbook", results, tmp_path) == {name for name in shown() if name.startswith("workbook-")}


@pytest.mark.browser
def test_pictures_of_the_page_are_made(results: list[str], tmp_path: Path) -> None:
    assert made("page", results, tmp_path) == {name for name in shown() if name.startswith("page-")}


def test_pictures_of_slides_are_made(results: list[str], tmp_path: Path) -> None:
    """The teaching case has no year 2035, and so few projects that they need one page."""
    of_kazakhstan = {"slide-flows-2029.png", "slide-flows-home-2035.png", "slide-timeline-1.png"}
    found = made("slides", results, tmp_path)
    assert found == {name for name in shown() if name.startswith("slide-")} - of_kazakhstan


@pytest.mark.office
def test_pictures_of_studies_are_made(results: list[str], tmp_path: Path) -> None:
    assert made("studies", results, tmp_path) == {name for name in shown() if name.startswith("study-")}


def made(part: str, results: list[str], folder: Path) -> set[str]:
    """Names of the pictures that the script makes."""
    script = ROOT / "docs" / "make_pictures.py"
    subprocess.run([sys.executable, str(script), *results, "--only", part, "--folder", str(folder)], check=True)
    for picture in folder.iterdir():
        assert size(picture)[0] > 500, picture
    return {picture.name for picture in folder.iterdir()}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_pictures_of_a_document_are_as_wide_as_a_page(document: str) -> None:
    for target in links(page(document)):
        if target.endswith(".png"):
            width, height = size((ROOT / document).parent / target)
            assert 1200 < width < 2500, target
            assert 400 < height < 2000, target


def test_every_picture_is_shown_and_all_together_are_small() -> None:
    kept = {picture.name: picture.stat().st_size for picture in PICTURES.glob("*.png")}
    assert set(kept) == shown()
    assert sum(kept.values()) < LARGEST


def shown() -> set[str]:
    """Names of the pictures in the documents."""
    found = [target for document in DOCUMENTS for target in links(page(document))]
    return {Path(target).name for target in found if target.endswith(".png")}


def size(picture: Path) -> tuple[int, int]:
    head = picture.read_bytes()[:24]
    assert head.startswith(b"\x89PNG")
    return int.from_bytes(head[16:20]), int.from_bytes(head[20:24])

"""The pictures of the README can be made again from a result workbook."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from planner.cli.app import app
from tests.docs.pages import ROOT, links, page


@pytest.mark.office
def test_pictures_are_made_from_a_result(tmp_path: Path) -> None:
    case, result = ROOT / "inputs" / "three_nodes.xlsx", tmp_path / "result.xlsx"
    assert CliRunner().invoke(app, ["solve", str(case), "--out", str(result)]).exit_code == 0
    script = ROOT / "docs" / "make_pictures.py"
    subprocess.run([sys.executable, str(script), str(result), "--folder", str(tmp_path)], check=True)
    shown = [Path(target).name for target in links(page("README.md")) if target.endswith(".png")]
    assert sorted(picture.name for picture in tmp_path.glob("*.png")) == sorted(shown)
    for name in shown:
        assert _size(tmp_path / name)[0] > 500


def test_pictures_of_the_readme_are_as_wide_as_a_page() -> None:
    for target in links(page("README.md")):
        if target.endswith(".png"):
            width, height = _size(ROOT / target)
            assert 1200 < width < 2500, target
            assert 400 < height < 2000, target


def _size(picture: Path) -> tuple[int, int]:
    head = picture.read_bytes()[:24]
    assert head.startswith(b"\x89PNG")
    return int.from_bytes(head[16:20]), int.from_bytes(head[20:24])

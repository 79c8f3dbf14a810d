"""`planner report --png --pdf`: from a result workbook to pictures for slides."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from planner.cli.app import app
from tests.show.workbooks import edited, place_of

CASE = Path(__file__).parents[3] / "inputs" / "three_nodes.xlsx"


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("solved") / "result.xlsx"
    assert run(["solve", CASE, "--out", path]).exit_code == 0
    return path


def run(words: Sequence[object]) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def test_pictures_are_written_and_named(result: Path, tmp_path: Path) -> None:
    told = run(["report", result, "--png", f"{tmp_path}/slides/", "--pdf", tmp_path / "all.pdf", "--json"])
    assert told.exit_code == 0, told.output
    files = [Path(file) for file in json.loads(told.stdout)["files"]]
    assert files[-1] == tmp_path / "all.pdf"
    assert {file.name for file in files[:-1]} == {file.name for file in (tmp_path / "slides").iterdir()}
    assert {"summary.png", "corridors.png", "utilisation.png", "costs.png"} <= {file.name for file in files}
    assert not list(tmp_path.glob("*.html"))


def test_a_name_that_is_no_folder_begins_the_names(result: Path, tmp_path: Path) -> None:
    assert run(["report", result, "--png", tmp_path / "plan"]).exit_code == 0
    assert (tmp_path / "plan-costs.png").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--png", "{folder}/", "--year", "1999"], "1999 is no plan year"),
        (["--pdf", "{folder}/slides.txt"], "ends in .pdf"),
        (["--year", "2025"], "--png or --pdf"),
        (["{result}", "--png", "{folder}/"], "of one result"),
    ],
)
def test_what_makes_no_sense_is_told(result: Path, tmp_path: Path, words: list[str], said: str) -> None:
    told = run(["report", result, *(word.format(folder=tmp_path, result=result) for word in words)])
    assert told.exit_code == 2
    assert said in told.stderr
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_replaced_unasked(result: Path, tmp_path: Path) -> None:
    (tmp_path / "costs.png").write_bytes(b"mine")
    told = run(["report", result, "--png", tmp_path])
    assert told.exit_code == 2
    assert "costs.png exists already" in told.stderr
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"mine"]
    assert run(["report", result, "--png", tmp_path, "--force"]).exit_code == 0


def test_a_plan_that_somebody_edited_is_not_drawn(result: Path, tmp_path: Path) -> None:
    broken = edited(result, tmp_path / "broken.xlsx", "Routes", place_of(result, "Routes", "mt", 0), 1e6)
    told = run(["report", broken, "--png", f"{tmp_path}/slides/", "--pdf", tmp_path / "all.pdf"])
    assert told.exit_code == 6
    assert [path.name for path in tmp_path.iterdir()] == ["broken.xlsx"]

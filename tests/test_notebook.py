"""`import planner`: the commands as functions."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

import planner
from models.errors import NoPlan
from planner.cli.app import app
from planner.cli.reading import WrongInput
from planner.files import FileInTheWay
from planner.read.writing import write_folder
from tests.networks import impossible

CASE = "inputs/three_nodes.xlsx"


def test_a_plan_is_the_one_of_the_command(tmp_path: Path) -> None:
    """Cell by cell but for the seconds on the sheet Run, and what Summary says of files."""
    plan = planner.solve(planner.read(CASE), gap=0.001)
    files = planner.write(plan, tmp_path / "function.xlsx")
    answer = CliRunner().invoke(app, ["solve", CASE, "--gap", "0.001", "--out", str(tmp_path / "command.xlsx")])
    assert answer.exit_code == 0
    books = [load_workbook(tmp_path / f"{name}.xlsx") for name in ("function", "command")]
    assert books[0].sheetnames == books[1].sheetnames
    for sheet in books[0].sheetnames:
        if sheet not in ("Run", "Summary"):
            cells = [[[cell.value for cell in row] for row in book[sheet].iter_rows()] for book in books]
            assert cells[0] == cells[1], sheet
    assert [file.name for file in files][:2] == ["function.xlsx", "function.routes.csv"]
    with pytest.raises(FileInTheWay):
        planner.write(plan, tmp_path / "function.xlsx")


def test_tables_by_sheet_and_by_name() -> None:
    plan = planner.solve(planner.read(CASE), relax=True)
    assert plan.verification.ok
    assert plan.gap <= 1e-6
    assert plan.bound_musd == pytest.approx(plan.objective_musd)
    pd.testing.assert_frame_equal(plan.tables["Years"], plan.tables["years"])
    moved = plan.results.table("years").frame["moved_mt"].tolist()
    plan.tables["Years"].loc[:, "moved_mt"] = 0.0
    assert plan.results.table("years").frame["moved_mt"].tolist() == moved


def test_scenario_and_changes() -> None:
    """Without its second track the line carries less than the 35 Mt of the plan."""
    case = planner.read(CASE)
    plan = planner.solve(case, scenario="no_second_track", changes=["budget.available_musd*=2"])
    assert plan.tables["Years"]["moved_mt"].sum() < 35.0
    assert plan.case is not case.case


def test_what_is_wrong_is_told_at_its_cell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = load_workbook(CASE)
    book["links"]["A4"] = "no such place|"
    book.save(tmp_path / "wrong.xlsx")
    with pytest.raises(WrongInput) as caught:
        planner.read(tmp_path / "wrong.xlsx")
    assert caught.value.problems
    assert "links!A4" in capsys.readouterr().err
    with pytest.raises(WrongInput):
        planner.solve(planner.read(CASE), scenario="unheard of")
    assert "unheard of" in capsys.readouterr().err


def test_no_plan(tmp_path: Path) -> None:
    write_folder(impossible(), tmp_path / "impossible")
    with pytest.raises(NoPlan):
        planner.solve(planner.read(tmp_path / "impossible"))


@pytest.mark.parametrize("first", ["planner.read.case", "planner.cli.app", "planner.notebook", "planner"])
def test_the_room_of_reading_keeps_its_name(first: str) -> None:
    """`planner.read` is a folder of modules and a function, whichever is loaded first."""
    script = f"import {first}, planner, planner.read.case; print(planner.read({CASE!r}).warnings)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_another_models_is_named(tmp_path: Path) -> None:
    (tmp_path / "models.py").write_text("")
    script = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import planner"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"Python finds {(tmp_path / 'models.py').resolve()}: rename that file" in done.stderr


def test_what_is_not_there() -> None:
    name = "plan"
    with pytest.raises(AttributeError, match="no attribute 'plan'"):
        getattr(planner, name)

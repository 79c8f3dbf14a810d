"""The README says what the program does: its sheets, its commands, its first change."""

from __future__ import annotations

import re
from pathlib import Path
from shutil import copyfile

import openpyxl
import pytest
from typer.testing import CliRunner

from models.case import NEEDED, TABLES
from planner.cli.app import app
from tests.docs.pages import ROOT, page, section, tables, words

PAGE = page("README.md")
FIRST_CHANGE = section(PAGE, "## Ten minutes to your first own change")


def planner(command: str) -> None:
    ended = CliRunner().invoke(app, command.split()[1:])
    assert ended.exit_code == 0, ended.stderr


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the inputs of the project, as the reader has it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "inputs").mkdir()
    copyfile(ROOT / "inputs" / "three_nodes.xlsx", tmp_path / "inputs" / "three_nodes.xlsx")
    return tmp_path


def key_figures(result: Path) -> dict[str, float]:
    """What the README compares, from the workbook."""
    book = openpyxl.load_workbook(result)
    run = {row[0]: row[1] for row in book["Run"].iter_rows(values_only=True)}
    checks = {row[0]: row[1] for row in book["Checks"].iter_rows(values_only=True)}
    unmet = {row[5]: row[7] for row in book["Unmet"].iter_rows(values_only=True)}
    opened = [row[2] for row in book["Projects"].iter_rows(values_only=True) if isinstance(row[2], int | float)]
    return {
        "objective, MUSD": float(str(run["objective_musd"])),
        "of it penalty, MUSD": float(str(checks["Penalty in it, not real money"])),
        "left behind in 2026, Mt": float(str(unmet.get(2026, 0))),
        "projects that open": len(opened),
    }


def test_every_input_sheet_is_told_in_its_order() -> None:
    (table,) = tables(section(PAGE, "## The input workbook"))
    assert [words(row["Sheet"])[0] for row in table] == list(TABLES)
    assert {words(row["Sheet"])[0] for row in table if row["Needed"]} == set(NEEDED)


def test_the_first_change(here: Path) -> None:
    """The steps as they stand: solve, change the cell, check, solve, and the figures of both results."""
    before, check, after = re.findall(r"^ *(planner .*)$", FIRST_CHANGE, re.MULTILINE)
    planner(before)
    cell, old, new = re.findall(r"cell `(\w+)`.*?: (\d+) Mt a year. Make it (\d+)", " ".join(FIRST_CHANGE.split()))[0]
    book = openpyxl.load_workbook("inputs/three_nodes.xlsx")
    assert book["links"][cell].value == int(old)
    book["links"][cell].value = int(new)
    book.save("mine.xlsx")
    planner(check)
    planner(after)
    (table,) = tables(re.sub(r"^ +\|", "|", FIRST_CHANGE, flags=re.MULTILINE))
    for which in ("before", "after"):
        told = {row[""]: float(row[which]) for row in table}
        assert key_figures(here / "results" / f"{which}.xlsx") == pytest.approx(told)


def test_every_result_sheet_is_told_in_its_order(here: Path) -> None:
    planner("planner solve inputs/three_nodes.xlsx --out result.xlsx")
    (table,) = tables(section(PAGE, "## The result workbook"))
    assert [row["Sheet"] for row in table] == openpyxl.load_workbook(here / "result.xlsx").sheetnames
    beside = sorted(file.name.removeprefix("result") for file in here.glob("result.*.csv"))
    assert sorted(set(re.findall(r"`(\.\w+\.csv)`", PAGE))) == beside


def test_both_commands_stand_alone() -> None:
    """Each sets up and runs, with the newest versions or the lock; tests are chosen as a line of .ci/run does."""
    start = "python3 -m venv .venv && .venv/bin/pip install -q "
    commands = [line for line in PAGE.splitlines() if line.startswith("python3 -m")]
    tests = commands[1].rsplit(" && ", 1)[1]
    assert commands == [
        f"{start}. && .venv/bin/planner solve inputs/kazakhstan.xlsx",
        f"{start}-e '.[dev]' && {tests}",
    ]
    assert f"  {tests}" in page(".ci/run").splitlines()
    assert all(f"`pip install -q -c requirements/locked.txt {what}`" in PAGE for what in (".", "-e '.[dev]'"))
    assert "not browser and not office" in commands[1]
    assert (ROOT / "inputs" / "kazakhstan.xlsx").exists()

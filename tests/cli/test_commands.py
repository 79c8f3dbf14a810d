"""From Excel to Excel by the command line alone."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from planner.read.case import read_case
from tests.cli.running import planner


def test_from_example_to_verified_result() -> None:
    planner("init", "example.xlsx", "--example")
    planner("check", "example.xlsx")
    solved = json.loads(planner("solve", "example.xlsx", "--out", "plan.xlsx", "--json").stdout)
    assert solved["files"][0] == "plan.xlsx"
    assert all(solved["seconds"][stage] > 0 for stage in ("read", "check", "build", "solve", "verify", "write"))
    verified = json.loads(planner("verify", "example.xlsx", "plan.xlsx", "--json").stdout)
    assert verified["objective_musd"] == pytest.approx(solved["objective_musd"])
    assert verified["verification"]["bound_musd"] == pytest.approx(solved["verification"]["bound_musd"])


def test_folder_and_workbook_give_the_same_plan() -> None:
    planner("init", "example.xlsx", "--example")
    planner("convert", "example.xlsx", "folder")
    planner("convert", "folder", "again.xlsx")
    assert read_case(Path("again.xlsx")).case == read_case(Path("example.xlsx")).case
    first = json.loads(planner("solve", "example.xlsx", "--json").stdout)
    second = json.loads(planner("solve", "folder", "--json").stdout)
    same = ("objective_musd", "years", "projects", "corridors", "case_digest")
    assert [first[name] for name in same] == [second[name] for name in same]
    assert first["files"] != second["files"]


def test_an_edited_result_is_caught() -> None:
    """A person moves 1 Mt more on a route than there is cargo."""
    planner("init", "example.xlsx", "--example")
    planner("solve", "example.xlsx", "--out", "plan.xlsx")
    book = openpyxl.load_workbook("plan.xlsx")
    sheet = book["Routes"]
    heading = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "mt")
    cell = sheet.cell(heading.row + 1, heading.column)
    cell.value = float(str(cell.value)) + 1
    book.save("edited.xlsx")
    answer = planner("verify", "example.xlsx", "edited.xlsx", code=6)
    assert "demand" in answer.stdout


def test_another_input_is_told() -> None:
    """A result of one case does not pass for the plan of another."""
    planner("init", "example.xlsx", "--example")
    planner("solve", "example.xlsx", "--out", "plan.xlsx")
    planner("solve", "example.xlsx", "--relax", "--out", "relaxed.xlsx")
    planner("convert", "example.xlsx", "folder")
    settings = Path("folder/settings.csv")
    settings.write_text(settings.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    planner("verify", "folder", "plan.xlsx")
    settings.write_text(settings.read_text(encoding="utf-8").replace("title,", "title,Another ", 1), encoding="utf-8")
    planner("verify", "folder", "plan.xlsx", code=6)


def test_check_json_names_the_cell() -> None:
    planner("init", "example.xlsx", "--example")
    book = openpyxl.load_workbook("example.xlsx")
    sheet = book["links"]
    heading = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "capacity_mt")
    wrong = sheet.cell(heading.row + 1, heading.column)
    wrong.value = "12,5"
    book.save("wrong.xlsx")
    data = json.loads(planner("check", "wrong.xlsx", "--json", code=1).stdout)
    assert not data["ok"]
    found = [problem for problem in data["problems"] if problem["severity"] == "error"]
    assert [(problem["sheet"], problem["cell"]) for problem in found] == [("links", wrong.coordinate)]
    assert "12.5" in found[0]["fix"] + found[0]["expected"]


def test_blank_workbook_is_read_and_asks_for_rows() -> None:
    planner("init", "blank.xlsx", "--title", "Новый проект", "--first-year", "2030", "--last-year", "2032")
    answer = planner("check", "blank.xlsx", code=1)
    assert "nodes" in answer.stdout


def test_help_answers() -> None:
    for command in ("init", "check", "solve", "verify", "convert"):
        assert command in planner("--help").stdout
        assert "Usage" in planner(command, "--help").stdout

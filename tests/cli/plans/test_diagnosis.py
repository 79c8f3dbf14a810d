"""From a workbook without a plan to its diagnosis: screen, JSON and workbook say the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
from typer.testing import Result

from models.case import Case
from planner.read.writing import write_folder, write_workbook
from tests.cli.running import tried
from tests.networks import cargo, case, effect, link, node, project


def dear_track(money: float = 30.0, **more: Any) -> Case:
    """10 Mt pass, 15 shall in 2026; a track for 100 MUSD, of which 30 are there, adds 10.

    Whole: 70 MUSD more in 2025. In part: the 5 Mt cost 50, so 20 MUSD more.
    """
    return case(
        years=[{"year": 2025}, {"year": 2026}],
        nodes=[node("a"), node("b")],
        links=[link("a-b", 1, 10)],
        demand=[cargo("d", "a-b", [20, 20])],
        projects=[project("track", 100, lifetime_years=9)],
        project_effects=[effect("track", "a-b", 10)],
        budget=[{"year": 2025, "available_musd": money}, {"year": 2026, "available_musd": 0.0}],
        corridors=[{"id": "c"}],
        corridor_gateways=[{"corridor": "c", "asset": "a-b"}],
        corridor_limits=[{"corridor": "c", "year": 2026, "min_mt": 15.0}],
        **more,
    )


def solved(*options: str) -> tuple[Result, dict[str, Any]]:
    answer = tried("solve", "dear.xlsx", "--json", *options)
    assert answer.exit_code == 3, answer.stderr
    return answer, json.loads(answer.stdout)


def sheet(book: Any, name: str) -> list[dict[str, Any]]:
    """Rows of a sheet's table by its header, the row above the frozen panes."""
    page = book[name]
    first = int(page.freeze_panes[1:])
    header = [cell.value for cell in page[first - 1]]
    rows = page.iter_rows(min_row=first, values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows if row[0]]


def test_from_workbook_to_diagnosis() -> None:
    write_workbook(dear_track(), Path("dear.xlsx"))
    answer, data = solved()
    helping = [line for line in data["diagnosis"] if line["helps_alone"]]
    whole = {
        line["cell"]: (line["sheet"], line["current"], line["needed"], line["change"], line["unit"])
        for line in helping
        if line["projects"] == "whole" and line["lever"] != "all_budgets"
    }
    budget = openpyxl.load_workbook("dear.xlsx")["budget"]
    assert whole["B4"] == ("budget", 30, 100, 70, "MUSD")
    assert budget["B4"].value == 30
    assert {line["proven"] for line in helping} == {True}
    assert [(line["sheet"], line["projects"], line["change"]) for line in data["combination"]] == [
        ("budget", "whole", 70),
        ("budget", "divisible", 20),
    ]
    assert "budget!B4: budget of 2025, 30 MUSD: raise it to 100 (70 MUSD more)" in answer.stderr
    assert "at least 15 Mt over c in 2026; at most 10 Mt can (short 5): lower it to 10" in answer.stderr


def test_the_workbook_says_what_the_json_says() -> None:
    write_workbook(dear_track(), Path("dear.xlsx"))
    _, data = solved("--out", "out/plan.xlsx")
    assert data["files"] == ["out/plan.diagnosis.xlsx"]
    book = openpyxl.load_workbook(data["files"][0])
    assert book.sheetnames == ["Diagnosis", "Together", "Cannot help alone", "Cells"]
    rows = sheet(book, "Diagnosis")
    helping = [line for line in data["diagnosis"] if line["helps_alone"]]
    assert [row["What stands there and what to do"] for row in rows] == [line["words"] for line in helping]
    assert [(row["Now"], row["Needed"], row["Change"]) for row in rows] == [
        (line["current"], line["needed"], line["change"]) for line in helping
    ]
    cannot = [line["words"] for line in data["diagnosis"] if line["helps_alone"] is False]
    assert [row["What stands there"] for row in sheet(book, "Cannot help alone")] == cannot
    cells = [cell for line in [*helping, *data["combination"]] for cell in line["changes"]]
    assert [float(row["Needed"]) for row in sheet(book, "Cells")] == [cell["new"] for cell in cells]


def test_every_place_is_a_link_to_its_cell() -> None:
    write_workbook(dear_track(), Path("dear.xlsx"))
    _, data = solved("--out", "out/plan.xlsx")
    page = openpyxl.load_workbook(data["files"][0])["Diagnosis"]
    linked = [(cell.value, cell.hyperlink) for row in page.iter_rows() for cell in row if cell.hyperlink]
    assert len(linked) == len([line for line in data["diagnosis"] if line["helps_alone"]])
    for value, hyperlink in linked:
        assert (hyperlink.target, hyperlink.location) == ("..\\dear.xlsx", value)


def test_a_folder_points_to_files_and_lines() -> None:
    write_folder(dear_track(), Path("dear"))
    answer = tried("solve", "dear")
    assert answer.exit_code == 3
    assert "budget.csv:2 available_musd: budget of 2025, 30 MUSD: raise it to 100 (70 MUSD more)" in answer.stderr


def test_divisible_projects_alone_where_they_were_asked_for() -> None:
    write_workbook(dear_track(), Path("dear.xlsx"))
    answer, data = solved("--relax")
    assert {line["projects"] for line in data["diagnosis"]} == {"divisible"}
    assert "raise it to 50 (20 MUSD more)" in answer.stderr


def test_a_plan_with_divisible_projects_is_told() -> None:
    """60 MUSD buy six tenths of the track, enough for 15 Mt; a whole one does not come."""
    write_workbook(dear_track(60.0), Path("dear.xlsx"))
    answer, data = solved()
    assert "If projects could be built in part (--relax), a plan exists" in answer.stderr
    assert {line["projects"] for line in data["diagnosis"]} == {"whole"}


def test_a_scenario_without_a_plan() -> None:
    """Of 1000 MUSD enough is there; in the scenario there are 10."""
    change = {
        "scenario": "poor",
        "sheet": "budget",
        "column": "available_musd",
        "operation": "multiply",
        "value": "0.01",
    }
    built = dear_track(1000.0, scenarios=[{"id": "poor"}], scenario_changes=[change])
    write_workbook(built, Path("dear.xlsx"))
    answer, data = solved("--scenario", "poor")
    assert data["scenario"] == "poor"
    assert "budget of 2025, 10 MUSD: raise it to 100 (90 MUSD more)" in answer.stderr
    assert "Numbers are those of the scenario poor" in answer.stderr


def test_no_run_overwrites_the_diagnosis_of_another() -> None:
    write_workbook(dear_track(), Path("dear.xlsx"))
    files = [solved()[1]["files"] for _ in range(2)]
    assert files == [["results/dear.diagnosis.xlsx"], ["results/dear.diagnosis-2.xlsx"]]

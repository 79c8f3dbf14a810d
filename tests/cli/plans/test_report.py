"""`planner report` from result workbooks to a page: what is written, what is refused, and how it ends."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from planner.cli.app import app
from planner.read.writing import teaching_case, write_workbook
from tests.show.workbooks import edited, place_of

SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [120, 0], [120, 80], [0, 80], [0, 0]]]}


@pytest.fixture
def plan() -> str:
    """The teaching case, solved."""
    write_workbook(teaching_case(), Path("case.xlsx"))
    assert CliRunner().invoke(app, ["solve", "case.xlsx", "--out", "plan.xlsx"]).exit_code == 0
    return "plan.xlsx"


def report(*words: str, code: int = 0) -> Result:
    answer = CliRunner().invoke(app, ["report", *words])
    assert answer.exit_code == code, answer.stderr
    return answer


def told(*words: str, code: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(report(*words, "--json", code=code).stdout)
    return found


def data_of(page: str) -> dict[str, Any]:
    (stored,) = re.findall(r'id="data">(.*?)</script>', Path(page).read_text("utf-8"), re.DOTALL)
    found: dict[str, Any] = json.loads(stored)
    return found


def test_a_page_with_the_figures_of_the_result(plan: str) -> None:
    solved = json.loads(CliRunner().invoke(app, ["solve", "case.xlsx", "--out", "again.xlsx", "--json"]).stdout)
    answer = told(plan, "--out", "page.html")
    assert (answer["status"], answer["files"]) == ("verified", ["page.html"])
    assert answer["results"][0]["objective_musd"] == solved["objective_musd"]
    (shown,) = data_of("page.html")["plans"]
    for name in ("objective_musd", "bound_musd", "gap", "real_cost_musd", "penalty_musd", "status", "case", "relaxed"):
        assert shown[name] == solved[name], name
    figures = {figure["id"]: figure["values"] for figure in shown["kpis"]}
    for name, values in figures.items():
        assert values == [year[name] for year in solved["years"].values()], name
    assert shown["digest"] == answer["results"][0]["digest"]


def test_without_a_name_the_page_stands_beside_the_result(plan: str) -> None:
    lines = report(plan).stdout.splitlines()
    assert lines[0].startswith("plan.xlsx: verified, every rule is kept; ")
    assert re.fullmatch(r"written: plan\.html \(\d+ KiB\)", lines[-1])
    assert Path("plan.html").stat().st_size < 300_000


def test_same_result_same_bytes(plan: str) -> None:
    report(plan, "--out", "one.html")
    report(plan, "--out", "two.html")
    assert Path("one.html").read_bytes() == Path("two.html").read_bytes()


def test_two_results_on_one_page(plan: str) -> None:
    other = ["solve", "case.xlsx", "--out", "dear.xlsx", "--set", "projects.capex_musd*=100"]
    assert CliRunner().invoke(app, other).exit_code == 0
    found = told(plan, "dear.xlsx", "--out", "both.html")
    assert [one["label"] for one in found["results"]] == ["plan", "projects.capex_musd*=100"]
    first, second = data_of("both.html")["plans"]
    assert [row["share"] for row in first["projects"]] != [row["share"] for row in second["projects"]]
    assert first["objective_musd"] < second["objective_musd"]


def test_the_page_speaks_the_language_asked_for(plan: str) -> None:
    """Of a result whose workbook is English; the names stay."""
    report(plan, "--out", "page.html", "--lang", "ru")
    page = data_of("page.html")
    assert page["lang"] == "ru"
    assert '<html lang="ru">' in Path("page.html").read_text("utf-8")
    assert re.search("[а-я]", page["plans"][0]["status_text"])
    assert page["words"]["Corridors"] != "Corridors"
    assert page["nodes"][0]["name"] == teaching_case().nodes.name[0]


def test_warnings_of_the_check_are_shown(plan: str) -> None:
    """A project too late for the plan is a warning of the plan as it was solved: workbook and page tell the same."""
    late = ["--set", "projects.latest_year=2095", "--set", "projects.earliest_year=2090"]
    solved = CliRunner().invoke(app, ["solve", "case.xlsx", "--out", "late.xlsx", "--json", *late])
    assert solved.exit_code == 0, solved.stderr
    report("late.xlsx", "--out", "page.html")
    name = teaching_case().projects.id[0]
    warned = data_of("page.html")["plans"][0]["warnings"]
    assert [warning for warning in warned if warning.startswith(f"As it was solved: projects {name} ")], warned
    assert json.loads(solved.stdout)["warnings"] == warned
    report(plan, "--out", "plain.html")
    assert data_of("plain.html")["plans"][0]["warnings"] == []


def test_own_outlines(plan: str) -> None:
    Path("land.geojson").write_text(json.dumps(SQUARE), encoding="utf-8")
    report(plan, "--out", "page.html", "--land", "land.geojson")
    report(plan, "--out", "own.html")
    assert data_of("page.html")["map"]["land"] != data_of("own.html")["map"]["land"]


@pytest.mark.parametrize(
    "content",
    ["", "{", "[1, 2]", '{"type": "Point", "coordinates": [1, 2]}', '{"type": "Polygon", "coordinates": [[1]]}'],
)
def test_outlines_that_are_none(plan: str, content: str) -> None:
    Path("land.json").write_text(content, encoding="utf-8")
    assert "land.json" in told(plan, "--out", "page.html", "--land", "land.json", code=2)["message"]
    assert not Path("page.html").exists()


def test_a_falsified_plan_is_not_shown(plan: str) -> None:
    cell = place_of(Path(plan), "Routes", "mt", 0)
    edited(Path(plan), Path("false.xlsx"), "Routes", cell, 99.0)
    answer = told("false.xlsx", "--out", "page.html", "--png", "slides/", code=6)
    assert answer["status"] == "verification_failed"
    assert "false.xlsx" in answer["message"]
    assert not Path("page.html").exists()
    assert not Path("slides").exists()


def test_of_two_plans_both_must_hold(plan: str) -> None:
    cell = place_of(Path(plan), "Routes", "mt", 0)
    edited(Path(plan), Path("false.xlsx"), "Routes", cell, 99.0)
    assert "false.xlsx" in told(plan, "false.xlsx", "--out", "page.html", code=6)["message"]
    assert not Path("page.html").exists()


def test_a_page_that_is_there_is_kept(plan: str) -> None:
    Path("page.html").write_text("mine", encoding="utf-8")
    assert "page.html exists already" in told(plan, "--out", "page.html", code=2)["message"]
    assert Path("page.html").read_text("utf-8") == "mine"
    report(plan, "--out", "page.html", "--force")
    assert Path("page.html").read_text("utf-8").startswith("<!DOCTYPE html>")


def test_pictures_and_page_appear_together_or_not_at_all(plan: str) -> None:
    Path("slides.pdf").write_text("mine", encoding="utf-8")
    told(plan, "--out", "page.html", "--pdf", "slides.pdf", code=2)
    assert not Path("page.html").exists()
    found = told(plan, "--out", "page.html", "--pdf", "slides.pdf", "--force", "--year", "2026")
    assert found["files"] == ["page.html", "slides.pdf"]
    assert Path("slides.pdf").read_bytes().startswith(b"%PDF")


def test_pictures_alone(plan: str) -> None:
    files = told(plan, "--png", "slides/")["files"]
    assert files
    assert all(Path(file).read_bytes().startswith(b"\x89PNG") for file in files)
    assert not Path("plan.html").exists()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["missing.xlsx"], "missing.xlsx"),
        (["case.xlsx"], "no result workbook"),
        (["plan.xlsx", "plan.xlsx", "plan.xlsx"], "one result or compares two"),
        (["plan.xlsx", "--out", "page.pdf"], "ends in .html"),
        (["plan.xlsx", "--pdf", "page.html"], "ends in .pdf"),
        (["plan.xlsx", "plan.xlsx", "--png", "slides/"], "pictures are of one result"),
        (["plan.xlsx", "--year", "2026"], "--year"),
        (["plan.xlsx", "--pdf", "slides.pdf", "--year", "1999"], "1999"),
        (["plan.xlsx", "--land", "missing.json"], "missing.json"),
    ],
)
def test_wrong_use(plan: str, given: list[str], said: str) -> None:
    assert said in told(*given, code=2)["message"]
    assert {file.name for file in Path().iterdir() if file.suffix in (".html", ".pdf", ".png")} == set()
    assert plan


def test_a_case_too_long_for_the_result(plan: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A result without the rows of its demand needs the case itself."""
    monkeypatch.setattr("planner.show.sheets.record.inputs.ROWS_SHOWN", 1)
    assert CliRunner().invoke(app, ["solve", "case.xlsx", "--out", "short.xlsx"]).exit_code == 0
    assert "--case" in told("short.xlsx", "--out", "page.html", code=2)["message"]
    report("short.xlsx", "--out", "page.html", "--case", "case.xlsx")
    assert data_of("page.html")["plans"][0]["case"] == teaching_case().parameters.case
    assert plan

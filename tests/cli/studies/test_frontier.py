"""`planner frontier` and `planner stress` from a case to lines, JSON and a workbook."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from planner.cli.exits import Exit
from planner.read.writing import write_folder
from tests.cli.running import planner
from tests.study.cases import detour, three_roads
from tests.study.earnings.test_earnings import two_ways


@pytest.fixture(autouse=True)
def _files() -> None:
    write_folder(three_roads(), Path("roads"))
    write_folder(detour(), Path("detour"))


def data(*words: str, code: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(planner(*words, "--json", code=code).stdout)
    return found


def rows(path: str, sheet: str, first: str) -> list[dict[str, Any]]:
    """The rows of the table whose first column has this name."""
    table = [[cell.value for cell in row] for row in openpyxl.load_workbook(path)[sheet].iter_rows()]
    start = next(number for number, row in enumerate(table) if row[0] == first)
    names = [str(name) for name in table[start]]
    found: list[dict[str, Any]] = []
    for row in table[start + 1 :]:
        if row[0] is None:
            break
        found.append(dict(zip(names, row, strict=True)))
    return found


def test_frontier_in_json_and_workbook() -> None:
    """The figures of tests/study: 1 Mt with 10 MUSD, 6 with 50, 11 with 100."""
    found = data("frontier", "roads", "--budget", "0.1,0.5,1", "--service", "0.2", "--out", "f.xlsx")
    asked = [point for point in found["points"] if point["asked"]]
    assert [point["moved_mt"] for point in asked] == pytest.approx([1, 6, 11])
    assert [[opened["id"] for opened in point["projects"]] for point in asked] == [
        ["narrow"],
        ["middle", "narrow"],
        ["wide", "middle"],
    ]
    assert found["service_levels"][0]["least_musd"] == pytest.approx(50)
    (step,) = (step for step in found["steps"] if step["to_musd"] == pytest.approx(100))
    assert "wide opens in 2025" in step["words"]
    table = rows("f.xlsx", "Frontier", "budget")
    assert [row["moved_mt"] for row in table if row["asked"] == "yes"] == pytest.approx([1, 6, 11])
    plans = {row["project"]: row for row in rows("f.xlsx", "Plans", "project")}
    assert (plans["wide"]["budget_x0.5"], plans["wide"]["budget_x1"]) == (None, "2025")
    assert len(charts("f.xlsx", "Summary")) == 2


def charts(path: str, sheet: str) -> list[Any]:
    found: list[Any] = openpyxl.load_workbook(path)[sheet]._charts  # type: ignore[attr-defined]
    return found


def test_the_kink_that_matters_is_told_with_its_projects() -> None:
    """Of 12 Mt that 200 MUSD gain, 110 gain all: their share of the gain is 45 % above their share of the money."""
    lines = planner("frontier", "roads", "--relax", "--budget", "0:2:0.5").stdout.splitlines()
    (kink,) = (line for line in lines if line.startswith("kink at"))
    assert kink.startswith("kink at 110.0 MUSD (1.1 x): 10 -> 0 Mt per 100 MUSD: up to here wide grows")
    assert "1 other kink stands on the sheet Kinks" in lines
    assert lines[-1] == "written: results/roads-frontier-mt-relaxed.xlsx"


@pytest.mark.parametrize("goal", ["cost", "days"])
def test_other_goals(goal: str) -> None:
    found = data("frontier", "detour", "--against", goal, "--budget", "0,1")
    costs = [point["objective_musd"] for point in found["points"]]
    assert costs == pytest.approx([12, 11])
    assert found["goal"] == goal


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--against", "beauty", "choose one of mt, cost, days"),
        ("--budget", "1:0:1", "write numbers from 0 on"),
        ("--budget", "much", "write numbers"),
        ("--service", "90", "write numbers from 0 to 1"),
        ("--years", "2040", "no plan year lies there"),
        ("--years", "soon", "write years"),
        ("--out", "f.csv", "must end in .xlsx"),
    ],
)
def test_wrong_options_of_frontier(option: str, value: str, told: str) -> None:
    assert told in planner("frontier", "roads", option, value, code=Exit.WRONG_USE).stderr


def test_a_case_without_budget() -> None:
    assert "sheet budget" in planner("frontier", "roads", "--set", "budget.available_musd=0", code=2).stderr


def test_stress_in_json_and_workbook() -> None:
    """The figures of tests/study: the link closed costs 16 MUSD as planned, 13 adapted; the country RU all 8 Mt."""
    found = data("stress", "detour", "--close", "a-b,RU,way", "--out", "s.xlsx")
    assert [row["id"] for row in found["results"]] == ["RU", "a-b", "way"]
    link = found["results"][1]
    assert (link["fixed"]["musd"], link["free"]["musd"], link["fixed"]["days"]) == pytest.approx((16, 13, 1))
    assert "at least 3.0 MUSD less" in link["words"]
    assert found["base"]["objective_musd"] == pytest.approx(11)
    table = rows("s.xlsx", "Stress", "rank")
    assert [row["id"] for row in table] == ["RU", "a-b", "way"]
    assert len(charts("s.xlsx", "Summary")) == 2


def test_stress_without_adapting() -> None:
    found = data("stress", "detour", "--close", "links", "--adapt", "0", "--loses", "0.5")
    assert found["results"][0]["free"] is None
    assert found["results"][0]["fixed"]["musd"] == pytest.approx(4)


def test_stress_in_words() -> None:
    lines = planner("stress", "detour").stdout.splitlines()
    assert lines[0] == "Each in turn closes in 2025, whatever is built there."
    lost = "8.00 Mt more left behind, real cost -8.0 MUSD, penalty +8,000.0 MUSD with the projects as planned"
    assert lines[1].startswith(f"  1 country b (RU): {lost}")
    assert "lose nothing" in lines[-2]


def test_wrong_options_of_stress() -> None:
    assert "no link, terminal" in planner("stress", "detour", "--close", "moon", code=Exit.WRONG_USE).stderr


def test_nothing_is_replaced_unasked() -> None:
    for command in ("frontier", "stress"):
        planner(command, "detour", "--out", "x.xlsx")
        assert "exists already" in planner(command, "detour", "--out", "x.xlsx", code=Exit.WRONG_USE).stderr
        planner(command, "detour", "--out", "x.xlsx", "--force")
        Path("x.xlsx").unlink()


def test_frontier_against_income() -> None:
    """3 Mt by road at 4 USD/t, or by rail at 5, where the railway earns 3: 12 and 0 MUSD, or 15 and 9."""
    write_folder(two_ways(), Path("ways"))
    found = data("frontier", "ways", "--against", "income:rail", "--points", "2", "--relax", "--out", "i.xlsx")
    figures = [(point["cost_musd"], point["income_musd"]) for point in found["points"] if point["asked"]]
    assert figures == [(pytest.approx(12), 0), (pytest.approx(15), pytest.approx(9))]
    assert openpyxl.load_workbook("i.xlsx").sheetnames == ["Summary", "Income by year", "Plans", "Run"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("income:ship",), "no owner of tariffs; choose rail"),
        (("income", "--budget", "1"), "takes no --budget"),
    ],
)
def test_wrong_use_against_income(words: tuple[str, ...], says: str) -> None:
    write_folder(two_ways(), Path("ways"))
    assert says in planner("frontier", "ways", "--against", *words, code=2).stderr

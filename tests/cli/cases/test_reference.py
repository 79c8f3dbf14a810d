"""`planner reference`, and a case whose demand answers from the workbook to the verified result."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl

from planner.read.case import read_case
from planner.read.writing import write_workbook
from tests.cli.running import planner
from tests.networks import Row, cargo, case, effect, link, node, project
from tests.show.workbooks import edited, place_of


def given(path: str, **more: list[Row]) -> str:
    """6 and 12 Mt to b: 5 by the link at 10 USD/t, 3 by c at 23; a project widens the link by 4. Left behind: 60."""
    rows: dict[str, list[Row]] = {
        "years": [{"year": 2025}, {"year": 2026}],
        "nodes": [node("a"), node("b"), node("c")],
        "links": [link("a-b", 10, 5), link("a-c", 20, 3), link("c-b", 3)],
        "demand": [cargo("d", "a-b", [6, 12])],
        "projects": [project("wide", 10, lifetime_years=9)],
        "project_effects": [effect("wide", "a-b", 4)],
        "demand_response": [{"elasticity": -1.0, "growth_most": 0.5}],
    }
    built = case({"demand_response": "yes", "unmet_penalty": "60"}, **(rows | more))
    write_workbook(built, Path(path))
    return path


def answer(*words: str, code: int = 0) -> Any:
    return json.loads(planner(*words, "--json", code=code).stdout)


def test_the_copy_has_what_a_tonne_costs_in_the_base_run() -> None:
    """Without the project 8 Mt fit: in 2025 one more costs 23 by c, in 2026 4 Mt stay behind and there is no cost.

    With it 12 fit in 2026 too.
    """
    source = given("case.xlsx")
    before = Path(source).read_bytes()
    found = answer("reference", source, "--out", "copy.xlsx")
    assert (found["asked"], found["left_behind"]) == (2, 1)
    assert found["reference"] == [{"demand": "d", "year": 2025, "cost_usd_per_t": 23.0}]
    assert Path(source).read_bytes() == before
    copy = read_case(Path("copy.xlsx")).case
    assert copy is not None
    assert copy.demand_reference.cost_usd_per_t.tolist() == [23.0]
    assert copy.demand_reference.source.tolist() == ["base run of planner reference, forced projects"]
    lines = planner("reference", source, "--projects", "all", "--set", "demand.2026=11", "--out", "all.xlsx").stdout
    assert lines.splitlines()[0] == "2 of 2 demands of a year have a cost in the base run"
    assert lines.splitlines()[-1] == "written: all.xlsx"


def test_a_case_without_elasticities_is_told_what_to_fill() -> None:
    failed = planner("reference", given("none.xlsx", demand_response=[]), code=2)
    assert "the table demand_response is empty" in failed.stderr


def test_a_result_is_verified_and_an_edited_one_found_out() -> None:
    """Reference 10: one Mt of 2025 finds room by c only, at 23."""
    row: Row = {"elasticity": -1.0, "reference_cost_usd_per_t": 10.0, "growth_most": 0.5}
    source = given("case.xlsx", demand_response=[row], projects=[], project_effects=[])
    solved = answer("solve", source, "--out", "plan.xlsx")
    left = {year: row["response_mt"] for year, row in solved["years"].items()}
    assert left["2025"] >= 0.9
    assert left["2026"] > left["2025"]
    assert [row["year"] for row in solved["response"]] == [2025, 2026]
    sheets = openpyxl.load_workbook("plan.xlsx").sheetnames
    assert sheets.index("Response") == sheets.index("Unmet") + 1
    assert answer("verify", source, "plan.xlsx")["status"] == "verified"
    cell = place_of(Path("plan.xlsx"), "Answers", "response_mt", 0)
    wrong = edited(Path("plan.xlsx"), Path("wrong.xlsx"), "Answers", cell, 0.5)
    assert answer("verify", source, str(wrong), code=6)["status"] == "verification_failed"

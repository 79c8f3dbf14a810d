"""`planner compare` from result workbooks to lines, JSON and a workbook."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import Result

from models.case import Case
from planner.read.writing import write_workbook
from planner.study.scenarios import apply_scenario
from tests.cli.running import planner
from tests.networks import cargo, table
from tests.show.plans import ferry
from tests.show.workbooks import edited, place_of
from tests.study.compare.networks import NORTH, SOUTH, by_hand, closing, solved, two_alike, two_projects, written


def compare(*words: str, code: int = 0) -> Result:
    return planner("compare", *words, code=code)


def compared(*words: str) -> Any:
    return json.loads(compare(*words, "--json").stdout)


def result(built: Case, name: str, scenario: str = "") -> str:
    planned = solved(apply_scenario(built, scenario))
    return written(planned, Path(name), scenario=scenario)


def of(entries: list[Any], name: str, year: int) -> Any:
    return next(entry for entry in entries if (entry["id"], entry["year"]) == (name, year))


def test_a_result_does_not_differ_from_itself() -> None:
    first = result(closing(), "a.xlsx")
    found = compared(first, result(closing(), "b.xlsx"))
    (variant,) = found["variants"]
    assert variant["same"]
    assert variant["cost"]["difference"] == 0
    assert not variant["cost"]["told_apart"]
    assert {row["change"] for row in variant["bottlenecks"]} == {"same"}
    lines = compare(first, "b.xlsx").stdout.splitlines()
    assert lines[:2] == ["b against a:", "  Cost: The same."]


def test_plans_that_cost_the_same_show_no_change() -> None:
    """10 Mt by north in one plan, by south in the other: a difference of the results, and none that is decided."""
    network = two_alike()
    found = compared(written(by_hand(network, NORTH), Path("a.xlsx")), written(by_hand(network, SOUTH), Path("b.xlsx")))
    north = of(found["corridors"], "north", 2025)
    assert north["base"] == 10
    assert north["variants"] == [{"value": 0, "difference": -10, "decided": 0}]
    assert found["variants"][0]["same"]
    assert "North" not in compare("a.xlsx", "b.xlsx").stdout


def test_projects_that_cost_the_same_show_no_change() -> None:
    """p_north or p_south, 21 MUSD each: dropped and new in the results, and not told apart."""
    network = two_projects()
    north = written(by_hand(network, NORTH, [("p_north", 2025, 1.0)]), Path("a.xlsx"))
    south = written(by_hand(network, SOUTH, [("p_south", 2025, 1.0)]), Path("b.xlsx"))
    (variant,) = compared(north, south)["variants"]
    assert {(row["project"], row["kind"], row["verdict"]) for row in variant["projects"]} == {
        ("p_north", "dropped", "not told apart"),
        ("p_south", "new", "not told apart"),
    }
    assert variant["same"]
    assert variant["cost"]["kept_musd"] == pytest.approx(0, abs=1e-6)
    assert "plans as good decide alike" in compare(north, south).stdout


def test_a_project_that_is_decided() -> None:
    """p_north costs 3 MUSD in the variant: 21 by south, 23 by north; the base could do either for 21."""
    north = written(by_hand(two_projects(), NORTH, [("p_north", 2025, 1.0)]), Path("a.xlsx"))
    south = written(by_hand(two_projects(3.0), SOUTH, [("p_south", 2025, 1.0)]), Path("b.xlsx"))
    found = compared(north, south)
    (variant,) = found["variants"]
    rows = {row["project"]: row for row in variant["projects"]}
    assert rows["p_north"]["verdict"] == rows["p_south"]["verdict"] == "needed in the variant only"
    # without p_south the 10 Mt stay behind, at 1000 USD/t, instead of moving at 2, and its 1 MUSD is saved
    assert rows["p_south"]["undone_variant_musd"] == pytest.approx(10 * 1000 - 20 - 1)
    assert rows["p_south"]["undone_variant_real_musd"] == pytest.approx(-20 - 1)
    assert rows["p_south"]["undone_variant_penalty_musd"] == pytest.approx(10 * 1000)
    assert rows["p_south"]["exact"]
    assert variant["cost"]["kept_musd"] == pytest.approx(2)
    assert variant["cost"]["difference"] == pytest.approx(0)
    (entry,) = variant["inputs"]
    assert (entry["table"], entry["row"], entry["column"]) == ("projects", "p_north", "capex_musd")
    assert (entry["base"], entry["variant"]) == (1, 3)


def test_scenarios_with_their_arithmetic() -> None:
    """`low`: 6 Mt change from the direct link to the way by c, at 2 USD/t more: 12 MUSD.

    `shut`: 10 Mt leave the direct link, 9 of 15 find room by c, 6 stay behind: 6027 instead of 25 MUSD.
    """
    base = result(closing(), "base.xlsx")
    found = compared(base, result(closing(), "low.xlsx", "low"), result(closing(), "shut.xlsx", "shut"))
    low, shut = found["variants"]
    assert (low["label"], shut["label"]) == ("low", "shut")
    assert low["cost"]["difference"] == pytest.approx(12)
    assert shut["cost"]["difference"] == pytest.approx(6002)
    assert low["cost"]["told_apart"]
    assert shut["cost"]["told_apart"]
    assert shut["penalty_musd"] == pytest.approx(6000)
    north, south = of(found["corridors"], "north", 2026), of(found["corridors"], "south", 2026)
    assert [side["decided"] for side in north["variants"]] == pytest.approx([-6, -10], abs=1e-4)
    assert [side["decided"] for side in south["variants"]] == pytest.approx([6, 4], abs=1e-4)
    assert of(found["corridors"], "north", 2025)["variants"][1]["difference"] == 0
    (left,) = found["left_behind"][1:] or found["left_behind"]
    assert (left["id"], left["year"]) == ("d", 2026)
    assert left["variants"][1]["decided"] == pytest.approx(6, abs=1e-4)
    transport = of(found["money"], "transport_musd", 2026)
    assert [side["difference"] for side in transport["variants"]] == pytest.approx([12, 2])
    lines = compare(base, "low.xlsx").stdout
    assert "6.0 Mt (to 4.0)" in lines
    assert "12.0 MUSD (+24.0 %)" in lines


def test_a_bottleneck_enters() -> None:
    """The way by c has room for 12 Mt: in `shut` a-c has 9 and one more Mt saves 1000 - 3 = 997 MUSD."""
    base = result(closing(), "base.xlsx")
    (variant,) = compared(base, result(closing(), "shut.xlsx", "shut"))["variants"]
    change = {row["asset"]: row["change"] for row in variant["bottlenecks"]}
    worth = {row["asset"]: row["worth_variant"] for row in variant["bottlenecks"]}
    assert change["a-c"] == "entered"
    assert worth["a-c"] == pytest.approx(997)


def test_a_difference_within_the_gaps_is_not_told_apart() -> None:
    """12 MUSD more, and the search for the variant's plan knows its cost to 20 MUSD only: from 8 less to 12 more."""
    vague = solved(apply_scenario(closing(), "low"))
    low = written(vague, Path("low.xlsx"), scenario="low", bound=vague.solution.objective - 20)
    base = result(closing(), "base.xlsx")
    (variant,) = compared(base, low)["variants"]
    assert not variant["cost"]["told_apart"]
    assert (variant["cost"]["least"], variant["cost"]["most"]) == (pytest.approx(-8), pytest.approx(12))
    assert "Not told apart: +12.0 MUSD (+24.0 %) is within the gaps" in compare(base, low).stdout


def test_other_years_and_another_case() -> None:
    """What both have is compared, and what one has alone is said."""
    short = closing(settings={"case": "short"})
    short = replace(short, years=two_alike().years, scenarios=two_alike().scenarios)
    short = replace(short, asset_changes=two_alike().asset_changes)
    found = compared(result(closing(), "base.xlsx"), result(short, "short.xlsx"))
    (variant,) = found["variants"]
    assert not variant["cost"]["comparable"]
    assert any("different cases: closing and short" in note for note in variant["notes"])
    assert any("only in the base: plan years 2026" in note for note in variant["notes"])
    assert of(found["corridors"], "north", 2026)["variants"][0] == {"value": None, "difference": None, "decided": None}
    assert of(found["corridors"], "north", 2025)["variants"][0]["decided"] == 0
    assert "Not compared" in compare("base.xlsx", "short.xlsx").stdout


def test_whole_and_divisible_are_told() -> None:
    planned = solved(two_projects(), relaxed=True)
    first = result(two_projects(), "a.xlsx")
    (variant,) = compared(first, written(planned, Path("b.xlsx")))["variants"]
    assert any("any share" in note for note in variant["notes"])


def test_the_workbook() -> None:
    files = [
        result(closing(), "base.xlsx"),
        result(closing(), "low.xlsx", "low"),
        result(closing(), "shut.xlsx", "shut"),
    ]
    assert "written: c.xlsx" in compare(*files, "--out", "c.xlsx").stdout
    book = openpyxl.load_workbook("c.xlsx")
    assert book.sheetnames == [
        "Summary", "Cargo", "Corridors", "Money", "Projects", "Bottlenecks", "Left behind", "Inputs", "Results",
    ]  # fmt: skip
    rows = [[cell.value for cell in row] for row in book["Money"].iter_rows()]
    parts = next(row for row in rows if row[0] == "low")
    assert parts[1] == pytest.approx(12)
    assert [len(vars(book[name])["_charts"]) for name in ("Corridors", "Money")] == [1, 2]


def test_names_that_look_like_formulas_stay_texts() -> None:
    ship = ferry()
    demand = [cargo("=d1", "p-s", 0.5), cargo("@d2", "q-p", 1.0, flow_type="import")]
    one = written(solved(ship), Path("a.xlsx"))
    two = written(solved(replace(ship, demand=table("demand", demand))), Path("b.xlsx"))
    compare(one, two, "--out", "c.xlsx")
    book = openpyxl.load_workbook("c.xlsx")
    assert "f" not in {cell.data_type for page in book for row in page.iter_rows() for cell in row}


def test_an_edited_plan_is_not_compared() -> None:
    """A person writes 1 Mt more on a route."""
    first = result(closing(), "a.xlsx")
    cell = place_of(Path(first), "Routes", "mt", 0)
    second = str(edited(Path(first), Path("b.xlsx"), "Routes", cell, 11.0))
    answer = compare(first, second, "--json", "--out", "c.xlsx", code=6)
    found = json.loads(answer.stdout)
    assert found["status"] == "verification_failed"
    assert "b.xlsx" in found["message"]
    assert not Path("c.xlsx").exists()


def test_an_edited_case_is_not_compared() -> None:
    """A link of the sheet Inputs leads nowhere."""
    first = result(closing(), "a.xlsx")
    cell = place_of(Path(first), "Inputs", "from_node", 0)
    second = str(edited(Path(first), Path("b.xlsx"), "Inputs", cell, "nowhere"))
    assert "nowhere" in compare(first, second, code=1).stderr


def test_the_case_may_be_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the results do not hold it, it is found by its scenario."""
    monkeypatch.setattr("planner.show.sheets.record.inputs.ROWS_SHOWN", 2)
    write_workbook(closing(), Path("case.xlsx"))
    files = [result(closing(), "base.xlsx"), result(closing(), "low.xlsx", "low")]
    assert "--case" in compare(*files, code=2).stderr
    (variant,) = compared(*files, "--case", "case.xlsx")["variants"]
    assert variant["cost"]["difference"] == pytest.approx(12)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["a.xlsx"], "two results or more"),
        (["a.xlsx", "none.xlsx"], "does not exist"),
        (["a.xlsx", "empty.xlsx"], "no result workbook"),
        (["a.xlsx", "a.xlsx", "--out", "a.xlsx"], "never changed"),
        (["a.xlsx", "a.xlsx", "--out", "c.csv"], "must end in .xlsx"),
        (["a.xlsx", "a.xlsx", "--out", "empty.xlsx"], "exists already"),
    ],
)
def test_wrong_use(words: list[str], says: str) -> None:
    result(two_alike(), "a.xlsx")
    openpyxl.Workbook().save("empty.xlsx")
    assert says in compare(*words, code=2).stderr

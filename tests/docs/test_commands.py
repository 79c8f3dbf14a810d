"""docs/commands.md and the command line say the same: keys of the JSON objects."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner

from planner.cli.app import app
from planner.read.writing import write_folder, write_workbook
from planner.show.studies.difference import CHANGED, COLUMN_A, COLUMN_B, ROW_A, ROW_B
from tests.docs.pages import page, section, tables, words
from tests.known.equipment import seven_to_one
from tests.known.seasons import counted_where_it_passes
from tests.models.test_income import line, tariff
from tests.networks import cargo, case, effect, impossible, link, node, project, table
from tests.study.appraise.cases import cut, short_cut
from tests.study.calibrate.crossings import COUNTED, two_crossings
from tests.study.robust.cases import four_futures

PAGE = page("docs/commands.md")

FORCED = {"forced": [dict.fromkeys(("project", "own_musd", "real_musd", "penalty_musd", "dearer_musd"))]}
"""What a case with a forced project tells besides; the teaching case has none."""


def earned() -> dict[str, Any]:
    """What a case with tariffs tells besides; the teaching case has none."""
    write_workbook(line([tariff("rail", usd_per_t=1.0)]), Path("earned.xlsx"))
    told = answer("solve", "earned.xlsx", "--out", "earned_plan.xlsx")
    return {name: told[name] for name in ("income", "accounts")}


def returned() -> dict[str, Any]:
    """What a case with equipment tells besides, its cost of empty units in a year."""
    write_workbook(seven_to_one()[0], Path("returned.xlsx"))
    told = answer("solve", "returned.xlsx", "--out", "returned_plan.xlsx")
    return {"returns": told["returns"], "years": told["years"]}


def with_returns(told: dict[str, Any]) -> dict[str, Any]:
    """The object with what equipment adds to it."""
    more = returned()
    (year, of_year), *_ = more["years"].items()
    added = {year: {"empties_musd": of_year["empties_musd"]}}
    return told | {"returns": more["returns"], "years": {**told["years"], f"{int(year) + 100}": added[year]}}


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def answer(*given: str, code: int = 0) -> dict[str, Any]:
    """The JSON object of a command."""
    ended = CliRunner().invoke(app, [*given, "--json"])
    assert ended.exit_code == code, ended.stderr
    found: dict[str, Any] = json.loads(ended.stdout)
    return found


def example() -> str:
    assert CliRunner().invoke(app, ["init", "example.xlsx", "--example"]).exit_code == 0
    return "example.xlsx"


def edited(source: str, sheet: str, column: str, value: Any) -> str:
    """A copy in which the first cell of a column has another value."""
    book = openpyxl.load_workbook(source)
    heading = next(cell for row in book[sheet].iter_rows() for cell in row if cell.value == column)
    book[sheet].cell(heading.row + 1, heading.column).value = value
    book.save(f"edited-{source}")
    return f"edited-{source}"


def with_setting(source: str, key: str, value: Any) -> str:
    """A copy with one more setting."""
    book = openpyxl.load_workbook(source)
    sheet = book["settings"]
    last = next(row for row in range(sheet.max_row, 0, -1) if sheet.cell(row, 1).value)
    sheet.cell(last + 1, 1).value, sheet.cell(last + 1, 2).value = key, value
    book.save(f"set-{source}")
    return f"set-{source}"


def counted(source: str) -> str:
    """A copy in which something was counted on a link, and rail emits at a price.

    The last year repeats for 9 years; its track lives 4.
    """
    copy = with_setting(with_setting(source, "years_after", 9), "carbon_price", "yes")
    for column, value in {"id": "rail", "emission_g_per_tkm": 20.0}.items():
        copy = edited(copy, "modes", column, value)
    for column, value in {"year": 2025, "price_usd_per_t": 1.0}.items():
        copy = edited(copy, "carbon", column, value)
    for column, value in {"id": "count", "assets": "rail_west_border", "year": 2025, "mt": 8.0}.items():
        copy = edited(copy, "observed", column, value)
    return copy


def keys(data: Any, name: str = "") -> set[str]:
    """The keys of an object as the page writes them."""
    if isinstance(data, dict):
        stand_in = "ID" if name == "corridors" else "NAME" if re.fullmatch(r"carbon\.by_\w+", name) else None
        stand_in = "SEASON" if name == "seasons.years.YEAR" else stand_in
        named = {key: "YEAR" if re.fullmatch(r"\d{4}", key) else stand_in or key for key in data}
        return {found for key, value in data.items() for found in keys(value, f"{name}.{named[key]}".lstrip("."))}
    if isinstance(data, list):
        return {found for value in data or [""] for found in keys(value, f"{name}[]")}
    return {name}


def documented(heading: str) -> set[str]:
    return {word for table in tables(section(PAGE, heading)) for row in table for word in words(row["Key"])}


def test_keys_of_solve_and_verify() -> None:
    given = counted(example())
    solved = answer("solve", given, "--out", "plan.xlsx")
    assert keys(with_returns(solved | FORCED | earned())) == documented("## JSON of solve")
    sound = answer("verify", given, "plan.xlsx")
    broken = answer("verify", given, edited("plan.xlsx", "Routes", "mt", 99.0), code=6)
    assert keys(broken) == documented("## JSON of verify")
    assert (sound["status"], broken["status"]) == ("verified", "verification_failed")


def test_keys_of_solve_with_an_appraisal() -> None:
    """Of a project that pays; the programme is not valued alone, and nothing replaces anything."""
    write_folder(short_cut(), Path("short_cut"))
    found = answer("solve", "short_cut", "--appraise", "--out", "plan.xlsx")
    told = documented("## JSON of solve with an appraisal")
    of_empty_lists = {f"{key.rpartition('[].')[0]}[]" for key in told if "[]." in key}
    own = {"appraisal": found["appraisal"]}
    assert keys(own) - of_empty_lists - {"appraisal.rows[].alone"} == told


def test_keys_of_solve_by_season() -> None:
    """Of the port that the sea leaves in winter, with a limit of summer."""
    write_folder(counted_where_it_passes()[0], Path("by_sea"))
    found = answer("solve", "by_sea", "--out", "plan.xlsx")
    assert keys({"seasons": found["seasons"]}) == documented("## JSON of solve by season")


def test_keys_of_solve_where_demand_answers_and_of_reference() -> None:
    """Beside the keys that every result has."""
    row = {"elasticity": -1.0, "growth_most": 0.5}
    given = short_cut({"demand_response": "yes"}, demand_response=[row])
    write_folder(given, Path("short_cut"))
    found = answer("reference", "short_cut", "--out", "copy.xlsx")
    assert keys(found | {"changes": [""]}) == documented("## JSON of reference")
    solved = answer("solve", "copy.xlsx", "--out", "plan.xlsx")
    own = {key for key in keys(solved) if key.startswith("response[]") or "response_" in key}
    assert own == documented("## JSON of solve where demand answers to cost")


def test_keys_of_choice() -> None:
    found = answer("solve", example(), "--choice", "logit", "--out", "plan.xlsx")["choice"]
    told = found | {"theta_per_usd": {"ID": 0.3}, "corridors": {"ID": {"2025": 1.0}}}
    assert keys({"choice": told}) == documented("## JSON of choice")


def test_keys_of_sweep() -> None:
    """Of a variant: those of solve, and some more."""
    found = answer("sweep", counted(example()), "--scenarios", "base", "--vary", "capex=1", "--out", "sweep")
    own = {"variant", "order", "values"}
    (variant,) = found["variants"]
    of_solve = {name: value for name, value in variant.items() if name not in own}
    assert keys(with_returns(of_solve | FORCED | earned())) == documented("## JSON of solve")
    told = found | {"variants": [{"variant": "", "order": "", "values": {"NAME": ""}, "message": ""}]}
    assert keys(told) | {"variants[]"} == documented("## JSON of sweep")
    assert own < variant.keys()


def test_keys_of_frontier() -> None:
    """A budget that opens one project at 1 MUSD and another at 3, with less gain, has every kind of entry."""
    two = case(
        nodes=[node("a"), node("b"), node("c")],
        links=[link("a-b", 1, 0), link("a-c", 1, 0)],
        demand=[cargo("d", "a-b", 4), cargo("e", "a-c", 4)],
        projects=[project("first", 1), project("second", 2)],
        project_effects=[effect("first", "a-b", 2), effect("second", "a-c", 1)],
        budget=[{"year": 2025, "available_musd": 3.0}],
    )
    write_folder(two, Path("two"))
    found = answer("frontier", "two", "--relax", "--out", "frontier.xlsx")
    assert [kink["ends"] for kink in found["kinks"]] == [["first"], ["second"]]
    assert keys(found) == documented("## JSON of frontier")


def test_keys_of_stress() -> None:
    assert keys(answer("stress", example(), "--out", "stress.xlsx")) == documented("## JSON of stress")


def test_keys_of_robust() -> None:
    """Of draws every number is told; without them a path that one future cannot pay for, and a figure to wait for."""
    ranges = [{"id": "cargo", "sheet": "demand", "column": "mt", "distribution": "uniform", "low": 1.0, "high": 2.0}]
    write_folder(replace(four_futures(), uncertainty=table("uncertainty", ranges)), Path("many"))
    found = answer(
        "robust", "many", "--path", "busy", "--risk", "--explain", "--triggers", "30", "--out", "robust.xlsx"
    )
    drawn = answer("robust", "many", "--draws", "3", "--out", "drawn.xlsx")
    named = [future | {"drawn": {"NAME": future["drawn"]["cargo"]}} for future in drawn["futures"]]
    told = keys(found | {"futures": named}) | {
        "projects[].sign",
        "ways[].regret",
        "ways[].regret_in",
        "risk[]",
        "others[]",
        "others[].dearer",
    }
    assert told == documented("## JSON of robust")


def test_keys_of_calibrate() -> None:
    write_folder(two_crossings(COUNTED), Path("crossings"))
    found = answer("calibrate", "crossings", "--out", "fit.xlsx")
    added = {table: [""] for table in found["added"]}
    assert keys(found | {"added": added}) == documented("## JSON of calibrate")


def test_keys_of_calibrate_with_theta() -> None:
    write_folder(two_crossings(COUNTED), Path("crossings"))
    found = answer("calibrate", "crossings", "--theta", "--constants", "1", "--out", "fit.xlsx")
    assert keys({"thetas": found["thetas"]}) == documented("## JSON of calibrate with theta")


def test_keys_of_check() -> None:
    faulty = edited(example(), "links", "capacity_mt", "12,5")
    found = answer("check", faulty, code=1)
    assert keys(found) == documented("## JSON of check")
    assert keys(answer("solve", faulty, code=1)) == documented("## JSON of check") | {"status"}


def test_keys_of_diff() -> None:
    given = example()
    found = answer("diff", given, edited(given, "links", "capacity_mt", 12.5), "--out", "difference.xlsx")
    assert keys(found) == documented("## JSON of diff")


def test_keys_of_compare() -> None:
    """Of results that differ in every kind of thing: a project that is not built, cargo that stays behind, a link."""
    given = example()
    for name, source in (("one.xlsx", given), ("two.xlsx", edited(given, "projects", "capex_musd", 9000.0))):
        answer("solve", source, "--out", name)
    found = answer("compare", "one.xlsx", "two.xlsx", "--out", "compared.xlsx")
    notes = found | {"variants": [found["variants"][0] | {"notes": ["a note"]}]}
    assert keys(notes) == documented("## JSON of compare")


def test_keys_of_report() -> None:
    answer("solve", example(), "--out", "plan.xlsx")
    assert keys(answer("report", "plan.xlsx", "--out", "page.html")) == documented("## JSON of report")


def test_keys_of_explain() -> None:
    """A project that is built, one that is not, and a link; what only one of them has need not stand with the other."""
    twins = case(
        years=[{"year": 2025}, {"year": 2026}],
        nodes=[node("a"), node("b"), node("c")],
        links=[link("a-b", 1, 10), link("b-c", 1, 12), link("a-c", 90, 1)],
        demand=[cargo("d", "a-c", [30, 30])],
        projects=[project("cheap", 1.0, lifetime_years=2), project("dear", 5e5, earliest_year=2026)],
        project_effects=[effect("cheap", "a-b", 10), effect("dear", "a-c", 10)],
        corridors=[{"id": "direct"}],
        corridor_gateways=[{"corridor": "direct", "asset": "a-c"}],
    )
    write_folder(twins, Path("twins"))
    found = answer(
        "explain",
        "twins",
        "cheap",
        "dear",
        "a-b",
        "--relax",
        "--out",
        "why.xlsx",
        "--set",
        "settings[key=unmet_penalty].value=1000",
    )
    told = documented("## JSON of explain")
    of_empty_lists = {f"{key.rpartition('[].')[0]}[]" for key in told if "[]." in key}
    assert keys(found) - of_empty_lists == told


def test_keys_of_appraise() -> None:
    """A project that pays, counted at a factor, with an owner and emissions; the programme has no opening years."""
    given = short_cut(
        conversion_factors=[{"kind": "capital", "factor": 0.9}],
        tariffs=[{"owner": "rail", "mode": "rail", "usd_per_t": 1.0}],
        modes=[{"id": "rail", "emission_g_per_tkm": 20.0}],
        projects=[cut(owner="rail", budget_share=0.0)],
    )
    write_folder(given, Path("short_cut"))
    found = answer("appraise", "short_cut", "--out", "worth.xlsx")
    told = documented("## JSON of appraise") - {"seconds.read results"}
    of_empty_lists = {f"{key.rpartition('[].')[0]}[]" for key in told if "[]." in key}
    assert keys(found) - of_empty_lists == told


def test_keys_of_frontier_against_income() -> None:
    """A project is built and a railway earns."""
    given = short_cut(tariffs=[{"owner": "rail", "asset": "a-b", "usd_per_t": 0.5}])
    write_folder(given, Path("short_cut"))
    found = answer("frontier", "short_cut", "--against", "income", "--relax", "--out", "income.xlsx")
    told = documented("## JSON of frontier against income")
    of_empty_lists = {f"{key.rpartition('[].')[0]}[]" for key in told if "[]." in key}
    assert keys(found) - of_empty_lists == told


def test_kinds_of_differences() -> None:
    (row,) = (row for row in tables(section(PAGE, "## JSON of diff"))[0] if row["Key"] == "`differences[].what`")
    assert set(words(row["Meaning"])) == {CHANGED, ROW_A, ROW_B, COLUMN_A, COLUMN_B}


def test_keys_where_no_plan_exists() -> None:
    write_folder(impossible(), Path("impossible"))
    assert keys(answer("solve", "impossible", code=3)) == documented("## JSON where no plan exists")


def test_keys_of_an_error() -> None:
    found = answer("solve", "missing.xlsx", code=2)
    assert keys(found) == documented("## JSON of an error")
    assert found["status"] == "wrong_use"

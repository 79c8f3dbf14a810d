"""planner sweep: the same figures as separate solves, kept as they come."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from planner.cli.studies.variant import Job
from planner.read.writing import write_workbook
from tests.cli.running import planner
from tests.cli.studies.sweeping import table
from tests.networks import cargo, case, link, node, project

FIGURES = ("status", "objective_musd", "bound_musd", "real_cost_musd", "penalty_musd")
GRID = ("--vary", "demand.transit=0.5:1.5:0.5", "--vary", "budget=0,1")


@pytest.fixture(autouse=True)
def _files() -> None:
    planner("init", "example.xlsx", "--example")


def swept(*words: str, code: int = 0, source: str = "example.xlsx") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(planner("sweep", source, *words, "--json", code=code).stdout)["variants"]
    return found


OF_ONE_PLAN = ("home_transit_least_mt", "home_transit_most_mt", "as_good_musd")
"""What `solve` finds by further searches, which a sweep of many plans leaves out."""


def test_variants_equal_separate_solves() -> None:
    variants = swept("--scenarios", "all", "--set", "links.capacity_mt+=1", "--out", "found")
    assert variants[0]["scenario"] is None
    assert len(variants) > 1
    for variant in variants:
        scenario = ["--scenario", variant["scenario"]] if variant["scenario"] else []
        alone = json.loads(
            planner("solve", "example.xlsx", *scenario, "--set", "links.capacity_mt+=1", "--json").stdout
        )
        assert variant.keys() - alone.keys() == {"variant", "values", "order"}
        assert alone.keys() <= variant.keys()
        same = (*FIGURES, "projects", "corridors", "case_digest", "changes", "verification")
        assert [variant[name] for name in same] == [alone[name] for name in same]
        for year, row in variant["years"].items():
            assert {name: row.pop(name) for name in OF_ONE_PLAN} == dict.fromkeys(OF_ONE_PLAN)
            assert row == {name: figure for name, figure in alone["years"][year].items() if name not in OF_ONE_PLAN}


def test_files_of_a_sweep() -> None:
    variants = swept("--scenarios", "all", *GRID, "--relax")
    folder = Path("results/example-sweep-relaxed")
    assert len(list((folder / "variants").iterdir())) == len(variants)
    book = openpyxl.load_workbook(folder / "sweep.xlsx")
    assert book.sheetnames == ["Summary", "Sweep", "Projects", "Run"]
    rows = table(str(folder))
    assert rows["variant"].tolist() == [variant["variant"] for variant in variants]
    assert rows["objective_musd"].tolist() == pytest.approx([variant["objective_musd"] for variant in variants])
    assert set(rows["varied: demand.transit"]) == {0.5, 1.0, 1.5}
    assert rows["unmet_mt_2027"].tolist() == [variant["years"]["2027"]["unmet_mt"] for variant in variants]
    assert rows["moved_mt_2025"].notna().all()


def test_a_finished_table_is_not_replaced() -> None:
    swept("--scenarios", "base", "--out", "found")
    assert "exists already" in planner("sweep", "example.xlsx", "--scenarios", "all", "--out", "found", code=2).stderr
    assert len(swept("--scenarios", "all", "--out", "found", "--force")) > 1
    swept("--scenarios", "base")
    swept("--scenarios", "base")
    assert sorted(path.name for path in Path("results").iterdir()) == ["example-sweep", "example-sweep-2"]


def test_what_is_known_is_not_solved_again() -> None:
    """Other options, other changes and another case are other questions."""
    swept(*GRID, "--out", "found")
    again = planner("sweep", "example.xlsx", *GRID, "--out", "found", "--force")
    assert "6 variants, 6 of them known already" in again.stderr
    wider = planner("sweep", "example.xlsx", *GRID, "--vary", "capex=1,2", "--out", "found", "--force")
    assert "known" not in wider.stderr
    relaxed = planner("sweep", "example.xlsx", *GRID, "--relax", "--out", "found", "--force")
    assert "known" not in relaxed.stderr
    planner("convert", "example.xlsx", "other")
    links = Path("other/links.csv")
    links.write_text(links.read_text("utf-8").replace(",14,", ",15,"), "utf-8")
    assert "known" not in planner("sweep", "other", *GRID, "--out", "found", "--force").stderr


def test_a_damaged_variant_is_solved_again() -> None:
    swept(*GRID, "--out", "found")
    before = table("found")
    first, second, *_ = sorted(Path("found/variants").iterdir())
    first.write_text(first.read_text("utf-8")[:100], "utf-8")
    second.write_text(second.read_text("utf-8").replace('"order": "', '"order": "0'), "utf-8")
    again = planner("sweep", "example.xlsx", *GRID, "--out", "found", "--force")
    assert "6 variants, 4 of them known already" in again.stderr
    pd.testing.assert_frame_equal(table("found"), before)


def kept(name: str) -> Path:
    """The file of a variant."""
    (file,) = Path("found/variants").glob(f"*{name}*.json")
    return file


def test_edited_variants_are_solved_again() -> None:
    """They are told, the table is as it was, and the next run takes over what was solved."""
    swept(*GRID, "--out", "found")
    before, files = table("found"), [kept("0.5_budget_0"), kept("1_budget_1")]
    for file in files:
        text = file.read_text("utf-8")
        figure = next(line for line in text.splitlines() if '"objective_musd"' in line)
        file.write_text(
            text.replace(figure, ' "objective_musd": NaN,' if file == files[0] else ' "objective_musd": 1,')
        )
    again = planner("sweep", "example.xlsx", *GRID, "--out", "found", "--force")
    assert "6 variants, 4 of them known already" in again.stderr
    for file in files:
        assert f"{file} is not taken over" in again.stderr
    pd.testing.assert_frame_equal(table("found"), before)
    assert "6 of them known" in planner("sweep", "example.xlsx", *GRID, "--out", "found", "--force").stderr


def test_variants_of_another_case_or_version_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Under their own names they are not looked at; under the name of a variant they are not believed."""
    swept(*GRID, "--out", "other", "--set", "links.capacity_mt+=1")
    swept(*GRID, "--out", "found")
    theirs, ours = ({file.name[:-17]: file for file in Path(f"{one}/variants").iterdir()} for one in ("other", "found"))
    for name, file in theirs.items():
        (Path("found/variants") / file.name).write_bytes(file.read_bytes())
        ours[name].write_bytes(file.read_bytes())
    again = planner("sweep", "example.xlsx", *GRID, "--out", "found", "--force").stderr
    assert again.count("is not taken over") == 6
    assert "6 files in found/variants are of another case" in again
    monkeypatch.setattr("planner.cli.studies.sweep.Job", partial(Job, release="9.9.9"))
    monkeypatch.setattr("planner.cli.studies.variant.version", lambda _: "9.9.9")
    newer = planner("sweep", "example.xlsx", *GRID, "--out", "found", "--force").stderr
    assert "known already" not in newer
    assert "12 files in found/variants are of another case" in newer


def test_a_variant_that_cannot_be_written_stops_the_sweep() -> None:
    swept(*GRID, "--out", "found")
    file = kept("0.5_budget_0")
    file.unlink()
    file.mkdir()
    stopped = planner("sweep", "example.xlsx", *GRID, "--out", "found", "--force", code=2)
    assert f"{file} is not taken over: it cannot be read" in stopped.stderr
    assert f"{file} is a folder; choose another name" in stopped.stderr


HARD: dict[str, Any] = {
    "nodes": [node("a"), node("b")],
    "links": [link("a-b", capacity=10.0)],
    "demand": [cargo("d", "a-b", 4)],
    "corridors": [{"id": "c"}],
    "corridor_gateways": [{"corridor": "c", "asset": "a-b"}],
    "corridor_limits": [{"corridor": "c", "year": 2025, "min_mt": 3.0}],
}


def test_a_variant_without_a_plan_is_a_row_with_its_reason() -> None:
    """At least 3 Mt shall pass: of 4 Mt x 0.5 = 2 Mt they cannot, and -1 Mt is no demand."""
    write_workbook(case(**HARD), Path("hard.xlsx"))
    vary = "--vary", "demand[id=d].2025=4,2,-1"
    planner("sweep", "hard.xlsx", *vary, code=2)
    variants = swept("--vary", "demand[id=d].2025+=0,-2,-5", "--out", "found", code=1, source="hard.xlsx")
    assert [variant["status"] for variant in variants] == ["optimal", "no_plan", "input_errors"]
    rows = table("found")
    assert rows["message"].notna().tolist() == [False, True, True]
    assert "demand.2025" in rows["message"][2]
    assert rows["objective_musd"].notna().tolist() == [True, False, False]
    assert len(swept("--vary", "demand=0.5,1", "--out", "again", code=3, source="hard.xlsx")) == 2


def test_a_time_limit_is_told_by_the_exit_code() -> None:
    found = swept("--scenarios", "base", "--time-limit", "0", "--out", "found", code=5)
    assert [variant["status"] for variant in found] == ["stopped_without_plan"]


def test_draws_from_ranges() -> None:
    """Demand of 4 Mt at 1 USD/t, times 0.5 to 1.5: ten draws meet every tenth of the range once, 2 to 6 MUSD."""
    row = {"id": "trade", "sheet": "demand", "column": "mt", "distribution": "uniform", "low": 0.5, "high": 1.5}
    built = case(nodes=[node("a"), node("b")], links=[link("a-b")], demand=[cargo("d", "a-b", 4)], uncertainty=[row])
    write_workbook(built, Path("unsure.xlsx"))
    found = swept("--draws", "10", "--seed", "7", "--out", "found", source="unsure.xlsx")
    costs = sorted(variant["objective_musd"] for variant in found)
    assert [int((cost - 2) / 0.4) for cost in costs] == list(range(10))
    assert [float(variant["values"]["trade"]) * 4 for variant in found] == pytest.approx(
        [variant["objective_musd"] for variant in found]
    )
    assert "Spread" in openpyxl.load_workbook("found/sweep.xlsx").sheetnames
    again = swept("--draws", "10", "--seed", "7", "--out", "again", source="unsure.xlsx")
    assert [variant["order"] for variant in again] == [variant["order"] for variant in found]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "nothing is varied"),
        (("--vary", "budget=half"), "is no number"),
        (("--draws", "3"), "uncertainty"),
        (("--vary", "projects[id=nobody].decision=force"), "at least one row of projects"),
        (("--scenarios", "all", "--set", "links.capacity=1"), "Did you mean 'capacity_mt'"),
        (("--scenarios", "all", "--workers", "2", "--scheduler", "tcp://x"), "exclude each other"),
    ],
)
def test_wrong_use(words: tuple[str, ...], says: str) -> None:
    assert says in planner("sweep", "example.xlsx", *words, code=2).stderr


def test_an_unknown_scenario() -> None:
    assert "nothing was solved" in planner("sweep", "example.xlsx", "--scenarios", "nobody", code=1).stderr


def test_warnings_and_reasons_in_russian() -> None:
    """A project that does nothing: the warning of a variant is that of `solve --lang ru`; an English reason is quoted.

    What was kept in English is not taken over into a Russian sweep.
    """
    write_workbook(case(**HARD, projects=[project("p", 1)]), Path("idle.xlsx"))
    order = ("--vary", "demand[id=d].2025+=0,-2", "--out", "found")
    english = swept(*order, code=3, source="idle.xlsx")[0]
    russian = swept(*order, "--lang", "ru", "--force", code=3, source="idle.xlsx")[0]
    alone = json.loads(planner("solve", "idle.xlsx", "--lang", "ru", "--json").stdout)
    assert russian["warnings"] == alone["warnings"]
    assert "Проверка" in " ".join(russian["warnings"])
    assert len(english["warnings"]) == len(russian["warnings"])
    assert "Проверка" not in " ".join(english["warnings"])
    assert table("found")["message"][1].startswith("Как сообщает программа, по-английски: «")

"""`planner robust` from a case to lines, JSON and a workbook; the figures are those of tests/study/robust."""

from __future__ import annotations

import json
import os
import signal
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from models.tables import replace_cells
from planner.cli.console import Console
from planner.cli.exits import Exit
from planner.read.writing import write_folder
from tests.cli.running import planner, tried
from tests.networks import impossible, table
from tests.study.robust.cases import change, four_futures, one_bridge

RANGES = [{"id": "cargo", "sheet": "demand", "column": "mt", "distribution": "uniform", "low": 0.1, "high": 1.5}]


@pytest.fixture(autouse=True)
def _files() -> None:
    write_folder(one_bridge(), Path("bridge"))
    write_folder(four_futures(), Path("roads"))


def data(*words: str, code: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(planner("robust", *words, "--json", code=code).stdout)
    return found


def worth(found: dict[str, Any]) -> dict[str, float]:
    return {row["kind"]: row["saves"]["value_musd"] for row in found["worth"]}


def test_in_json() -> None:
    """Decided until 2026 as the settings say: the gate in 2025, the second gate where transit doubles."""
    found = data("roads", "--gap", "0", "--path", "busy")
    projects = {row["id"]: row for row in found["projects"]}
    assert {name: row["decided"] for name, row in projects.items()} == {
        "gate": "now",
        "second": "later",
        "road": "later",
    }
    assert found["decide_until"] == 2026
    assert found["objective_musd"] == pytest.approx(2648.9)
    assert projects["second"]["sign"]["threshold_mt"] == pytest.approx(6)
    assert "above 6.0 Mt (8.0 or more where it opens, 4.0 or less where it does not)" in projects["second"]["words"]
    assert projects["road"]["words"].startswith("opens in 2027 in closed, not in calm, busy, poor")
    assert found["futures"][0]["name"] == "As it is"
    (path,) = [way for way in found["ways"] if way["kind"] == "path"]
    assert (path["impossible"], path["average_musd"]) == (["poor"], None)
    assert worth(found) == pytest.approx({"knowing": 884.1, "building": 14160.7})


def test_measures_and_risk() -> None:
    found = data("bridge", "--measure", "regret", "--path", "busy", "--risk", "--gap", "0")
    assert found["objective_musd"] == pytest.approx(2000)
    assert worth(found) == pytest.approx({"knowing": 799, "planning": 1001, "caution": 1001, "building": -1001})
    assert [row["measure"] for row in found["risk"]] == ["expected", "cvar:0.5", "cvar:0.8", "cvar:0.95", "worst"]
    assert found["files"] == ["results/bridge-robust-regret.xlsx"]


def test_all_is_left_to_the_future_but_what_is_decided() -> None:
    """Up to 2025 the gate alone; the second gate then opens in 2026 where transit doubles, and nothing is regretted."""
    found = data("roads", "--decide-until", "2025", "--gap", "0")
    assert worth(found)["knowing"] == pytest.approx(0, abs=1e-3)
    (second,) = [row for row in found["projects"] if row["id"] == "second"]
    assert [row["later_year"] for row in second["openings"]] == [None, 2026, None, None]


def test_blank_decide_until_is_the_last_plan_year() -> None:
    found = data("roads", "--set", "settings.decide_until=")
    assert found["decide_until"] == 2027
    assert not [row for row in found["projects"] if row["decided"] == "later"]


def test_draws() -> None:
    write_folder(replace(one_bridge(), uncertainty=table("uncertainty", RANGES)), Path("drawn"))
    found = data("drawn", "--draws", "12", "--futures", "3", "--seed", "2")
    assert len(found["futures"]) == 3
    assert all(0.1 <= float(row["drawn"]["cargo"]) <= 1.5 for row in found["futures"])
    assert sum(row["probability"] for row in found["futures"]) == pytest.approx(1)
    again = data("drawn", "--draws", "12", "--futures", "3", "--seed", "2")
    assert again["futures"] == found["futures"]


def test_workbook_and_lines() -> None:
    answer = planner("robust", "roads", "--path", "busy", "--risk", "--out", "r.xlsx")
    assert answer.stdout.splitlines()[-1] == "written: r.xlsx"
    assert "Decide now: 1 project opens until 2026" in answer.stdout
    book = openpyxl.load_workbook("r.xlsx")
    assert book.sheetnames == [
        *("Summary", "Decide now", "Decide later", "Futures", "Projects", "Worth", "Risk", "Run"),
    ]
    assert len(book["Summary"]._charts) == 2  # type: ignore[attr-defined]
    assert len(book["Risk"]._charts) == 1  # type: ignore[attr-defined]
    told = " ".join(str(cell.value) for row in book["Futures"].iter_rows() for cell in row)
    assert "no: no plan keeps its decisions there" in told
    assert "Risk" not in _sheets("roads", "--out", "s.xlsx")


def _sheets(*words: str) -> list[str]:
    planner("robust", *words)
    return openpyxl.load_workbook(words[-1]).sheetnames


def test_in_russian() -> None:
    told = planner("robust", "roads", "--lang", "ru").stdout.replace("\N{NO-BREAK SPACE}", " ")
    assert "Решать сейчас: 1 проект" in told
    assert "6,0 млн т" in told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--measure", "beauty"), "--measure beauty: choose expected, worst, regret, cvar:LEVEL or mix:SHARE:LEVEL"),
        (("--measure", "cvar:1"), "--measure cvar:1: choose"),
        (("--measure", "mix:2:0.5"), "--measure mix:2:0.5: choose"),
        (("--path", "moon"), "--path moon: choose one of the futures calm, busy, closed, poor"),
        (("--decide-until", "2040"), "--decide-until 2040: give a year from 2025 to 2027"),
        (("--set", "settings.decide_until=1999"), "setting decide_until 1999: give a year from 2025 to 2027"),
        (("--futures", "3"), "--futures 3: only with --draws"),
        (("--draws", "3"), "--draws needs the sheet uncertainty"),
        (("--gap", "2"), "--gap 2: give a share from 0 to 1"),
        (("--out", "r.csv"), "must end in .xlsx"),
    ],
)
def test_wrong_options(words: tuple[str, ...], told: str) -> None:
    assert told in planner("robust", "roads", *words, code=Exit.WRONG_USE).stderr


def test_probabilities() -> None:
    """None at all is wrong use; a wrong sum is told at its cell."""
    given = one_bridge()
    for name, likely in (("none", [None, None]), ("much", [0.5, 0.75])):
        write_folder(replace(given, scenarios=replace_cells(given.scenarios, {"probability": likely})), Path(name))
    assert "no scenario has a probability" in planner("robust", "none", code=Exit.WRONG_USE).stderr
    assert "now 1.25" in planner("robust", "much", code=Exit.INPUT_ERRORS).stderr


def test_a_future_without_a_plan() -> None:
    """At least 5 Mt shall pass, and want to in one of the futures only."""
    likely = [{"id": name, "probability": 0.5} for name in ("enough", "little")]
    changes = [change("enough", "demand", "mt", "5")]
    write_folder(
        replace(
            impossible(), scenarios=table("scenarios", likely), scenario_changes=table("scenario_changes", changes)
        ),
        Path("none"),
    )
    assert "future little" in planner("robust", "none", code=Exit.NO_PLAN).stderr


def test_a_gap_that_is_open() -> None:
    """No search within no time is within a gap of nothing."""
    answer = tried("robust", "roads", "--time-limit", "0")
    assert answer.exit_code in (Exit.LIMIT_WITH_PLAN, Exit.LIMIT_WITHOUT_PLAN)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_keeps_what_is_known(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """It comes once the plan is there and the path is looked at."""
    say = Console.say
    sent: list[str] = []

    def tell(console: Console, line: str) -> None:
        say(console, line)
        if "then what each future asks for" in line and not sent:
            sent.append(line)
            os.kill(os.getpid(), number)

    monkeypatch.setattr(Console, "say", tell)
    found = data("roads", "--out", "r.xlsx", code=Exit.LIMIT_WITH_PLAN)
    assert not found["complete"]
    assert [way["kind"] for way in found["ways"]] == ["plan", "best"]
    assert list(worth(found)) == ["knowing"]
    assert "Broken off" in found["statement"]


def test_nothing_is_replaced_unasked() -> None:
    planner("robust", "bridge", "--out", "x.xlsx")
    assert "exists already" in planner("robust", "bridge", "--out", "x.xlsx", code=Exit.WRONG_USE).stderr
    planner("robust", "bridge", "--out", "x.xlsx", "--force")


def test_page_and_slides_beside_the_workbook() -> None:
    found = data("roads", "--explain", "--page", "p.html", "--pdf", "p.pdf", "--out", "r.xlsx")
    assert found["files"] == ["r.xlsx", "p.html", "p.pdf"]
    assert Path("p.pdf").read_bytes().startswith(b"%PDF")
    assert "Why" in openpyxl.load_workbook("r.xlsx").sheetnames
    never = [row for row in found["others"] if (row["id"], row["rule"]) == ("second", "never")]
    assert never[0]["dearer"]["value_musd"] == pytest.approx(884.1)
    assert never[0]["words"].startswith("Not to open it at all: dearer by 884.1 MUSD")
    assert "exists already" in planner("robust", "roads", "--page", "p.html", code=Exit.WRONG_USE).stderr
    assert "ends in .html" in planner("robust", "roads", "--page", "p.txt", code=Exit.WRONG_USE).stderr

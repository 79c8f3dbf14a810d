"""Every exit code, one by one, from the outside."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from models.case import Case
from models.engine import solve_by_routes
from models.request import Request
from models.solution import Solution
from models.stop import Stop
from planner.read.writing import teaching_case, write_folder, write_workbook
from planner.study import run
from tests.cli.running import tried
from tests.networks import impossible

INSTANCES = Path(__file__).parent.parent / "instances"


def teaching(name: str = "case.xlsx") -> str:
    write_workbook(teaching_case(), Path(name))
    return name


Change = Callable[[Solution], Solution]


def solving(monkeypatch: pytest.MonkeyPatch, change: Change) -> None:
    """Let the solver hand out a changed plan."""

    def solve(given: Case, request: Request, watch: Callable[[str], None]) -> Solution:
        return change(solve_by_routes(given, request, watch))

    monkeypatch.setitem(run.FORMULATIONS, "routes", solve)


def test_0_verified_plan() -> None:
    answer = tried("solve", teaching(), "--json")
    assert answer.exit_code == 0, answer.stderr
    data = json.loads(answer.stdout)
    assert data["status"] == "optimal"
    assert data["verification"]["ok"]
    assert all(Path(file).exists() for file in data["files"])


def test_1_errors_in_the_input() -> None:
    write_folder(teaching_case(), Path("folder"))
    links = Path("folder/links.csv")
    links.write_text(links.read_text(encoding="utf-8").replace(",rail", ",,", 1), encoding="utf-8")
    answer = tried("solve", "folder", "--json")
    assert answer.exit_code == 1
    assert not json.loads(answer.stdout)["ok"]
    assert "links.csv" in answer.stderr
    assert not Path("results").exists()


def test_1_unknown_scenario() -> None:
    answer = tried("solve", teaching(), "--scenario", "nowhere")
    assert answer.exit_code == 1
    assert "nowhere" in answer.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["solve"],
        ["solve", "missing.xlsx"],
        ["solve", "missing.xlsx", "--gap", "x"],
        ["nonsense"],
        ["solve", "case.xlsx", "--formulation", "magic"],
        ["solve", "case.xlsx", "--out", "plan.docx"],
        ["solve", "case.xlsx", "--out", "taken.xlsx"],
        ["convert", "case.xlsx", "taken.xlsx"],
        ["convert", "case.xlsx", "case.txt"],
        ["verify", "case.xlsx", "missing.xlsx"],
        ["verify", "case.xlsx", "case.xlsx"],
        ["init", "taken.xlsx"],
        ["init", "new.xlsx", "--first-year", "2030", "--last-year", "2029"],
    ],
)
def test_2_wrong_use(words: list[str]) -> None:
    teaching()
    Path("taken.xlsx").write_text("mine")
    answer = tried(*words)
    assert answer.exit_code == 2
    assert answer.stderr
    assert Path("taken.xlsx").read_text() == "mine"


@pytest.mark.parametrize("formulation", run.FORMULATIONS)
def test_3_no_plan(formulation: str) -> None:
    write_folder(impossible(), Path("impossible"))
    answer = tried("solve", "impossible", "--json", "--formulation", formulation)
    assert answer.exit_code == 3
    data = json.loads(answer.stdout)
    assert data["status"] == "no_plan"
    helping = [line for line in data["diagnosis"] if line["helps_alone"]]
    assert [(line["file"], line["line"], line["cell"], line["needed"]) for line in helping] == [
        ("corridor_limits.csv", 2, "min_mt", 1),
        ("demand.csv", 2, "2025", 5),
    ]
    assert all(Path(file).exists() for file in data["files"])


@pytest.mark.parametrize("stop", [Stop.TIME_LIMIT, Stop.INTERRUPTED])
def test_4_limit_with_a_plan(monkeypatch: pytest.MonkeyPatch, stop: Stop) -> None:
    solving(monkeypatch, lambda plan: replace(plan, stop=stop, bound=plan.objective * 0.9))
    answer = tried("solve", teaching(), "--json")
    assert answer.exit_code == 4
    data = json.loads(answer.stdout)
    assert data["gap"] == pytest.approx(0.1)
    assert data["verification"]["ok"]
    assert all(Path(file).exists() for file in data["files"])


@pytest.mark.parametrize("formulation", run.FORMULATIONS)
def test_5_limit_without_a_plan(formulation: str) -> None:
    answer = tried("solve", str(INSTANCES / "c33"), "--time-limit", "0", "--formulation", formulation)
    assert answer.exit_code == 5
    assert not Path("results").exists()


def test_6_plan_that_fails_its_verification(monkeypatch: pytest.MonkeyPatch) -> None:
    solving(monkeypatch, lambda plan: replace(plan, unmet_mt=plan.unmet_mt + 1))
    answer = tried("solve", teaching(), "--json")
    assert answer.exit_code == 6
    assert not json.loads(answer.stdout)["verification"]["ok"]
    assert not Path("results").exists()


def test_70_internal_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def fall(*_: Any) -> Solution:
        raise ZeroDivisionError("by zero")

    monkeypatch.setitem(run.FORMULATIONS, "routes", fall)
    answer = tried("solve", teaching())
    assert answer.exit_code == 70
    assert "Traceback" not in answer.stderr
    assert "ZeroDivisionError" in Path("results/planner-errors.log").read_text(encoding="utf-8")


@pytest.mark.parametrize("formulation", run.FORMULATIONS)
def test_interrupt_keeps_the_best_plan(formulation: str) -> None:
    """Ctrl-C once a plan is in hand: the plan is verified and written, exit 4 (0 where it was proven by then)."""
    words = [sys.executable, "-c", "from planner.cli import main; main()", "solve", str(INSTANCES / "c33"), "--json"]
    with subprocess.Popen(
        [*words, "--formulation", formulation, "--gap", "1e-6"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as run_:
        assert run_.stderr is not None
        for line in run_.stderr:
            if b"plan of" in line:
                break
        time.sleep(0.5)
        run_.send_signal(signal.SIGINT)
        answer, _ = run_.communicate(timeout=120)
    data = json.loads(answer)
    assert run_.returncode == (0 if data["status"] == "optimal" else 4)
    assert data["status"] in {"interrupted", "optimal"}
    assert data["verification"]["ok"]
    assert Path(data["files"][0]).exists()

"""Where results go, how they are named, and what happens where they cannot be written."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from models.case import Case
from models.engine import solve_by_routes
from models.request import Request
from models.solution import Solution
from models.stop import Limits
from planner.cli.exits import MEANING
from planner.cli.options import plan_request
from planner.cli.placing import stem_of
from planner.files import DRAFT
from planner.read.writing import teaching_case, write_workbook
from planner.study import run
from tests.cli.running import tried


@pytest.fixture(autouse=True)
def _files() -> None:
    write_workbook(teaching_case(), Path("mine.xlsx"))


def while_solving(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], Any]) -> None:
    def solve(case: Case, request: Request, watch: Callable[[str], None]) -> Solution:
        happens()
        return solve_by_routes(case, request, watch)

    monkeypatch.setitem(run.FORMULATIONS, "routes", solve)


def test_a_result_is_named_after_its_file() -> None:
    (Path("folder.v2")).mkdir()
    whole, relaxed = Request(False, Limits(), "", ()), Request(True, Limits(), "a b", ("settings.x=1",))
    assert stem_of(Path("Мой план.xlsx"), whole) == "Мой план"
    assert stem_of(Path("folder.v2"), whole) == "folder.v2"
    assert stem_of(Path("mine.xlsx"), relaxed, "stress") == "mine-a_b-changed-stress-relaxed"
    assert json.loads(tried("solve", "mine.xlsx", "--json").stdout)["files"][0] == "results/mine.xlsx"


def test_long_names_make_a_name() -> None:
    """Scenarios may be named at length, and the longest file of a result has still a name."""
    long = Request(False, Limits(), "ж" * 300, ())
    assert len(stem_of(Path("я" * 120 + ".xlsx"), long).encode()) < 200


@pytest.mark.parametrize("gap", ["5", "-0.1", "nan"])
def test_a_gap_is_a_share(gap: str) -> None:
    answer = tried("solve", "mine.xlsx", "--gap", gap)
    assert answer.exit_code == 2
    assert "5 per cent is 0.05" in answer.stderr


def test_default_gaps() -> None:
    """A thousandth of the cost for whole projects; divisible ones are solved to the end."""
    gaps = [plan_request("", None, relax=relax, gap=None, seconds=None).limits.gap for relax in (False, True)]
    assert gaps == [0.001, 1e-6]


@pytest.mark.parametrize("command", [["solve"], ["frontier"], ["stress"], ["explain"]])
def test_what_stands_in_the_way_is_told_before_the_search(command: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    Path("plan.xlsx").mkdir()
    while_solving(monkeypatch, lambda: pytest.fail("the search began"))
    answer = tried(*command, "mine.xlsx", "--out", "plan.xlsx", "--force")
    assert answer.exit_code == 2
    assert answer.stderr.splitlines()[-1] == "error: plan.xlsx is a folder; choose another name"


def test_a_table_beside_in_the_way_is_told_before_the_search(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("plan.shortage.csv").write_text("mine")
    while_solving(monkeypatch, lambda: pytest.fail("the search began"))
    answer = tried("solve", "mine.xlsx", "--out", "plan.xlsx")
    assert answer.exit_code == 2
    assert "plan.shortage.csv exists already" in answer.stderr
    assert Path("plan.shortage.csv").read_text() == "mine"


def test_a_name_taken_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    """The plan goes beside it, all six files under one name; a script learns it by the code."""
    while_solving(monkeypatch, lambda: Path("plan.xlsx").write_text("mine"))
    answer = tried("solve", "mine.xlsx", "--out", "plan.xlsx", "--json")
    assert answer.exit_code == 2
    assert json.loads(answer.stdout)["files"][0] == "plan-2.xlsx"
    assert "; the result is in plan-2.xlsx" in answer.stderr
    assert Path("plan.xlsx").read_text() == "mine"
    assert len(list(Path().glob("plan-2.*"))) == 6
    assert len(list(Path().glob("plan.*"))) == 1


def test_a_default_name_taken_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody asked for that name, so another is as good."""

    def take() -> None:
        Path("results").mkdir()
        Path("results/mine.xlsx").write_text("mine")

    while_solving(monkeypatch, take)
    answer = tried("solve", "mine.xlsx", "--json")
    assert answer.exit_code == 0
    assert json.loads(answer.stdout)["files"][0] == "results/mine-2.xlsx"


def test_a_place_that_is_full_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """No draft can be made in `far`: the plan goes to the current folder, and nothing is left there."""
    from planner import files  # noqa: PLC0415

    make, full = files._new_draft, list[bool]()

    def refuse(folder: Path, suffix: str) -> Path:
        if full and folder.name == "far":
            raise OSError(errno.ENOSPC, "No space left on device")
        return make(folder, suffix)

    monkeypatch.setattr(files, "_new_draft", refuse)
    while_solving(monkeypatch, lambda: full.append(True))
    answer = tried("solve", "mine.xlsx", "--out", "far/plan.xlsx", "--json")
    assert answer.exit_code == 2
    assert json.loads(answer.stdout)["files"][0] == "plan.xlsx"
    assert "No space left on device; make room, or choose another place; the result is in plan.xlsx" in answer.stderr
    assert not list(Path("far").iterdir())
    assert not list(Path().glob(f"{DRAFT}*"))


def test_little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    def fall() -> None:
        raise MemoryError

    while_solving(monkeypatch, fall)
    answer = tried("solve", "mine.xlsx", "--json")
    assert answer.exit_code == 5
    assert "not enough memory" in answer.stderr.splitlines()[-1]
    assert json.loads(answer.stdout)["status"] == "stopped_without_plan"


def fall(*_: Any, **__: Any) -> None:
    raise MemoryError


def test_memory_that_ends_after_a_plan_was_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The proof on arcs needs more than there is; the plan by routes is kept."""
    monkeypatch.setattr("models.whole_projects.search.prove_on_arcs", fall)
    answer = tried("solve", "mine.xlsx", "--json")
    assert answer.exit_code == 4
    assert json.loads(answer.stdout)["status"] == "interrupted"
    assert "not enough memory to search on" in answer.stderr


def test_memory_that_ends_in_the_last_resort(monkeypatch: pytest.MonkeyPatch) -> None:
    """The proof that arcs leave open needs more than there is; the plan by routes is kept."""
    monkeypatch.setattr("models.whole_projects.search.prove_on_arcs", lambda *_: None)
    monkeypatch.setattr("models.formulations.link_flow.solve_link_flow", fall)
    answer = tried("solve", "mine.xlsx", "--json")
    assert answer.exit_code == 4
    assert json.loads(answer.stdout)["status"] == "interrupted"
    assert "not enough memory for the proof" in answer.stderr


def test_what_code_4_means_is_told() -> None:
    """c33 needs longer than a second to be proven, and has a plan at once."""
    instance = Path(__file__).parent.parent / "instances" / "c33"
    answer = tried("solve", str(instance), "--gap", "0", "--time-limit", "2")
    assert answer.exit_code == 4
    assert MEANING in answer.stderr


@pytest.mark.parametrize("words", [["diff", "broken.xlsx", "mine.xlsx", "--out"], ["convert", "broken.xlsx"]])
def test_a_target_out_of_reach_is_told_before_anything_is_read(words: list[str]) -> None:
    Path("broken.xlsx").write_bytes(b"no workbook")
    Path("taken.xlsx").write_bytes(b"mine")
    answer = tried(*words, "taken.xlsx")
    assert answer.exit_code == 2
    assert "taken.xlsx exists already" in answer.stderr
    assert "no workbook" not in answer.stderr
    assert answer.stderr.count("error:") == 1


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_a_name_in_bytes_that_are_no_letters() -> None:
    source = Path(os.fsdecode(b"a\xff\xd0.xlsx"))
    Path("mine.xlsx").rename(source)
    for words in (["solve"], ["frontier", "--points", "2", "--relax"]):
        answer = tried(*words, str(source))
        assert answer.exit_code == 0, answer.output
    assert sorted(file.name for file in Path("results").glob("*.xlsx")) == [
        "a__-frontier-mt-relaxed.xlsx",
        "a__.xlsx",
    ]
    for words in (["verify", str(source), "results/a__.xlsx"], ["diff", str(source), str(source), "--out", "d.xlsx"]):
        answer = tried(*words)
        assert answer.exit_code == 0, answer.output


def test_a_result_of_a_scenario_is_verified_against_the_case_that_holds_it() -> None:
    """The result names its scenario, and is held against the case with that applied."""
    assert tried("solve", "mine.xlsx", "--scenario", "no_second_track", "--out", "x.xlsx").exit_code == 0
    verified = tried("verify", "mine.xlsx", "x.xlsx")
    assert verified.exit_code == 0, verified.output
    forbidden = openpyxl.load_workbook("x.xlsx")["Projects"]
    assert "forbid" in {cell.value for row in forbidden.iter_rows() for cell in row}

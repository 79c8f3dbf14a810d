"""Ctrl-C and SIGTERM in studies: the answers so far are told and written; alike for every command and both signals.

Each signal is sent by the program itself, at a line that it tells: after the first answer, or before any.
"""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from models.reuse import Reuse
from models.stop import Stop
from planner.cli.console import Console
from planner.cli.exits import Exit
from planner.cli.studies import stopping
from planner.read.writing import write_folder
from tests.cli.running import tried
from tests.study.calibrate.crossings import COUNTED, two_crossings
from tests.study.cases import detour, three_roads

BOTH = pytest.mark.parametrize("number", stopping.SIGNALS)


@pytest.fixture(autouse=True)
def _files() -> Iterator[None]:
    """Handlers are as they were after every command."""
    write_folder(three_roads(), Path("roads"))
    write_folder(detour(), Path("detour"))
    before = [signal.getsignal(number) for number in stopping.SIGNALS]
    yield
    assert [signal.getsignal(number) for number in stopping.SIGNALS] == before


def send_at(words: str, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Send a signal where a line with these words is told for the first time."""
    say = Console.say
    sent: list[str] = []

    def tell(console: Console, line: str) -> None:
        say(console, line)
        if words in line and not sent:
            sent.append(line)
            os.kill(os.getpid(), number)

    monkeypatch.setattr(Console, "say", tell)


def interrupted(*words: str) -> dict[str, Any]:
    """The JSON object of a study that was broken off with answers in hand."""
    answer = tried(*words, "--json")
    assert answer.exit_code == Exit.LIMIT_WITH_PLAN, answer.stderr
    found: dict[str, Any] = json.loads(answer.stdout)
    return found


def cells(file: str) -> str:
    """All words of a workbook."""
    book = openpyxl.load_workbook(file)
    return " ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)


@BOTH
def test_explain_keeps_the_projects_that_are_answered(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of wide, middle and narrow the first is answered; nothing is said of the others that was not searched for."""
    whole = json.loads(tried("explain", "roads", "--json").stdout)
    send_at("1 of 3", number, monkeypatch)
    found = interrupted("explain", "roads", "--out", "why.xlsx")
    assert not found["complete"]
    known = {row["project"]: row for row in found["near"]}
    assert "wide" in known
    assert len(known) < 3
    for row in whole["near"]:
        assert known.get(row["project"], row) == row
    assert "Interrupted: what stands here was found before" in cells("why.xlsx")


@BOTH
def test_explain_keeps_the_questions_by_name_that_are_answered(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = json.loads(tried("explain", "roads", "wide", "a-y", "--json").stdout)
    send_at("wide is answered", number, monkeypatch)
    found = interrupted("explain", "roads", "wide", "a-y")
    assert (found["projects"], found["assets"]) == (whole["projects"], [])


def test_explain_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    send_at("1 of 3", signal.SIGINT, monkeypatch)
    answer = tried("explain", "roads")
    assert answer.exit_code == Exit.LIMIT_WITH_PLAN
    assert "interrupted: what stands here was found before" in answer.stdout.splitlines()[-1]


@BOTH
def test_frontier_keeps_the_budgets_that_are_solved(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    send_at("2 of 3", number, monkeypatch)
    found = interrupted("frontier", "roads", "--budget", "0.1,0.5,1", "--out", "f.xlsx")
    assert not found["complete"]
    assert [point["moved_mt"] for point in found["points"]] == pytest.approx([1, 6])
    assert "no: it was interrupted" in cells("f.xlsx")


@BOTH
def test_stress_keeps_the_closings_that_are_known(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    send_at("1 of 3", number, monkeypatch)
    found = interrupted("stress", "detour", "--close", "a-b,RU,way", "--out", "s.xlsx")
    assert not found["complete"]
    assert len(found["results"]) == 1
    assert "Interrupted: what stands here was found before" in cells("s.xlsx")


@BOTH
def test_appraise_keeps_the_projects_that_are_valued(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The programme and the first of three projects; nothing is said of the others."""
    whole = json.loads(tried("appraise", "roads", "--json").stdout)
    send_at("1 of 3", number, monkeypatch)
    found = interrupted("appraise", "roads", "--out", "worth.xlsx")
    assert not found["complete"]
    assert [row["id"] for row in found["rows"]] == ["programme", "wide"]
    assert found["rows"][1]["values"] == whole["rows"][1]["values"]
    assert "Interrupted: what stands here was found before" in cells("worth.xlsx")


@BOTH
def test_calibrate_keeps_the_changes_that_are_made(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rail is fitted, lorries are not; the copy of the case has what there is."""
    write_folder(two_crossings(COUNTED), Path("crossings"))
    send_at("1 of at most 2", number, monkeypatch)
    found = interrupted("calibrate", "crossings", "--out", "f.xlsx")
    assert not found["complete"]
    assert [step["name"] for step in found["steps"]] == ["a-p"]
    assert "calibrated" in cells("f.case.xlsx")
    assert "Interrupted: what stands here was found before" in cells("f.xlsx")


@BOTH
def test_compare_keeps_the_results_that_are_compared(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, musd in {"base": 100, "tight": 60, "poor": 10}.items():
        words = "solve", "roads", "--set", f"budget.available_musd={musd}", "--out", f"{name}.xlsx"
        assert tried(*words).exit_code == 0
    send_at("1 of 2", number, monkeypatch)
    found = interrupted("compare", "base.xlsx", "tight.xlsx", "poor.xlsx", "--out", "c.xlsx")
    assert not found["complete"]
    assert len(found["variants"]) == 1
    assert "Interrupted, not compared: budget.available_musd=10." in cells("c.xlsx")


@BOTH
def test_a_sweep_keeps_the_variants_that_are_finished(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    words = "sweep", "roads", "--vary", "budget=0.1,0.5,1", "--out", "found"
    send_at("2/3", number, monkeypatch)
    answer = tried(*words, "--json")
    assert answer.exit_code == Exit.LIMIT_WITH_PLAN
    assert json.loads(answer.stdout)["status"] == "interrupted"
    assert len(list(Path("found/variants").iterdir())) == 2
    again = tried(*words)
    assert again.exit_code == 0
    assert "3 variants, 2 of them known already" in again.stderr


STUDIES = [
    ("explain", "roads", "--out", "x.xlsx"),
    ("frontier", "roads", "--out", "x.xlsx"),
    ("stress", "roads", "--out", "x.xlsx"),
    ("sweep", "roads", "--vary", "budget=1", "--out", "found"),
]


@BOTH
@pytest.mark.parametrize("words", STUDIES)
def test_before_the_first_answer_nothing_is_known(
    words: tuple[str, ...], number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The case is read; the signal comes before a search."""
    send_at("read and check: done", number, monkeypatch)
    answer = tried(*words, "--json")
    assert answer.exit_code == Exit.LIMIT_WITHOUT_PLAN
    assert json.loads(answer.stdout)["status"] in {"stopped_without_plan", "interrupted"}
    assert not Path("x.xlsx").exists()


@BOTH
@pytest.mark.parametrize("words", STUDIES[:3])
def test_what_is_being_written_is_finished(
    words: tuple[str, ...], number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All questions are answered; the signal finds nothing to stop."""
    send_at(f"{words[0]}: done", number, monkeypatch)
    answer = tried(*words, "--json")
    assert answer.exit_code == 0
    assert json.loads(answer.stdout)["files"] == ["x.xlsx"]
    assert openpyxl.load_workbook("x.xlsx").sheetnames


@BOTH
def test_a_second_signal_while_writing_ends_at_once_and_leaves_no_draft(
    number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def twice(*_: object, **__: object) -> None:
        os.kill(os.getpid(), number)
        os.kill(os.getpid(), number)

    monkeypatch.setattr("planner.cli.studies.alike.write_sheets", twice)
    answer = tried("frontier", "roads", "--out", "x.xlsx")
    assert answer.exit_code == Exit.LIMIT_WITHOUT_PLAN
    assert stopping.SECOND in answer.stderr
    assert sorted(path.name for path in Path().iterdir()) == ["detour", "roads"]


class _Left(BaseException):
    """Stands for a process that is over."""


@BOTH
def test_a_second_signal_in_a_search_ends_at_once(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A search that does not heed the first one."""

    def leave(code: int) -> None:
        raise _Left(code)

    monkeypatch.setattr("planner.cli.studies.stopping.os._exit", leave)
    with stopping.stoppable() as asked, asked.breakable():
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), number)
        with pytest.raises(_Left, match=str(int(Exit.LIMIT_WITHOUT_PLAN))):
            os.kill(os.getpid(), number)


def test_an_interrupted_first_search_shows_its_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    """A search that ends with a plan in hand: explain has the plan, and no answer about projects."""
    solve = Reuse.solve
    monkeypatch.setattr(Reuse, "solve", lambda self, *given: replace(solve(self, *given), stop=Stop.INTERRUPTED))
    found = interrupted("explain", "roads", "--out", "why.xlsx")
    assert "Interrupted" in cells("why.xlsx")
    assert (found["status"], found["near"], found["complete"]) == ("interrupted", [], False)

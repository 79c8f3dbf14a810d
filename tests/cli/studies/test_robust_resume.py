"""`planner robust` with workers, and after a kill that nothing can catch."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from planner.cli.exits import Exit
from planner.read.writing import write_folder
from tests.cli.running import planner
from tests.study.robust.cases import four_futures

KILLED = """
import os, signal, sys
from planner.cli.app import main
from planner.study.robust import Desk
keep, kept = Desk.keep, []

def keep_and_die(desk, question, answer):
    keep(desk, question, answer)
    kept.append(question.name)
    if len(kept) == limit:
        os.kill(os.getpid(), signal.SIGKILL)

limit = int(sys.argv.pop())
Desk.keep = keep_and_die
main()
"""
ASKED = ("robust", "roads", "--gap", "0", "--out", "r.xlsx", "--json")


@pytest.fixture(autouse=True)
def _files() -> None:
    write_folder(four_futures(), Path("roads"))


def killed(answers: int) -> None:
    """A run that is killed once so many answers are kept."""
    process = subprocess.run([sys.executable, "-c", KILLED, *ASKED, str(answers)], capture_output=True, check=False)
    assert process.returncode == -9, process.stderr


def found(text: str) -> dict[str, Any]:
    """What does not depend on how long it took."""
    told: dict[str, Any] = json.loads(text)
    return {name: value for name, value in told.items() if name not in ("seconds", "files")}


def test_killed_and_started_again_it_finds_the_same() -> None:
    """Four plans of the futures alone and a plan for all of them are kept; another gap takes nothing over."""
    killed(5)
    names = sorted(file.name.rsplit("-", 1)[0] for file in Path("r.kept/variants").iterdir())
    assert names == ["busy_alone", "calm_alone", "closed_alone", "joint_expected_so_far", "poor_alone"]
    other = planner("robust", "roads", "--gap", "0.01", "--out", "r.xlsx")
    assert "known already" not in other.stderr
    assert Path("r.kept").exists()
    again = planner(*ASKED, "--force")
    assert "3 of 3 known already" in again.stderr
    assert not Path("r.kept").exists()
    assert found(again.stdout) == found(planner(*ASKED, "--force").stdout)


def test_two_workers_find_the_same_as_one() -> None:
    one, two = planner(*ASKED), planner(*ASKED, "--force", "--workers", "2")
    assert found(two.stdout) == found(one.stdout)
    told = planner(*ASKED, "--force", "--workers", "2", "--scheduler", "tcp://x:1", code=Exit.WRONG_USE)
    assert "exclude each other" in told.stderr

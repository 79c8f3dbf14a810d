"""`planner solve --choice logit`: from a case to a result that tells what shippers do, and that verifies."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import planner


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_result_tells_what_shippers_choose_and_verifies(lang: str) -> None:
    planner("init", "case.xlsx", "--example")
    told = planner("solve", "case.xlsx", "--choice", "logit", "--out", "with.xlsx", "--lang", lang, "--json")
    choice = json.loads(told.stdout)["choice"]
    assert choice["verified"]
    assert choice["gap_musd"] <= 1e-3
    assert all(row["above_musd"] >= -1e-6 for row in choice["years"].values())
    planner("verify", "case.xlsx", "with.xlsx")


def test_without_it_nothing_is_told() -> None:
    planner("init", "case.xlsx", "--example")
    told = planner("solve", "case.xlsx", "--out", "without.xlsx", "--json")
    assert "choice" not in json.loads(told.stdout)
    assert Path("without.xlsx").is_file()


def test_another_word_is_refused() -> None:
    planner("init", "case.xlsx", "--example")
    told = planner("solve", "case.xlsx", "--choice", "probit", code=2)
    assert "--choice probit is unknown; write logit" in told.stderr

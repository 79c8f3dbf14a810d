"""`planner appraise` from files to lines, JSON and a workbook."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from models.tables import replace_cells
from planner.read.writing import write_folder
from tests.cli.running import planner
from tests.study.appraise.cases import short_cut

NPV = -6 + 7 / 1.1 + 11.8 / 1.21
"""Of the short cut, by hand in tests/study/appraise."""


@pytest.fixture(autouse=True)
def _files() -> None:
    write_folder(short_cut(), Path("roads"))


def found(*words: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(planner("appraise", *words, "--json", "--force").stdout)
    return data


def npv(row: dict[str, Any], rate: int = 0) -> float:
    value: float = row["values"][0]["worth"][rate]["npv_musd"]
    return value


def test_from_a_case() -> None:
    answer = planner("appraise", "roads", "--out", "worth.xlsx")
    assert answer.stdout.splitlines()[-1] == "written: worth.xlsx"
    assert "Worth 10.1 MUSD more than it costs at 10.0%, in money of 2025" in answer.stdout
    sheets = openpyxl.load_workbook("worth.xlsx").sheetnames
    assert sheets == [
        *("Summary", "Appraisal", "Rates", "Switching", "Opening years", "Gains", "Streams", "Model", "Fiches"),
        *("Reconciliation", "Run"),
    ]


def test_a_result_gives_the_same_as_its_case() -> None:
    planner("solve", "roads", "--out", "plan.xlsx", "--gap", "0")
    from_result, from_case = found("roads", "plan.xlsx"), found("roads", "--gap", "0")
    assert npv(from_result["rows"][0]) == pytest.approx(NPV)
    assert [npv(row) for row in from_result["rows"]] == pytest.approx([npv(row) for row in from_case["rows"]])


def test_what_is_filled_in_after_the_solve_is_heeded() -> None:
    """A factor changes the case and not its plan; a dearer project is another case."""
    planner("solve", "roads", "--out", "plan.xlsx")
    given = short_cut(conversion_factors=[{"kind": "capital", "factor": 0.0}])
    write_folder(given, Path("converted"))
    assert npv(found("converted", "plan.xlsx")["rows"][0]) == pytest.approx(7 / 1.1 + 7 / 1.21)
    dear = replace(given, projects=replace_cells(given.projects, {"capex_musd": [7.0]}))
    write_folder(dear, Path("dearer"))
    answer = planner("appraise", "dearer", "plan.xlsx", code=2)
    assert "plan.xlsx holds no plan of dearer" in answer.stderr


def test_rates_in_their_order() -> None:
    data = found("roads", "--rate", "0.0", "--rate", "0.1,0.0")
    assert data["rates"] == [0.0, 0.1]
    assert [npv(data["rows"][1], place) for place in (0, 1)] == pytest.approx([12.8, NPV])


def test_only_one_project_with_its_switching_values() -> None:
    data = found("roads", "--project", "cut")
    assert [row["id"] for row in data["rows"]] == ["programme", "cut"]
    assert [each["what"] for each in data["rows"][1]["switches"]][-2:] == ["value_of_time", "demand"]


def test_in_russian() -> None:
    told = planner("appraise", "roads", "--lang", "ru").stdout.replace("\N{NO-BREAK SPACE}", " ")
    assert "При ставке 10,0 % стоит на 10,1 млн долл. США больше своих затрат, в деньгах 2025 г." in told


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--project", "cat"), "--project cat: no project of the case has this id"),
        (("--rate", "5"), "--rate 5: write numbers from 0 to 1"),
        (("--out", "worth.csv"), "must end in .xlsx"),
    ],
)
def test_wrong_use(words: tuple[str, ...], says: str) -> None:
    assert says in planner("appraise", "roads", *words, code=2).stderr


def test_a_result_has_its_own_changes() -> None:
    planner("solve", "roads", "--out", "plan.xlsx")
    words = ("plan.xlsx", "--set", "demand.mt*=2")
    assert "a result has its own scenario, changes and --relax" in planner("appraise", "roads", *words, code=2).stderr

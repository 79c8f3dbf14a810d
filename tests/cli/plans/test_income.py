"""`planner solve` tells what owners earn, and `planner verify` recomputes it."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from planner.read.writing import write_workbook
from tests.cli.running import planner
from tests.models.test_income import line, tariff


@pytest.fixture(autouse=True)
def _case() -> None:
    """2 Mt of transit over 520 km and 3 Mt of export over 200 km at 0.01 USD/tkm: 10.4 and 6; 5 Mt at the port: 40."""
    rows = [tariff("rail", mode="rail", usd_per_tkm=0.01), tariff("port", asset="port", usd_per_t=8.0)]
    write_workbook(line(rows, settings={"state_owners": "rail"}), Path("case.xlsx"))


def test_income_is_told_in_json_and_in_the_workbook() -> None:
    found = json.loads(planner("solve", "case.xlsx", "--out", "plan.xlsx", "--json").stdout)
    rail = {row["flow_type"]: row["musd"] for row in found["income"] if row["owner"] == "rail"}
    assert rail == pytest.approx({"transit": 10.4, "export": 6.0})
    assert sum(row["musd"] for row in found["income"] if row["owner"] == "port") == pytest.approx(40)
    assert [row["earned_musd"] for row in found["accounts"]["state"]] == pytest.approx([16.4])
    assert {row["owner"]: row["left_musd"] for row in found["accounts"]["owners"]} == pytest.approx(
        {"rail": 16.4, "port": 40.0}
    )
    book = openpyxl.load_workbook("plan.xlsx")
    assert {"Income", "Accounts"} <= set(book.sheetnames)
    said = " ".join(str(cell.value) for row in book["Summary"].iter_rows() for cell in row)
    # of 40 MUSD that the port earns 2 of 5 Mt are transit
    assert "port earns 40.0 MUSD from tariffs in 2025, 40% of it from transit." in said


def test_without_tariffs_nothing_is_said_of_income() -> None:
    write_workbook(line([]), Path("free.xlsx"))
    found = json.loads(planner("solve", "free.xlsx", "--out", "free_plan.xlsx", "--json").stdout)
    assert not {"income", "accounts"} & set(found)
    assert not {"Income", "Accounts"} & set(openpyxl.load_workbook("free_plan.xlsx").sheetnames)


@pytest.mark.parametrize(
    ("sheet", "column"),
    [("Income", "transit_musd"), ("Income", "musd"), ("Accounts", "left_musd"), ("Accounts", "earned_musd")],
)
def test_income_that_the_plan_does_not_give_is_named(sheet: str, column: str) -> None:
    planner("solve", "case.xlsx", "--out", "plan.xlsx")
    assert planner("verify", "case.xlsx", "plan.xlsx").exit_code == 0
    book = openpyxl.load_workbook("plan.xlsx")
    heading = next(cell for row in book[sheet].iter_rows() for cell in row if cell.value == column)
    book[sheet].cell(heading.row + 1, heading.column).value = 1.25
    book.save("edited.xlsx")
    assert sheet in planner("verify", "case.xlsx", "edited.xlsx", code=6).stdout


def test_a_result_in_russian() -> None:
    planner("solve", "case.xlsx", "--out", "plan.xlsx", "--lang", "ru")
    book = openpyxl.load_workbook("plan.xlsx")
    said = " ".join(str(cell.value) for row in book["Summary"].iter_rows() for cell in row)
    assert "из них 40% — от транзита" in said.replace("40 %", "40%").replace("40\xa0%", "40%")
    assert planner("verify", "case.xlsx", "plan.xlsx").exit_code == 0

"""`planner verify` recomputes what a result says of observations."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from planner.read.writing import write_workbook
from tests.cli.running import planner
from tests.study.calibrate.crossings import COUNTED, two_crossings


@pytest.mark.parametrize("column", ["model_mt", "difference_mt", "geh", "observed_mt", "beside_mt"])
def test_a_figure_of_the_sheet_observed_that_the_plan_does_not_give_is_named(column: str) -> None:
    write_workbook(two_crossings(COUNTED), Path("case.xlsx"))
    planner("solve", "case.xlsx", "--out", "plan.xlsx")
    assert planner("verify", "case.xlsx", "plan.xlsx").exit_code == 0
    book = openpyxl.load_workbook("plan.xlsx")
    heading = next(cell for row in book["Observed"].iter_rows() for cell in row if cell.value == column)
    book["Observed"].cell(heading.row + 1, heading.column).value = 1.25
    book.save("edited.xlsx")
    assert "Observed" in planner("verify", "case.xlsx", "edited.xlsx", code=6).stdout

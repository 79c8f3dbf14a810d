"""A plan whose rows are more than a sheet can hold is read from the CSV file beside its workbook."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from models.errors import UnreadableInput
from models.tables import BESIDE_FILES
from planner.read.result import UnreadableResult, read_result
from planner.show.beside import BESIDE
from planner.show.result import ResultTable
from planner.show.workbook import book, write_results
from tests.cli.running import planner
from tests.read.result.test_plan import assert_same_prices, rides
from tests.show.plans import results, ridge, ridge_plan

CASE = Path(__file__).parents[3] / "inputs" / "three_nodes.xlsx"


@pytest.fixture(autouse=True)
def _long(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the routes and the prices were more than a sheet can hold."""

    def too_long(table: ResultTable) -> bool:
        return table.name in ("routes", "prices")

    monkeypatch.setattr(book, "too_long", too_long)


@pytest.fixture(name="workbook")
def _workbook(tmp_path: Path) -> Path:
    return write_results(results(ridge(), ridge_plan(ridge())), tmp_path / "plan.xlsx")[0]


def edited(file: Path, line: int, column: str, value: str) -> None:
    """Put another value into a column of a CSV file; line: from 1, the header being the first."""
    lines = [each.split(",") for each in file.read_text("utf-8-sig").splitlines()]
    lines[line - 1][lines[0].index(column)] = value
    file.write_text("".join(f"{','.join(each)}\n" for each in lines), "utf-8-sig")


def test_the_files_that_are_read_are_written() -> None:
    assert set(BESIDE_FILES.values()) <= set(BESIDE)


def test_the_plan_is_read_whole(workbook: Path) -> None:
    read, solved = read_result(ridge(), workbook), ridge_plan(ridge())
    assert rides(read) == rides(solved)
    np.testing.assert_allclose(read.unmet_mt, solved.unmet_mt, rtol=1e-12)
    assert_same_prices(solved.prices, read.prices)
    assert_same_prices(solved.bound_prices, read.bound_prices)


def test_workbook_and_files_may_have_another_name_together(workbook: Path) -> None:
    for ending in (".xlsx", ".routes.csv", ".prices.csv"):
        (workbook.parent / f"plan{ending}").rename(workbook.parent / f"other{ending}")
    assert rides(read_result(ridge(), workbook.with_name("other.xlsx"))) == rides(ridge_plan(ridge()))


def test_a_file_that_is_not_there_is_named(workbook: Path) -> None:
    workbook.with_name("plan.routes.csv").unlink()
    with pytest.raises(UnreadableInput, match=r"plan\.routes\.csv does not exist: give the file that was written"):
        read_result(ridge(), workbook)


@pytest.mark.parametrize(("cut", "has"), [(1, "has 5 rows"), (0, "has more than 6 rows")])
def test_a_file_with_rows_more_or_less_is_refused(workbook: Path, cut: int, has: str) -> None:
    """Five of six rows, as a spreadsheet program leaves a file that it has no room for; and one row twice."""
    file = workbook.with_name("plan.routes.csv")
    lines = file.read_text("utf-8-sig").splitlines()
    file.write_text("\n".join(lines[:-1] if cut else [*lines, lines[-1]]), "utf-8-sig")
    with pytest.raises(UnreadableInput, match=f"{has}; the sheet Routes says that it has 6"):
        read_result(ridge(), workbook)


def test_a_cell_that_cannot_be_read_is_named_by_file_and_line(workbook: Path) -> None:
    edited(workbook.with_name("plan.routes.csv"), 3, "mt", "much")
    with pytest.raises(UnreadableResult) as refused:
        read_result(ridge(), workbook)
    (problem,) = refused.value.problems
    assert (problem.file, problem.line, problem.cell, problem.value) == ("plan.routes.csv", 3, "mt", "much")


@pytest.mark.parametrize("language", ["en", "ru"])
def test_such_a_plan_is_verified_and_an_edited_file_is_found(tmp_path: Path, language: str) -> None:
    """The teaching case. A price that was changed gives the sheet another digest; a tonnage breaks rules."""
    plan = tmp_path / "plan.xlsx"
    planner("solve", str(CASE), "--out", str(plan), "--lang", language)
    told = planner("verify", str(CASE), str(plan)).stdout
    assert "verified: every rule is kept" in told
    assert "plan.routes.csv" in told
    edited(plan.with_name("plan.prices.csv"), 2, "price", "0.125")
    assert "rows of Prices are not those that were written" in planner("verify", str(CASE), str(plan), code=6).stdout
    edited(plan.with_name("plan.routes.csv"), 2, "mt", "1000")
    assert "not verified" in planner("verify", str(CASE), str(plan), code=6).stdout

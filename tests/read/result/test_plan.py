"""A result workbook read back: the same plan, the plan that somebody made of it, or the cells that are wrong."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from models.case import Case
from models.errors import UnreadableInput
from models.solution import Prices, Solution
from models.verify import verify
from planner.read.result import UnreadableResult, read_record, read_result
from planner.show.workbook import book as excel
from planner.show.workbook import write_results
from tests.show.plans import ferry, ferry_plan, line, line_plan, results, ridge, ridge_plan
from tests.show.workbooks import edited, place_of


@pytest.fixture(name="book", scope="module")
def _book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    network = ridge()
    return write_results(results(network, ridge_plan(network)), tmp_path_factory.mktemp("out") / "plan.xlsx")[0]


def rides(solution: Solution) -> list[Any]:
    """The routes, whatever their order and the order of their paths."""
    routes = solution.routes
    return sorted(
        (int(d), int(y), routes.paths[p], mt)
        for d, y, p, mt in zip(routes.demand, routes.year, routes.path, routes.mt, strict=True)
    )


def openings(solution: Solution) -> list[Any]:
    """The openings, whatever their order."""
    found = solution.openings
    return sorted(zip(found.project.tolist(), found.year.tolist(), found.share.tolist(), strict=True))


def assert_same_prices(first: Prices, second: Prices) -> None:
    for name, values in vars(first).items():
        if name == "exclusive":
            assert second.exclusive == pytest.approx(first.exclusive, rel=1e-12)
        else:
            np.testing.assert_allclose(getattr(second, name), values, rtol=1e-12, atol=0)


@pytest.mark.parametrize(("network", "solution"), [(ridge(), ridge_plan(ridge())), (ferry(), ferry_plan(ferry()))])
def test_the_plan_is_read_back(network: Case, solution: Solution, tmp_path: Path) -> None:
    read = read_result(network, write_results(results(network, solution), tmp_path / "plan.xlsx")[0])
    assert rides(read) == rides(solution)
    assert openings(read) == openings(solution)
    np.testing.assert_allclose(read.unmet_mt, solution.unmet_mt, rtol=1e-12)
    np.testing.assert_allclose(read.benefit_mt, solution.benefit_mt, rtol=1e-12)
    assert_same_prices(solution.prices, read.prices)
    assert_same_prices(solution.bound_prices, read.bound_prices)
    for name in ("case_digest", "scenario", "formulation", "relaxed", "stop", "versions"):
        assert getattr(read, name) == getattr(solution, name)
    assert (read.objective, read.bound) == pytest.approx((solution.objective, solution.bound))
    assert verify(network, read).bound_musd == pytest.approx(verify(network, solution).bound_musd)
    assert verify(network, read).ok


def test_a_plan_of_nothing_is_read_back(tmp_path: Path) -> None:
    network = line()
    solution = line_plan(network, moved=0.0)
    read = read_result(network, write_results(results(network, solution), tmp_path / "plan.xlsx")[0])
    assert len(read.routes.mt) == len(read.openings.share) == 0
    assert read.unmet_mt.tolist() == [[1.0, 1.0]]
    assert verify(network, read).ok


def test_the_record_names_the_scenario(book: Path) -> None:
    record = read_record(book)
    assert (record.scenario, record.relaxed, record.bound) == ("", False, 600)
    assert record.seconds == {"build": 0.5, "solve": 1.5}


def test_what_somebody_typed_is_what_is_read(book: Path, tmp_path: Path) -> None:
    """2.5 Mt instead of 3 Mt over the ridge: half a Mt is then nowhere, and 0.5 x (15 + 1) MUSD."""
    cell = place_of(book, "Routes", "mt", 0)
    read = read_result(ridge(), edited(book, tmp_path / "edited.xlsx", "Routes", cell, 2.5))
    assert read.routes.mt[0] == 2.5
    broken = verify(ridge(), read).violations
    assert [(found.rule, found.amount) for found in broken] == [("demand-balance", 0.5), ("objective", 8.0)]


def test_a_project_that_somebody_took_out(book: Path, tmp_path: Path) -> None:
    once = edited(book, tmp_path / "a.xlsx", "Projects", place_of(book, "Projects", "opening_year", 0), None)
    twice = edited(once, tmp_path / "b.xlsx", "Projects", place_of(book, "Projects", "share", 0), None)
    read = read_result(ridge(), twice)
    assert len(read.openings.project) == 0
    assert "capacity" in {found.rule for found in verify(ridge(), read).violations}


@pytest.mark.parametrize(
    ("sheet", "column", "row", "value", "said"),
    [
        ("Routes", "mt", 1, "12,5", "text not number"),
        ("Routes", "mt", 1, -1.0, "out of range"),
        ("Routes", "mt", 1, None, "missing value"),
        ("Routes", "demand", 2, "t9", "unknown reference"),
        ("Routes", "year", 0, 2031, "unknown reference"),
        ("Routes", "path", 0, "a-b|b-z", "unknown reference"),
        ("Unmet", "unmet_mt", 0, "#N/A", "excel error"),
        ("Unmet", "demand", 0, "nobody", "unknown reference"),
        ("Projects", "share", 0, None, "missing value"),
        ("Projects", "share", 0, 1.5, "out of range"),
        ("Projects", "project", 0, "tower", "unknown reference"),
        ("Savings", "asset", 0, "b-c", "unknown reference"),
        ("Savings", "benefit_mt", 0, "=1+1", "formula without result"),
        ("Prices", "price", 0, -3.0, "out of range"),
        ("Prices", "rule", 0, "toll", "out of range"),
        ("Prices", "item", 0, "b-q", "unknown reference"),
        ("Prices", "detail", 0, "sideways", "unknown reference"),
        ("Prices", "year", 0, 1999, "unknown reference"),
    ],
)
def test_a_broken_cell_is_named(
    book: Path, tmp_path: Path, sheet: str, column: str, row: int, value: Any, said: str
) -> None:
    cell = place_of(book, sheet, column, row)
    with pytest.raises(UnreadableResult) as caught:
        read_result(ridge(), edited(book, tmp_path / "edited.xlsx", sheet, cell, value))
    assert [(problem.sheet, problem.cell) for problem in caught.value.problems] == [(sheet, cell)]
    assert str(caught.value).startswith(f"{sheet}!{cell}: ")
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [("stop", "tired", "optimal or gap_reached"), ("relaxed", "maybe", "yes or no"), ("bound_musd", "low", "a number")],
)
def test_a_broken_record_is_named(book: Path, tmp_path: Path, key: str, value: str, said: str) -> None:
    row = results(ridge(), ridge_plan(ridge())).table("run").frame["key"].tolist().index(key)
    cell = place_of(book, "Run", "value", row)
    with pytest.raises(UnreadableResult, match=f"Run!{cell}: .*{said}"):
        read_record(edited(book, tmp_path / "edited.xlsx", "Run", cell, value))


def test_a_record_without_its_digest(book: Path, tmp_path: Path) -> None:
    frame = results(ridge(), ridge_plan(ridge())).table("run").frame
    cell = place_of(book, "Run", "key", frame["key"].tolist().index("case_digest"))
    with pytest.raises(UnreadableResult, match="a row case_digest"):
        read_record(edited(book, tmp_path / "edited.xlsx", "Run", cell, "something"))


def test_a_row_that_stands_twice(book: Path, tmp_path: Path) -> None:
    first, second = (place_of(book, "Prices", "year", row) for row in (0, 1))
    with pytest.raises(UnreadableResult, match=f"duplicate row; expected another one than in row {first[1:]}"):
        read_result(ridge(), edited(book, tmp_path / "edited.xlsx", "Prices", second, 2025))


def test_the_plan_of_another_case_names_cells_on_every_sheet(book: Path) -> None:
    with pytest.raises(UnreadableResult) as caught:
        read_result(ferry(), book)
    of_the_plan = {"Routes", "Projects", "Unmet", "Savings", "Prices"}
    assert {problem.sheet for problem in caught.value.problems} == of_the_plan | {"Widening", "Years"}


def test_what_stands_beside_the_plan_is_read_back(book: Path) -> None:
    read, written = read_result(ridge(), book), ridge_plan(ridge())
    assert sorted(read.widenings, key=str) == sorted(written.widenings, key=str)
    assert read.ranges == written.ranges


def test_the_error_can_be_sent_between_processes(book: Path) -> None:
    with pytest.raises(UnreadableResult) as caught:
        read_result(ferry(), book)
    assert pickle.loads(pickle.dumps(caught.value)).problems == caught.value.problems


def test_what_is_no_result_workbook(book: Path, tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="does not exist"):
        read_result(ridge(), tmp_path / "none.xlsx")
    with pytest.raises(UnreadableInput):
        read_result(ridge(), book.with_name("plan.routes.csv"))
    cell = place_of(book, "Routes", "path", -1)
    with pytest.raises(UnreadableInput, match="the sheet Routes has no row with the columns demand, year, mt, path"):
        read_result(ridge(), edited(book, tmp_path / "edited.xlsx", "Routes", cell, "ways"))


def test_rows_that_stand_nowhere_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if a sheet had room for 5 rows: Run has more, and no file beside the workbook."""
    monkeypatch.setattr(excel, "ROWS_MAX", 5)
    network = ridge()
    book = write_results(results(network, ridge_plan(network)), tmp_path / "plan.xlsx")[0]
    with pytest.raises(UnreadableInput, match="the sheet Run holds no rows, they were too many"):
        read_result(network, book)

"""The workbook holds what the tables hold, as values, the same every time."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from planner.files import FileInTheWay
from planner.show.result import Results
from planner.show.workbook import book as excel
from planner.show.workbook import write_results
from tests.show.plans import ferry, ferry_plan, results, ridge, ridge_plan
from tests.show.workbooks import expected_rows, rows_of, table_in


@pytest.fixture(name="shown", scope="module", params=["ridge", "ferry"])
def _shown(request: pytest.FixtureRequest) -> Results:
    if request.param == "ridge":
        network = ridge()
        return results(network, ridge_plan(network), options={"gap": "0.01"})
    network = ferry()
    return results(network, ferry_plan(network))


@pytest.fixture(name="book", scope="module")
def _book(shown: Results, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_results(shown, tmp_path_factory.mktemp("out") / "план.xlsx")[0]


def test_every_table_is_read_back_as_it_is(shown: Results, book: Path) -> None:
    for sheet in shown.sheets:
        rows = rows_of(book, sheet.name)
        for table in sheet.tables:
            read = table_in(rows, table)
            for row, wanted in zip(read, expected_rows(table), strict=True):
                assert row == [_about(cell) for cell in wanted], (sheet.name, table.name)


def _about(cell: object) -> object:
    """A number as a workbook keeps it: with 16 digits."""
    return pytest.approx(cell, rel=1e-15, abs=0) if isinstance(cell, float) and abs(cell) < 1e300 else _infinite(cell)


def _infinite(cell: object) -> object:
    return str(cell) if isinstance(cell, float) else cell


def test_nothing_is_a_formula(book: Path) -> None:
    for sheet in load_workbook(book).worksheets:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)


def test_units_stand_in_the_headers(shown: Results, book: Path) -> None:
    for sheet in shown.sheets:
        cells = [cell for row in rows_of(book, sheet.name) for cell in row if isinstance(cell, str)]
        for table in sheet.tables:
            for column in table.columns.values():
                if column.unit and column.unit != "year":
                    assert f"{column.help}, {column.unit}" in cells


def test_the_same_plan_gives_the_same_bytes(shown: Results, book: Path, tmp_path: Path) -> None:
    again = write_results(shown, tmp_path / "again.xlsx")[0]
    with ZipFile(book) as first, ZipFile(again) as second:
        assert first.namelist() == second.namelist()
        for name in first.namelist():
            assert first.read(name).replace("план".encode(), b"again") == second.read(name)


def test_charts_are_native(shown: Results, book: Path) -> None:
    with ZipFile(book) as parts:
        drawn = len([name for name in parts.namelist() if name.startswith("xl/charts/chart")])
    assert drawn == sum(len(sheet.charts) for sheet in shown.sheets) > 5


def test_colours_exclude_each_other(book: Path) -> None:
    sheet = load_workbook(book)["Utilisation"]
    rules = [rule for found in sheet.conditional_formatting for rule in found.rules]
    limits = [rule.formula[0].partition(">=")[2].rstrip(")") for rule in rules[:4]]
    assert [limit.split(",")[0] for limit in limits] == ["0.0", "0.6", "0.85", "0.995"]
    assert [limit.partition("<")[2] for limit in limits] == ["0.6", "0.85", "0.995", ""]


def test_pages_are_set_up_for_paper(book: Path) -> None:
    for sheet in load_workbook(book).worksheets:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToWidth is None or sheet.page_setup.fitToWidth <= 2
    assert load_workbook(book)["Routes"].freeze_panes is not None
    assert load_workbook(book)["Routes"].print_title_rows is not None


def test_too_many_rows_are_left_to_the_csv_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excel, "ROWS_MAX", 5)
    network = ridge()
    shown = results(network, ridge_plan(network))
    book, routes, *_ = write_results(shown, tmp_path / "plan.xlsx")
    table = shown.table("routes")
    said = [row[0] for row in rows_of(book, "Routes") if row[0]]
    assert said[-1] == "see the file plan.routes.csv: 6 rows are more than a sheet can hold"
    assert len(routes.read_text(encoding="utf-8-sig").splitlines()) == 1 + len(table.frame)


def test_a_text_too_long_for_a_cell_is_cut_in_sight(tmp_path: Path) -> None:
    network = ridge()
    shown = results(network, ridge_plan(network), warnings=("w" * 40_000,))
    book = write_results(shown, tmp_path / "plan.xlsx")[0]
    longest = max((str(cell) for row in rows_of(book, "Summary") for cell in row), key=len)
    assert len(longest) == 32_767
    assert longest.endswith("[cut here: too long for a cell]")


def test_all_files_or_none(shown: Results, tmp_path: Path) -> None:
    (tmp_path / "plan.prices.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(FileInTheWay):
        write_results(shown, tmp_path / "plan.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["plan.prices.csv"]
    assert (tmp_path / "plan.prices.csv").read_text(encoding="utf-8") == "mine"


def test_force_replaces_all(shown: Results, tmp_path: Path) -> None:
    first = write_results(shown, tmp_path / "plan.xlsx")
    assert write_results(shown, tmp_path / "plan.xlsx", force=True) == first
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(path.name for path in first)

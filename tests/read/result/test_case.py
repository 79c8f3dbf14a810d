"""The case of a result workbook, read back from its sheet Inputs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from models.case import Case
from models.errors import UnreadableInput
from models.verify import verify
from planner.read.result import UnreadableResult, read_result, read_result_case
from planner.study.scenarios import apply_scenario
from tests.docs.features import every_feature
from tests.show.plans import ridge
from tests.study.compare.networks import closing, solved, two_projects, written


@pytest.mark.parametrize("network", [every_feature, two_projects], ids=lambda network: network.__name__)
def test_every_cell_is_read_back(network: Callable[[], Case], tmp_path: Path) -> None:
    built = network()
    book = written(solved(built), tmp_path / "plan.xlsx")
    assert read_result_case(Path(book)).digest == built.digest


def test_a_scenario_stands_in_the_tables(tmp_path: Path) -> None:
    """What was not in force is not there, and the plan is still the plan of the case."""
    frost = apply_scenario(closing(), "low")
    book = Path(written(solved(frost), tmp_path / "plan.xlsx", scenario="low"))
    read = read_result_case(book)
    assert read.asset_changes.event.tolist() == ["frost"]
    broken = [violation.rule for violation in verify(read, read_result(read, book)).violations]
    assert broken == ["other-input"]


def test_words_stay(tmp_path: Path) -> None:
    built = ridge()
    book = written(solved(built), tmp_path / "plan.xlsx")
    assert read_result_case(Path(book)).corridors.name.tolist() == built.corridors.name.tolist()


def test_a_cell_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    book = Path(written(solved(two_projects()), tmp_path / "plan.xlsx"))
    sheet = openpyxl.load_workbook(book)
    cell = next(c for row in sheet["Inputs"].iter_rows() for c in row if c.value == "capacity_mt")
    place = sheet["Inputs"].cell(cell.row + 1, cell.column)
    place.value = "many"
    sheet.save(book)
    with pytest.raises(UnreadableResult) as caught:
        read_result_case(book)
    assert place.coordinate in str(caught.value)


def test_a_workbook_without_the_sheet(tmp_path: Path) -> None:
    book = tmp_path / "other.xlsx"
    openpyxl.Workbook().save(book)
    with pytest.raises(UnreadableInput, match="no sheet Inputs"):
        read_result_case(book)
    with pytest.raises(UnreadableInput, match="does not exist"):
        read_result_case(tmp_path / "none.xlsx")


def test_a_table_that_was_too_long_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.show.sheets.record.inputs.ROWS_SHOWN", 2)
    book = written(solved(two_projects()), tmp_path / "plan.xlsx")
    with pytest.raises(UnreadableInput, match="does not hold settings, nodes, links; give the case with --case"):
        read_result_case(Path(book))

"""`planner calibrate` from files to files: the scenario that it writes makes the model say what was counted."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import openpyxl
import pytest

from planner.cli.exits import Exit
from planner.read.case import read_case
from planner.read.writing import write_folder, write_workbook
from tests.cli.running import planner, tried
from tests.study.calibrate.crossings import COUNTED, two_crossings


@pytest.fixture(autouse=True)
def _case() -> None:
    write_workbook(two_crossings(COUNTED), Path("case.xlsx"))


def test_the_copy_of_the_case_says_what_was_counted_and_the_input_is_left_alone() -> None:
    """`solve` of the copy is off where it was, `solve --scenario calibrated` nowhere."""
    before = sha256(Path("case.xlsx").read_bytes()).hexdigest()
    found = json.loads(planner("calibrate", "case.xlsx", "--out", "fit.xlsx", "--json").stdout)
    assert found["files"] == ["fit.xlsx", "fit.case.xlsx"]
    assert sha256(Path("case.xlsx").read_bytes()).hexdigest() == before
    assert [(step["name"], step["amount"]) for step in found["steps"]] == [("a-p", 4.1), ("road_a-p", 2.1)]
    plain = json.loads(planner("solve", "fit.case.xlsx", "--out", "plain.xlsx", "--json").stdout)
    fitted = json.loads(
        planner("solve", "fit.case.xlsx", "--scenario", "calibrated", "--out", "fitted.xlsx", "--json").stdout
    )
    assert max(abs(row["difference_mt"]) for row in plain["observed"]) == pytest.approx(7)
    assert max(abs(row["difference_mt"]) for row in fitted["observed"]) == pytest.approx(0, abs=1e-9)
    assert planner("verify", "fit.case.xlsx", "fitted.xlsx").exit_code == 0


def test_changes_count_in_the_search_and_are_not_written_into_the_copy() -> None:
    """With the road closed to cargo no constant on it does anything; the copy has the road as the input has it."""
    order = ("calibrate", "case.xlsx", "--set", "links[id=road_a-p].capacity_mt=0", "--out", "fit.xlsx", "--json")
    found = json.loads(planner(*order).stdout)
    assert found["changes"] == ["links[id=road_a-p].capacity_mt=0"]
    assert "road_a-p" not in [step["name"] for step in found["steps"]]
    copy, given = read_case(Path("fit.case.xlsx")).case, read_case(Path("case.xlsx")).case
    assert copy is not None
    assert given is not None
    assert copy.links.capacity_mt.tolist() == given.links.capacity_mt.tolist()


def test_the_workbook_shows_before_and_after_and_the_rows() -> None:
    planner("calibrate", "case.xlsx", "--out", "fit.xlsx")
    book = openpyxl.load_workbook("fit.xlsx")
    assert book.sheetnames == ["Calibration", "Places", "Rows", "Run"]
    words = " ".join(str(cell.value) for row in book["Calibration"].iter_rows() for cell in row)
    assert "held out" in words
    assert "do not carry over" in words
    rows = {cell.value for row in book["Rows"].iter_rows() for cell in row}
    assert {"calibration", "a-p", "4.1", "calibrated"} <= rows


def test_the_workbook_and_the_sentences_in_russian() -> None:
    """Two changes: rail 59 % less of the misfit, and lorries; the rows are as they stand in the copy of the case."""
    found = json.loads(planner("calibrate", "case.xlsx", "--out", "fit.xlsx", "--lang", "ru", "--json").stdout)
    assert found["steps"][0]["words"].startswith("a-p: +4,1\xa0долл./т: расхождение меньше на 59\xa0%")
    book = openpyxl.load_workbook("fit.xlsx")
    words = " ".join(str(cell.value) for name in ("Calibration", "Places") for row in book[name] for cell in row)
    assert "Расхождение подгонявшихся мест" in words
    assert "константа" in words
    for english in ("Misfit", "constant", "Model", "fitted", "Why"):
        assert english not in words
    copy = read_case(Path("fit.case.xlsx")).case
    assert copy is not None
    assert "does the same" in copy.asset_changes.note[0]


def test_what_is_off_and_what_is_found_are_told_on_the_screen() -> None:
    told = planner("calibrate", "case.xlsx", "--bound", "3").stdout
    assert "1. " in told
    assert "scenario calibrated of the copy" in told
    assert "against" in told


def test_where_nothing_gains_the_copy_is_the_case() -> None:
    found = json.loads(planner("calibrate", "case.xlsx", "--bound", "0.5", "--out", "fit.xlsx", "--json").stdout)
    assert (found["steps"], found["calibrated_scenario"], found["added"]) == ([], None, {})
    assert read_case(Path("fit.case.xlsx")).case == read_case(Path("case.xlsx")).case


def test_a_file_in_the_way_and_a_case_without_counts() -> None:
    Path("fit.case.xlsx").write_text("mine")
    answer = tried("calibrate", "case.xlsx", "--out", "fit.xlsx")
    assert answer.exit_code == Exit.WRONG_USE
    assert Path("fit.case.xlsx").read_text() == "mine"
    write_folder(two_crossings([]), Path("empty"))
    answer = tried("calibrate", "empty", "--out", "other.xlsx")
    assert answer.exit_code == Exit.WRONG_USE
    assert "fill the table observed" in answer.stderr

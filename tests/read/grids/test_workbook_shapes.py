"""Workbooks as planners make them: moved tables, notes around them, formulas, hidden sheets, wrong tags."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any, Literal

import pytest
import xlsxwriter
from openpyxl import load_workbook
from openpyxl.styles import PatternFill

from planner.read.case import read_case
from planner.read.writing import teaching_case, write_workbook
from tests.read.planting import Sheets, add_column, planted, put, save_workbook, sheets_of


def moved(sheets: Sheets, down: int, right: int) -> Sheets:
    """Every table further down and to the right, under a line of prose."""
    prose: list[Any] = ["What a planner wrote above the table, with words such as id and name in it"]
    return {
        name: [prose, *[[]] * (down - 1), *([None] * right + list(row) for row in rows)]
        for name, rows in sheets.items()
    }


def computed(sheets: Sheets, path: Path, formulas: dict[tuple[str, int, str], tuple[str, Any]]) -> Path:
    """A workbook in which some cells are formulas with a stored result."""
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for row, values in enumerate(rows):
                for place, value in enumerate(values):
                    formula = formulas.get((name, row - 1, rows[0][place]))
                    if formula:
                        sheet.write_formula(row, place, formula[0], None, formula[1])
                    elif value is not None:
                        sheet.write(row, place, value)
    return rewritten(path, r'(<c r="[A-Z]+[0-9]+")(><f>[^<]*</f><v></v>)', r'\1 t="str"\2')


def rewritten(path: Path, pattern: str, replacement: str) -> Path:
    """The workbook with its XML changed, such as to that of another program."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode("latin-1") for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, re.sub(pattern, replacement, content).encode("latin-1"))
    return path


def test_a_table_may_start_anywhere(tmp_path: Path) -> None:
    sheets = moved(planted(), down=5, right=2)
    assert read_case(save_workbook(sheets, tmp_path / "case.xlsx")).case == teaching_case()


def test_an_address_counts_from_the_corner_of_the_sheet(tmp_path: Path) -> None:
    sheets = moved(planted(put("links", 1, "capacity_mt", "14,5")), down=5, right=2)
    (problem,) = read_case(save_workbook(sheets, tmp_path / "case.xlsx")).problems
    assert problem.cell == "J8"  # H3 of the plain table, five rows down and two columns to the right


def test_blank_rows_are_no_rows(tmp_path: Path) -> None:
    sheets = planted(put("links", 2, "capacity_mt", "1,5"))
    sheets["links"].insert(2, [None] * len(sheets["links"][0]))
    sheets["links"].insert(2, [" ", "\u00a0"])
    (problem,) = read_case(save_workbook(sheets, tmp_path / "case.xlsx")).problems
    assert (problem.cell, problem.row_key) == ("H6", "road_border_east")


def test_headings_may_have_spaces_and_line_ends_and_years_may_be_numbers(tmp_path: Path) -> None:
    changes = [
        put("demand", -1, "2025", 2025),
        put("demand", -1, "2026", 2026.0),
        put("demand", -1, "2027", " 2027\n"),
        put("links", -1, "capacity_mt", "\u00a0capacity_mt\n"),
    ]
    assert read_case(save_workbook(planted(*changes), tmp_path / "case.xlsx")).case == teaching_case()


def test_columns_may_stand_in_any_order(tmp_path: Path) -> None:
    sheets = {name: [row[::-1] for row in rows] for name, rows in planted().items()}
    assert read_case(save_workbook(sheets, tmp_path / "case.xlsx")).case == teaching_case()


def test_spaces_around_texts_do_not_count(tmp_path: Path) -> None:
    change = put("links", 0, "from_node", "\ufeff west\u00a0")
    assert read_case(save_workbook(planted(change), tmp_path / "case.xlsx")).case == teaching_case()


def test_an_id_may_be_written_as_a_number(tmp_path: Path) -> None:
    sheets = planted(put("demand", 0, "id", 5.0))
    case = read_case(save_workbook(sheets, tmp_path / "case.xlsx")).case
    assert case is not None
    assert case.demand.id.tolist() == ["5"]


def test_sheets_and_columns_of_the_planner_are_left_alone(tmp_path: Path) -> None:
    sheets = planted(add_column("nodes", "_owner", ["Айгуль", None, 7]))
    others: Sheets = {"_work": [["links", 1]], "README": [["x"]], "Read me": [["y"]], "ERRORS": [["z"]], "Sheet1": [[]]}
    reading = read_case(save_workbook(sheets | others, tmp_path / "case.xlsx"))
    assert reading.problems == ()
    assert reading.case is not None
    assert reading.case.nodes.extras["_owner"].tolist() == ["Айгуль", "", "7"]


def test_a_foreign_sheet_is_an_error(tmp_path: Path) -> None:
    (problem,) = read_case(save_workbook(planted() | {"Budget 2030": [["x"]]}, tmp_path / "case.xlsx")).problems
    assert (problem.rule, problem.sheet) == ("unknown-sheet", "Budget 2030")
    assert problem.fix == "Rename it to _Budget 2030 to keep it for yourself, or remove it."


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_table_is_read_with_a_warning(state: Literal["hidden", "veryHidden"], tmp_path: Path) -> None:
    path = save_workbook(planted(), tmp_path / "case.xlsx")
    book = load_workbook(path)
    book["budget"].sheet_state = state
    book.save(path)
    reading = read_case(path)
    assert reading.case == teaching_case()
    assert [(problem.rule, problem.severity, problem.sheet) for problem in reading.problems] == [
        ("hidden-sheet", "warning", "budget")
    ]


def test_a_formula_counts_as_its_stored_result(tmp_path: Path) -> None:
    formulas = {
        ("links", 0, "capacity_mt"): ("=50*2", 100),
        ("nodes", 0, "name"): ('="За"&"пад"', "Запад"),
        ("links", 0, "note"): ('=IF(1=1,"","x")', ""),
    }
    assert read_case(computed(planted(), tmp_path / "case.xlsx", formulas)).case == teaching_case()


def test_rows_of_formulas_that_give_empty_texts_are_blank(tmp_path: Path) -> None:
    sheets = planted()
    width = len(sheets["budget"][0])
    sheets["budget"].append([None] * width)
    formulas = {("budget", 3, heading): ('=IF(A2="x",1,"")', "") for heading in sheets["budget"][0]}
    assert read_case(computed(sheets, tmp_path / "case.xlsx", formulas)).case == teaching_case()


def test_a_formula_with_an_error_as_its_result_is_told(tmp_path: Path) -> None:
    formulas = {("links", 0, "capacity_mt"): ("=VLOOKUP(1,A1:B2,2)", "#N/A")}
    (problem,) = read_case(computed(planted(), tmp_path / "case.xlsx", formulas)).problems
    assert (problem.rule, problem.cell, problem.value) == ("excel-error", "H2", "#N/A")


def test_a_wrong_dimension_tag_hides_no_rows(tmp_path: Path) -> None:
    path = save_workbook(planted(put("links", 2, "capacity_mt", "1,5")), tmp_path / "case.xlsx")
    rewritten(path, r'<dimension ref="[^"]*"', '<dimension ref="A1:B2"')
    (problem,) = read_case(path).problems
    assert (problem.sheet, problem.cell) == ("links", "H4")


def test_a_formatted_tail_has_no_rows(tmp_path: Path) -> None:
    path = save_workbook(planted(), tmp_path / "case.xlsx")
    book = load_workbook(path)
    for row in range(10, 400):
        book["links"].cell(row, 3).fill = PatternFill("solid", fgColor="FFFF00")
    book.save(path)
    assert read_case(path).case == teaching_case()


def test_macros_are_told_and_never_run(tmp_path: Path) -> None:
    path = save_workbook(planted(), tmp_path / "case.xlsm")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"not run")
    reading = read_case(path)
    assert reading.case == teaching_case()
    assert [(problem.rule, problem.severity, problem.file) for problem in reading.problems] == [
        ("macros-ignored", "warning", "case.xlsm")
    ]


def test_a_remark_beside_the_table_is_told_with_its_cell(tmp_path: Path) -> None:
    sheets = planted()
    sheets["years"][1] += [None] * 3 + ["remark"]
    sheets["years"] += [[], [None] * 8 + ["remark"]]
    problems = read_case(save_workbook(sheets, tmp_path / "case.xlsx")).problems
    assert [(problem.rule, problem.cell) for problem in problems] == [
        ("value-outside-table", "I2"),
        ("value-outside-table", "I6"),
    ]


def test_a_written_workbook_has_its_tables_below_title_and_labels(tmp_path: Path) -> None:
    write_workbook(teaching_case(), tmp_path / "case.xlsx")
    spot = read_case(tmp_path / "case.xlsx").places.spot("links", 0, "capacity_mt")
    assert str(spot) == "links!H4"
    sheet = load_workbook(tmp_path / "case.xlsx")["links"]
    assert sheet["H3"].value == "capacity_mt"
    assert sheet["H4"].value == sheets_of(teaching_case())["links"][1][7]

"""Every kind of fault is found at its cell or line, alone and with a message that helps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from planner.read.case import Reading, read_case
from planner.read.problems import Problem
from tests.read.planting import (
    Change,
    add_column,
    add_row,
    address,
    drop_column,
    drop_header,
    planted,
    put,
    read_both,
    remove,
    rename,
    save_folder,
    save_workbook,
)


@dataclass(frozen=True)
class Fault:
    """A value planted into a cell, the rule it breaks and words of the message; row 0 is the first of the table."""

    table: str
    row: int
    column: str
    value: Any
    rule: str
    says: str
    severity: str = "error"

    @property
    def change(self) -> Change:
        """The planting."""
        return put(self.table, self.row, self.column, self.value)


ANYWHERE = [
    Fault("links", 1, "capacity_mt", "12,5", "text-not-number", "Type 12.5 as a number"),
    Fault("links", 1, "capacity_mt", "1\u00a0234", "text-not-number", "Type 1234 as a number"),
    Fault("links", 1, "capacity_mt", "1\u202f234,5", "text-not-number", "Type 1234.5 as a number"),
    Fault("links", 1, "capacity_mt", "1,234,567", "text-not-number", "Type 1234567 as a number"),
    Fault("links", 1, "capacity_mt", "1,234", "text-not-number", "Type 1.234 or 1234 as a number"),
    Fault("links", 0, "capacity_mt", "abc", "not-a-number", "a number from 0 (Mt/year), such as 12.5"),
    Fault("links", 0, "time_h", "24 h", "not-a-number", "Type the number alone."),
    Fault("links", 0, "length_km", "n/a", "not-a-number", "or clear the cell"),
    Fault("links", 0, "cost_usd_per_t", "nan", "not-a-number", "USD/t"),
    Fault("links", 0, "cost_usd_per_t", "inf", "not-a-number", "USD/t"),
    Fault("projects", 0, "budget_share", "35%", "text-not-number", "Type 0.35 as a number"),
    Fault("demand", 0, "2026", "12,0", "text-not-number", "Type 12 as a number"),
    Fault("demand", 0, "2026", None, "missing-value", "Fill the cell"),
    Fault("links", 0, "time_h", None, "missing-value", "a number from 0 to 10000 (h)"),
    Fault("links", 0, "from_node", " \u00a0\u200b ", "missing-value", "an id of nodes"),
    Fault("nodes", 1, "country", None, "missing-value", "Country code"),
    Fault("projects", 0, "lifetime_years", None, "missing-value", "a whole number"),
    Fault("scenario_changes", 0, "operation", None, "missing-value", "one of: set, add, multiply"),
    Fault("projects", 0, "earliest_year", 2026.5, "not-a-whole-number", "Type 2026 or another whole number"),
    Fault("years", 1, "year", "2O26", "not-a-number", "a whole number from 1900 to 2200 (year)"),
    Fault("years", 1, "year", "2 026", "text-not-number", "Type 2026 as a number"),
    Fault("projects", 0, "divisible", "maybe", "not-yes-or-no", "Type yes or no"),
    Fault("projects", 0, "divisible", "да", "not-yes-or-no", "Type yes."),
    Fault("projects", 0, "divisible", 1, "not-yes-or-no", "Type yes."),
    Fault("links", 0, "direction", "Both", "unknown-choice", "Did you mean 'both'?"),
    Fault("links", 0, "from_node", "we\u200bst", "invisible-character", "Type it again: west"),
    Fault("links", 0, "from_node", "wst", "unknown-reference", "Did you mean 'west'?"),
    Fault("demand", 0, "destination", "еast", "unknown-reference", "Cyrillic"),
    Fault("corridors", 0, "ends_in", "west|nowhere", "unknown-reference", "an id of nodes"),
    Fault("links", 0, "capacity_mt", -1, "out-of-range", "a number from 0"),
    Fault("settings", 4, "value", "5%", "wrong-type", "a number from 0 to 1"),
    Fault("settings", 7, "key", "budget_carryover", "unknown-setting", "budget_carry_over"),
    Fault("scenario_changes", 0, "value", "forbidden", "unknown-choice", "auto, force, forbid"),
]

IN_A_WORKBOOK = [
    Fault("links", 0, "capacity_mt", "12.5", "text-not-number", "Type 12.5 as a number"),
    Fault("links", 0, "capacity_mt", "#N/A", "excel-error", "Correct the formula."),
    Fault("links", 0, "length_km", "#DIV/0!", "excel-error", "or clear the cell if nothing is known"),
    Fault("nodes", 0, "note", "#REF!", "excel-error", "Correct the formula"),
    Fault("links", 0, "capacity_mt", "=50*2", "formula-without-result", "Open the file in Excel and save it"),
    Fault("links", 0, "existing_load_mt", "=1/1", "formula-without-result", "=1/1"),
    Fault("links", 0, "capacity_mt", True, "boolean-not-number", "'TRUE'"),
    Fault("links", 0, "capacity_mt", datetime(1900, 1, 1, 12), "date-not-number", "format to General"),
    Fault("links", 0, "time_h", time(12, 30), "date-not-number", "12:30"),
    Fault("projects", 0, "earliest_year", date(2026, 1, 1), "date-not-number", "2026-01-01"),
    Fault("nodes", 2, "id", True, "boolean-not-text", "format to Text"),
    Fault("links", 0, "from_node", date(2025, 3, 1), "date-not-text", "format to Text"),
    Fault("projects", 0, "requires", time(1, 0), "date-not-text", "format to Text"),
    Fault("settings", 4, "value", date(2025, 1, 1), "date-not-number", "format to General"),
    Fault("nodes", 0, "note", date(2025, 3, 16), "date-as-text", "2025-03-16", "warning"),
    Fault("projects", 0, "divisible", True, "boolean-as-flag", "It is read as yes", "warning"),
    Fault("settings", 7, "value", True, "boolean-as-flag", "It is read as yes", "warning"),
]

IN_A_FOLDER = [
    Fault("links", 0, "capacity_mt", "1e999", "number-too-large", "a number that can be real"),
    Fault("links", 0, "capacity_mt", "1_000", "text-not-number", "Type 1000 as a number"),
    Fault("projects", 0, "lifetime_years", "4.5", "not-a-whole-number", "Type 4 or another whole number"),
    Fault("projects", 0, "lifetime_years", "1e300", "number-too-large", "a number that can be real"),
    Fault("nodes", 0, "note", "a\x07b", "control-character", "Delete the cell and type it again"),
    Fault("links", 0, "note", "#N/A\x01", "control-character", "Delete the cell"),
    Fault("projects", 0, "divisible", "TRUE", "boolean-as-flag", "It is read as yes", "warning"),
]


def _name(fault: Fault) -> str:
    return f"{fault.table}-{fault.column}-{fault.rule}-{ascii(fault.value)[:12]}"


@pytest.mark.parametrize("fault", ANYWHERE + IN_A_WORKBOOK, ids=_name)
def test_a_fault_in_a_workbook_is_found_at_its_cell(fault: Fault, tmp_path: Path) -> None:
    reading = read_case(save_workbook(planted(fault.change), tmp_path / "case.xlsx"))
    problem = _only_problem(reading, fault)
    assert (problem.sheet, problem.cell) == (fault.table, address(fault.table, fault.row, fault.column))
    assert (problem.file, problem.line) == (None, None)
    assert problem.text().startswith(f"{fault.table}!{problem.cell}: ")


@pytest.mark.parametrize("fault", ANYWHERE + IN_A_FOLDER, ids=_name)
def test_a_fault_in_a_folder_is_found_at_its_line(fault: Fault, tmp_path: Path) -> None:
    reading = read_case(save_folder(planted(fault.change), tmp_path / "case"))
    problem = _only_problem(reading, fault)
    assert (problem.file, problem.line) == (f"{fault.table}.csv", fault.row + 2)
    assert (problem.sheet, problem.cell) == (fault.table, fault.column)
    assert problem.text().startswith(f"{fault.table}.csv:{fault.row + 2} {fault.column}: ")


def _only_problem(reading: Reading, fault: Fault) -> Problem:
    """The one problem that the fault makes: neither told twice nor followed by others."""
    assert [(problem.rule, problem.severity) for problem in reading.problems] == [(fault.rule, fault.severity)]
    assert reading.ok == (fault.severity == "warning")
    problem = reading.problems[0]
    assert fault.says in problem.text()
    assert problem.expected
    assert problem.fix
    return problem


@dataclass(frozen=True)
class Shape:
    """Changes that misshape a table: where that is told in a workbook and in a folder, by which rule and words."""

    name: str
    table: str
    rule: str
    says: str
    changes: list[Change]
    cell: str | None = None
    line: int | None = 1


SHAPES = [
    Shape(
        "misspelt column",
        "links",
        "unknown-column",
        "Rename it to capacity_mt.",
        [put("links", -1, "capacity_mt", "capacty_mt")],
        "H1",
    ),
    Shape("capitals", "links", "unknown-column", "Rename it to time_h.", [put("links", -1, "time_h", "Time_h")], "F1"),
    Shape("foreign column", "years", "unknown-column", "Rename it to _x1", [add_column("years", "x1", "abc")], "F1"),
    Shape("a year less", "demand", "missing-year-column", "Add the column 2026", [drop_column("demand", "2026")]),
    Shape("no such column", "links", "missing-column", "time_h", [drop_column("links", "time_h")]),
    Shape("no key column", "nodes", "missing-column", "id", [drop_column("nodes", "id")]),
    Shape("column twice", "years", "duplicate-column", "Delete or", [add_column("years", "weight_years", "111")], "F1"),
    Shape(
        "own column twice",
        "years",
        "duplicate-column",
        "_A",
        [add_column("years", "_a", "111"), add_column("years", "_A", "111")],
        "G1",
    ),
    Shape("no heading", "years", "value-outside-table", "see", [add_column("years", None, ["", "see", ""])], "F3", 3),
    Shape("no commodities", "commodities", "missing-", "Add a ", [remove("commodities")], line=None),
    Shape("no nodes", "nodes", "missing-", "id, country", [remove("nodes")], line=None),
    Shape("no settings", "settings", "missing-", "key", [remove("settings")], line=None),
    Shape("no links", "links", "missing-", "from_node", [remove("links")], line=None),
    Shape("no years", "years", "missing-", "year", [remove("years")], line=None),
    Shape("no demand", "demand", "missing-", "origin", [remove("demand")], line=None),
    Shape("no header", "nodes", "missing-header", "names of the columns", [drop_header("nodes")]),
    Shape(
        "half a row",
        "corridor_gateways",
        "missing-value",
        "Fill",
        [add_row("corridor_gateways", asset="rail_border_east")],
        "A3",
        3,
    ),
    Shape("a row twice", "nodes", "duplicate-key", "Delete one", [add_row("nodes", id="west", country="CN")], "A5", 5),
]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_a_misshapen_table_is_one_problem(shape: Shape, tmp_path: Path) -> None:
    of_book, of_folder = (reading.problems for reading in read_both(planted(*shape.changes), tmp_path))
    for problems in (of_book, of_folder):
        assert [problem.rule.startswith(shape.rule) for problem in problems] == [True], [p.text() for p in problems]
        assert shape.says in problems[0].text()
    assert (of_book[0].sheet, of_book[0].cell) == (shape.table, shape.cell)
    assert (of_folder[0].file, of_folder[0].line) == (f"{shape.table}.csv", shape.line)


@pytest.mark.parametrize(
    ("name", "meant"), [("lnks", "links"), ("Links", "links"), ("project effects", "project_effects")]
)
def test_a_misnamed_table_is_one_problem_that_names_what_was_meant(name: str, meant: str, tmp_path: Path) -> None:
    (of_book,), (of_folder,) = (reading.problems for reading in read_both(planted(rename(meant, name)), tmp_path))
    assert (of_book.rule, of_book.sheet, of_book.fix) == ("unknown-sheet", name, f"Rename it to {meant}.")
    assert (of_folder.rule, of_folder.file, of_folder.fix) == ("unknown-file", f"{name}.csv", f"Rename it to {meant}.")


def test_all_faults_are_told_together_by_table_row_and_column(tmp_path: Path) -> None:
    changes = [
        put("demand", 0, "2026", "twelve"),
        put("links", 2, "to_node", "esat"),
        put("links", 0, "cost_usd_per_t", "#N/A"),
        put("links", 0, "time_h", "12,5"),
        put("nodes", 1, "country", None),
        put("settings", 5, "key", "curency"),
        add_column("budget", None, ["?", None, None]),
        rename("scenarios", "scenaros"),
    ]
    book, folder = read_both(planted(*changes), tmp_path)
    assert [str(problem.sheet) + "!" + str(problem.cell) for problem in book.problems] == [
        "settings!A7",
        "nodes!C3",
        "links!F2",
        "links!G2",
        "links!C4",
        f"demand!{address('demand', 0, '2026')}",
        "budget!F2",
        "scenaros!None",
    ]
    rules = {problem.rule for problem in folder.problems}
    assert rules == {problem.rule for problem in book.problems} - {"unknown-sheet", "excel-error"} | {
        "unknown-file",
        "not-a-number",
    }
    assert len(folder.problems) == len(book.problems)
    assert not book.ok
    assert book.case is None


def test_a_flood_of_equal_faults_is_counted_not_listed(tmp_path: Path) -> None:
    rows = [add_row("targets", year=2026, metric=f"m{number}", value="1,5") for number in range(1203)]
    problems = read_case(save_folder(planted(*rows), tmp_path / "case")).problems
    assert len(problems) == 1001
    assert any(problem.value == "203 more like this" for problem in problems)

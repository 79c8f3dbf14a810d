"""Faults in the large workbook as it comes with the project: all told in one run, each at its cell."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from planner.read.case import read_case
from planner.read.checked import checked_name, write_checked

WORKBOOK = Path(__file__).parents[3] / "inputs" / "kazakhstan.xlsx"

PLANTED: list[tuple[str, str, int, Any, str]] = [
    ("settings", "value", 4, "5 %", "wrong-type"),
    ("nodes", "country", 20, None, "missing-value"),
    ("links", "capacity_mt", 0, "12,5", "text-not-number"),
    ("links", "cost_usd_per_t", 1, "#N/A", "excel-error"),
    ("links", "length_km", 2, "=50*2", "formula-without-result"),
    ("links", "time_h", 3, datetime(2026, 5, 12), "date-not-number"),
    ("links", "existing_load_mt", 4, True, "boolean-not-number"),
    ("links", "from_node", 5, "аktau", "unknown-reference"),
    ("terminals", "capacity_mt", 6, "1\u00a0234,5", "text-not-number"),
    ("commodities", "modes", 0, "rail_1520|rial", "unknown-mode"),
    ("demand", "2029", 7, "4\u202f000", "text-not-number"),
    ("demand", "flow_type", 8, "Transit", "unknown-choice"),
    ("projects", "budget_share", 0, 35, "out-of-range"),
    ("projects", "latest_year", 1, 1999, "window-reversed"),
    ("budget", "available_musd", 0, -5, "out-of-range"),
    ("scenario_changes", "operation", 0, "times", "unknown-choice"),
]


def test_every_fault_is_told_at_its_cell_and_again_in_the_copy(tmp_path: Path) -> None:
    book = load_workbook(WORKBOOK)
    expected = set()
    for sheet, column, row, value, rule in PLANTED:
        heading = next(cell for line in book[sheet].iter_rows() for cell in line if cell.value == column)
        cell = book[sheet].cell(heading.row + 1 + row, heading.column)
        cell.value = value
        expected.add((sheet, cell.coordinate, rule))
    path = tmp_path / "case.xlsx"
    book.save(path)
    reading = read_case(path)
    errors = {(found.sheet, found.cell, found.rule) for found in reading.problems if found.severity == "error"}
    assert errors == expected, errors ^ expected
    assert reading.held_back
    copy = write_checked(path, reading, checked_name(path)).path
    assert read_case(copy).problems == reading.problems
    marked = load_workbook(copy)
    for found in reading.problems:
        comment = marked[str(found.sheet)][str(found.cell)].comment
        assert comment is not None
        assert re.search(re.escape(found.fix), comment.text)

"""Faults that only a workbook or only a folder can have."""

from __future__ import annotations

from datetime import date, datetime, time

from tests.read.faults.catalogue.common import Kind, cell
from tests.read.faults.planting import (
    hidden_column,
    hidden_row,
    hidden_sheet,
    in_file,
    in_xml,
    merged,
    open_elsewhere,
    shown_in_per_cent,
    with_part,
)
from tests.read.planting import address, put


def _book(*kinds: Kind) -> tuple[Kind, ...]:
    """The same in workbooks only."""
    return tuple(Kind(**vars(kind) | {"folder": ""}) for kind in kinds)


def _folder(*kinds: Kind) -> tuple[Kind, ...]:
    """The same in folders only."""
    return tuple(Kind(**vars(kind) | {"book": ""}) for kind in kinds)


EXCEL = _book(
    cell("links", 0, "capacity_mt", "12.5", "text-not-number", "Type 12.5 as a number"),
    cell("links", 0, "capacity_mt", "#N/A", "excel-error", "Correct the formula."),
    cell("links", 0, "length_km", "#DIV/0!", "excel-error", "or clear the cell if nothing is known"),
    cell("nodes", 0, "note", "#REF!", "excel-error", "Correct the formula"),
    cell("links", 0, "capacity_mt", "=50*2", "formula-without-result", "Open the file in Excel and save it"),
    cell("links", 0, "existing_load_mt", "=1/1", "formula-without-result", "=1/1"),
    cell("links", 0, "capacity_mt", True, "boolean-not-number", "'TRUE'"),
    cell("links", 0, "capacity_mt", datetime(1900, 1, 1, 12), "date-not-number", "format to General"),
    cell("links", 0, "capacity_mt", datetime(2026, 5, 12), "date-not-number", "Excel makes a date of 12.5"),
    cell("links", 0, "time_h", time(12, 30), "date-not-number", "12:30"),
    cell("projects", 0, "earliest_year", date(2026, 1, 1), "date-not-number", "2026-01-01"),
    cell("nodes", 2, "id", True, "boolean-not-text", "format to Text"),
    cell("links", 0, "from_node", date(2025, 3, 1), "date-not-text", "format to Text"),
    cell("projects", 0, "requires", time(1, 0), "date-not-text", "format to Text"),
    cell("settings", 4, "value", date(2025, 1, 1), "date-not-number", "format to General"),
    cell("nodes", 0, "note", date(2025, 3, 16), "date-as-text", "2025-03-16", "warning"),
    cell("projects", 0, "divisible", True, "boolean-as-flag", "It is read as yes", "warning"),
    cell("settings", 7, "value", True, "boolean-as-flag", "It is read as yes", "warning"),
    Kind(
        "a formula that its writer did not compute",
        "formula-perhaps-not-computed",
        "Open the file in Excel and save it",
        (put("links", 1, "existing_load_mt", "=2*2"),),
        in_xml("xl/worksheets/", "<f>2[*]2</f><v ?/>", "<f>2*2</f><v>0</v>"),
        f"links!{address('links', 1, 'existing_load_mt')}",
        severity="warning",
    ),
    Kind(
        "a number shown in per cent",
        "percent-format",
        "It is read as 14",
        edit=shown_in_per_cent("links", address("links", 1, "capacity_mt")),
        book=f"links!{address('links', 1, 'capacity_mt')}",
        severity="warning",
    ),
    Kind("merged down", "merged-cells", "unmerge it", edit=merged("links", "H2:H3"), book="links!H2"),
    Kind("merged across", "merged-cells", "only F2 has a value", edit=merged("links", "F2:G2"), book="links!F2"),
    Kind("merged headings", "merged-cells", "F1:G1", edit=merged("demand", "F1:G1"), book="demand!F1"),
    Kind("a hidden sheet", "hidden-sheet", "Show the sheet", (), hidden_sheet("budget"), "budget", severity="warning"),
    Kind("a hidden row", "hidden-rows", "rows 3", (), hidden_row("links", 3), "links!A3", severity="warning"),
    Kind(
        "a hidden column", "hidden-columns", "time_h", (), hidden_column("links", "F"), "links!F1", severity="warning"
    ),
    Kind("macros", "macros-ignored", "never run", (), with_part("xl/vbaProject.bin"), "case.xlsx", severity="warning"),
    Kind("open in Excel", "open-elsewhere", "was not read", (), open_elsewhere, "case.xlsx", severity="warning"),
    Kind(
        "a wrong dimension tag",
        "text-not-number",
        "Type 1.5 as a number",
        (put("links", 2, "capacity_mt", "1,5"),),
        in_xml("xl/worksheets/", '<dimension ref="[^"]*"', '<dimension ref="A1:B2"'),
        "links!H4",
    ),
)


CSV = _folder(
    cell("links", 0, "capacity_mt", "1e999", "number-too-large", "a number that can be real"),
    cell("links", 0, "capacity_mt", "1_000", "text-not-number", "Type 1000 as a number"),
    cell("projects", 0, "lifetime_years", "4.5", "not-a-whole-number", "Type 4 or another whole number"),
    cell("projects", 0, "lifetime_years", "1e300", "number-too-large", "a number that can be real"),
    cell("nodes", 0, "note", "a\x07b", "control-character", "Delete the cell and type it again"),
    cell("links", 0, "note", "#N/A\x01", "control-character", "Delete the cell"),
    cell("projects", 0, "divisible", "TRUE", "boolean-as-flag", "It is read as yes", "warning"),
    Kind(
        "semicolons",
        "csv-dialect",
        "values parted by semicolons",
        edit=in_file("nodes", lambda text: text.replace(",", ";")),
        folder="nodes.csv",
        severity="warning",
    ),
    Kind(
        "tabs",
        "csv-dialect",
        "values parted by tabs",
        edit=in_file("nodes", lambda text: text.replace(",", "\t")),
        folder="nodes.csv",
        severity="warning",
    ),
    Kind(
        "a comma too few",
        "wrong-number-of-values",
        "9 values, as many as the header has",
        edit=in_file("nodes", lambda text: text.replace("west,Запад", "west")),
        folder="nodes.csv:2",
    ),
    Kind(
        "a comma too many",
        "wrong-number-of-values",
        "needs double quotes around it",
        edit=in_file("nodes", lambda text: text.replace("Запад", "Запад, Китай,")),
        folder="nodes.csv:2",
    ),
    Kind(
        "an open quote",
        "unreadable-row",
        "Correct the quotes of this row",
        edit=in_file("nodes", lambda text: text.replace("Граница", '"Граница')),
        folder="nodes.csv:3",
    ),
)

"""The catalogue: every kind of fault in a file, where it is planted, where it must be found, and words of its message.

All are planted in the teaching case, a plain sheet or file per table with the header first. What is wrong with a
case by its rules, whatever file it came from, is in `tests/models/checks/planted.py`; `rules.py` puts that into files
too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from models.findings import Severity
from tests.read.faults.planting import (
    Edit,
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
from tests.read.planting import Change, add_column, add_row, address, drop_column, drop_header, put, remove, rename


@dataclass(frozen=True)
class Kind:
    """A kind of fault: how it is planted, and the one problem that must come of it.

    changes: made to the cells. edit: made to the saved file. book, folder: place of the problem, '' where the kind
    does not exist in such a file. says: words of the message.
    """

    name: str
    rule: str
    says: str
    changes: tuple[Change, ...] = ()
    edit: Edit | None = None
    book: str = ""
    folder: str = ""
    severity: Severity = "error"


def _cell(table: str, row: int, column: str, value: Any, rule: str, says: str, severity: Severity = "error") -> Kind:
    """A value planted into a cell of both kinds of file; row 0 is the first of the table."""
    return Kind(
        f"{table}.{column} {value!a}",
        rule,
        says,
        (put(table, row, column, value),),
        book=f"{table}!{address(table, row, column)}",
        folder=f"{table}.csv:{row + 2} {column}",
        severity=severity,
    )


def _book(*kinds: Kind) -> tuple[Kind, ...]:
    """The same in workbooks only."""
    return tuple(Kind(**vars(kind) | {"folder": ""}) for kind in kinds)


def _folder(*kinds: Kind) -> tuple[Kind, ...]:
    """The same in folders only."""
    return tuple(Kind(**vars(kind) | {"book": ""}) for kind in kinds)


NUMBERS = (
    _cell("links", 1, "capacity_mt", "12,5", "text-not-number", "Type 12.5 as a number"),
    _cell("links", 1, "capacity_mt", "1\u00a0234", "text-not-number", "Type 1234 as a number"),
    _cell("links", 1, "capacity_mt", "1\u202f234,5", "text-not-number", "Type 1234.5 as a number"),
    _cell("links", 1, "capacity_mt", "1\u2009234", "text-not-number", "Type 1234 as a number"),
    _cell("links", 1, "capacity_mt", "1,234,567", "text-not-number", "Type 1234567 as a number"),
    _cell("links", 1, "capacity_mt", "1,234", "text-not-number", "Type 1.234 or 1234 as a number"),
    _cell("links", 1, "length_km", "\u221250", "text-not-number", "Type -50 as a number"),
    _cell("links", 0, "capacity_mt", "abc", "not-a-number", "a number from 0 (Mt/year), such as 12.5"),
    _cell("links", 0, "time_h", "24 h", "not-a-number", "Type the number alone."),
    _cell("links", 0, "time_h", "-", "not-a-number", "Type the number alone."),
    _cell("links", 0, "length_km", "n/a", "not-a-number", "or clear the cell"),
    _cell("links", 0, "cost_usd_per_t", "nan", "not-a-number", "USD/t"),
    _cell("links", 0, "cost_usd_per_t", "inf", "not-a-number", "USD/t"),
    _cell("demand", 0, "2026", "12,0", "text-not-number", "Type 12 as a number"),
    _cell("years", 1, "year", "2O26", "not-a-number", "a whole number from 1900 to 2200 (year)"),
    _cell("years", 1, "year", "2 026", "text-not-number", "Type 2026 as a number"),
    _cell("projects", 0, "earliest_year", 2026.5, "not-a-whole-number", "Type 2026 or another whole number"),
    _cell("links", 0, "capacity_mt", -1, "out-of-range", "a number from 0"),
    _cell("settings", 4, "value", "5%", "wrong-type", "Type 0.05 as a number"),
    _cell("settings", 4, "value", "0,05", "wrong-type", "Type 0.05 as a number"),
    _cell("settings", 4, "value", 5, "out-of-range", "If 5 % is meant, type 0.05"),
    _cell("projects", 0, "budget_share", "35%", "text-not-number", "Type 0.35 as a number"),
    _cell("projects", 0, "budget_share", 35, "out-of-range", "If 35 % is meant, type 0.35"),
)

BLANKS = (
    _cell("demand", 0, "2026", None, "missing-value", "a blank is not 0, so type 0 where there is none"),
    _cell("links", 0, "time_h", None, "missing-value", "a number from 0 to 10000 (h)"),
    _cell("links", 0, "from_node", " \u00a0\u200b ", "missing-value", "an id of nodes"),
    _cell("nodes", 1, "country", None, "missing-value", "Country code"),
    _cell("projects", 0, "lifetime_years", None, "missing-value", "a whole number"),
    _cell("scenario_changes", 0, "operation", None, "missing-value", "one of: set, add, multiply"),
    Kind(
        "half a row",
        "missing-value",
        "clear the whole row",
        (add_row("corridor_gateways", asset="rail_border_east"),),
        book="corridor_gateways!A3",
        folder="corridor_gateways.csv:3 corridor",
    ),
)

WORDS = (
    _cell("projects", 0, "divisible", "maybe", "not-yes-or-no", "Type yes or no"),
    _cell("projects", 0, "divisible", "да", "not-yes-or-no", "Type yes."),
    _cell("projects", 0, "divisible", 1, "not-yes-or-no", "Type yes."),
    _cell("links", 0, "direction", "Both", "unknown-choice", "Did you mean 'both'?"),
    _cell("links", 0, "from_node", "we\u200bst", "invisible-character", "Type it again: west"),
    _cell("links", 0, "from_node", "wst", "unknown-reference", "Did you mean 'west'?"),
    _cell("links", 0, "from_node", "West", "unknown-reference", "Only the capital letters differ"),
    _cell("demand", 0, "destination", "еast", "unknown-reference", "the letter 'е' is Cyrillic and there Latin"),
    _cell("links", 2, "from_node", "bоrder", "unknown-reference", "the letter 'о' is Cyrillic"),
    _cell("corridors", 0, "ends_in", "west|nowhere", "unknown-reference", "an id of nodes"),
    _cell("settings", 7, "key", "budget_carryover", "unknown-setting", "budget_carry_over"),
    _cell("settings", 2, "key", "home_contry", "unknown-setting", "Did you mean 'home_country'?"),
    _cell("scenario_changes", 0, "value", "forbidden", "unknown-choice", "auto, force, forbid"),
    Kind(
        "a row twice",
        "duplicate-key",
        "give this one its own id",
        (add_row("nodes", id="west", country="CN"),),
        book="nodes!A5",
        folder="nodes.csv:5 id",
    ),
)

EXCEL = _book(
    _cell("links", 0, "capacity_mt", "12.5", "text-not-number", "Type 12.5 as a number"),
    _cell("links", 0, "capacity_mt", "#N/A", "excel-error", "Correct the formula."),
    _cell("links", 0, "length_km", "#DIV/0!", "excel-error", "or clear the cell if nothing is known"),
    _cell("nodes", 0, "note", "#REF!", "excel-error", "Correct the formula"),
    _cell("links", 0, "capacity_mt", "=50*2", "formula-without-result", "Open the file in Excel and save it"),
    _cell("links", 0, "existing_load_mt", "=1/1", "formula-without-result", "=1/1"),
    _cell("links", 0, "capacity_mt", True, "boolean-not-number", "'TRUE'"),
    _cell("links", 0, "capacity_mt", datetime(1900, 1, 1, 12), "date-not-number", "format to General"),
    _cell("links", 0, "capacity_mt", datetime(2026, 5, 12), "date-not-number", "Excel makes a date of 12.5"),
    _cell("links", 0, "time_h", time(12, 30), "date-not-number", "12:30"),
    _cell("projects", 0, "earliest_year", date(2026, 1, 1), "date-not-number", "2026-01-01"),
    _cell("nodes", 2, "id", True, "boolean-not-text", "format to Text"),
    _cell("links", 0, "from_node", date(2025, 3, 1), "date-not-text", "format to Text"),
    _cell("projects", 0, "requires", time(1, 0), "date-not-text", "format to Text"),
    _cell("settings", 4, "value", date(2025, 1, 1), "date-not-number", "format to General"),
    _cell("nodes", 0, "note", date(2025, 3, 16), "date-as-text", "2025-03-16", "warning"),
    _cell("projects", 0, "divisible", True, "boolean-as-flag", "It is read as yes", "warning"),
    _cell("settings", 7, "value", True, "boolean-as-flag", "It is read as yes", "warning"),
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
    _cell("links", 0, "capacity_mt", "1e999", "number-too-large", "a number that can be real"),
    _cell("links", 0, "capacity_mt", "1_000", "text-not-number", "Type 1000 as a number"),
    _cell("projects", 0, "lifetime_years", "4.5", "not-a-whole-number", "Type 4 or another whole number"),
    _cell("projects", 0, "lifetime_years", "1e300", "number-too-large", "a number that can be real"),
    _cell("nodes", 0, "note", "a\x07b", "control-character", "Delete the cell and type it again"),
    _cell("links", 0, "note", "#N/A\x01", "control-character", "Delete the cell"),
    _cell("projects", 0, "divisible", "TRUE", "boolean-as-flag", "It is read as yes", "warning"),
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

SHAPES = (
    Kind(
        "misspelt column",
        "unknown-column",
        "Rename it to capacity_mt.",
        (put("links", -1, "capacity_mt", "capacty_mt"),),
        book="links!H1",
        folder="links.csv:1 capacty_mt",
    ),
    Kind(
        "a Cyrillic letter in a heading",
        "unknown-column",
        "Rename it to capacity_mt. Here the letter 'с' is Cyrillic",
        (put("links", -1, "capacity_mt", "сapacity_mt"),),
        book="links!H1",
        folder="links.csv:1 сapacity_mt",
    ),
    Kind(
        "capitals",
        "unknown-column",
        "Rename it to time_h.",
        (put("links", -1, "time_h", "Time_h"),),
        book="links!F1",
        folder="links.csv:1 Time_h",
    ),
    Kind(
        "foreign column",
        "unknown-column",
        "Rename it to _x1",
        (add_column("years", "x1", "abc"),),
        book="years!F1",
        folder="years.csv:1 x1",
    ),
    Kind(
        "misspelt year",
        "unknown-column",
        "Rename it to 2026.",
        (put("demand", -1, "2026", "2O26"),),
        book=f"demand!{address('demand', -1, '2026')}",
        folder="demand.csv:1 2O26",
    ),
    Kind(
        "year with a unit",
        "unknown-column",
        "Rename it to 2026.",
        (put("demand", -1, "2026", "2026, Mt"),),
        book=f"demand!{address('demand', -1, '2026')}",
        folder="demand.csv:1 2026, Mt",
    ),
    Kind(
        "a year less",
        "missing-year-column",
        "Add the column 2026",
        (drop_column("demand", "2026"),),
        book="demand",
        folder="demand.csv:1 2026",
    ),
    Kind(
        "no such column",
        "missing-column",
        "Add the column time_h",
        (drop_column("links", "time_h"),),
        book="links",
        folder="links.csv:1 time_h",
    ),
    Kind(
        "no key column",
        "missing-column",
        "Add the column id",
        (drop_column("nodes", "id"),),
        book="nodes",
        folder="nodes.csv:1 id",
    ),
    Kind(
        "column twice",
        "duplicate-column",
        "Delete one of the two columns",
        (add_column("years", "weight_years", "111"),),
        book="years!F1",
        folder="years.csv:1 weight_years",
    ),
    Kind(
        "a needed column twice",
        "duplicate-column",
        "such as one column time_h",
        (add_column("links", "time_h", [24, 24, 12]), *(put("links", row, "time_h", None) for row in range(3))),
        book="links!P1",
        folder="links.csv:1 time_h",
    ),
    Kind(
        "no heading",
        "value-outside-table",
        "Give the column a name",
        (add_column("years", None, ["", "see", ""]),),
        book="years!F3",
        folder="years.csv:3",
    ),
    Kind("no header", "missing-header", "into one row above", (drop_header("nodes"),), None, "nodes", "nodes.csv:1"),
    *(
        Kind(f"no {name} in a workbook", "missing-sheet", f"Add a sheet {name}", (remove(name),), None, name)
        for name in ("settings", "years", "nodes", "links", "commodities", "demand")
    ),
    *(
        Kind(f"no {name} in a folder", "missing-file", f"Add a file {name}", (remove(name),), folder=f"{name}.csv")
        for name in ("settings", "years", "nodes", "links", "commodities", "demand")
    ),
    *(
        Kind(f"sheet {name}", "unknown-sheet", f"Rename it to {meant}.", (rename(meant, name),), None, name)
        for name, meant in (("lnks", "links"), ("Links", "links"), ("project effects", "project_effects"))
    ),
    *(
        Kind(f"file {name}", "unknown-file", f"Rename it to {meant}.", (rename(meant, name),), folder=f"{name}.csv")
        for name, meant in (("lnks", "links"), ("Links", "links"), ("project effects", "project_effects"))
    ),
)

ALL: tuple[Kind, ...] = (*NUMBERS, *BLANKS, *WORDS, *EXCEL, *CSV, *SHAPES)

TOGETHER: dict[str, Change] = {
    "unknown-setting": put("settings", 7, "key", "budget_carryover"),
    "out-of-range": put("settings", 4, "value", 5),
    "text-not-number": put("links", 0, "time_h", "12,5"),
    "not-a-number": put("links", 1, "cost_usd_per_t", "ten"),
    "missing-value": put("links", 2, "capacity_mt", None),
    "unknown-choice": put("links", 1, "direction", "Both"),
    "unknown-reference": put("links", 2, "to_node", "esat"),
    "same-ends": put("links", 0, "to_node", "west"),
    "same-modes": put("terminals", 0, "mode_b", "rail"),
    "invisible-character": put("terminals", 0, "node", "bor\u200bder"),
    "duplicate-key": add_row("budget", year=2025, available_musd=1),
    "budget-outside-plan": add_row("budget", year=2019, available_musd=1),
    "value-outside-table": add_column("years", None, ["", "see", ""]),
    "not-a-whole-number": put("projects", 0, "construction_years", 1.5),
    "not-yes-or-no": put("projects", 0, "divisible", "maybe"),
    "window-reversed": put("projects", 0, "latest_year", 2020),
    "unknown-column": put("commodities", -1, "t_per_teu", "t_per_tue"),
    "unknown-mode": put("commodities", 0, "modes", "rial"),
    "unknown-country": put("demand", 0, "avoid_countries", "UZB"),
    "duplicate-column": add_column("nodes", "kind", ["a", "b", "c"]),
    "contradictory-ends": put("corridors", 0, "not_ends_in", "west"),
    "unknown-sheet": put("scenario_changes", 0, "sheet", "project"),
}
"""Faults, by the rule that tells each, that do not rest on one another: planted together, all are told in one run."""

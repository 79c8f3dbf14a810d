"""The catalogue: every kind of fault in a file, where it is planted, where it must be found, and words of its message.

All are planted in the teaching case, a plain sheet or file per table with the header first. What is wrong with a
case by its rules, whatever file it came from, is in `tests/models/checks/planted`; `rules.py` puts that into files
too.
"""

from tests.read.faults.catalogue.cells import BLANKS, NUMBERS, WORDS
from tests.read.faults.catalogue.common import Kind
from tests.read.faults.catalogue.files import CSV, EXCEL
from tests.read.faults.catalogue.shapes import SHAPES
from tests.read.planting import Change, add_column, add_row, put

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

__all__ = ["ALL", "TOGETHER", "Kind"]

"""Faults of cells, in workbooks and in folders alike."""

from __future__ import annotations

from tests.read.faults.catalogue.common import Kind, cell
from tests.read.planting import add_row

NUMBERS = (
    cell("links", 1, "capacity_mt", "12,5", "text-not-number", "Type 12.5 as a number"),
    cell("links", 1, "capacity_mt", "1\u00a0234", "text-not-number", "Type 1234 as a number"),
    cell("links", 1, "capacity_mt", "1\u202f234,5", "text-not-number", "Type 1234.5 as a number"),
    cell("links", 1, "capacity_mt", "1\u2009234", "text-not-number", "Type 1234 as a number"),
    cell("links", 1, "capacity_mt", "1,234,567", "text-not-number", "Type 1234567 as a number"),
    cell("links", 1, "capacity_mt", "1,234", "text-not-number", "Type 1.234 or 1234 as a number"),
    cell("links", 1, "length_km", "\u221250", "text-not-number", "Type -50 as a number"),
    cell("links", 0, "capacity_mt", "abc", "not-a-number", "a number from 0 (Mt/year), such as 12.5"),
    cell("links", 0, "time_h", "24 h", "not-a-number", "Type the number alone."),
    cell("links", 0, "time_h", "-", "not-a-number", "Type the number alone."),
    cell("links", 0, "length_km", "n/a", "not-a-number", "or clear the cell"),
    cell("links", 0, "cost_usd_per_t", "nan", "not-a-number", "USD/t"),
    cell("links", 0, "cost_usd_per_t", "inf", "not-a-number", "USD/t"),
    cell("demand", 0, "2026", "12,0", "text-not-number", "Type 12 as a number"),
    cell("years", 1, "year", "2O26", "not-a-number", "a whole number from 1900 to 2200 (year)"),
    cell("years", 1, "year", "2 026", "text-not-number", "Type 2026 as a number"),
    cell("projects", 0, "earliest_year", 2026.5, "not-a-whole-number", "Type 2026 or another whole number"),
    cell("links", 0, "capacity_mt", -1, "out-of-range", "a number from 0"),
    cell("settings", 4, "value", "5%", "wrong-type", "Type 0.05 as a number"),
    cell("settings", 4, "value", "0,05", "wrong-type", "Type 0.05 as a number"),
    cell("settings", 4, "value", 5, "out-of-range", "If 5 % is meant, type 0.05"),
    cell("projects", 0, "budget_share", "35%", "text-not-number", "Type 0.35 as a number"),
    cell("projects", 0, "budget_share", 35, "out-of-range", "If 35 % is meant, type 0.35"),
)

BLANKS = (
    cell("demand", 0, "2026", None, "missing-value", "a blank is not 0, so type 0 where there is none"),
    cell("links", 0, "time_h", None, "missing-value", "a number from 0 to 10000 (h)"),
    cell("links", 0, "from_node", " \u00a0\u200b ", "missing-value", "an id of nodes"),
    cell("nodes", 1, "country", None, "missing-value", "Country code"),
    cell("projects", 0, "lifetime_years", None, "missing-value", "a whole number"),
    cell("scenario_changes", 0, "operation", None, "missing-value", "one of: set, add, multiply"),
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
    cell("projects", 0, "divisible", "maybe", "not-yes-or-no", "Type yes or no"),
    cell("projects", 0, "divisible", "да", "not-yes-or-no", "Type yes."),
    cell("projects", 0, "divisible", 1, "not-yes-or-no", "Type yes."),
    cell("links", 0, "direction", "Both", "unknown-choice", "Did you mean 'both'?"),
    cell("links", 0, "from_node", "we\u200bst", "invisible-character", "Type it again: west"),
    cell("links", 0, "from_node", "wst", "unknown-reference", "Did you mean 'west'?"),
    cell("links", 0, "from_node", "West", "unknown-reference", "Only the capital letters differ"),
    cell("demand", 0, "destination", "еast", "unknown-reference", "the letter 'е' is Cyrillic and there Latin"),
    cell("links", 2, "from_node", "bоrder", "unknown-reference", "the letter 'о' is Cyrillic"),
    cell("corridors", 0, "ends_in", "west|nowhere", "unknown-reference", "an id of nodes"),
    cell("settings", 7, "key", "budget_carryover", "unknown-setting", "budget_carry_over"),
    cell("settings", 2, "key", "home_contry", "unknown-setting", "Did you mean 'home_country'?"),
    cell("scenario_changes", 0, "value", "forbidden", "unknown-choice", "auto, force, forbid"),
    Kind(
        "a row twice",
        "duplicate-key",
        "give this one its own id",
        (add_row("nodes", id="west", country="CN"),),
        book="nodes!A5",
        folder="nodes.csv:5 id",
    ),
)

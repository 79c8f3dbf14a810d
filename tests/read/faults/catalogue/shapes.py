"""Faults of headings, columns, sheets and files."""

from __future__ import annotations

from tests.read.faults.catalogue.common import Kind
from tests.read.planting import add_column, address, drop_column, drop_header, put, remove, rename

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
        book="links!R1",
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

"""What differs between two cases, with the rows matched by hand."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter
from typing import Any

import numpy as np
import pytest

from models.case import TABLES, Case
from models.tables import Cell, cells, make_table
from planner.read.writing import teaching_case
from planner.study.difference import TableDifference, change, differences, row_names

Rows = list[dict[str, Cell]]


def with_rows(name: str, rows: Rows, header: tuple[str, ...] | None = None) -> Case:
    """The teaching case with other rows in one table."""
    headings = header or tuple(dict.fromkeys(heading for row in rows for heading in row))
    table = make_table(TABLES[name], {heading: [row.get(heading) for row in rows] for heading in headings})
    parts: dict[str, Any] = {name: table}
    return replace(teaching_case(), **parts)


def rows_of(case: Case, name: str) -> Rows:
    table = getattr(case, name)
    columns = {heading: cells(table, heading) for heading in table.header}
    return [{heading: columns[heading][row] for heading in table.header} for row in range(len(table))]


def compared(name: str, a: Rows, b: Rows) -> TableDifference:
    (found,) = differences(with_rows(name, a), with_rows(name, b), [name])
    return found


def changes(found: TableDifference) -> set[tuple[str, int, int, Cell, Cell]]:
    return {
        (column.column, row_a, row_b, old, new)
        for column in found.columns
        for row_a, row_b, old, new in zip(
            column.rows_a.tolist(), column.rows_b.tolist(), column.old, column.new, strict=True
        )
    }


def change_of(event: str, asset: str, year: int, capacity: float, scenario: str | None = None) -> dict[str, Cell]:
    return {"event": event, "asset": asset, "year": year, "capacity_change": capacity, "scenario": scenario}


def test_a_case_does_not_differ_from_itself() -> None:
    assert all(table.same for table in differences(teaching_case(), teaching_case()))


def test_every_kind_of_cell_is_compared() -> None:
    """A number, a list, a flag, a year column, a source, an own column and a number that becomes blank."""
    project: dict[str, Cell] = {
        "id": "p",
        "lifetime_years": 30,
        "capex_musd": 120.0,
        "divisible": True,
        "requires": ("q",),
        "source": "Plan 2024",
        "_owner": "A",
        "sunk_musd": 3.0,
    }
    other = project | {
        "capex_musd": 150.0,
        "divisible": False,
        "requires": ("q", "r"),
        "source": None,
        "_owner": "B",
        "sunk_musd": None,
    }
    found = compared("projects", [project], [other])
    assert changes(found) == {
        ("capex_musd", 0, 0, 120.0, 150.0),
        ("divisible", 0, 0, True, False),
        ("requires", 0, 0, ("q",), ("q", "r")),
        ("source", 0, 0, "Plan 2024", None),
        ("_owner", 0, 0, "A", "B"),
        ("sunk_musd", 0, 0, 3.0, None),
    }
    assert [column.column for column in found.columns][-1] == "_owner"


def test_rows_are_matched_by_their_key_wherever_they_stand() -> None:
    a = rows_of(teaching_case(), "links")
    found = compared("links", a, [a[2] | {"capacity_mt": 9.0}, a[0]])
    assert changes(found) == {("capacity_mt", 2, 0, a[2]["capacity_mt"], 9.0)}
    assert (found.only_a.tolist(), found.only_b.tolist(), found.rows_moved) == ([1], [], True)


def test_another_order_is_no_difference() -> None:
    a = rows_of(teaching_case(), "nodes")
    turned = [dict(reversed(row.items())) for row in a[::-1]]
    found = compared("nodes", a, turned)
    assert (found.same, found.rows_moved, found.columns_moved) == (True, True, True)


def test_a_column_of_one_side() -> None:
    """2031 is new; an empty column is the same as none."""
    a: Rows = [{"id": "d", "2030": 1.0, "note": None}]
    b: Rows = [{"id": "d", "2030": 2.0, "2031": 1.0, "source": None}]
    found = compared("demand", a, b)
    assert (found.columns_only_a, found.columns_only_b) == ((), ("2031",))
    assert changes(found) == {("2030", 0, 0, 1.0, 2.0)}


def test_rows_without_a_key_are_matched_by_what_names_them() -> None:
    """The equal row first, though another of its name stands above it; then same event, asset and year."""
    a = [change_of("flood", "x", 2026, -1.0), change_of("flood", "x", 2026, -2.0), change_of("ice", "y", 2027, -3.0)]
    b = [change_of("flood", "x", 2026, -2.0), change_of("flood", "x", 2026, -5.0), change_of("ice", "y", 2028, -3.0)]
    found = compared("asset_changes", a, b)
    assert changes(found) == {("capacity_change", 0, 1, -1.0, -5.0)}
    assert (found.only_a.tolist(), found.only_b.tolist()) == ([2], [2])


def test_a_word_that_needs_not_be_there_may_change_too() -> None:
    a = [change_of("flood", "x", 2026, -1.0, "wet"), change_of("flood", "x", 2026, -1.0, "dry")]
    b = [change_of("flood", "x", 2026, -1.0, "dry"), change_of("flood", "x", 2026, -1.0, "very wet")]
    assert changes(compared("asset_changes", a, b)) == {("scenario", 0, 1, "wet", "very wet")}


def test_a_key_that_stands_twice_goes_by_position() -> None:
    a: Rows = [{"id": "n", "country": "KZ"}, {"id": "n", "country": "UZ"}, {"id": "n", "country": "CN"}]
    b: Rows = [{"id": "n", "country": "UZ"}, {"id": "n", "country": "RU"}]
    found = compared("nodes", a, b)
    assert changes(found) == {("country", 0, 1, "KZ", "RU")}
    assert found.only_a.tolist() == [2]


def test_a_table_against_an_empty_one() -> None:
    found = compared("budget", [{"year": 2025, "available_musd": 1.0}], [])
    assert (found.only_a.tolist(), found.columns_only_a, found.changed_cells) == ([0], ("year", "available_musd"), 0)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (120.0, 150.0, (30.0, 0.25)),
        (-4.0, -5.0, (-1.0, -0.25)),
        (0.1, 0.3, (0.2, 2.0)),
        (0.0, 3.0, (3.0, None)),
        ("0.08", "0.1", (0.02, 0.25)),
        (None, 3.0, (None, None)),
        ("rail", "sea", (None, None)),
        (True, False, (None, None)),
        (("a",), ("b",), (None, None)),
    ],
)
def test_change(old: Cell, new: Cell, expected: tuple[float | None, float | None]) -> None:
    assert change(old, new) == expected


def test_names_of_rows() -> None:
    case = with_rows("asset_changes", [change_of("flood", "x", 2026, -1.0, "wet")])
    assert row_names(case.asset_changes, [0]) == ["flood x 2026 wet"]
    assert row_names(teaching_case().years, [1]) == ["2026"]


def test_three_hundred_thousand_rows_in_seconds() -> None:
    """All in another order, all of one year 5 % more, one row gone."""
    rows, years = 300_000, range(2025, 2036)
    random = np.random.default_rng(1)
    columns: dict[str, list[Cell]] = {"id": [f"d{row}" for row in range(rows)]}
    columns |= {name: [name] * rows for name in ("flow_type", "origin", "destination", "commodity")}
    columns |= {str(year): random.random(rows).tolist() for year in years}
    grown = columns | {"2030": [1.05 * float(str(value)) for value in columns["2030"]]}
    order = random.permutation(rows)[1:].tolist()
    a = make_table(TABLES["demand"], columns)
    b = make_table(TABLES["demand"], {name: [values[row] for row in order] for name, values in grown.items()})
    case = teaching_case()
    parts_a, parts_b = {"demand": a}, {"demand": b}
    started = perf_counter()
    (found,) = differences(replace(case, **parts_a), replace(case, **parts_b), ["demand"])  # type: ignore[arg-type]
    assert perf_counter() - started < 30
    assert (found.changed_cells, len(found.only_a), len(found.columns)) == (rows - 1, 1, 1)

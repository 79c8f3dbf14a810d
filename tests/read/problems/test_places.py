"""Findings of the rules placed in the file, and problems as text."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from models.findings import Finding
from planner.read.problems import Places, Problem, place
from tests.read.planting import planted, put, read_both

JSON_FIELDS = ["rule", "severity", "sheet", "cell", "file", "line", "row_key", "value", "expected", "fix", "related"]
JSON_FIELDS += ["group"]


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> tuple[Places, Places]:
    """Places of the teaching case in a workbook and in a folder."""
    book, folder = read_both(planted(), tmp_path_factory.mktemp("places"))
    return book.places, folder.places


def finding(row: int | None, column: str | None, related: tuple[str, int | None, str | None] | None = None) -> Finding:
    """A finding about links."""
    return Finding(
        rule="odd-number",
        severity="warning",
        table="links",
        row=row,
        column=column,
        value="14",
        expected="12.5",
        fix="Look.",
        related=related,
    )


def test_a_problem_has_the_fields_of_the_json() -> None:
    assert [field.name for field in fields(Problem)] == JSON_FIELDS


@pytest.mark.parametrize(
    ("row", "column", "in_book", "in_folder"),
    [
        (1, "capacity_mt", ("links", "H3", None, None), ("links", "capacity_mt", "links.csv", 3)),
        (1, None, ("links", "A3", None, None), ("links", None, "links.csv", 3)),
        (1, "speed", ("links", "A3", None, None), ("links", None, "links.csv", 3)),
        (None, "capacity_mt", ("links", "H1", None, None), ("links", "capacity_mt", "links.csv", 1)),
        (None, "speed", ("links", None, None, None), ("links", "speed", "links.csv", 1)),
        (None, None, ("links", None, None, None), ("links", None, "links.csv", 1)),
    ],
)
def test_a_finding_gets_its_place(
    row: int | None,
    column: str | None,
    in_book: tuple[object, ...],
    in_folder: tuple[object, ...],
    places: tuple[Places, Places],
) -> None:
    for known, expected in zip(places, (in_book, in_folder), strict=True):
        (problem,) = place([finding(row, column)], known)
        assert (problem.sheet, problem.cell, problem.file, problem.line) == expected
        assert problem.row_key == (None if row is None else "rail_border_east")
        assert (problem.rule, problem.severity, problem.value) == ("odd-number", "warning", "14")


def test_a_related_cell_is_named(places: tuple[Places, Places]) -> None:
    book, folder = (place([finding(1, "capacity_mt", ("nodes", 0, "id"))], known)[0] for known in places)
    assert book.text() == "links!H3: '14' odd number; expected 12.5 -> Look. (see nodes!A2)"
    assert folder.text() == "links.csv:3 capacity_mt: '14' odd number; expected 12.5 -> Look. (see nodes.csv:2 id)"


def test_a_table_that_is_not_there_has_no_cells(places: tuple[Places, Places]) -> None:
    book, folder = (Places(known.kind, {}) for known in places)
    assert str(book.spot("links", None, "id")) == "links"
    assert str(folder.spot("links", None, "id")) == "links.csv"


def test_a_key_of_several_columns_is_one_text(tmp_path: Path) -> None:
    book, _ = read_both(planted(put("project_effects", 0, "capacity_added", "much")), tmp_path)
    assert book.problems[0].row_key == "second_track|rail_border_east"


def test_a_long_value_is_cut_on_the_screen_only() -> None:
    problem = Problem(
        rule="not-a-number", severity="error", sheet="links", value="x" * 500 + "\n", expected="a", fix="b"
    )
    assert len(problem.text()) < 200
    assert "\n" not in problem.text()

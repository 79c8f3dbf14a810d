"""Single cells: what a text may mean, and what each kind of column makes of what it finds."""

from __future__ import annotations

from datetime import datetime, timedelta
from math import inf

import pytest

from models.case import TABLES
from models.checks import proposed_number
from models.tables import Cell, Column, columns_of
from models.tables.columns import integer, number, text
from planner.read.cells import Raw, typed
from planner.read.cells.expected import stand_in

VALUE = Column(kind="value", help="A value", blank="none")
NUMBER = number("A number", "Mt", blank="none")
YEAR = integer("A year", "year", minimum=1900, maximum=2200, key=True)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("12,5", (12.5,)),
        ("-12,5", (-12.5,)),
        ("\u221212,5", (-12.5,)),
        ("1 234", (1234,)),
        ("1\u00a0234,5", (1234.5,)),
        ("1\u202f234\u202f567", (1234567,)),
        ("1'234.5", (1234.5,)),
        ("1.234.567", (1234567,)),
        ("1,234,567", (1234567,)),
        ("1,234.5", (1234.5,)),
        ("1.234,5", (1234.5,)),
        ("1,234", (1.234, 1234)),
        ("0,234", (0.234,)),
        ("35%", (0.35,)),
        ("35,5 %", (0.355,)),
        ("12.5", (12.5,)),
        ("1e3", (1000,)),
        ("1e999", ()),
        ("twelve", ()),
        ("12 Mt", ()),
        ("1,2,3", ()),
        ("%", ()),
        ("", ()),
    ],
)
def test_what_a_text_may_mean_as_a_number(written: str, meant: tuple[float, ...]) -> None:
    assert proposed_number(written) == pytest.approx(meant)


@pytest.mark.parametrize(
    ("raw", "cell"),
    [
        (2000, "2000"),
        (2000.0, "2000"),
        ("2000.0", "2000"),
        ("2e3", "2000"),
        (0.05, "0.05"),
        ("0.050", "0.05"),
        ("-0", "0"),
        ("yes", "yes"),
        ("0012", "0012"),
        ("12,5", "12,5"),
        ("1e999", "1e999"),
        (None, None),
    ],
)
def test_a_value_is_the_same_text_however_it_is_written(raw: Raw, cell: Cell) -> None:
    assert typed(VALUE, [raw], texts_only=False) == ([cell], {})


def test_numbers_of_a_text_file_and_of_a_workbook_are_the_same() -> None:
    texts: list[Raw] = ["1", "-0", None, "1e-7", ".5", "5.", "+3", "0.1234567890123456789"]
    numbers: list[Raw] = [1, -0.0, None, 1e-7, 0.5, 5.0, 3, 0.1234567890123456789]
    from_texts, no_doubts = typed(NUMBER, texts, texts_only=True)
    assert no_doubts == {}
    assert typed(NUMBER, numbers, texts_only=False) == (from_texts, {})
    assert str(from_texts[1]) == "0.0"
    assert from_texts[-1] == 0.123456789012346


def test_one_bad_text_does_not_change_how_the_others_are_read() -> None:
    good: list[Raw] = ["1", "0.1234567890123456789", None, "2.50"]
    cells, doubts = typed(NUMBER, [*good, "x"], texts_only=True)
    assert cells[:4] == typed(NUMBER, good, texts_only=True)[0]
    assert list(doubts) == [4]


@pytest.mark.parametrize("raw", [inf, -inf, 10**400])
def test_numbers_without_end_are_refused(raw: Raw) -> None:
    _, doubts = typed(NUMBER, [raw], texts_only=False)
    assert doubts[0].rule == "number-too-large"


def test_a_year_that_cannot_be_read_stands_after_the_one_above() -> None:
    cells, doubts = typed(YEAR, [2025, "#", 2027], texts_only=False)
    assert cells == [2025, 2026, 2027]
    assert list(doubts) == [1]


def test_a_moment_in_a_note_keeps_its_time() -> None:
    cells, doubts = typed(text("A note"), [datetime(2025, 3, 16, 9, 30), timedelta(hours=1)], texts_only=False)
    assert cells[0] == "2025-03-16 09:30:00"
    assert [doubt.severity for doubt in doubts.values()] == ["warning", "error"]


@pytest.mark.parametrize("name", TABLES)
def test_what_stands_for_an_unreadable_cell_keeps_the_column_s_rules(name: str) -> None:
    for column in columns_of(TABLES[name]).values():
        cell = stand_in(column)
        if not column.required:
            assert cell is None
        elif isinstance(cell, int | float) and column.kind != "flag":
            assert column.minimum <= cell <= column.maximum
            assert cell > column.above
        elif column.choices and column.kind == "choice":
            assert cell in column.choices

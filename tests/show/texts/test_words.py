"""Words of one language: texts with parts, plural forms, numbers."""

from __future__ import annotations

import pytest

from planner.show.texts import ENGLISH, Said, Words

RUSSIAN = Words("ru")
ROWS = "{table} ({n} row)", "{table} ({n} rows)"


def test_english_is_the_key() -> None:
    assert ENGLISH.say("{amount} in {year}", amount="1.5 Mt", year=2029) == "1.5 Mt in 2029"
    assert RUSSIAN.say("{amount} in {year}", amount="1,5", year=2029) == "1,5 в 2029\u00a0г."


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "t (0 строк)"),
        (1, "t (1 строка)"),
        (2, "t (2 строки)"),
        (5, "t (5 строк)"),
        (11, "t (11 строк)"),
        (12, "t (12 строк)"),
        (21, "t (21 строка)"),
        (22, "t (22 строки)"),
        (111, "t (111 строк)"),
        (1001, "t (1\u00a0001 строка)"),
    ],
)
def test_russian_has_three_plural_forms(number: int, said: str) -> None:
    assert RUSSIAN.count(*ROWS, number, table="t") == said


@pytest.mark.parametrize(("number", "said"), [(0, "t (0 rows)"), (1, "t (1 row)"), (1200, "t (1,200 rows)")])
def test_english_has_two(number: int, said: str) -> None:
    assert ENGLISH.count(*ROWS, number, table="t") == said


def test_numbers() -> None:
    assert ENGLISH.number(1234567.25, 1) == "1,234,567.2"
    assert RUSSIAN.number(1234567.25, 1) == "1\u00a0234\u00a0567,2"
    assert RUSSIAN.number(-0.5, 2) == "-0,50"
    assert (ENGLISH.share(0.1234, 1), RUSSIAN.share(0.1234, 1)) == ("12.3%", "12,3\u00a0%")
    assert (ENGLISH.figure("1e-05"), RUSSIAN.figure("0.005")) == ("1e-05", "0,005")


def test_what_a_user_typed_is_not_translated() -> None:
    assert RUSSIAN.say("Demand") == "Спрос"
    assert RUSSIAN.say(Said("Demand")) == "Demand"
    assert RUSSIAN.say(RUSSIAN.say("Demand")) == "Спрос"


def test_parts_may_hold_braces() -> None:
    assert ENGLISH.say("{amount} in {year}", amount="{year}", year="{0}") == "{year} in {0}"


def test_a_text_that_no_catalogue_has_stays_english() -> None:
    assert RUSSIAN.say("No such text stands in the catalogue") == "No such text stands in the catalogue"
    assert RUSSIAN.say("") == ""


def test_texts_of_a_source() -> None:
    source = 'legend(say("Capacity"), say("Not in the catalogue"))'
    assert RUSSIAN.listed(source)["Capacity"] == "Пропускная способность"
    assert "Utilisation" not in RUSSIAN.listed(source)
    assert ENGLISH.listed(source) == {}

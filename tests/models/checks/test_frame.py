"""Settings and plan years: what is silent, and what the words say."""

from __future__ import annotations

import pytest

from models.checks import check_case
from tests.models.checks.planting import SOUND, found, plant, sound, the


def test_settings_without_a_default_are_asked_for_by_name() -> None:
    case = sound(settings=[{"key": "case", "value": "c"}])
    assert [finding.value for finding in found(case, "missing-setting")] == [
        "base_year",
        "discount_rate",
        "home_country",
        "unmet_penalty",
    ]


@pytest.mark.parametrize(
    ("key", "value"),
    [("discount_rate", "nan"), ("discount_rate", "5%"), ("unmet_penalty", "1,000"), ("base_year", str(2**63))],
)
def test_a_setting_that_is_no_number(key: str, value: str) -> None:
    row = next(row for row, cells in enumerate(SOUND["settings"]) if cells["key"] == key)
    assert the(plant("settings", row, value=value), "wrong-type").value == value


def test_an_infinite_setting() -> None:
    assert the(plant("settings", 5, value="inf"), "not-finite").value == "inf"


def test_a_setting_given_twice() -> None:
    assert the(plant("settings", 6, key="currency", value="EUR"), "duplicate-key").related == ("settings", 4, "key")


def test_a_checked_case_has_typed_parameters() -> None:
    case = plant("settings", 6, key="budget_carry_over", value="no")
    assert check_case(case) == ()
    assert case.parameters.budget_carry_over is False


def test_the_same_year_twice_is_a_duplicate_and_in_order() -> None:
    assert [finding.rule for finding in check_case(plant("years", 2, year=2026))] == ["duplicate-key"]

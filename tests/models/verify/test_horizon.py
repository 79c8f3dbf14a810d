"""The years after the plan, as the engine and verification count them."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from unittest.mock import patch

import numpy as np
import pytest

from models.case import Case
from models.projects import years_missing
from models.tables import Numbers
from models.verify import verify
from models.verify.money import worth_of_years
from tests.known.horizon import gain_after_the_plan
from tests.models.verify.plans import broken, plan
from tests.networks import case, project


def _plan(rate: str, after: str) -> Case:
    settings = {"discount_rate": rate, "years_after": after, "base_year": "2024"}
    return case(settings, years=[{"year": 2025, "weight_years": 3.0}, {"year": 2028, "weight_years": 1.5}])


@pytest.mark.parametrize(("rate", "after"), [("0.1", "3"), ("0", "7"), ("1e-12", "20"), ("0.05", ""), ("0.3", "1")])
def test_both_count_the_same(rate: str, after: str) -> None:
    built = _plan(rate, after)
    assert worth_of_years(built) == pytest.approx(built.discount, rel=1e-9)
    assert built.discount == pytest.approx(built.discount_in_plan + built.discount_after, rel=1e-15)


def test_the_first_year_after_follows_the_years_that_the_last_one_stands_for() -> None:
    """2028 stands for 1.5 years, so the years after begin at 2029.5, 5.5 years from 2024: 1.5 / 1.1^4 and two more."""
    assert _plan("0.1", "2").discount == pytest.approx([3 / 1.1, 1.5 / 1.1**4 + 1.1**-5.5 + 1.1**-6.5])
    assert _plan("0", "2").discount.tolist() == [3, 3.5]


def test_nothing_after_changes_nothing() -> None:
    """Blank, 0 and no such setting: the same factors to the bit, and blank is no other case."""
    assert np.array_equal(_plan("0.07", "0").discount, _plan("0.07", "").discount)
    assert np.array_equal(worth_of_years(_plan("0.07", "")), _plan("0.07", "").discount)
    blank, absent = case({"years_after": ""}), case()
    assert blank.digest == absent.digest
    assert case({"years_after": "1"}).digest != absent.digest


def test_an_engine_that_counts_otherwise_is_reported() -> None:
    """The engine without the years after counts 2026 by 1.1^-3 + 1.1^-4 less than verification."""
    built = gain_after_the_plan()[0]
    last = 2 / 1.1 + 1.1**-3 + 1.1**-4
    found = plan(built, [("d", 2026, "a-b", 1)], [("p", 2025, 1)])
    found = replace(found, objective=121 * (1 + last) + last)
    assert broken(verify(built, found)) == {}
    blind = cached_property(lambda case: case.discount_in_plan)
    blind.__set_name__(Case, "discount")
    with patch.object(Case, "discount", blind):
        other = gain_after_the_plan()[0]
        assert broken(verify(other, found))["discount"] == [pytest.approx(1.1**-3 + 1.1**-4)]


def test_years_of_life_missing() -> None:
    """The plan ends with 2027 (2026 stands for two), five years after are 2028 to 2032.

    Opened in 2025 a life of 4 ends with 2028: 4 years are missing; opened in 2026, 3. One of 8 lasts. One of 1, opened
    in 2025, does not serve in 2026, so is not renewed; opened in 2026 it lacks 6.
    """
    built = case(
        {"years_after": "5"},
        years=[{"year": 2025}, {"year": 2026, "weight_years": 2.0}],
        projects=[project("four", 1, lifetime_years=4), project("eight", 1, lifetime_years=8), project("one", 1)],
    )
    missing: Numbers = years_missing(built)
    assert missing.tolist() == [[4, 3], [0, 0], [0, 6]]

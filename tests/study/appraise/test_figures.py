"""Figures of amounts of money, by hand and against scipy."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import brentq

from planner.study.appraise.figures import discount_factors, mirr, payback_year, rates_of_return


def worth(rate: float, years: list[int], amounts: list[float]) -> float:
    return sum(amount / (1 + rate) ** (year - years[0]) for year, amount in zip(years, amounts, strict=True))


def rates(years: list[int], amounts: list[float]) -> tuple[float, ...]:
    return rates_of_return(np.array(years), np.array(amounts, float))


def test_discounting_is_to_the_base_year() -> None:
    """1.1^-(2027 - 2025) and, before the base year, interest: 1.1^1."""
    found = discount_factors(np.array([2024, 2025, 2027]), 2025, 0.1)
    assert found == pytest.approx([1.1, 1.0, 1 / 1.21])


def test_one_rate() -> None:
    """100 becomes 121 in two years: 10 %."""
    assert rates([2025, 2027], [-100, 121]) == pytest.approx((0.1,))


@pytest.mark.parametrize("seed", range(20))
def test_a_rate_as_a_root_finder_finds_it(seed: int) -> None:
    """Money is paid first and comes back later: one sign change, one rate, which brentq brackets."""
    draw = np.random.default_rng(seed)
    years = sorted(draw.choice(np.arange(2025, 2060), 12, replace=False).tolist())
    amounts = [*(-draw.uniform(1, 9, 4)), *draw.uniform(0.5, 9, 8)]
    expected = brentq(worth, -0.9, 50, args=(years, amounts), xtol=1e-14)
    found = rates(years, amounts)
    assert found == pytest.approx((expected,), abs=1e-9)


def test_several_rates() -> None:
    """-100 + 230 x - 132 x^2 with x = 1 / (1 + r): (1 + r) is 1.1 or 1.2."""
    assert rates([2025, 2026, 2027], [-100, 230, -132]) == pytest.approx((0.1, 0.2))


def test_a_rate_that_the_worth_only_touches() -> None:
    """-100 + 220 x - 121 x^2 = -(10 - 11 x)^2: 10 % twice, told once."""
    assert rates([2025, 2026, 2027], [-100, 220, -121]) == pytest.approx((0.1,), abs=1e-6)


@pytest.mark.parametrize("amounts", [[-1, -2, -3], [1, 2, 3], [0, 0, 0], [0, -5, 0], [10, -10, 10]])
def test_no_rate(amounts: list[float]) -> None:
    """One sign only, one amount only; and 10 - 10 x + 10 x^2, which has no real root."""
    assert rates([2025, 2026, 2027], amounts) == ()


def test_modified_rate() -> None:
    """At 10 %: 100 and 50 / 1.1 are paid; 80 x 1.1 + 90 come back in 2028, three years later."""
    found = mirr(np.array([2025, 2026, 2027, 2028]), np.array([-100.0, -50, 80, 90]), 0.1)
    assert found == pytest.approx(((80 * 1.1 + 90) / (100 + 50 / 1.1)) ** (1 / 3) - 1)
    assert np.isnan(mirr(np.array([2025, 2026]), np.array([-1.0, -1.0]), 0.1))


def test_payback() -> None:
    """-6, 4, 3: above zero from the third year; -6, 7, -3, 1: falls below again, never; no money: none."""
    years = np.array([2025, 2026, 2027, 2028])
    assert payback_year(years, np.array([-6.0, 4, 3, 0])) == 2027
    assert payback_year(years, np.array([-6.0, 7, -3, 1])) is None
    assert payback_year(years, np.zeros(4)) is None

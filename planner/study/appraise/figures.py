"""Figures of yearly amounts of money: present values, rates of return, ratios. Pure arithmetic."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.tables import Integers, Numbers

LOWEST, HIGHEST = -0.99, 10.0
"""Rates of return that are sought, per year."""

REAL = 1e-6
"""Imaginary share of a root of the polynomial up to which it is a real one."""

SAME = 1e-6
"""Difference up to which two rates of return are one."""


@dataclass(frozen=True)
class Figures:
    """What amounts are worth at a rate; NaN and None: there is no such figure.

    npv, benefits, costs: MUSD of the base year. bcr: benefits / costs. first_year: benefits less upkeep of the first
    year of service by the capital paid until then, with interest. payback: first year by whose end the sum of the
    discounted amounts, residual value not counted, is no longer below zero and stays so. mirr: rate at which the money
    paid grows to what comes back, both with interest at the rate.
    """

    rate: float
    npv: float
    benefits: float
    costs: float
    bcr: float
    first_year: float
    payback: int | None
    mirr: float


def discount_factors(year: Integers, base: int, rate: float) -> Numbers:
    """What 1 MUSD of each calendar year is worth in the base year."""
    return np.asarray((1.0 + rate) ** (base - year.astype(float)))


def rates_of_return(year: Integers, amounts: Numbers) -> tuple[float, ...]:
    """Every rate from LOWEST to HIGHEST at which the amounts are worth nothing, ascending; years ascend.

    The worth is a polynomial in x = 1 / (1 + rate); its positive real roots are the rates. None where all is zero.
    """
    some = np.flatnonzero(amounts)
    if len(some) < 2:
        return ()
    powers = np.zeros(int(year[some[-1]] - year[some[0]]) + 1)
    powers[year[some] - year[some[0]]] = amounts[some] / np.abs(amounts).max()
    roots = np.roots(powers[::-1])
    real = roots[(np.abs(roots.imag) <= REAL * np.abs(roots)) & (roots.real > 0)].real
    found = sorted(1.0 / x - 1.0 for x in (_polished(powers, root) for root in real.tolist()) if x > 0)
    inside = [rate for rate in found if LOWEST <= rate <= HIGHEST]
    return tuple(rate for place, rate in enumerate(inside) if place == 0 or rate - inside[place - 1] > SAME)


def mirr(year: Integers, amounts: Numbers, rate: float) -> float:
    """Rate at which what is paid grows to what comes back, both at interest; NaN where one of them is missing."""
    if not (amounts < 0).any() or not (amounts > 0).any():
        return np.nan
    first, last = year[np.flatnonzero(amounts)[[0, -1]]].tolist()
    if last == first:
        return np.nan
    now = discount_factors(year, int(first), rate)
    paid, back = -float(np.minimum(amounts, 0.0) @ now), float(np.maximum(amounts, 0.0) @ now)
    return float((back / paid) ** (1.0 / (last - first)) * (1.0 + rate) - 1.0)


def payback_year(year: Integers, discounted: Numbers) -> int | None:
    """The first year from which on the running sum of discounted amounts is not below zero; None: none, or no money."""
    running = np.cumsum(discounted)
    below = np.flatnonzero(running < -1e-9 * (1.0 + np.abs(discounted).max(initial=0.0)))
    if not len(below) or below[-1] + 1 == len(year):
        return None
    return int(year[below[-1] + 1])


def _polished(powers: Numbers, root: float) -> float:
    """A root of sum powers[k] x^k after a few steps of Newton's."""
    slope = powers[1:] * np.arange(1, len(powers))
    for _ in range(20):
        steep = np.polyval(slope[::-1], root)
        if steep == 0:
            break
        step = np.polyval(powers[::-1], root) / steep
        # near a double root the steps are rounding
        if not abs(step) < 0.1 * root:
            break
        root = float(root - step)
    return root

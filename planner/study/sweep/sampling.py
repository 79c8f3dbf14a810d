"""Draws from the ranges of the sheet uncertainty: Latin hypercube, the same for the same seed."""

from __future__ import annotations

from math import inf, isnan
from typing import Any

import numpy as np
from scipy import stats
from scipy.stats import qmc

from models.case import Case
from models.errors import PlannerError
from models.tables import Numbers
from planner.study.changes import SIGNS
from planner.study.sweep.variants import Axis, Point

_SIGN = {operation: sign for sign, operation in SIGNS.items()}


def draws(case: Case, number: int, seed: int) -> Axis:
    """`number` points, each with one number drawn from every range of the case.

    Of each range every `number`-th part of its probability is met once (Latin hypercube); ranges are independent.
    A drawn number is rounded to six digits, so that the text of the change is the whole truth.
    Raises PlannerError where the case has no ranges.
    """
    ranges = case.uncertainty
    if not len(ranges):
        raise PlannerError("--draws needs the sheet uncertainty: a row per figure whose range is known")
    numbers = drawn(case, qmc.LatinHypercube(d=len(ranges), seed=np.random.default_rng(seed)).random(number))
    return tuple(_point(case, f"{place:0{len(str(number))}d}", row) for place, row in enumerate(numbers, start=1))


def drawn(case: Case, shares: Numbers) -> Numbers:
    """Numbers below which a draw falls with given probabilities; both of shape (draws, ranges)."""
    columns = [_inverse(case, row).ppf(shares[:, row]) for row in range(len(case.uncertainty))]
    return np.column_stack(columns)


def _inverse(case: Case, row: int) -> Any:
    """The distribution of a range, cut off at low and high, as scipy has it."""
    ranges = case.uncertainty
    low, centre, high, spread = (float(getattr(ranges, name)[row]) for name in ("low", "centre", "high", "spread"))
    match ranges.distribution[row]:
        case "uniform":
            return stats.uniform(low, high - low)
        case "triangular":
            return stats.triang((centre - low) / (high - low), low, high - low)
        case "normal":
            least, most = -inf if isnan(low) else low, inf if isnan(high) else high
            return stats.truncnorm((least - centre) / spread, (most - centre) / spread, centre, spread)
        case _:
            least, most = _log(low, centre, spread, -inf), _log(high, centre, spread, inf)
            return _Exponential(stats.truncnorm(least, most), centre, spread)


def _log(end: float, centre: float, spread: float, open_end: float) -> float:
    """Where a lognormal distribution is cut off, in standard deviations of its logarithm."""
    if isnan(end):
        return open_end
    return (np.log(end) - np.log(centre)) / spread if end > 0 else -inf


class _Exponential:
    """Lognormal numbers from a standard normal distribution."""

    def __init__(self, standard: Any, median: float, spread: float) -> None:
        self._standard, self._median, self._spread = standard, median, spread

    def ppf(self, shares: Numbers) -> Numbers:
        return np.asarray(self._median * np.exp(self._spread * self._standard.ppf(shares)))


def _point(case: Case, label: str, numbers: Numbers) -> Point:
    ranges = case.uncertainty
    texts = [f"{number:.6g}" for number in numbers.tolist()]
    changes = []
    for row, text in enumerate(texts):
        where = f"[{ranges.where[row]}]" if ranges.where[row] else ""
        changes.append(f"{ranges.sheet[row]}{where}.{ranges.column[row]}{_SIGN[ranges.operation[row]]}{text}")
    values = {"draw": label} | dict(zip(ranges.id.tolist(), texts, strict=True))
    return Point(f"draw {label}", values, tuple(changes))

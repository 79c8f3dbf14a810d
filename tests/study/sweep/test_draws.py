"""Numbers drawn from ranges: their distribution, their seed, and what they change."""

from __future__ import annotations

import numpy as np
import pytest

from models.case import Case
from models.errors import PlannerError
from models.tables import Uncertainty, make_table
from planner.study.changes import apply_changes
from planner.study.sweep import draws
from planner.study.sweep.sampling import drawn
from tests.models.checks.planting import sound
from tests.networks import Row

BASE = {"sheet": "demand", "column": "mt"}
RANGES: list[Row] = [
    {**BASE, "id": "even", "distribution": "uniform", "low": 0.8, "high": 1.2},
    {**BASE, "id": "likely", "distribution": "triangular", "low": 0.0, "centre": 1.0, "high": 2.0},
    {**BASE, "id": "normal", "distribution": "normal", "centre": 1.0, "spread": 0.1, "low": 0.0},
    {**BASE, "id": "cut", "distribution": "normal", "centre": 1.0, "spread": 0.1, "low": 1.0, "high": 1.1},
    {**BASE, "id": "skew", "distribution": "lognormal", "centre": 2.0, "spread": 0.5},
    {**BASE, "id": "flat", "distribution": "lognormal", "centre": 2.0, "spread": 0.5, "high": 2.0},
]


def example() -> Case:
    return sound(uncertainty=RANGES)


def test_shares_of_the_distributions() -> None:
    """Where a half, and 84.13 % (one deviation above the mean of a normal distribution), lie below.

    Triangle of 0, 1, 2: below 0.5 lies 0.5 x 0.5 / 2 = 1/8. Normal, cut to [1, 1.1]: of its probability 0.3413 half is
    passed where the whole has 0.5 + 0.1707: 0.4418 deviations above. Lognormal: the median is 2, one deviation above is
    2 x e^0.5; cut at the median, half of the rest lies below 2 x e^(-0.6745 x 0.5).
    """
    half = drawn(example(), np.full((1, len(RANGES)), 0.5))[0]
    assert half == pytest.approx([1.0, 1.0, 1.0, 1.04418, 2.0, 2 * np.exp(-0.67449 * 0.5)], rel=1e-4)
    upper = drawn(example(), np.full((1, len(RANGES)), 0.841345))[0]
    assert upper[0] == pytest.approx(0.8 + 0.4 * 0.841345)
    assert upper[[2, 4]] == pytest.approx([1.1, 2 * np.exp(0.5)], rel=1e-4)
    assert drawn(example(), np.full((1, len(RANGES)), 0.125))[0, 1] == pytest.approx(0.5)


def test_a_latin_hypercube_meets_every_part_of_a_range() -> None:
    points = draws(example(), 40, seed=3)
    even = sorted(float(point.values["even"]) for point in points)
    assert np.floor((np.array(even) - 0.8) / 0.01).tolist() == list(range(40))


def test_the_seed_decides() -> None:
    assert draws(example(), 5, seed=1) == draws(example(), 5, seed=1)
    assert draws(example(), 5, seed=1) != draws(example(), 5, seed=2)


def test_what_a_draw_changes() -> None:
    """The range `trade` multiplies transit of goods in both years; d2 is transit of goods too."""
    before = sound()
    (point,) = draws(before, 1, seed=0)
    factor = float(point.values["trade"])
    assert point.values["draw"] == "1"
    assert point.changes == (f"demand[flow_type=transit|commodity=goods].mt*={point.values['trade']}",)
    changed = apply_changes(before, point.changes)
    assert changed.demand.mt == pytest.approx(before.demand.mt * factor)


def test_no_ranges() -> None:
    with pytest.raises(PlannerError, match="uncertainty"):
        draws(sound(uncertainty=[]), 3, seed=0)


def test_a_case_without_ranges_keeps_its_digest() -> None:
    """An empty table is no content; one row is."""
    case = sound(uncertainty=[])
    headed = sound(uncertainty=[])
    object.__setattr__(headed, "uncertainty", make_table(Uncertainty, {"id": [], "sheet": []}))
    assert headed.digest == case.digest
    assert sound().digest != case.digest

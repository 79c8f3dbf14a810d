"""The bound for prices worked out by hand: equal to the optimum of divisible projects."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from models.case import Case
from models.solution import Prices
from models.verify import verify
from tests.models.verify.bound.known import KNOWN, Known, at_most, bottleneck, detour, fleet, line, prices_of
from tests.models.verify.bound.known_projects import KNOWN_PROJECTS, saving, share_of_a_project
from tests.models.verify.plans import Opening, Ride, broken, no_prices, plan
from tests.networks import cargo, case

ALL = KNOWN | KNOWN_PROJECTS


def bound(known: Known, prices: Prices | None = None) -> float:
    """The bound of a case, by its own prices or by others."""
    nothing = plan(known.case, objective=0.0, bound_prices=prices or prices_of(known))
    return verify(known.case, nothing).bound_musd


@pytest.mark.parametrize("known", ALL.values(), ids=ALL.keys())
def test_the_bound_for_the_right_prices_is_the_optimum(known: Callable[[], Known]) -> None:
    given = known()
    assert bound(given) == pytest.approx(given.optimum, rel=1e-12)


@pytest.mark.parametrize("known", ALL.values(), ids=ALL.keys())
def test_the_bound_for_wrong_prices_is_below_the_optimum(known: Callable[[], Known]) -> None:
    given = known()
    for factor in (0.0, 0.5, 2.0, -1.0):
        prices = prices_of(given)
        changed = {name: value * factor for name, value in vars(prices).items() if isinstance(value, np.ndarray)}
        exclusive = {name: value * factor for name, value in prices.exclusive.items()}
        assert bound(given, replace(prices, **changed, exclusive=exclusive)) <= given.optimum + 1e-9


def test_prices_below_zero_count_as_none() -> None:
    known = bottleneck()
    below = no_prices(known.case)
    below.capacity[:], below.budget[:] = -50, -3
    assert bound(known, below) == bound(known, no_prices(known.case)) == 5


def test_prices_of_limits_that_are_not_there_do_not_count() -> None:
    """A limit that is switched off, a budget without rows, a least volume that is not given."""
    known = fleet()
    off = Known(replace(known.case, shared_limits=_switched_off(known.case)), known.prices, 6)
    assert bound(off) == 6
    rich = bottleneck()
    prices = prices_of(rich)
    prices.budget[:] = 7
    assert bound(rich, prices) == 2003
    limited = at_most(None, 3, 14)()
    prices = prices_of(limited)
    prices.corridor_min[:] = 9
    assert bound(limited, prices) == 14


def test_one_capacity_of_both_directions_has_one_price() -> None:
    """Only the first of the two entries counts: with both, cargo back would pay for capacity that is worth nothing."""
    known = Known(line(demand=[cargo("d", "a-b", 2), cargo("e", "b-a", 3)]), bottleneck().prices, 2003)
    prices = prices_of(known)
    prices.capacity[:, 1] = 5
    assert bound(known, prices) == 2003
    prices.capacity[:, 0], prices.capacity[:, 1] = 0, 999
    assert bound(known, prices) == 5


def _switched_off(given: Case) -> Any:
    return case(
        shared_limits=[{"id": name, "capacity": 10.0, "active": False} for name in given.shared_limits.id]
    ).shared_limits


WHOLE: dict[str, tuple[Callable[[], Known], list[Ride], list[Opening], float]] = {
    "a project": (share_of_a_project, [("d", 2025, "a-b", 5.0)], [("p", 2025, 1.0)], 15),
    "nothing to gain": (detour, [("d", 2025, "a-b", 3.0), ("d", 2025, "dear", 2.0)], [], 11),
    "a saving": (saving, [("d", 2025, "a-b", 5.0)], [], 25),
}


@pytest.mark.parametrize(("known", "rides", "openings", "cost"), WHOLE.values(), ids=WHOLE.keys())
def test_the_gap_of_a_whole_plan_is_to_the_optimum_of_divisible_projects(
    known: Callable[[], Known], rides: list[Ride], openings: list[Opening], cost: float
) -> None:
    given = known()
    verification = verify(given.case, plan(given.case, rides, openings, objective=cost, bound_prices=prices_of(given)))
    assert verification.violations == ()
    assert verification.gap == pytest.approx((cost - given.optimum) / cost)


def test_a_plan_cheaper_than_the_bound_is_a_contradiction_where_it_keeps_the_rules(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No prices make the bound exceed a plan's cost, so a bound that does is put in its place."""
    known = detour()
    good = plan(known.case, [("d", 2025, "a-b", 3.0), ("d", 2025, "dear", 2.0)], objective=11.0)
    monkeypatch.setattr("models.verify.check.lower_bound", lambda *_: 12.0)
    assert broken(verify(known.case, good)) == {"bound-above-objective": [1]}
    overloaded = plan(known.case, [("d", 2025, "a-b", 5.0)], objective=5.0)
    assert broken(verify(known.case, overloaded)) == {"capacity": [2]}

"""How far home transit goes at a cost: ways through the home country and around it."""

from __future__ import annotations

import numpy as np
import pytest

from models.as_decided import DecidedYear, HomeTransit
from models.case import Case
from models.solution import Openings
from tests.networks import cargo, case, link, node

NONE = Openings(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))


def two_ways(home: float, around: float) -> Case:
    """10 Mt from a to c, by b at home, which takes 8, or around by x; USD/t of each way."""
    nodes = [node("a", "CN"), node("b"), node("c", "DE"), node("x", "RU")]
    links = [link("a-b", home, 8.0), link("b-c", 0.0), link("a-x", around), link("x-c", 0.0)]
    return case(nodes=nodes, links=links, demand=[cargo("d", "a-c", 10.0)])


def extremes(built: Case, dearer: float) -> tuple[float, float]:
    home = HomeTransit(DecidedYear(built, NONE, 0))
    home.lean(built, NONE, 0)
    least, most = (home.mt(home.parts(home.plan(way, dearer))[0]) for way in (-1.0, 1.0))
    return least, most


def test_more_may_go_home_as_far_as_the_money_reaches() -> None:
    """Home costs 6, around 5: all go around for 50; 3 MUSD more let 3 Mt go home, 100 MUSD all that fit, 8."""
    built = two_ways(6.0, 5.0)
    assert extremes(built, 3.0) == pytest.approx((0, 3))
    assert extremes(built, 100.0) == pytest.approx((0, 8))


def test_less_may_go_home_as_far_as_the_money_reaches() -> None:
    """Home costs 4, around 5: 8 go home; each that goes around instead costs 1 more."""
    assert extremes(two_ways(4.0, 5.0), 3.0) == pytest.approx((5, 8))


def test_ways_of_equal_cost_leave_it_open() -> None:
    """Both cost 5: from nothing to all that fit."""
    assert extremes(two_ways(5.0, 5.0), 0.0) == pytest.approx((0, 8), abs=1e-6)


def test_a_mt_left_behind_is_no_home_transit() -> None:
    """Home costs 6, around is 2000: 8 go home, 2 stay behind at 1000; no money changes the most."""
    assert extremes(two_ways(6.0, 2000.0), 0.0) == pytest.approx((8, 8))

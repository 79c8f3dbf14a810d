"""Emissions with and without a project, by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from models.accounts import emissions, with_unpaid_savings
from models.case import Case
from models.network import find_ways
from planner.study.appraise import Footprint, footprint_of
from tests.networks import cargo, effect, link, node
from tests.study.appraise.cases import appraised, cut, of, short_cut, value_of

RAIL = [{"id": "rail", "emission_g_per_tkm": 100.0}]


def emitting(**more: Any) -> Case:
    """The short cut is 300 km long, the old way 1000, at 100 g/tkm; building emits 33 kt."""
    links = [link("a-b", 1, 0, length_km=300.0), {**link("a-b", 5, 9, length_km=1000.0), "id": "slow"}]
    given: dict[str, Any] = {"links": links, "modes": RAIL, "projects": [cut(embodied_kt_co2e=33.0)]}
    return short_cut(**(given | more))


def footprint(given: Case) -> Footprint:
    return footprint_of(given, value_of(of(appraised(given), "cut")))


def test_absolute_baseline_relative() -> None:
    """2 Mt x 300 km x 100 g/tkm are 60 kt a year with it, 2 x 1000 x 100 are 200 without: 140 less, for 10 years.

    No carbon price counts: what is emitted is told all the same.
    """
    found = footprint(emitting())
    assert (found.absolute, found.baseline, found.relative) == pytest.approx((60, 200, -140))
    assert found.elsewhere == 0
    assert (found.embodied, found.life, found.years) == pytest.approx((33, -1400, 10))
    assert found.above


def test_other_cargo_is_told_apart() -> None:
    """d, 2 Mt, leaves the old way for the new one; e, 1 Mt, that no train carries, takes its place there.

    The old way holds 2 Mt, so that e went 2000 km by road without the project: 200 kt a year, and 100 with it.
    """
    given = emitting(
        nodes=[node("a"), node("b", "RU"), node("c")],
        links=[
            link("a-b", 1, 0, length_km=300.0),
            {**link("a-b", 5, 2, length_km=1000.0), "id": "slow", "mode": "barge"},
            link("c-a", 0, 9, length_km=0.0, mode="barge"),
            link("c-b", 8, 9, length_km=2000.0, mode="road"),
        ],
        modes=[{"id": mode, "emission_g_per_tkm": 100.0} for mode in ("rail", "barge", "road")],
        demand=[cargo("d", "a-b", [2, 2, 2]), cargo("e", "c-b", [1, 1, 1], modes=("barge", "road"))],
    )
    found = footprint(given)
    assert (found.absolute, found.baseline) == pytest.approx((60, 200))
    assert found.elsewhere == pytest.approx(-100)
    assert found.life == pytest.approx(10 * -240)


def test_below_the_threshold() -> None:
    """2 Mt x 30 km x 100 g/tkm are 6 kt, without 20: neither 6 nor 14 is above 20 kt."""
    links = [link("a-b", 1, 0, length_km=30.0), {**link("a-b", 5, 9, length_km=100.0), "id": "slow"}]
    found = footprint(emitting(links=links))
    assert (found.absolute, found.relative) == pytest.approx((6, -14))
    assert not found.above


def test_cargo_left_behind_emits_nothing() -> None:
    """Without the project nothing moves: all 60 kt are more."""
    found = footprint(emitting(links=[link("a-b", 1, 0, length_km=300.0)]))
    assert (found.absolute, found.baseline, found.relative) == pytest.approx((60, 0, 60))


def test_a_project_that_saves_emission_alone() -> None:
    """Wires save 40 of 100 g/tkm to 2 Mt over 300 km: 36 kt for 60, though no price asks for it."""
    given = emitting(
        links=[link("a-b", 1, 9, length_km=300.0)],
        project_effects=[effect("cut", "a-b", emission_saving_g_per_tkm=40.0)],
        projects=[cut(decision="force")],
    )
    found = footprint(given)
    assert (found.absolute, found.baseline) == pytest.approx((36, 60))


def test_with_the_programme_all_cargo_emits_what_the_plan_does() -> None:
    found = appraised(emitting())
    value = value_of(found.subjects[0])
    plan = with_unpaid_savings(found.case, found.plan)
    by_year = emissions(found.case, plan, find_ways(found.case, plan.routes)).sum(axis=(0, 1))
    assert value.emitted["absolute"] == pytest.approx(np.where(value.differs, by_year, 0.0))


def test_over_life_ends_with_the_life_within_the_years_after() -> None:
    """20 years after the plan, 10 of life: renewals are no part of it."""
    found = footprint(emitting(settings={"years_after": "20"}))
    assert (found.life, found.years) == pytest.approx((-1400, 10))

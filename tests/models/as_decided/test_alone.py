"""What a plan costs more without one of its forced projects, all others as they are."""

from __future__ import annotations

import numpy as np
import pytest

from models.as_decided import forced_alone, without_each
from models.case import Case
from models.solution import Openings, Without
from tests.networks import Row, cargo, case, effect, link, node, project


def forced(cost: float, name: str, **more: object) -> Row:
    return project(name, cost, lifetime_years=1, decision="force", earliest_year=2025, **more)


def short_line() -> Case:
    """3 Mt from a to c over a-b-c at 2 USD/t, of which 1 Mt fits and `wide` gives 1 Mt more; straight at 12.

    `idle` widens a link with room; `base` is required by `wide`. Without discounting, for one year.
    """
    return case(
        {"discount_rate": "0"},
        nodes=[node("a", "CN"), node("b"), node("c", "DE")],
        links=[link("a-b", 1.0, 1.0), link("b-c", 1.0, 9.0), link("a-c", 12.0, 1.0)],
        demand=[cargo("d", "a-c", 3.0)],
        projects=[forced(4.0, "wide", requires=("base",)), forced(7.0, "idle"), forced(1.0, "base")],
        project_effects=[effect("wide", "a-b", 1.0), effect("idle", "b-c", 1.0), effect("base", "b-c", 1.0)],
    )


def opened(built: Case) -> Openings:
    count = len(built.projects)
    return Openings(np.arange(count), np.zeros(count, np.int64), np.ones(count))


def found(built: Case) -> dict[str, Without]:
    openings = opened(built)
    rows = without_each(built, openings, forced_alone(built, openings))
    return {str(built.projects.id[row.project]): row for row in rows}


def test_a_forced_project_that_nothing_uses_loses_its_cost() -> None:
    """b-c has 9 Mt of room for 3: without `idle` cargo costs the same and 7 MUSD are not paid."""
    row = found(short_line())["idle"]
    assert (row.own_musd, row.real_musd, row.penalty_musd) == pytest.approx((7.0, 0.0, 0.0), abs=1e-6)
    assert row.dearer_musd == pytest.approx(-7.0)


def test_what_a_forced_project_brings_is_real_money_and_penalty_apart() -> None:
    """2 of 3 Mt go over b and 1 straight. Without `wide` 1 Mt goes over b, 1 straight, and 1 stays behind.

    Real money: 2 USD/t less for that Mt, -2; penalty: 1 Mt x 1000. Its own cost of 4 is not paid.
    """
    row = found(short_line())["wide"]
    assert (row.own_musd, row.real_musd) == pytest.approx((4.0, -2.0))
    assert row.penalty_musd == pytest.approx(1000.0)
    assert row.dearer_musd == pytest.approx(1000.0 - 2.0 - 4.0)


def test_a_project_that_another_requires_is_not_left_out_alone() -> None:
    """`wide` requires `base`."""
    built = short_line()
    names = [str(built.projects.id[p]) for p in forced_alone(built, opened(built))]
    assert names == ["idle", "wide"]


def test_savings_of_a_forced_project_are_missing_without_it() -> None:
    """2 Mt over a link at 5 USD/t, 3 less with `cheap`: without it 2 x 3 = 6 MUSD more, 1 MUSD not paid."""
    built = case(
        {"discount_rate": "0"},
        nodes=[node("a", "CN"), node("b")],
        links=[link("a-b", 5.0, 9.0)],
        demand=[cargo("d", "a-b", 2.0)],
        projects=[forced(1.0, "cheap")],
        project_effects=[effect("cheap", "a-b", 0.0, cost_saving_usd_per_t=3.0)],
    )
    row = found(built)["cheap"]
    assert (row.own_musd, row.real_musd, row.penalty_musd) == pytest.approx((1.0, 6.0, 0.0), abs=1e-6)

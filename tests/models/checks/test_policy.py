"""Budget, corridors and shared limits: what is silent."""

from __future__ import annotations

from models.checks import check_case
from tests.models.checks.planting import SOUND, found, plant, sound


def test_without_a_budget_no_year_is_missing() -> None:
    assert check_case(sound(budget=[])) == ()


def test_a_reference_corridor_may_go_uncounted() -> None:
    assert check_case(plant("corridors", 2, id="north", role="reference")) == ()


def test_a_corridor_is_for_planning_where_its_role_is_blank() -> None:
    assert found(plant("corridors", 2, id="north"), "corridor-without-gateways")


def test_a_limit_that_is_switched_off_needs_no_members() -> None:
    assert check_case(plant("shared_limits", 1, id="crews", capacity=1.0, active=False)) == ()


def test_least_and_most_may_be_the_same() -> None:
    assert check_case(plant("corridor_limits", 0, min_mt=4.0, max_mt=4.0)) == ()


def test_history_and_targets_need_no_plan_year_or_scenario() -> None:
    assert check_case(plant("targets", 0, year=2040, scenario="world_bank")) == ()
    assert check_case(sound(corridor_history=[*SOUND["corridor_history"], {"corridor": "caspian", "year": 2019}])) == ()

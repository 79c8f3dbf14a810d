"""Equipment that returns: the price of direction, falsified plans, and the bound under any prices."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from models.case import Case
from models.network import returns_of
from models.request import Request
from models.solution import Empties, Solution, no_empties
from models.verify import lower_bound, rules_of, verify
from planner.study.run import FORMULATIONS
from tests.known.equipment import containers_pass_the_port, seven_to_one, wagons_stay_on_the_railway

OPTIMUM = 110.0
FALSE: dict[str, tuple[Callable[[Empties], Empties], set[str]]] = {
    "none come back": (lambda _: no_empties(), {"empties-balance"}),
    "half of them": (lambda empties: replace(empties, mt=empties.mt / 2), {"empties-balance"}),
    "the wrong way": (lambda empties: replace(empties, direction=1 - empties.direction), {"empties-balance"}),
    "below zero": (lambda empties: replace(empties, mt=-empties.mt), {"empties-balance", "negative-empties"}),
    "unreadable": (lambda empties: replace(empties, type=empties.type + 1), {"malformed"}),
}
"""What is done to empty units, and the rules that this breaks."""


def solved(case: Case, formulation: str = "routes") -> Solution:
    return FORMULATIONS[formulation](case, Request(), lambda _: None)


@pytest.fixture(name="west", scope="module")
def _west() -> tuple[Case, Solution]:
    built = seven_to_one()[0]
    return built, solved(built)


@pytest.mark.parametrize("formulation", FORMULATIONS)
def test_the_head_haul_is_dear_and_the_back_haul_cheap(formulation: str) -> None:
    """One Mt more to the west brings an empty one more back: 10 + 5. One more to the east spares one: 10 - 5."""
    built = seven_to_one()[0]
    prices = solved(built, formulation).prices
    assert prices.unmet[:, 0].tolist() == pytest.approx([15, 5])
    start, end = prices.balance[0, :, 0, 0]
    assert start - end == pytest.approx(5)


@pytest.mark.parametrize("false", FALSE)
def test_a_false_plan_is_found(false: str, west: tuple[Case, Solution]) -> None:
    built, plan = west
    falsify, rules = FALSE[false]
    found = verify(built, replace(plan, empties=falsify(plan.empties)))
    assert rules <= {violation.rule for violation in found.violations}


def test_what_is_missing_is_named_at_its_place(west: tuple[Case, Solution]) -> None:
    """7 Mt come to b and 1 leaves: 6 too many; at a 6 too few."""
    built, plan = west
    broken = [
        one for one in verify(built, replace(plan, empties=no_empties())).violations if one.rule == "empties-balance"
    ]
    assert {one.where: one.amount for one in broken} == pytest.approx(
        {"wagon at a by rail in 2025": 6, "wagon at b by rail in 2025": 6}
    )


def test_empty_units_where_their_type_does_not_run() -> None:
    """Wagons of the railway at sea, there and back, so that they balance."""
    built = wagons_stay_on_the_railway()[0]
    plan = solved(built)
    sea = Empties(*(np.append(np.array(values), more) for values, more in (
        (plan.empties.type, [0, 0]), (plan.empties.asset, [1, 1]), (plan.empties.direction, [0, 1]),
        (plan.empties.year, [0, 0]), (plan.empties.mt, [1.0, 1.0]),
    )))  # fmt: skip
    assert "empties-astray" in {one.rule for one in verify(built, replace(plan, empties=sea)).violations}


def test_no_price_makes_the_bound_wrong(west: tuple[Case, Solution]) -> None:
    """Worth of units that nobody could have is cut to what a run brings; the right prices reach the optimum."""
    built, plan = west
    rules, draw = rules_of(built), np.random.default_rng(0)
    assert lower_bound(rules, plan.bound_prices) == pytest.approx(OPTIMUM)
    for scale in (1.0, 10.0, 1000.0):
        prices = replace(plan.bound_prices, balance=draw.normal(0, scale, plan.bound_prices.balance.shape))
        assert lower_bound(rules, prices) <= OPTIMUM + 1e-9


def test_loaded_units_pass_terminals_in_their_direction() -> None:
    """From rail to sea at the port: mode_a to mode_b, which the routes do not say by themselves."""
    built = containers_pass_the_port()[0]
    returns, plan = returns_of(built), solved(built)
    loaded = returns.loaded(built, plan.routes)[:, 0]
    moved = {
        (int(a), int(d)): float(mt) for a, d, mt in zip(returns.asset, returns.direction, loaded, strict=True) if mt
    }
    assert moved == {(0, 0): 4.0, (1, 0): 4.0, (2, 0): 4.0}
    back = {(int(a), int(d)) for a, d in zip(plan.empties.asset, plan.empties.direction, strict=True)}
    assert back == {(0, 1), (1, 1), (2, 1)}

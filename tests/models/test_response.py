"""Demand that answers to cost: its steps, its money, and what verification says of plans that are wrong."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from models.case import Case
from models.engine import solve_by_routes
from models.network import Kind, filled_steps, response_cost, response_steps
from models.request import Request
from models.solution import Solution
from models.verify import verify
from tests.models.repair.proving import alone, tables
from tests.networks import cargo, case, link, node

AB = [node("a"), node("b")]


def answering(settings: dict[str, str] | None = None, **row: float) -> Case:
    """8 Mt at 10 USD/t with elasticity -1, left behind at 40; room for 4."""
    return case(
        {"demand_response": "yes", "response_steps": "2", "unmet_penalty": "40", **(settings or {})},
        nodes=AB,
        links=[link("a-b", 10, 4)],
        demand=[cargo("d", "a-b", 8)],
        demand_response=[{"elasticity": -1.0, "reference_cost_usd_per_t": 10.0, **row}],
    )


def solved(built: Case) -> Solution:
    return solve_by_routes(built, Request(relaxed=True), lambda _: None)


def test_steps_by_hand() -> None:
    """Above: 10, 20, 40 USD/t are wanted by 8, 4, 2 Mt. Below: by 16 at 5, by 8 x 2^0.5 = 11.31 at 7.07.

    Prices are the middles: 15 and 30; (10 + 7.07) / 2 = 8.54 and (7.07 + 5) / 2 = 6.04.
    """
    steps = response_steps(answering(growth_most=1.0))
    above, below = steps.kind == Kind.DEARER, steps.kind == Kind.GROWTH
    assert steps.price[above] == pytest.approx([15, 30])
    assert steps.mt[above] == pytest.approx([4, 2])
    root = 2**0.5
    assert steps.price[below] == pytest.approx([5 * (1 + 1 / root) / root, 5 * (1 + root) / root])
    assert sorted(steps.mt[below]) == pytest.approx([8 * (root - 1), 16 - 8 * root])
    assert steps.sign.tolist() == [1, 1, -1, -1]


def test_many_steps_come_near_to_the_area_under_the_curve() -> None:
    """D(p) = 80 / p: the area between 10 and 40 beside the axis is 80 ln 4 = 110.9, and 6 Mt leave."""
    steps = response_steps(answering({"response_steps": "50"}, growth_most=0.0))
    assert steps.mt.sum() == pytest.approx(6)
    assert steps.price @ steps.mt == pytest.approx(80 * np.log(4), rel=2e-4)


def test_steps_fill_in_their_order() -> None:
    """5 Mt that leave: 4 at 15 and 1 at 30. 4 Mt that come: 3.31 at 8.54, the rest at 6.04."""
    built = answering(growth_most=1.0)
    steps = response_steps(built)
    assert filled_steps(steps, np.array([[5.0]])) == pytest.approx([4, 1, 0, 0])
    assert response_cost(built, np.array([[5.0]])) == pytest.approx([90])
    dear, root = 8 * (2**0.5 - 1), 2**0.5
    worth = dear * 5 * (1 + root) / root + (4 - dear) * 5 * (1 + 1 / root) / root
    assert response_cost(built, np.array([[-4.0]])) == pytest.approx([-worth])


def test_a_plan_says_who_left() -> None:
    """Room for 4: the first step leaves. Worth of going is 60, no penalty is paid; one more tonne would leave at 15."""
    found = solved(answering())
    assert found.response_mt.tolist() == [[pytest.approx(4)]]
    assert not found.unmet_mt.any()
    money = verify(answering(), found)
    assert (money.real_cost_musd, money.penalty_musd) == pytest.approx((100, 0))
    assert 15 - 1e-6 <= found.prices.unmet[0, 0] <= 30 + 1e-6


@pytest.mark.parametrize("mt", [-2.5, 6.5])
def test_verification_finds_more_answers_than_may_be(mt: float) -> None:
    """1.6 Mt may come and 6 Mt leave."""
    built = answering()
    wrong = replace(solved(built), response_mt=np.array([[mt]]))
    assert {"response-range", "demand-balance"} <= {found.rule for found in verify(built, wrong).violations}


def test_verification_finds_what_the_answer_is_not_worth() -> None:
    """A tonne more that leaves, not carried: every rule but the stated objective is kept."""
    built = answering()
    found = solved(built)
    routes = replace(found.routes, mt=found.routes.mt - 1.0)
    wrong = replace(found, routes=routes, response_mt=found.response_mt + 1.0)
    assert [violation.rule for violation in verify(built, wrong).violations] == ["objective"]


def test_what_may_come_helps_to_keep_a_least_volume() -> None:
    """8 Mt and 2 that may come shall be 12: 2 less, or 1.6 Mt more demand, of which 25 % more may come."""
    limited = case(
        {"demand_response": "yes", "unmet_penalty": "40"},
        nodes=AB,
        links=[link("a-b", 10, 20)],
        demand=[cargo("d", "a-b", 8)],
        demand_response=[{"elasticity": -1.0, "reference_cost_usd_per_t": 10.0, "growth_most": 0.25}],
        corridors=[{"id": "x"}],
        corridor_gateways=[{"corridor": "x", "asset": "a-b"}],
        corridor_limits=[{"corridor": "x", "year": 2025, "min_mt": 12.0}],
    )
    (table,) = tables(limited)
    assert alone(table) == {("least_volume", "x", 2025): 2, ("demand", "x", 2025): 1.6}

"""The program on given ways agrees with the search that found them, and leads plans that cost the same together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from models.network import corridor_volumes, find_ways
from models.solution import Solution
from models.tables import Numbers
from models.verify import verify
from planner.study.compare import Planned
from planner.study.compare.alike import alike, towards
from planner.study.compare.openings import changed, decisions
from planner.study.compare.prices import prices_towards
from planner.study.compare.program import WaysProgram
from planner.study.compare.ways import NOWHERE, same_assets, shared_ways
from tests.docs.features import every_feature
from tests.known import WHOLE_YEARS, Known
from tests.networks import case, link, node
from tests.study.compare.networks import NORTH, SOUTH, by_hand, closing, solved, two_alike, two_projects


@pytest.mark.parametrize("known", WHOLE_YEARS, ids=lambda known: known.__name__)
def test_the_ways_of_a_plan_cost_what_the_plan_costs(known: Callable[[], Known]) -> None:
    """Whole and divisible: every rule of the model has its row in the program."""
    built = known()[0]
    for relaxed in (False, True):
        planned = solved(built, relaxed=relaxed)
        program = WaysProgram(built, planned.solution.routes)
        values, objective = program.cheapest(planned.solution.openings)
        assert objective == pytest.approx(planned.solution.objective, rel=1e-7, abs=1e-6)
        again = program.plan(values, planned.solution.openings, planned.solution)
        assert verify(built, again).ok


def test_every_rule_in_one_case() -> None:
    planned = solved(every_feature(), relaxed=True)
    program = WaysProgram(planned.case, planned.solution.routes)
    assert program.cheapest(planned.solution.openings)[1] == pytest.approx(planned.solution.objective)


def volumes(planned: Planned) -> list[list[float]]:
    routes = planned.solution.routes
    found = corridor_volumes(planned.case, routes, find_ways(planned.case, routes))
    return [[round(float(mt), 4) for mt in row] for row in found]


def test_cargo_is_led_to_the_other_plan() -> None:
    """All by north in one plan, all by south in the other, for 20 MUSD each: the second can be the first."""
    network = two_alike()
    first, second = alike(by_hand(network, NORTH), by_hand(network, SOUTH))
    assert volumes(first) == volumes(second) == [[10.0], [0.0]]
    assert second.solution.objective == pytest.approx(20)


def test_no_more_than_the_cost_allows() -> None:
    """North has 4 Mt in the second case: 6 Mt stay by south, which costs the same there."""
    first = by_hand(two_alike(), NORTH)
    narrow = case(
        {"case": "narrow"},
        nodes=[node("a", "CN"), node("b"), node("c")],
        links=[link("a-b", 2, 4), link("a-c", 1, 10), link("c-b", 1, 10)],
        demand=[
            {"id": "d", "flow_type": "transit", "origin": "a", "destination": "b", "commodity": "goods", "2025": 10.0}
        ],
        corridors=[{"id": "north"}, {"id": "south"}],
        corridor_gateways=[{"corridor": "north", "asset": "a-b"}, {"corridor": "south", "asset": "c-b"}],
    )
    nearer = towards(by_hand(narrow, SOUTH), first)
    assert volumes(nearer) == [[4.0], [6.0]]
    assert volumes(towards(first, nearer)) == [[4.0], [6.0]]


def test_a_dearer_way_is_left() -> None:
    """North costs 3 in the second case: its plan stays by south, and the first plan may be so too."""
    dear = two_alike(asset_changes=[{"event": "toll", "asset": "a-b", "year": 2025, "cost_change_usd_per_t": 1.0}])
    first, second = alike(by_hand(two_alike(), NORTH), by_hand(dear, SOUTH))
    assert volumes(first) == volumes(second) == [[0.0], [10.0]]


def test_projects_that_cost_the_same_are_exchanged() -> None:
    """p_north with one plan, p_south with the other, 21 MUSD each."""
    network = two_projects()
    north, south = (
        by_hand(network, rides, [(name, 2025, 1.0)]) for rides, name in ((NORTH, "p_north"), (SOUTH, "p_south"))
    )
    assert north.solution.objective == south.solution.objective == 21
    first, second = alike(north, south)
    assert changed(*(decisions(each.case, each.solution.openings) for each in (first, second))) == []


def test_a_project_that_costs_more_is_not_exchanged() -> None:
    """p_north costs 2 MUSD in the second case: 22 instead of 21."""
    north = by_hand(two_projects(), NORTH, [("p_north", 2025, 1.0)])
    dear = by_hand(two_projects(2.0), SOUTH, [("p_south", 2025, 1.0)])
    near = towards(dear, north)
    assert decisions(near.case, near.solution.openings)["p_south"] == ((2025, 1.0),)


def test_the_gap_lets_projects_be_exchanged() -> None:
    """The same with a bound of 20: what the search does not know better than by 2 MUSD is no difference."""
    north = by_hand(two_projects(), NORTH, [("p_north", 2025, 1.0)])
    dear = by_hand(two_projects(2.0), SOUTH, [("p_south", 2025, 1.0)], bound=19.0)
    near = towards(dear, north)
    assert decisions(near.case, near.solution.openings)["p_north"] == ((2025, 1.0),)


def test_ways_that_the_other_case_does_not_have_are_left_out() -> None:
    """The link c-b is another one where it is one-way."""
    network = two_alike()
    other = case(
        nodes=[node("a", "CN"), node("b"), node("c")],
        links=[link("a-b", 2, 10), link("a-c", 1, 10), link("c-b", 1, 10, direction="oneway")],
    )
    assert same_assets(other, network).tolist() == [0, 1, NOWHERE]
    own, theirs = by_hand(network, NORTH).solution, by_hand(network, SOUTH).solution
    shared = shared_ways(network, own.routes, network, theirs.routes)
    assert sorted(zip(shared.routes.mt.tolist(), shared.other_mt.tolist(), strict=True)) == [(0.0, 10.0), (10.0, 0.0)]


def test_prices_that_prove_as_much_are_taken_over() -> None:
    """a-c and c-b are in a row, 12 Mt each, with 15 Mt to go and 1000 USD/t for each that stays.

    One more Mt on the way is worth 997: on a-c alone, on c-b alone, or in parts. The price of one plan stands at the
    first, of the other at the second, and both prove 10 x 1 + 2 x 3 + 3 x 1000 = 3016 MUSD.
    """
    row = case(
        nodes=[node("a", "CN"), node("b"), node("c")],
        links=[link("a-b", 1, 10), link("a-c", 1, 2), link("c-b", 2, 2)],
        demand=[
            {"id": "d", "flow_type": "transit", "origin": "a", "destination": "b", "commodity": "goods", "2025": 15.0}
        ],
    )
    first = solved(row)
    assert first.solution.objective == pytest.approx(3016)
    prices = first.solution.prices.capacity
    turned = prices.copy()
    turned[[1, 2]] = prices[[2, 1]]
    assert not np.allclose(prices, turned)
    second = Planned(row, _with_capacity(first, turned))
    assert prices_towards(first, second).prices.capacity == pytest.approx(turned)


def test_prices_that_prove_less_are_not() -> None:
    """Half the prices prove less than the cost."""
    first = solved(closing())
    halved = Planned(first.case, _with_capacity(first, first.solution.prices.capacity / 2))
    assert prices_towards(first, halved).prices.capacity == pytest.approx(first.solution.prices.capacity)


def _with_capacity(planned: Planned, capacity: Numbers) -> Solution:
    return replace(planned.solution, prices=replace(planned.solution.prices, capacity=capacity))

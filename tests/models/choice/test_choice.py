"""Shippers' choice against closed forms, an independent convex program, and the plan it must become."""

from __future__ import annotations

from dataclasses import replace
from math import exp, log

import numpy as np
import pytest

from models.case import Case
from models.choice import Chosen, Taste, choice_of, choose_all
from models.engine import solve_by_routes
from models.errors import PlannerError
from models.request import Request
from models.solution import Solution
from models.stop import Limits
from models.verify import verify, verify_choice
from tests.docs.features import every_feature
from tests.models.choice.stated import stated_choice
from tests.networks import cargo, case, effect, link, node, project, table


def plan_of(built: Case) -> Solution:
    return solve_by_routes(built, Request(limits=Limits(gap=1e-9)), lambda _: None)


def chosen(built: Case, theta: float, beta: float = 1.0, least: float = 0.01) -> Chosen:
    return choose_all(built, plan_of(built), Taste(np.full(len(built.commodities), theta), beta, least))


def flows(built: Case, found: Chosen) -> dict[tuple[str, tuple[str, ...]], float]:
    routes, carried = found.solution.routes, {}
    for demand, path, mt in zip(routes.demand, routes.path, routes.mt, strict=True):
        way = tuple(built.asset_ids[list(routes.paths[path])].tolist())
        carried[str(built.demand.id[demand]), way] = float(mt)
    for demand, mt in enumerate(found.solution.unmet_mt[:, 0]):
        carried[str(built.demand.id[demand]), ()] = float(mt)
    return carried


def two_ways(capacity: float) -> Case:
    """3 Mt from a to b: straight at 10 USD/t, or over c at 12 USD/t."""
    return case(
        nodes=[node("a"), node("b"), node("c")],
        links=[link("a-b", 10.0, capacity), link("a-c", 6.0), link("c-b", 6.0)],
        demand=[cargo("d", "a-b", 3.0)],
    )


def mesh(capacity: float = 2.0) -> Case:
    """Two demands on eight links with three places that fill; eight or more ways each."""
    names = "abcdef"
    return case(
        {"unmet_penalty": "40"},
        nodes=[node(name) for name in names],
        links=[
            link("a-b", 4.0, 2.5),
            link("b-f", 5.0, capacity),
            link("a-c", 5.0),
            link("c-f", 6.0, 1.5),
            link("b-c", 1.0),
            link("a-d", 7.0),
            link("d-e", 3.0),
            link("e-f", 4.0),
            link("c-d", 2.0),
        ],
        demand=[cargo("d1", "a-f", 5.0), cargo("d2", "b-e", 2.0)],
    )


def test_without_limits_shares_are_those_of_the_logit() -> None:
    """Both ways share nothing: 1 / (1 + exp(-0.5 x 2)) of 3 Mt goes straight; staying at 1000 holds nothing."""
    found = flows(two_ways(100.0), chosen(two_ways(100.0), 0.5))
    straight = 3.0 / (1 + exp(-1.0))
    assert found["d", ("a-b",)] == pytest.approx(straight, abs=1e-8)
    assert found["d", ("a-c", "c-b")] == pytest.approx(3.0 - straight, abs=1e-8)


def test_a_full_place_has_the_price_that_clears_it() -> None:
    """1 Mt fits straight. 1 : 2 = exp(-0.5 (10 + price - 12)), so price = 2 + ln 2 / 0.5; without it 2.19 Mt come."""
    found = chosen(two_ways(1.0), 0.5)
    assert found.solution.prices.capacity[0, 0, 0] == pytest.approx(2 + log(2) / 0.5, abs=1e-8)
    assert flows(two_ways(1.0), found)["d", ("a-b",)] == pytest.approx(1.0, abs=1e-8)
    assert found.wanted[0].max() == pytest.approx(3.0 / (1 + exp(-1.0)), abs=1e-6)


def test_ways_that_share_their_links_count_as_less() -> None:
    """Two of three ways share a-x, 8 of their 10 USD/t: PS = 0.8 / 2 + 0.2 = 0.6 each, against 1 of the third."""
    shared = case(
        nodes=[node(name) for name in "axyzb"],
        links=[
            link("a-x", 8.0),
            link("x-y", 1.0),
            link("y-b", 1.0),
            link("x-z", 1.0),
            link("z-b", 1.0),
            link("a-b", 10.0),
        ],
        demand=[cargo("d", "a-b", 2.2)],
    )
    found = flows(shared, chosen(shared, 0.5))
    assert found["d", ("a-b",)] == pytest.approx(1.0, abs=1e-8)
    assert found["d", ("a-x", "x-y", "y-b")] == pytest.approx(0.6, abs=1e-8)
    alike = flows(shared, chosen(shared, 0.5, beta=0.0))
    assert alike["d", ("a-b",)] == pytest.approx(2.2 / 3, abs=1e-8)


@pytest.mark.parametrize(("theta", "beta"), [(0.2, 1.0), (0.5, 0.5)])
def test_equal_to_an_independent_convex_program_over_all_simple_paths(theta: float, beta: float) -> None:
    built, least = mesh(), 1e-9
    found = chosen(built, theta, beta, least)
    expected, value = stated_choice(built, theta, beta, least)
    mine = flows(built, found)
    assert found.entropy_musd[0] == pytest.approx(value, abs=1e-6)
    assert found.bound_musd[0] == pytest.approx(value, abs=1e-6)
    for key, mt in expected.items():
        assert mine.get(key, 0.0) == pytest.approx(mt, abs=1e-5), key


def test_the_more_a_dollar_matters_the_nearer_the_plan() -> None:
    """Around go 3 / (1 + exp(2 theta)) Mt, 2 USD/t dearer each; the plan sends none."""
    plan = plan_of(two_ways(100.0))
    for theta in (0.5, 1.0, 2.0):
        found = choose_all(two_ways(100.0), plan, Taste(np.array([theta]), 1.0))
        assert found.solution.objective - plan.objective == pytest.approx(6.0 / (1 + exp(2 * theta)), abs=1e-6)


def test_where_a_dollar_decides_the_choice_is_the_plan() -> None:
    """Cost above the plan is at most D / theta x ln(number of ways), flows are those of the plan."""
    tied, built = mesh(capacity=1.7), two_ways(1.0)
    above = chosen(tied, 500.0).solution.objective - plan_of(tied).objective
    assert -1e-6 <= above <= 7.0 / 500.0 * log(20)
    plan = plan_of(built)
    found = choose_all(built, plan, Taste(np.array([500.0]), 1.0))
    mine = flows(built, found)
    for (demand, way), mt in flows(built, replace(found, solution=plan)).items():
        assert mine.get((demand, way), 0.0) == pytest.approx(mt, abs=1e-6)


def test_projects_in_service_give_room_and_savings() -> None:
    """The project adds 2 Mt to the straight link and saves 1 USD/t there: 9 against 12, and 3 Mt fit."""
    built = replace(
        case(
            nodes=[node("a"), node("b"), node("c")],
            links=[link("a-b", 10.0, 1.0), link("a-c", 6.0), link("c-b", 6.0)],
            demand=[cargo("d", "a-b", 3.0)],
            projects=[project("p", 0.0, decision="force", earliest_year=2025)],
            project_effects=[effect("p", "a-b", 2.0, cost_saving_usd_per_t=1.0)],
        )
    )
    found = chosen(built, 0.5)
    assert flows(built, found)["d", ("a-b",)] == pytest.approx(3.0 / (1 + exp(-1.5)), abs=1e-8)
    assert verify(built, found.solution).ok


@pytest.fixture(scope="module")
def features() -> tuple[Case, Chosen]:
    built = replace(every_feature(), demand_response=table("demand_response", []), equipment=table("equipment", []))
    return built, chosen(built, 0.1)


@pytest.mark.parametrize("name", ["demand_response", "equipment"])
def test_what_the_choice_does_not_know_is_refused(name: str) -> None:
    others = {other: table(other, []) for other in ("demand_response", "equipment") if other != name}
    built = replace(every_feature(), **others)
    with pytest.raises(PlannerError, match=f"works where settings.{name} is no"):
        choice_of(built, plan_of(built))


def test_with_every_rule_of_the_model_the_flows_keep_it_and_the_gap_is_proven(features: tuple[Case, Chosen]) -> None:
    built, found = features
    proof = verify_choice(built, found.solution, found.path_size, found.taste.theta, found.taste.beta)
    assert verify(built, found.solution).ok
    assert proof.gap_musd <= 1e-4
    assert proof.cheaper_usd_per_t <= 1e-6
    assert proof.bound_musd == pytest.approx(found.bound_musd, abs=1e-6)


def test_verification_refuses_flows_and_prices_that_are_not_those_of_the_choice(
    features: tuple[Case, Chosen],
) -> None:
    """Other prices give a lower bound, other flows cost more: each falsehood opens the gap."""
    built, found = features
    told = found.solution

    def gap(solution: Solution) -> float:
        return verify_choice(built, solution, found.path_size, found.taste.theta, found.taste.beta).gap_musd

    dearer = replace(told, prices=replace(told.prices, capacity=told.prices.capacity + 1.0))
    routes = told.routes
    first = np.flatnonzero(routes.demand == routes.demand[0])
    moved = routes.mt.copy()
    shift = 0.5 * min(moved[first[:2]]) if len(first) > 1 else 0.0
    moved[first[:2]] += [shift, -shift] if len(first) > 1 else 0.0
    assert gap(dearer) > 1e-2
    assert gap(replace(told, routes=replace(routes, mt=moved))) > 1e-6

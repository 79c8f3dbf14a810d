"""The base run of a case whose demand answers to cost, and studies of such a case."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from models.case import Case
from models.request import Request
from models.solution import Solution
from models.stop import Limits
from models.tables import replace_cells
from models.verify import verify
from planner.study import compare
from planner.study.frontier import Goal, frontier
from planner.study.frontier import Order as FrontierOrder
from planner.study.reference import Projects, base_case, reference, saves
from planner.study.run import FORMULATIONS, run_case
from planner.study.stress import Order, stress
from tests.models.random_cases.draws.generator import random_case as drawn_case
from tests.models.test_known_optima import quiet
from tests.networks import cargo, case, effect, link, node, project, table
from tests.study.cases import detour, random_case
from tests.study.explain.asking import about_asset

EXACT = Limits(gap=1e-9)


def answering(given: Case, **row: object) -> Case:
    """The case with one row for all demand, switched on."""
    switched = [{"key": "demand_response", "value": "yes"}, {"key": "response_steps", "value": "3"}]
    settings = table("settings", [*_without(given), *switched])
    return replace(given, settings=settings, demand_response=table("demand_response", [row]))


def _without(given: Case) -> list[dict[str, str]]:
    pairs = zip(given.settings.key.tolist(), given.settings.value.tolist(), strict=True)
    return [{"key": key, "value": value} for key, value in pairs if key not in ("demand_response", "response_steps")]


def solved(given: Case, formulation: str) -> Solution:
    return FORMULATIONS[formulation](given, Request(relaxed=True, limits=EXACT), quiet)


@pytest.mark.parametrize("formulation", FORMULATIONS)
@pytest.mark.parametrize("projects", Projects)
@pytest.mark.parametrize("seed", [0, 3, 4, 12, 18, 23])
def test_the_base_run_moves_the_mt_of_the_table(seed: int, projects: Projects, formulation: str) -> None:
    """With the projects of the base run; what it leaves behind does not answer.

    Of projects in part a share saves to that share of all that may move, what may come with it: at most cheaper.
    """
    given = answering(replace(drawn_case(seed), demand_reference=table("demand_reference", [])), elasticity=-0.7)
    plain = base_case(given, projects)
    found = reference(given, Request(), projects, quiet)
    assert not np.isnan(found.cost[found.asked & ~found.left]).all()
    answers = replace(plain, settings=given.settings, demand_reference=found.case.demand_reference)
    before, after = solved(plain, formulation), solved(answers, formulation)
    assert after.response_mt == pytest.approx(np.zeros_like(after.response_mt), abs=1e-9)
    assert after.objective <= before.objective * (1 + 1e-9) + 1e-9
    if projects is Projects.FORCED or not saves(given):
        assert after.objective == pytest.approx(before.objective, rel=1e-9, abs=1e-9)
    assert verify(answers, after).ok


def two_ways() -> Case:
    """9 Mt to b: 5 by the link at 10 USD/t, 3 by c at 20 + 3; a project gives the link 4 Mt more."""
    return case(
        {"unmet_penalty": "60"},
        nodes=[node("a"), node("b"), node("c")],
        links=[link("a-b", 10, 5), link("a-c", 20, 3), link("c-b", 3)],
        demand=[cargo("d", "a-b", 9), cargo("e", "a-c", 1, commodity="goods")],
        projects=[project("wide", 10)],
        project_effects=[effect("wide", "a-b", 4)],
    )


def test_what_the_base_run_leaves_behind_has_no_cost() -> None:
    """Forced projects only: 7 of 9 Mt to b and 1 to c fit, one more to b costs the penalty of 60 and one to c 57.

    Of the 3 Mt over a-c one goes to c, at 20 + what a tonne to b loses there: 60 - 23. All projects: 9 Mt fit the link.
    """
    given = answering(two_ways(), elasticity=-1.0)
    forced, every = (reference(given, Request(), projects, quiet) for projects in Projects)
    assert forced.left.tolist() == [[True], [False]]
    assert np.isnan(forced.cost[0, 0])
    assert forced.cost[1, 0] == pytest.approx(57)
    assert not every.left.any()
    assert 10 - 1e-9 <= every.cost[0, 0] <= 23 + 1e-9
    assert every.cost[1, 0] == pytest.approx(20)
    assert every.case.demand_reference.demand.tolist() == ["d", "e"]
    assert every.case.settings is given.settings


def test_a_row_that_states_its_cost_is_not_asked() -> None:
    given = answering(two_ways(), elasticity=-1.0, reference_cost_usd_per_t=12.0)
    assert not reference(given, Request(), Projects.ALL, quiet).asked.any()


def test_a_closed_link_sends_cargo_away() -> None:
    """8 Mt by the wider link: 8 + 3 = 11 MUSD. At 1 USD/t all want to go, at 8, the penalty, one: 7 Mt leave at 4.5.

    Without the link all 8 Mt go by c at 3 < 4.5. With c closed too nothing moves: 7 x 4.5, and 8 of penalty.
    """
    row = {"elasticity": -1.0, "reference_cost_usd_per_t": 1.0, "growth_most": 0.0}
    given = answering(detour(), **row)
    given = _set(_set(given, "unmet_penalty", "8"), "response_steps", "1")
    barred = "projects.decision=forbid"
    plan = run_case(given, "routes", Request(limits=EXACT), quiet)
    assert plan.solution.objective == pytest.approx(11)
    assert not plan.solution.response_mt.any()
    shut = run_case(given, "routes", Request(limits=EXACT, changes=("links[id=a-b].capacity_mt=0", barred)), quiet)
    assert shut.solution.objective == pytest.approx(24)
    none = ("links.capacity_mt=0", barred)
    closed = run_case(given, "routes", Request(limits=EXACT, changes=none), quiet)
    assert closed.verification.ok
    assert (closed.verification.real_cost_musd, closed.verification.penalty_musd) == pytest.approx((31.5, 8))


def _set(given: Case, key: str, value: str) -> Case:
    values = np.where(given.settings.key == key, value, given.settings.value).tolist()
    return replace(given, settings=replace_cells(given.settings, {"value": values}))


@pytest.fixture(scope="module")
def busy() -> Case:
    """Two years, a ring of links, four projects; demand leaves, grows and goes outside."""
    row = {"elasticity": -0.8, "reference_cost_usd_per_t": 8.0, "growth_most": 0.5, "outside_cost_usd_per_t": 30.0}
    return answering(random_case(1), **row)


def test_a_stress_test_counts_answers_as_real_money(busy: Case) -> None:
    every = np.ones(len(busy.years), np.bool_)
    found = stress(busy, Order("links", 1.0, every, 1, Request(limits=EXACT)), quiet)
    assert found.base.solution.response_mt.any()
    for result in found.results:
        assert result.fixed.musd == pytest.approx(result.fixed.real_musd + result.fixed.penalty_musd)
        assert result.fixed.musd >= -1e-6


@pytest.mark.parametrize("goal", [Goal.COST, Goal.MT])
def test_a_frontier_of_cost_answers_and_one_of_tonnes_moves_the_table(busy: Case, goal: Goal) -> None:
    every = np.ones(len(busy.years), np.bool_)
    found = frontier(busy, FrontierOrder(goal, (0.5, 1.0), every, Request(relaxed=True, limits=EXACT)), quiet)
    answers = [point.plan.verification.totals.response_mt.any() for point in found.points]
    assert any(answers) == (goal is Goal.COST)
    assert all(point.plan.verification.ok for point in found.points)


def test_an_explanation_of_a_link(busy: Case) -> None:
    story = about_asset(busy, "a-b", relaxed=True)
    assert story is not None


def test_plans_are_compared_with_their_answers(busy: Case) -> None:
    plans = [run_case(busy, "routes", Request(changes=changes), quiet) for changes in ((), ("demand.mt*=1.5",))]
    first, second = (compare.Planned(run.case, run.solution) for run in plans)
    costs = compare.compare(first, second, quiet).costs
    assert costs.difference == pytest.approx(second.solution.objective - first.solution.objective)

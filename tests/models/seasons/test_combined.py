"""Seasons with answers to cost and equipment: a program over all arcs, the base run, and what verification finds."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from models.case import Case
from models.request import Request
from models.seasons import fold
from models.solution import Solution
from models.stop import Limits
from models.verify import verify
from planner.study.reference import Projects, base_case, reference
from planner.study.run import FORMULATIONS
from tests.known.combined import demand_leaves_in_the_dear_season, wagons_come_back_in_their_season
from tests.models.seasons import node_link
from tests.models.seasons.draws import combined
from tests.networks import table

TO_THE_END = Limits(gap=1e-9)


def solved(case: Case, formulation: str = "routes", *, relaxed: bool = True) -> Solution:
    return FORMULATIONS[formulation](case, Request(relaxed=relaxed, limits=TO_THE_END), lambda _: None)


@pytest.mark.parametrize("relaxed", [True, False])
@pytest.mark.parametrize("formulation", FORMULATIONS)
@pytest.mark.parametrize("seed", range(16))
def test_all_arcs_say_the_same(seed: int, formulation: str, *, relaxed: bool) -> None:
    """A program over all arcs, which shares no code with the model, has the same optimum."""
    case = combined(seed)
    found, verdict = solved(case, formulation, relaxed=relaxed), None
    assert found.objective == pytest.approx(node_link.optimum(case, divisible=relaxed), rel=1e-7)
    verdict = verify(case, found)
    assert verdict.violations == ()
    assert verdict.bound_musd == pytest.approx(node_link.optimum(case), rel=1e-6)


@pytest.mark.parametrize("seed", [1, 3, 5])
def test_the_base_run_moves_the_table(seed: int) -> None:
    """From the costs of each season the case with answers has the optimum of the base run, and nothing answers."""
    answering = replace(
        combined(seed),
        demand_response=table("demand_response", [{"elasticity": -0.7}]),
        demand_reference=table("demand_reference", []),
    )
    request = Request(relaxed=True, limits=TO_THE_END)
    case = reference(answering, request, Projects.ALL, lambda _: None).case
    assert set(case.demand_reference.season.tolist()) <= set(case.seasons.id.tolist())
    found = solved(case)
    assert found.objective == pytest.approx(solved(base_case(answering, Projects.ALL)).objective, rel=1e-9)
    assert found.by_season is not None
    assert np.abs(found.by_season.response_mt).max() == pytest.approx(0.0, abs=1e-9)


def broken(case: Case, plan: Solution) -> set[str]:
    """Rules that a plan of the copies breaks once it is summed up."""
    return {found.rule for found in verify(case, fold(case, plan)).violations}


def test_wagons_that_stay_are_found() -> None:
    """6 Mt of empty wagons of either half are said not to come back."""
    case = wagons_come_back_in_their_season()[0]
    plan = solved(case).by_season
    assert plan is not None
    left = replace(plan.empties, mt=plan.empties.mt * 0.5)
    assert {"season-empties", "empties-balance"} <= broken(case, replace(plan, empties=left))


def test_wagons_of_another_season_are_found() -> None:
    """The wagons that come back in summer are said to come back in winter: over the year they balance."""
    case = wagons_come_back_in_their_season()[0]
    plan = solved(case).by_season
    assert plan is not None
    empties = replace(plan.empties, asset=plan.empties.asset[::-1], type=plan.empties.type[::-1])
    assert {"season-empties", "empties-balance"} <= broken(case, replace(plan, empties=empties))


def test_answers_of_another_season_are_found() -> None:
    """The 4 Mt that leave in winter are said to leave in summer."""
    case = demand_leaves_in_the_dear_season()[0]
    plan = solved(case).by_season
    assert plan is not None
    assert "season-demand" in broken(case, replace(plan, response_mt=plan.response_mt[::-1]))
    assert "season-response" in broken(case, replace(plan, response_mt=plan.response_mt * 2.0))

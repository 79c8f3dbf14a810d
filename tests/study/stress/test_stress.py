"""Stress tests: what is lost when something closes, by hand and against every subset of projects."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from models.case import Case
from models.engine import solve_by_routes
from models.errors import NoPlan, PlannerError
from models.formulations.link_flow import solve_link_flow
from models.request import Request
from models.reuse import Reuse
from models.solution import Solution
from models.stop import Limits
from models.tables import Cell, more_rows, replace_cells
from planner.study.run import Watch
from planner.study.service import verified
from planner.study.stress import Order, Stress, Stressed, stress
from planner.study.stress.closing import closed, room_left
from planner.study.stress.fixed_plan import as_original, fixed_plan
from planner.study.stress.targets import targets
from tests.networks import cargo, case, effect, impossible, link, node, project
from tests.study.cases import detour, random_case
from tests.study.enumeration import every_choice

PROVEN = Request(limits=Limits(gap=0.0))


def stressed(given: Case, wanted: str, *, loses: float = 1.0, adapt: int = 99, relaxed: bool = False) -> Stress:
    every = np.ones(len(given.years), np.bool_)
    order = Order(wanted, loses, every, adapt, replace(PROVEN, relaxed=relaxed))
    return stress(given, order, lambda _: None, Reuse().solve)


def one(given: Case, wanted: str, *, loses: float = 1.0, relaxed: bool = False) -> Stressed:
    (result,) = stressed(given, wanted, loses=loses, relaxed=relaxed).results
    return result


def test_a_link_closes() -> None:
    """Plan: 8 Mt at 1 + 3 = 11 MUSD, a day each. Closed: 8 x 3 + 3 = 27, two days; free, the project is left: 24."""
    result = one(detour(), "a-b")
    assert result.carries_mt == pytest.approx(8)
    assert (result.fixed.musd, result.fixed.days, result.fixed.unmet_mt) == pytest.approx((16, 1, 0))
    assert result.free is not None
    assert (result.free.musd, result.free.days) == pytest.approx((13, 1))
    assert (result.free.least_musd, result.free.most_musd) == pytest.approx((13, 13), abs=1e-3)


def test_empty_units_do_not_pass_what_is_closed() -> None:
    """As above with wagons that pay a half to come back: 8 + 4 + 3 = 15 MUSD; the link closed, 24 + 12 + 3."""
    wagon: dict[str, Cell] = {"id": "wagon", "payload_t": 50.0, "empty_cost_factor": 0.5, "empty_use": 0.25}
    given = replace(detour(), equipment=more_rows(detour().equipment, [wagon]))
    plan = solve_by_routes(given, PROVEN, lambda _: None)
    assert plan.objective == pytest.approx(15)
    assert one(given, "a-b").fixed.musd == pytest.approx(24)
    with pytest.raises(PlannerError, match="closes in all years only"):
        closed(given, np.array([0]), np.array([False]), room_left(given, plan.openings, 1.0))


def test_a_project_cannot_open_what_is_closed() -> None:
    """The project adds 6 Mt to the closed link; nothing passes it with or without."""
    given = detour()
    plan = solve_by_routes(given, PROVEN, lambda _: None)
    room = room_left(given, plan.openings, 1.0)
    shut = closed(given, np.array([0]), np.array([True]), room)
    found = solve_by_routes(shut, PROVEN, lambda _: None)
    assert all(0 not in path for path in found.routes.paths)


def test_a_share_of_the_capacity() -> None:
    """The link has 12 Mt with its project. Half of it lost leaves 6: 2 Mt go by c, 2 USD/t and a day more: 4 MUSD.

    Free: the project gives nothing on what is left, and its 3 MUSD are saved: 4 - 3 = 1.
    """
    result = one(detour(), "a-b", loses=0.5)
    assert (result.fixed.musd, result.fixed.days) == pytest.approx((4, 0.25))
    assert result.free is not None
    assert result.free.musd == pytest.approx(1)


def test_what_carries_nothing_loses_nothing() -> None:
    """The way by c is idle in the plan, as a corridor, as its country and as its links."""
    result = one(detour(), "way")
    assert (result.target.kind, result.carries_mt, result.fixed.musd) == ("corridor", 0, 0)
    assert result.free is not None
    assert result.free.musd == 0


def test_what_has_no_other_way_stays_behind() -> None:
    """The country of the destination closes: 8 Mt stay at 1000 less 8 for their way; the project is paid: 7992."""
    result = one(detour(), "RU")
    assert result.fixed.unmet_mt == pytest.approx(8)
    assert (result.fixed.real_musd, result.fixed.penalty_musd) == pytest.approx((-8, 8000))
    assert np.isnan(result.fixed.days)


def test_ranked_by_loss() -> None:
    found = stressed(detour(), "links,countries,corridors")
    losses = [result.fixed.musd for result in found.results]
    assert losses == sorted(losses, reverse=True)
    assert [result.target.id for result in found.results[:2]] == ["RU", "a-b"]


def test_only_in_the_years_of_the_closing() -> None:
    """3 Mt a year, by the link at 1 or by c at 3; closed in 2026 of three years: 6 MUSD, and the same 9 Mt move."""
    given = case(
        years=[{"year": year} for year in (2025, 2026, 2027)],
        nodes=[node("a"), node("b", "RU"), node("c", "UZ")],
        links=[link("a-b", 1, 6), link("a-c", 1), link("c-b", 2)],
        demand=[cargo("d", "a-b", [3, 3, 3])],
    )
    order = Order("a-b", 1.0, np.array([False, True, False]), 1, PROVEN)
    (result,) = stress(given, order, lambda _: None).results
    assert (result.carries_mt, result.fixed.musd, result.fixed.unmet_mt) == pytest.approx((3, 6, 0))


def test_traffic_outside_the_model_keeps_its_place() -> None:
    """10 Mt of capacity, 4 of other traffic, 6 of ours; half lost: 1 Mt of ours is left, 5 stay at 1000 less 1."""
    given = case(
        nodes=[node("a"), node("b")],
        links=[link("a-b", 1, 10, existing_load_mt=4.0)],
        demand=[cargo("d", "a-b", 6)],
    )
    assert one(given, "a-b", loses=0.5).fixed.musd == pytest.approx(5 * 999)


def test_each_direction_loses_its_share() -> None:
    """10 Mt each way; 4 there, 10 back. A loss of 0.3 leaves 7 each way: 3 Mt stay at 999."""
    given = case(
        nodes=[node("a"), node("b")],
        links=[link("a-b", 1, 10, direction="each")],
        demand=[cargo("there", "a-b", 4), cargo("back", "b-a", 10)],
    )
    assert one(given, "a-b", loses=0.3).fixed.musd == pytest.approx(3 * 999)


def test_no_plan_without_it() -> None:
    """At least 2 Mt shall pass the link: closed, no plan keeps that."""
    given = case(
        nodes=[node("a"), node("b")],
        links=[link("a-b", 1, 10)],
        demand=[cargo("d", "a-b", 6)],
        corridors=[{"id": "k"}],
        corridor_gateways=[{"corridor": "k", "asset": "a-b"}],
        corridor_limits=[{"corridor": "k", "year": 2025, "min_mt": 2.0}],
    )
    result = one(given, "a-b")
    assert not result.fixed.exists
    assert result.fixed.musd == np.inf
    assert result.free is not None
    assert not result.free.exists


@pytest.mark.parametrize("seed", range(4))
def test_every_subset(seed: int) -> None:
    """Free: the best of all choices of projects and years; fixed: the plan's choice, both on the closed network."""
    given = random_case(seed)
    plan = solve_by_routes(given, PROVEN, lambda _: None)
    found = stressed(given, "a-b,b-c,c-d,a-c,UZ")
    room = room_left(given, plan.openings, 1.0)
    chosen = tuple(sorted(zip(plan.openings.project.tolist(), plan.openings.year.tolist(), strict=True)))
    for result in found.results:
        shut = closed(given, result.target.assets, np.ones(2, np.bool_), room)
        priced = {one.openings: one for one in every_choice(shut)}
        best = min(one.cost for one in priced.values() if one.needs <= 1 + 1e-9)
        assert result.fixed.musd == pytest.approx(priced[chosen].cost - plan.objective, abs=1e-4)
        assert result.free is not None
        assert result.free.musd == pytest.approx(best - plan.objective, abs=1e-3)


@pytest.mark.parametrize("seed", range(6))
def test_plans_in_part_are_held_within_what_is_proven(seed: int) -> None:
    """Savings of projects in part cannot be scaled: the loss lies between two proven figures; one is a plan."""
    given = random_case(seed, divisible=True)
    found = stressed(given, "a-b,b-c,c-d,d-e,e-a,a-c,b-d", relaxed=True)
    for result in found.results:
        assert result.free is not None
        assert -1e-3 <= result.fixed.least_musd <= result.fixed.most_musd + 1e-3
        assert result.free.musd <= result.fixed.most_musd + 1e-3
        assert result.free.musd >= -1e-3


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("relaxed", [False, True])
def test_a_plan_held_as_it_is_costs_the_same(seed: int, relaxed: bool) -> None:
    given = random_case(seed, divisible=relaxed)
    plan = solve_link_flow(given, PROVEN, lambda _: None)
    fixed = fixed_plan(given, plan.openings)
    held = solve_by_routes(fixed.case, PROVEN, lambda _: None)
    told = as_original(fixed, held)
    rounding = 1e-6 * (1 + plan.objective)
    assert held.objective - rounding <= plan.objective <= told.objective + rounding
    assert verified(given, told).ok
    if not relaxed:
        assert told.objective == pytest.approx(plan.objective)


def test_savings_of_a_project_in_part() -> None:
    """Money for half of a project of 2 MUSD that saves 2 USD/t: 2 of 4 Mt benefit: 4 x 5 + 1 - 4 = 17.

    Held as it is, it may save to all 4 Mt at first: 13, a bound; then to the 2 Mt that its half allows: 17, a plan.
    The link closed, all go the other way: 4 x 6 + 1 = 25, 8 more.
    """
    given = case(
        nodes=[node("a"), node("b")],
        links=[link("a-b", 5), {**link("a-b", 6), "id": "other"}],
        demand=[cargo("d", "a-b", 4)],
        projects=[project("p", 2, divisible=True)],
        project_effects=[effect("p", "a-b", cost_saving_usd_per_t=2.0)],
        budget=[{"year": 2025, "available_musd": 1.0}],
    )
    plan = solve_by_routes(given, PROVEN, lambda _: None)
    assert plan.objective == pytest.approx(17)
    fixed = fixed_plan(given, plan.openings)
    held = solve_by_routes(fixed.case, PROVEN, lambda _: None)
    assert held.objective == pytest.approx(13)
    assert as_original(fixed, held).objective == pytest.approx(17)
    result = one(given, "a-b", relaxed=True)
    assert (result.fixed.musd, result.fixed.least_musd) == pytest.approx((8, 8))


def test_a_share_of_a_project_is_that_share_of_its_capacity_and_cost() -> None:
    """A third of a project of 6 Mt for 9 MUSD: 2 Mt, 3 MUSD; 2 Mt move at 1, the third stays: 1005."""
    given = case(
        nodes=[node("a"), node("b")],
        links=[link("a-b", 1, 0)],
        demand=[cargo("d", "a-b", 3)],
        projects=[project("p", 9, divisible=True)],
        project_effects=[effect("p", "a-b", 6)],
    )
    plan = solve_by_routes(given, PROVEN, lambda _: None)
    third = replace(plan.openings, share=np.array([1 / 3]))
    assert solve_by_routes(fixed_plan(given, third).case, PROVEN, lambda _: None).objective == pytest.approx(1005)


def test_what_closes_by_kind_and_name() -> None:
    given = replace(detour(), nodes=replace_cells(detour().nodes, {"kind": [None, "port", None]}))
    plan = solve_by_routes(given, PROVEN, lambda _: None)

    def ids(wanted: str) -> list[str]:
        return [target.id for target in targets(given, wanted, plan)]

    assert ids("links") == ["a-b", "a-c", "c-b"]
    assert ids("crossings") == ["a/b", "a/c", "b/c"]
    assert ids("c/b") == ["b/c"]
    assert ids("ports") == ["b"]
    assert ids("countries") == ["RU", "UZ"]
    assert ids("c, a-b,a/b") == ["c", "a-b"]
    assert ids("") == ["RU", "UZ", "a/b", "a/c", "b/c"]
    with pytest.raises(PlannerError, match="nowhere"):
        ids("nowhere")


def test_a_case_without_plan_has_no_stress_test() -> None:
    with pytest.raises(NoPlan):
        stressed(impossible(), "a-b")


def test_an_interruption_keeps_the_results_in_hand() -> None:
    """The plan, the plan held, the closed country; then no more."""
    calls = []

    def impatient(given: Case, request: Request, watch: Watch) -> Solution:
        calls.append(given)
        if len(calls) > 3:
            raise KeyboardInterrupt
        return solve_by_routes(given, request, watch)

    order = Order("RU,a-b", 1.0, np.array([True]), 9, PROVEN)
    found = stress(detour(), order, lambda _: None, impatient)
    assert not found.complete
    assert [result.target.id for result in found.results] == ["RU"]

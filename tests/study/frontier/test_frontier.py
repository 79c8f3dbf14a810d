"""Frontiers: money against tonnes, by hand and against every subset of projects."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from models.case import Case
from models.engine import solve_by_routes
from models.errors import PlannerError
from models.network import asset_costs
from models.request import Request
from models.reuse import Reuse
from models.solution import Solution
from models.stop import Limits
from models.tables import replace_cells
from models.verify import verify
from planner.study.frontier import Frontier, Goal, Order, bend, frontier, gains
from planner.study.frontier.budgets import Budgets, with_budget
from planner.study.frontier.goal import as_original, goal_case, goal_level
from planner.study.run import Watch
from planner.study.service import cost_of
from tests.known.carbon import saved_carbon_at_a_price
from tests.networks import Row, cargo, case, link, node, table
from tests.study.cases import detour, random_case, three_roads
from tests.study.enumeration import Priced, every_choice

FACTORS = (0.0, 0.1, 0.5, 0.6, 0.9, 1.0, 1.2)


def order(given: Case, *factors: float, goal: Goal = Goal.MT, relaxed: bool = False, **more: object) -> Order:
    every = np.ones(len(given.years), np.bool_)
    asked = Order(goal, factors, every, Request(relaxed=relaxed, limits=Limits(gap=0.0)))
    return replace(asked, **more)  # type: ignore[arg-type]


def drawn(given: Case, *factors: float, goal: Goal = Goal.MT, relaxed: bool = False, **more: object) -> Frontier:
    return frontier(given, order(given, *factors, goal=goal, relaxed=relaxed, **more), lambda _: None, Reuse().solve)


def asked(found: Frontier) -> list[float]:
    return [point.plan.moved_mt for point in found.points if point.asked]


def test_whole_projects_by_hand() -> None:
    """10 MUSD: narrow, 1 Mt. 50: middle and narrow, 6. 60: still 6, cheaper so. 90: wide, 7 with narrow at 70.

    100: wide and middle, 11. 120: all three, 110 MUSD, 12 Mt.
    """
    found = drawn(three_roads(), *FACTORS)
    assert asked(found) == pytest.approx([0, 1, 6, 6, 7, 11, 12])
    assert [point.plan.spent_musd for point in found.points] == pytest.approx([0, 10, 50, 50, 70, 100, 110])
    assert all(point.gap == 0 for point in found.points)


def test_what_money_gains_and_where_the_curve_bends() -> None:
    """40 of 110 MUSD (0.36) gain 5 of 12 Mt (0.42), 0.05 above; 90 (0.82) gain 10 (0.83), 0.02 above: it bends at 40.

    The largest budget gains all of it, and between two budgets nothing can bend.
    """
    found = drawn(three_roads(), 0.0, 0.4, 0.9, 1.1, relaxed=True)
    points = [point for point in found.points if point.asked]
    gained = gains(Goal.MT, points)
    assert [one.gained for one in gained] == pytest.approx([0, 5, 10, 12])
    assert [one.share for one in gained] == pytest.approx([0, 5 / 12, 10 / 12, 1])
    bent = bend(points, gained)
    assert bent is not None
    assert points[bent.at].budget_musd == pytest.approx(40)
    ends = [points[0], points[-1]]
    assert bend(ends, gains(Goal.MT, ends)) is None
    cheaper = gains(Goal.COST, points)
    assert [one.gained for one in cheaper] == pytest.approx(
        [points[0].plan.verification.objective_musd - point.plan.verification.objective_musd for point in points]
    )


def test_what_a_step_gains_is_real_money_and_penalty_apart() -> None:
    """40 MUSD buy the middle road: 5 Mt no longer stay behind at 1000 and pay for the way and the project instead.

    Real money and penalty add up to what the objective falls by, and 5000 of it is penalty. A kink has the same per
    MUSD: 5000 / 40 = 125 before it.
    """
    found = drawn(three_roads(), 0.0, 0.4, 1.1, relaxed=True)
    to_forty = [step for step in found.steps if step.after.budget_musd <= 40 + 1e-6]
    assert sum(step.less_penalty_musd for step in to_forty) == pytest.approx(5000)
    for step in found.steps:
        assert step.less_real_musd + step.less_penalty_musd == pytest.approx(step.less_musd)
        assert step.less_real_musd < 0 or step.more_mt < 1e-6
    (kink,) = [kink for kink in found.kinks if kink.at.budget_musd == pytest.approx(40)]
    assert kink.penalty_before == pytest.approx(125)
    assert kink.penalty_after == pytest.approx(100)


def test_divisible_projects_by_hand() -> None:
    """Middle gives 5 Mt for 40 MUSD = 0.125, wide 6 for 60 = 0.1, narrow 1 for 10 = 0.1: kink at 40, end at 110.

    Between 40 and 110 a MUSD moves 0.1 Mt: with 90 MUSD 5 + 5 = 10.
    """
    found = drawn(three_roads(), 0.0, 0.2, 0.9, 1.5, relaxed=True)
    assert found.exact
    assert asked(found) == pytest.approx([0, 2.5, 10, 12])
    ends = {round(kink.at.budget_musd, 4): kink for kink in found.kinks}
    assert {40.0, 110.0} <= set(ends)
    assert [move.project for move in ends[40.0].ends] == [1]
    per_musd = np.array([ends[40.0].worth_before, ends[40.0].worth_after]) / found.level
    assert per_musd == pytest.approx([0.125, 0.1], rel=1e-2)


def test_least_budget_of_service_levels() -> None:
    """30 Mt wanted. 20 % = 6 Mt: middle and narrow, 50 MUSD. 36 % = 10.8: 100. 40 % = 12: 110. 50 % never."""
    found = drawn(three_roads(), 0.0, 1.0, 2.0, levels=(0.2, 0.36, 0.4, 0.5))
    assert [level.enough for level in found.levels] == [*(pytest.approx(musd) for musd in (50, 100, 110)), None]
    assert all(level.proven for level in found.levels)
    for level in found.levels[:3]:
        assert level.enough is not None
        assert level.too_little is not None
        assert 0 < level.enough - level.too_little < 1


def test_least_budget_of_divisible_projects() -> None:
    """9 of 30 Mt: 40 MUSD move 5 Mt, 40 more the other 4: 80."""
    found = drawn(three_roads(), 0.0, 1.0, 2.0, relaxed=True, levels=(0.3,))
    (level,) = found.levels
    assert level.enough == pytest.approx(80, abs=0.2)


def test_tonnes_come_before_cost() -> None:
    """The way costs 30 USD/t, leaving the cargo 20: by cost 4 Mt stay, by tonnes they move."""
    goods = [{"id": "goods", "value_of_time_usd_per_t_day": 0.0, "unmet_penalty_usd_per_t": 20.0}]
    given = case(
        nodes=[node("a"), node("b")],
        links=[link("a-b", 30)],
        commodities=goods,
        demand=[cargo("d", "a-b", 4)],
        budget=[{"year": 2025, "available_musd": 1.0}],
    )
    assert asked(drawn(given, 1.0)) == [4]
    assert asked(drawn(given, 1.0, goal=Goal.COST)) == [0]


def test_days_after_tonnes() -> None:
    """From a to b 5 Mt by a slow cheap way of 10 days or a fast dear one of 1 day: fast by days, slow by cost."""
    given = case(
        nodes=[node("a"), node("b")],
        links=[link("a-b", 1, time_h=240.0), {**link("a-b", 500, time_h=24.0), "id": "fast"}],
        demand=[cargo("d", "a-b", 5)],
        budget=[{"year": 2025, "available_musd": 1.0}],
    )
    days = [drawn(given, 1.0, goal=goal).points[0].plan.days for goal in (Goal.MT, Goal.DAYS)]
    assert days == pytest.approx([10, 1])


def test_only_counted_years_come_first() -> None:
    """One project of a year's life for 1 Mt in 2025 or 2 in 2026; only 2025 counts: it opens in 2025."""
    given = case(
        years=[{"year": 2025}, {"year": 2026}],
        nodes=[node("a"), node("b")],
        links=[link("a-b", 1, 0)],
        demand=[cargo("d", "a-b", [1, 2])],
        projects=[{"id": "p", "lifetime_years": 1, "capex_musd": 5.0}],
        project_effects=[{"project": "p", "asset": "a-b", "capacity_added": 2.0}],
        budget=[{"year": 2025, "available_musd": 5.0}],
    )
    for counted, year in (([True, False], 0), ([True, True], 1)):
        found = drawn(given, 1.0, counted=np.array(counted))
        assert found.points[0].plan.openings.year.tolist() == [year]


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("goal", [Goal.MT, Goal.COST])
def test_every_subset(seed: int, goal: Goal) -> None:
    """Most tonnes, then least cost, of all choices of projects and years that a budget pays for.

    Each choice is priced by the other formulation, with tonnes first in the flows, too.
    """
    given = random_case(seed)
    priced = list(every_choice(_priced_by(given, goal)))
    found = drawn(given, 0.0, 0.3, 0.7, 1.0, 1.5, goal=goal)
    for point in found.points:
        best = min(one.cost for one in priced if one.needs <= point.factor + 1e-9)
        assert point.plan.value == pytest.approx(best, rel=1e-6)
        assert point.plan.needs <= point.factor + 1e-9
    tonnes = [point.plan.moved_mt for point in found.points]
    if goal is Goal.MT:
        assert tonnes == pytest.approx([_most(priced, point.factor) for point in found.points], abs=1e-4)


def _priced_by(given: Case, goal: Goal) -> Case:
    every = np.ones(len(given.years), np.bool_)
    return goal_case(given, goal, every, goal_level(given, goal)).case


def _most(priced: list[Priced], factor: float) -> float:
    return max(one.moved_mt for one in priced if one.needs <= factor + 1e-9)


@pytest.mark.parametrize("seed", range(4))
def test_a_higher_level_changes_nothing(seed: int) -> None:
    given = random_case(seed)
    every = np.ones(len(given.years), np.bool_)
    level = goal_level(given, Goal.MT)
    moved = []
    for times in (1, 2):
        goal = goal_case(given, Goal.MT, every, times * level)
        plan = as_original(goal, solve_by_routes(goal.case, Request(limits=Limits(gap=0.0)), lambda _: None))
        moved.append(plan.unmet_mt.sum(axis=0))
    assert moved[0] == pytest.approx(moved[1])


@pytest.mark.parametrize("seed", range(4))
def test_the_plan_keeps_the_rules_of_the_case_itself(seed: int) -> None:
    """What is solved is another case; its plan is one of this."""
    given = random_case(seed)
    goal = goal_case(given, Goal.DAYS, np.array([False, True]), goal_level(given, Goal.DAYS))
    plan = as_original(goal, solve_by_routes(goal.case, Request(limits=Limits(gap=0.0)), lambda _: None))
    verdict = verify(given, replace(plan, objective=cost_of(given, plan), bound=0.0))
    assert verdict.ok, verdict.violations


def wired() -> Case:
    """10 Mt by road at 10 USD/t or by rail at 12; wires for 4 MUSD take most of the emissions off the railway."""
    budget: list[Row] = [{"year": 2025, "available_musd": 4.0}]
    return replace(saved_carbon_at_a_price()[0], budget=table("budget", budget), carbon=table("carbon", []))


def test_least_emissions_come_after_most_tonnes() -> None:
    """Without money all by rail: 0.2 Mt CO2e for 120; with 4 MUSD wires leave 0.08 for 124. Least cost: by road."""
    found = drawn(wired(), 0.0, 1.0, goal=Goal.CARBON)
    assert [point.plan.moved_mt for point in found.points] == pytest.approx([10, 10])
    assert [point.plan.emitted_mt for point in found.points] == pytest.approx([0.2, 0.08])
    assert [point.plan.verification.objective_musd for point in found.points] == pytest.approx([120, 124])
    cheapest = drawn(wired(), 1.0, goal=Goal.COST)
    assert [point.plan.verification.objective_musd for point in cheapest.points] == pytest.approx([100])


def test_emissions_of_a_case_that_has_none() -> None:
    with pytest.raises(PlannerError, match="emits"):
        drawn(replace(wired(), modes=table("modes", [])), 1.0, goal=Goal.CARBON)


@pytest.mark.parametrize("seed", range(3))
def test_divisible_frontiers_are_concave(seed: int) -> None:
    found = drawn(random_case(seed, divisible=True), *np.linspace(0, 2, 6), goal=Goal.COST)
    assert found.exact
    x = np.array([point.factor for point in found.points])
    slopes = np.diff([point.plan.value for point in found.points]) / np.diff(x)
    assert (np.diff(slopes) >= -1e-4 * abs(slopes).max()).all()


def test_a_plan_for_less_money_serves_more_too() -> None:
    """A search that finds nothing with more money is not worse than with less: the plan in hand is kept."""
    given = three_roads()

    def lazy(funded: Case, request: Request) -> Solution:
        forbidden = replace_cells(funded.projects, {"decision": ["forbid"] * len(funded.projects)})
        rich = funded.budget.available_musd[0] > 100
        return solve_by_routes(replace(funded, projects=forbidden) if rich else funded, request, lambda _: None)

    budgets = Budgets(
        given, order(given), lambda funded, request, _: _as_of(funded, lazy(funded, request)), lambda _: None
    )
    budgets.solve(1.0)
    budgets.solve(1.5)
    assert [point.plan.moved_mt for point in budgets.points] == pytest.approx([11, 11])


def _as_of(given: Case, plan: Solution) -> Solution:
    """A plan of the same case with other decisions, as one of this, with a bound that says so."""
    return replace(plan, case_digest=given.digest, bound=0.0)


def test_a_case_without_budget_is_refused() -> None:
    with pytest.raises(PlannerError, match="budget"):
        drawn(replace(detour(), budget=with_budget(detour(), 0.0).budget), 1.0)


def test_an_interruption_keeps_the_points_in_hand() -> None:
    def impatient(given: Case, request: Request, watch: Watch) -> Solution:
        if given.budget.available_musd[0] > 60:
            raise KeyboardInterrupt
        return solve_by_routes(given, request, watch)

    given = three_roads()
    found = frontier(given, order(given, 0.1, 0.5, 1.0), lambda _: None, impatient)
    assert not found.complete
    assert asked(found) == pytest.approx([1, 6])
    with pytest.raises(KeyboardInterrupt):
        frontier(given, order(given, 1.0), lambda _: None, impatient)


def test_kinds_of_a_goal_pay_the_rates_of_their_cargo() -> None:
    """Goods pay half on rails, in the counted year as well: 2 of 4 USD/t."""
    given = case(
        nodes=[node("a"), node("b")],
        links=[link("a-b", 4.0)],
        demand=[cargo("d", "a-b", 1.0)],
        commodity_rates=[{"commodity": "goods", "mode": "rail", "cost_factor": 0.5}],
    )
    goal = goal_case(given, Goal.MT, np.ones(1, np.bool_), 1e5)
    assert asset_costs(goal.case)[:, 0, 0] == pytest.approx([2.0, 2.0])

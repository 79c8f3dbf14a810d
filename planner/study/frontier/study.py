"""The whole frontier: its points, the kinks between them with their projects, and the least budget for each level."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from models.case import Case
from models.engine import solve_by_routes
from planner.study.frontier.budgets import BudgetPlan, Budgets, Order, Point
from planner.study.pace import at_most
from planner.study.run import Solve, Watch

MOST_REFINED = 24
"""Further budgets solved to find the kinks of a frontier of divisible projects."""

RESOLVED = 1e-3
"""Share of the range of values up to which a frontier is known between two budgets."""

MOST_TRIED = 12
"""Budgets solved for one service level."""

CLOSE = 5e-4
"""Share of the largest budget up to which the least budget of a service level is told apart."""

REACHED = 1e-6
"""Share of the demand by which a service level counts as reached."""

SHARE = 0.005
"""Share of a project that counts as a change."""


@dataclass(frozen=True)
class Move:
    """How a project (position) stands in two plans: share built in all, and first year of opening; None: not built."""

    project: int
    share_before: float
    share_after: float
    year_before: int | None
    year_after: int | None


@dataclass(frozen=True, eq=False)
class Step:
    """From one budget to the next: moves, those of the most money first.

    more_mt, less_musd: what the next plan moves more in the counted years, and costs less with penalties;
    less_real_musd, less_penalty_musd: of it real money, and penalty that nobody pays. proven: the difference in value
    is more than the gap of the first plan leaves open.
    """

    before: Point
    after: Point
    moves: tuple[Move, ...]
    more_mt: float
    less_musd: float
    less_real_musd: float
    less_penalty_musd: float
    proven: bool


@dataclass(frozen=True, eq=False)
class Kink:
    """A budget at which another project begins to gain. worth: of a MUSD more, before and after, in units of the value.

    real_before, real_after: real money in MUSD that a MUSD more saves; penalty_before, penalty_after: penalty that it
    avoids. begins: moves after this budget and not before; ends: moves before it and not after.
    """

    at: Point
    worth_before: float
    worth_after: float
    real_before: float
    real_after: float
    penalty_before: float
    penalty_after: float
    begins: tuple[Move, ...]
    ends: tuple[Move, ...]


@dataclass(frozen=True)
class Level:
    """The least budget for a share of the demand.

    enough: MUSD that a plan in hand needs; None where no budget tried does. too_little: MUSD with which the level was
    not reached; None where the smallest budget does. proven: that it cannot be reached with `too_little`.
    """

    share: float
    enough: float | None
    too_little: float | None
    proven: bool


@dataclass(frozen=True, eq=False)
class Frontier:
    """exact: projects are divisible, so that the points lie on the frontier itself.

    level: USD/t that a tonne left behind counts; 0 where the goal is cost. demand_mt: of the counted years.
    complete: false where it was interrupted.
    """

    case: Case
    order: Order
    exact: bool
    level: float
    demand_mt: float
    budget_musd: float
    points: tuple[Point, ...]
    steps: tuple[Step, ...]
    kinks: tuple[Kink, ...]
    levels: tuple[Level, ...]
    complete: bool


def frontier(case: Case, order: Order, watch: Watch, solve: Solve = solve_by_routes) -> Frontier:
    """The best plan for each budget, and what makes the difference.

    Raises PlannerError where the case has no budget, NotVerified, NoPlan, StoppedEmpty or SolverFailure; an
    interruption keeps the points in hand, unless there are none.
    """
    budgets = Budgets(case, order, solve, watch)
    demand = float(case.demand_mt.sum(axis=0) @ (order.counted * case.years.weight_years))
    complete = True
    levels: tuple[Level, ...] = ()
    watch(_announcement(budgets))
    try:
        for factor in order.factors:
            budgets.solve(factor, asked=True)
        if budgets.exact:
            watch(f"at most {MOST_REFINED} further budgets where the kinks are")
            _refine(budgets)
        watch(f"the least budgets of {len(order.levels)} service levels, at most {MOST_TRIED} budgets each")
        levels = tuple(_least_budget(budgets, share, demand) for share in sorted(order.levels))
    except KeyboardInterrupt:
        complete = False
        if not budgets.points:
            raise
    points = budgets.points
    steps = tuple(_step(case, before, after) for before, after in pairwise(points))
    return Frontier(
        case=case,
        order=order,
        exact=budgets.exact,
        level=budgets.level,
        demand_mt=demand,
        budget_musd=budgets.total,
        points=points,
        steps=steps,
        kinks=tuple(_kinks(steps)),
        levels=levels,
        complete=complete,
    )


def _announcement(budgets: Budgets) -> str:
    """What is to come, in words."""
    order = budgets.order
    tried = len(order.factors) + budgets.exact * MOST_REFINED + len(order.levels) * MOST_TRIED
    relax = "" if budgets.exact else "; --relax (projects in any share) takes a part of the time"
    return f"{len(order.factors)} budgets, kinks and service levels: {at_most(tried, order.request)}{relax}"


def _refine(budgets: Budgets) -> None:
    """Solve where two sides of the curve would meet, the widest doubt first: a kink lies there, or a further piece."""
    for _ in range(MOST_REFINED):
        points = budgets.points
        widest, factor = max(_doubts(points), default=(0.0, 0.0))
        if widest <= RESOLVED * (points[0].plan.value - points[-1].plan.value):
            return
        budgets.solve(factor)


def _doubts(points: Sequence[Point]) -> Iterator[tuple[float, float]]:
    """For every two neighbours: how far the convex curve may lie under their chord, and where most."""
    x = np.array([point.factor for point in points])
    v = np.array([point.plan.value for point in points])
    slope = np.diff(v) / np.diff(x)
    for i in range(len(slope)):
        left = slope[i - 1] if i else None
        right = slope[i + 1] if i + 1 < len(slope) else 0.0
        if left is None:
            meet, low = (x[i] + x[i + 1]) / 2, v[i + 1] - right * (x[i + 1] - x[i]) / 2
        elif right - left <= 0:
            continue
        else:
            meet = (v[i + 1] - v[i] - right * x[i + 1] + left * x[i]) / (left - right)
            low = v[i] + left * (meet - x[i])
        inside = x[i] + 1e-6 * (x[-1] - x[0]) < meet < x[i + 1] - 1e-6 * (x[-1] - x[0])
        if inside:
            yield float(v[i] + slope[i] * (meet - x[i]) - low), float(meet)


def _least_budget(budgets: Budgets, share: float, demand: float) -> Level:
    """The least budget with which the share of the demand is moved, as close as the tries allow."""
    wanted = share * demand - REACHED * (1.0 + demand)
    largest = budgets.points[-1].factor
    for _ in range(MOST_TRIED):
        enough, below = _bracket(budgets.points, wanted)
        if enough is None or below is None or enough - below.factor <= CLOSE * largest:
            break
        budgets.solve(_between(budgets, below, enough, wanted))
    enough, below = _bracket(budgets.points, wanted)
    return Level(
        share=share,
        enough=None if enough is None else enough * budgets.total,
        too_little=None if below is None else below.budget_musd,
        proven=below is None or below.plan.moved_mt + (below.gap / budgets.level if budgets.level else np.inf) < wanted,
    )


def _bracket(points: Sequence[Point], wanted: float) -> tuple[float | None, Point | None]:
    """Least factor with which a plan in hand moves so many Mt, and the largest budget below that does not."""
    enough = min((p.plan.needs for p in points if p.plan.moved_mt >= wanted), default=None)
    below = [p for p in points if p.plan.moved_mt < wanted and (enough is None or p.factor < enough)]
    return enough, below[-1] if below else None


def _between(budgets: Budgets, below: Point, enough: float, wanted: float) -> float:
    """Where to try next: the middle; with divisible projects where the chord reaches the level, kept off the ends."""
    middle = 0.5
    if budgets.exact:
        above = next(p for p in budgets.points if p.plan.moved_mt >= wanted)
        rise = above.plan.moved_mt - below.plan.moved_mt
        middle = float(np.clip((wanted - below.plan.moved_mt) / rise, 0.05, 0.95)) if rise > 0 else 0.5
    return below.factor + middle * (enough - below.factor)


def _step(case: Case, before: Point, after: Point) -> Step:
    first, second = before.plan.verification, after.plan.verification
    return Step(
        before=before,
        after=after,
        moves=moves(case, before.plan, after.plan),
        more_mt=after.plan.moved_mt - before.plan.moved_mt,
        less_musd=first.objective_musd - second.objective_musd,
        less_real_musd=first.real_cost_musd - second.real_cost_musd,
        less_penalty_musd=first.penalty_musd - second.penalty_musd,
        proven=before.plan.value - after.plan.value > before.gap,
    )


def moves(case: Case, before: BudgetPlan, after: BudgetPlan) -> tuple[Move, ...]:
    """Projects that stand otherwise in two plans, those of the most money first."""
    first, second = _standing(case, before), _standing(case, after)
    found = [
        Move(p, first[p][0], second[p][0], first[p][1], second[p][1])
        for p in range(len(case.projects))
        if abs(first[p][0] - second[p][0]) > SHARE or first[p][1] != second[p][1]
    ]
    capex = case.projects.capex_musd
    return tuple(sorted(found, key=lambda m: (-abs(m.share_after - m.share_before) * capex[m.project], m.project)))


def _standing(case: Case, plan: BudgetPlan) -> list[tuple[float, int | None]]:
    """Share built and first year of opening of every project; shares that round to nothing count as none."""
    share = np.zeros((len(case.projects), len(case.years)))
    np.add.at(share, (plan.openings.project, plan.openings.year), plan.openings.share)
    years = case.years.year.tolist()
    return [(float(row.sum()), years[int((row > SHARE).argmax())] if (row > SHARE).any() else None) for row in share]


def _kinks(steps: Sequence[Step]) -> Iterator[Kink]:
    """Points at which the worth of money changes, with the projects that make it change."""
    worths = [_worth(step) for step in steps]
    most = max(map(abs, worths), default=0.0)
    for (first, second), (before, after) in zip(pairwise(steps), pairwise(worths), strict=True):
        if abs(before - after) > RESOLVED * most:
            earlier, later = ({move.project for move in step.moves} for step in (first, second))
            yield Kink(
                at=second.before,
                worth_before=before,
                worth_after=after,
                real_before=first.less_real_musd / _money(first),
                real_after=second.less_real_musd / _money(second),
                penalty_before=first.less_penalty_musd / _money(first),
                penalty_after=second.less_penalty_musd / _money(second),
                begins=tuple(move for move in second.moves if move.project not in earlier),
                ends=tuple(move for move in first.moves if move.project not in later),
            )


def _worth(step: Step) -> float:
    """Value gained per MUSD of budget."""
    return (step.before.plan.value - step.after.plan.value) / _money(step)


def _money(step: Step) -> float:
    """MUSD between the two budgets."""
    return step.after.budget_musd - step.before.budget_musd

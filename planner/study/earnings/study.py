"""What owners earn against what all pay: for each weight of income the plan of least cost less weighted income.

A weight w from 0 to 1 counts a dollar of the owners' income as w dollars of cost saved. Its plan is on the frontier: no
plan earns as much at less cost, as far as the gap of its search leaves it open. Its objective c - w i bounds every
other plan: one that earns i costs at least c.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from models.case import Case
from models.engine import solve_by_routes
from models.errors import PlannerError
from models.income import income_by_year, income_of, owners_of
from models.network import find_ways
from models.request import Request
from models.solution import Openings
from models.stop import Stop
from models.tables import Numbers
from models.verify import Verification
from planner.study.earnings.rebated import Limit, heaviest, plan_of, rebated
from planner.study.pace import Pace
from planner.study.run import Solve, Watch
from planner.study.service import cost_of, moved_mt, rounding, verified

MOST_REFINED = 16
"""Further weights solved to find the corners of the frontier of divisible projects."""

RESOLVED = 1e-3
"""Share of the range of cost and of income by which two plans are apart."""

SAME = 1e-9
"""Difference up to which two weights are one."""


@dataclass(frozen=True)
class Order:
    """owners: whose income counts. points: weights that are asked for, from 0 to the heaviest."""

    owners: tuple[str, ...]
    points: int
    request: Request


@dataclass(frozen=True, eq=False)
class Point:
    """A plan on the frontier.

    weight: of income. cost, income: MUSD discounted, penalties in the cost. by_owner: income of those that count, MUSD
    a year, (owners, years). moved: Mt by year. bound: no plan has less cost less weighted income. asked: a weight that
    was asked for. stop: of the search.
    """

    weight: float
    openings: Openings
    verification: Verification
    cost: float
    income: float
    by_owner: Numbers
    moved: Numbers
    bound: float
    asked: bool
    stop: Stop

    @property
    def gap(self) -> float:
        """By how much cost less weighted income may be above the least, MUSD; 0 where it is rounding."""
        behind = self.cost - self.weight * self.income - self.bound
        return behind if behind > rounding(self.cost) else 0.0


@dataclass(frozen=True, eq=False)
class Earnings:
    """points: the lightest weight first. exact: divisible projects, so that the corners were sought.

    complete: false where it was interrupted.
    """

    case: Case
    order: Order
    limit: Limit
    points: tuple[Point, ...]
    exact: bool
    complete: bool

    def least_cost(self, income: float) -> float:
        """MUSD that a plan costs at least that earns so much, by the bounds of all points."""
        return max(point.bound + point.weight * income for point in self.points)


def earnings(case: Case, order: Order, watch: Watch, solve: Solve = solve_by_routes) -> Earnings:
    """The frontier of cost and income.

    Raises PlannerError where the case has no tariffs or no such owner, NotVerified, NoPlan, StoppedEmpty or
    SolverFailure; an interruption keeps the points in hand, unless there are none.
    """
    _refuse(case, order)
    limit = heaviest(case, order.owners)
    exact = order.request.relaxed or bool(case.projects.divisible[case.projects.decision == "auto"].all())
    found: dict[float, Point] = {}
    complete, pace = True, Pace(order.points)
    try:
        for weight in np.linspace(0.0, limit.weight, order.points).round(12).tolist():
            found[weight] = _solved(case, order, weight, solve, asked=True)
            watch(f"{pace.next()}: weight {weight:.4g}: {found[weight].income:,.1f} MUSD of income")
        for _ in range(MOST_REFINED if exact else 0):
            weight = _corner(sorted(found.values(), key=lambda point: point.weight))
            if weight is None:
                break
            found[weight] = _solved(case, order, weight, solve, asked=False)
            watch(f"corner at weight {weight:.4g}: {found[weight].income:,.1f} MUSD of income")
    except KeyboardInterrupt:
        complete = False
        if not found:
            raise
    points = tuple(sorted(found.values(), key=lambda point: point.weight))
    return Earnings(case, order, limit, points, exact, complete)


def _refuse(case: Case, order: Order) -> None:
    if not len(case.tariffs):
        raise PlannerError("the case says of nobody what he earns: give the sheet tariffs a row")
    unknown = [owner for owner in order.owners if owner not in owners_of(case)]
    if unknown:
        raise PlannerError(f"--against income:{unknown[0]}: no owner of tariffs; choose {', '.join(owners_of(case))}")


def _solved(case: Case, order: Order, weight: float, solve: Solve, *, asked: bool) -> Point:
    goal = rebated(case, order.owners, weight)
    solution = solve(goal.case, order.request, lambda _: None)
    if solution.stop is Stop.INTERRUPTED:
        raise KeyboardInterrupt
    plan = plan_of(goal, solution)
    cost = cost_of(case, plan)
    verification = verified(case, replace(plan, objective=cost, bound=0.0))
    counted = np.isin(owners_of(case), order.owners)
    by_owner = income_by_year(case, income_of(case, plan, find_ways(case, plan.routes)))[counted]
    income = float(by_owner.sum(axis=0) @ case.discount)
    return Point(
        weight=weight,
        openings=plan.openings,
        verification=verification,
        cost=cost,
        income=income,
        by_owner=by_owner,
        moved=moved_mt(case, plan),
        bound=min(solution.bound, cost - weight * income),
        asked=asked,
        stop=solution.stop,
    )


def _corner(points: list[Point]) -> float | None:
    """The weight at which two neighbours are worth the same, where a plan between them may be better than both.

    The least cost less weighted income is a concave function of the weight: it lies above its chords.
    """
    cost, income = points[-1].cost - points[0].cost, points[-1].income - points[0].income
    widest, found = RESOLVED * max(cost, rounding(points[0].cost)), None
    for before, after in pairwise(points):
        more, dearer = after.income - before.income, after.cost - before.cost
        if more <= RESOLVED * income or not before.weight * more < dearer < after.weight * more:
            continue
        weight = dearer / more
        part = (weight - before.weight) / (after.weight - before.weight)
        chord = before.bound + part * (after.bound - before.bound)
        doubt = before.cost - weight * before.income - chord
        if doubt > widest and all(abs(weight - point.weight) > SAME for point in points):
            widest, found = doubt, float(weight)
    return found

"""Money against what it moves: the best plan for each budget, and the projects that make the difference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from models.accounts import budget_payments
from models.case import Case
from models.errors import PlannerError
from models.network import has_emissions
from models.projects import budget_money
from models.request import Request
from models.solution import Openings, Solution
from models.stop import Stop
from models.tables import Flags, Numbers, replace_cells
from models.verify import Verification
from planner.study.frontier.goal import Goal, GoalCase, as_original, goal_case, goal_level
from planner.study.pace import Pace
from planner.study.run import Solve, Watch
from planner.study.service import cost_of, days_per_tonne, moved_mt, rounding, verified


@dataclass(frozen=True, eq=False)
class Order:
    """What a frontier is asked for.

    factors: budgets, as multiples of the case's own. counted: plan years whose tonnes and days count, shape (years,).
    levels: shares of the counted demand for which the least budget is sought.
    """

    goal: Goal
    factors: tuple[float, ...]
    counted: Flags
    request: Request
    levels: tuple[float, ...] = ()


@dataclass(frozen=True, eq=False)
class BudgetPlan:
    """A verified plan and what it is worth.

    moved_mt: in the counted years, each as often as it stands for; moved_by_year: Mt, shape (years,).
    days: average of a tonne moved in these years. emitted_mt: Mt CO2e of all cargo in them. spent_musd: from the
    budget, all years. needs: least multiple of the case's budget that pays for it. value: the goal's objective; less is
    better.
    """

    openings: Openings
    verification: Verification
    moved_mt: float
    moved_by_year: Numbers
    days: float
    emitted_mt: float
    spent_musd: float
    needs: float
    value: float


@dataclass(frozen=True, eq=False)
class Point:
    """The best plan known for a budget.

    factor: multiple of the case's budget. bound: no plan within this budget has a value under it. stop: of the search
    with this budget. asked: one of the budgets that were asked for.
    """

    factor: float
    budget_musd: float
    plan: BudgetPlan
    bound: float
    stop: Stop
    asked: bool

    @property
    def gap(self) -> float:
        """By how much the value can be above the best, MUSD of the goal's objective; 0 where it is rounding."""
        behind = self.plan.value - self.bound
        return behind if behind > rounding(self.plan.value) else 0.0


class Budgets:
    """Finds the best plan for one budget after another; every plan helps where a later budget can pay for it."""

    def __init__(self, case: Case, order: Order, solve: Solve, watch: Watch) -> None:
        if not budget_total(case):
            raise PlannerError("the case limits no money: give the sheet budget a row with money that may be spent")
        if order.goal is Goal.CARBON and not has_emissions(case):
            raise PlannerError("the case says of nothing what it emits: give emissions in modes, links or terminals")
        self.case, self.order = case, order
        self.total = budget_total(case)
        self.level = goal_level(case, order.goal)
        self.exact = order.request.relaxed or bool(case.projects.divisible[case.projects.decision == "auto"].all())
        self._solve, self._watch = solve, watch
        self._found: dict[float, Point] = {}
        self._pace = Pace(len(order.factors))

    @property
    def points(self) -> tuple[Point, ...]:
        """Every budget tried so far, the smallest first, each with the best plan that it can pay for."""
        tried = sorted(self._found.values(), key=lambda point: point.factor)
        return tuple(self._best(point, tried) for point in tried)

    def solve(self, factor: float, *, asked: bool = False) -> Point:
        """The point of a budget; solved where it was not yet."""
        if factor not in self._found:
            self._found[factor] = self._solved(factor, asked=asked)
            plan = self._found[factor].plan
            pace = f"{self._pace.next()}: " if asked else ""
            self._watch(
                f"{pace}budget x {factor:.4g}: {plan.moved_mt:,.3f} Mt moved, {plan.spent_musd:,.1f} MUSD spent"
            )
        return next(point for point in self.points if point.factor == factor)

    def _solved(self, factor: float, *, asked: bool) -> Point:
        funded = with_budget(self.case, factor)
        goal = goal_case(funded, self.order.goal, self.order.counted, self.level)
        solution = self._solve(goal.case, self.order.request, lambda _: None)
        if solution.stop is Stop.INTERRUPTED:
            raise KeyboardInterrupt
        plan = self._plan(goal, solution)
        return Point(factor, factor * self.total, plan, min(solution.bound, plan.value), solution.stop, asked)

    def _plan(self, goal: GoalCase, solution: Solution) -> BudgetPlan:
        value = verified(goal.case, solution).objective_musd
        plan = as_original(goal, solution)
        case, weight = goal.original, self.order.counted * goal.original.years.weight_years
        plan = replace(plan, objective=cost_of(case, plan), bound=0.0)
        moved = moved_mt(case, plan)
        paid = budget_payments(case, plan.openings).sum(axis=0)
        verification = verified(case, plan)
        return BudgetPlan(
            openings=plan.openings,
            verification=verification,
            moved_mt=float(moved @ weight),
            moved_by_year=moved,
            days=days_per_tonne(case, plan, weight),
            emitted_mt=float(verification.totals.emitted_mt.sum(axis=(0, 1)) @ weight),
            spent_musd=float(paid.sum()),
            needs=needed_factor(self.case, paid),
            value=value,
        )

    def _best(self, point: Point, tried: Sequence[Point]) -> Point:
        """The point with the best of all plans that it can pay for; its own where that is as good."""
        plan = min((p.plan for p in tried if p.plan.needs <= point.factor), key=lambda p: p.value, default=point.plan)
        bound = max(other.bound for other in tried if other.factor >= point.factor)
        if plan.value >= point.plan.value - rounding(point.plan.value):
            plan = point.plan
        return replace(point, plan=plan, bound=min(bound, plan.value))


def with_budget(case: Case, factor: float) -> Case:
    """The case with the money of every year multiplied."""
    money = (case.budget.available_musd * factor).tolist()
    return replace(case, budget=replace_cells(case.budget, {"available_musd": money}))


def budget_total(case: Case) -> float:
    """MUSD that the budget allows in all plan years together."""
    money = budget_money(case)
    return float(money[-1] if case.parameters.budget_carry_over else money.sum())


def needed_factor(case: Case, paid: Numbers) -> float:
    """Least multiple of the case's budget that pays so much in each year, MUSD; infinite where none does."""
    carried = case.parameters.budget_carry_over
    due, money = (paid.cumsum() if carried else paid), budget_money(case)
    none = np.where(due > rounding(0.0), np.inf, 0.0)
    return float(np.divide(due, money, out=none, where=money > 0).max(initial=0.0))

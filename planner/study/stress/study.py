"""What is lost when something closes: with the plan as it is, and with the plan free to adapt."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from models.accounts import asset_load
from models.case import Case
from models.engine import solve_by_routes
from models.errors import NoPlan, StoppedEmpty
from models.network import Ways, find_ways
from models.request import Request
from models.solution import Solution
from models.stop import PROVEN, Limits, Stop
from models.tables import Flags, Integers, Numbers
from models.verify import Verification
from planner.study.pace import Pace, at_most
from planner.study.run import Solve, Watch
from planner.study.service import days_per_tonne, rounding, verified
from planner.study.stress.closing import closed, room_left
from planner.study.stress.fixed_plan import as_original, fixed_plan
from planner.study.stress.targets import Target, targets

NOTHING_MT = 1e-6
"""Mt that is rounding."""


@dataclass(frozen=True, eq=False)
class Order:
    """What is asked: what closes (kinds and ids; '' is what matters), which share it loses, in which plan years.

    years: shape (years,). adapt: of how many, the worst first, it is also asked what a plan free to adapt loses.
    """

    wanted: str
    loses: float
    years: Flags
    adapt: int
    request: Request


@dataclass(frozen=True)
class Loss:
    """What a plan is worse by than the plan without the closing.

    unmet_mt: Mt more left behind, all years, each as often as it stands for. musd: real_musd + penalty_musd,
    discounted. days: longer on the way on average of a tonne moved in the years of the closing. least_musd, most_musd:
    between these the loss is proven to be. exists: false where no plan keeps every rule; the rest is then NaN.
    """

    unmet_mt: float
    real_musd: float
    penalty_musd: float
    days: float
    least_musd: float
    most_musd: float
    stop: Stop
    exists: bool = True

    @property
    def musd(self) -> float:
        """MUSD of the objective; infinite where no plan exists."""
        return self.real_musd + self.penalty_musd if self.exists else np.inf


RANKED = 3
"""Decimals of Mt and MUSD up to which losses rank alike."""

NONE = Loss(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, Stop.OPTIMAL)
"""Nothing is lost."""


@dataclass(frozen=True, eq=False)
class Stressed:
    """What the closing of a target costs. carries_mt: cargo that passes it by the plan in these years, each tonne once.

    fixed: with the projects of the plan; free: with any projects, None where that was not asked.
    """

    target: Target
    carries_mt: float
    fixed: Loss
    free: Loss | None


@dataclass(frozen=True, eq=False)
class Plan:
    """A plan and its verification."""

    solution: Solution
    verification: Verification


@dataclass(frozen=True, eq=False)
class Stress:
    """base: the plan without any closing. results: the worst first. complete: false where it was interrupted."""

    case: Case
    order: Order
    base: Plan
    results: tuple[Stressed, ...]
    complete: bool


def stress(case: Case, order: Order, watch: Watch, solve: Solve = solve_by_routes) -> Stress:
    """Close every target in turn, and rank the losses.

    Raises NoPlan, StoppedEmpty, SolverFailure or NotVerified; an interruption keeps the results in hand.
    """
    watch("the plan without any closing")
    solution = solve(case, order.request, lambda _: None)
    _raise_interrupted(solution.stop)
    runs = _Runs(case, order, Plan(solution, verified(case, solution)), solve)
    results: list[Stressed] = []
    try:
        chosen = targets(case, order.wanted, solution)
        watch(f"{len(chosen)} closings, then {at_most(min(order.adapt, len(chosen)), order.request)}")
        pace = Pace(len(chosen))
        for target in chosen:
            results.append(runs.fixed(target))
            watch(f"{pace.next()}: {target.kind} {target.id}: {_told(results[-1].fixed)}")
        results.sort(key=_rank)
        worst = min(order.adapt, len(results))
        pace = Pace(worst)
        for place in range(worst):
            free = runs.free(results[place])
            results[place] = replace(results[place], free=free)
            watch(f"{pace.next()}: {results[place].target.id}, projects free to adapt: {_told(free)}")
    except KeyboardInterrupt:
        results.sort(key=_rank)
        return Stress(case, order, runs.base, tuple(results), False)
    return Stress(case, order, runs.base, tuple(results), True)


class _Runs:
    """Cases of one stress test, all held against the same plan."""

    def __init__(self, case: Case, order: Order, base: Plan, solve: Solve) -> None:
        self.case, self.order, self.base, self._solve = case, order, base, solve
        self.room = room_left(case, base.solution.openings, order.loses)
        self.ways = find_ways(case, base.solution.routes)
        held, bound = self._as_planned(case)
        exact = held.solution.objective - bound <= rounding(bound)
        self._reference = held if exact else base

    def fixed(self, target: Target) -> Stressed:
        """What is lost with the projects of the plan; only cargo goes another way."""
        carries = _carries(self.case, self.base.solution, self.ways, target.assets, self.order.years)
        if not self._matters(target.assets):
            return Stressed(target, carries, NONE, NONE)
        try:
            plan, bound = self._as_planned(self._closed(target))
        except NoPlan:
            return Stressed(target, carries, _impossible(), None)
        loss = self._loss(plan, self._reference)
        least = max(0.0, bound - self._reference.solution.objective)
        return Stressed(target, carries, replace(loss, least_musd=min(least, loss.musd), most_musd=loss.musd), None)

    def free(self, result: Stressed) -> Loss:
        """What is lost where projects may change, too; never more than with those of the plan."""
        if result.fixed is NONE:
            return NONE
        case = self._closed(result.target)
        try:
            solution = self._solve(case, self.order.request, lambda _: None)
        except NoPlan:
            return _impossible()
        except StoppedEmpty as stopped:
            _raise_interrupted(stopped.stop)
            return self._unadapted(result.fixed, stopped.stop)
        _raise_interrupted(solution.stop)
        loss = self._loss(Plan(solution, verified(case, solution)), self.base)
        if result.fixed.musd <= loss.musd - rounding(solution.objective):
            return replace(self._unadapted(result.fixed, solution.stop), least_musd=self._least(solution.bound))
        most = solution.objective - min(self.base.solution.bound, self.base.solution.objective)
        return replace(loss, least_musd=self._least(solution.bound), most_musd=most)

    def _least(self, bound: float) -> float:
        return max(0.0, bound - self.base.verification.objective_musd)

    def _unadapted(self, fixed: Loss, stop: Stop) -> Loss:
        """The plan as it is, where no better one was found."""
        behind = max(0.0, self.base.solution.objective - self.base.solution.bound)
        return replace(fixed, least_musd=0.0, most_musd=fixed.most_musd + behind, stop=stop)

    def _matters(self, assets: Integers) -> bool:
        """Whether the plan has more on some asset than what is left of it."""
        flow = asset_load(self.case, self.base.solution, self.ways)[assets]
        each = np.append(self.case.links.direction == "each", np.zeros(len(self.case.terminals), np.bool_))[assets]
        busiest = np.where(each[:, None], flow.max(axis=1), flow.sum(axis=1))
        return bool((busiest > self.room[assets] + NOTHING_MT)[:, self.order.years].any())

    def _closed(self, target: Target) -> Case:
        return closed(self.case, target.assets, self.order.years, self.room)

    def _as_planned(self, case: Case) -> tuple[Plan, float]:
        """The best plan of a case with the projects of the base plan, but for savings of projects in part; a bound."""
        fixed = fixed_plan(case, self.base.solution.openings)
        request = replace(self.order.request, relaxed=True, limits=Limits(gap=PROVEN))
        solution = self._solve(fixed.case, request, lambda _: None)
        _raise_interrupted(solution.stop)
        plan = as_original(fixed, solution)
        return Plan(plan, verified(case, plan)), verified(fixed.case, solution).objective_musd

    def _loss(self, plan: Plan, reference: Plan) -> Loss:
        weight = self.case.years.weight_years
        now, before = plan.verification, reference.verification
        days = [days_per_tonne(self.case, each.solution, self.order.years * weight) for each in (plan, reference)]
        unmet = float((plan.solution.unmet_mt - reference.solution.unmet_mt).sum(axis=0) @ weight)
        return Loss(
            unmet_mt=unmet if abs(unmet) > NOTHING_MT else 0.0,
            real_musd=now.real_cost_musd - before.real_cost_musd,
            penalty_musd=now.penalty_musd - before.penalty_musd,
            days=days[0] - days[1],
            least_musd=0.0,
            most_musd=np.inf,
            stop=plan.solution.stop,
        )


def _rank(result: Stressed) -> tuple[float, ...]:
    """What no plan bears first, then by Mt left behind, then by real money; penalties do not rank."""
    fixed = result.fixed
    if not fixed.exists:
        return (-np.inf,)
    return -round(fixed.unmet_mt, RANKED), -round(fixed.real_musd, RANKED)


def _told(loss: Loss) -> str:
    """A loss in a few words."""
    if not loss.exists:
        return "no plan keeps every rule"
    money = f"{loss.real_musd:+,.1f} MUSD real, {loss.penalty_musd:+,.1f} penalty"
    return f"{loss.unmet_mt:,.2f} Mt more left behind, {money}"


def _carries(case: Case, solution: Solution, ways: Ways, assets: Integers, years: Flags) -> float:
    """Mt that pass some of the assets in these years, each as often as it stands for."""
    passes = np.asarray(ways.passages.tocsc()[:, assets].sum(axis=1)).ravel() > 0
    weight: Numbers = years * case.years.weight_years
    routes = solution.routes
    return float((routes.mt * passes[ways.of_route]) @ weight[routes.year])


def _impossible() -> Loss:
    unknown = float("nan")
    return Loss(unknown, unknown, unknown, unknown, unknown, unknown, Stop.OPTIMAL, exists=False)


def _raise_interrupted(stop: Stop) -> None:
    if stop is Stop.INTERRUPTED:
        raise KeyboardInterrupt

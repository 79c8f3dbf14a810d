"""One plan for many futures and what stands beside it: each future's own best, the path, nothing more than decided."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace

import numpy as np

from models.case import Case
from models.errors import NoPlan, NotVerified, StoppedEmpty
from models.futures import Future, FuturesPlan, Measure, solve_futures
from models.futures import Order as Asked
from models.request import Request
from models.reuse import Reuse
from models.solution import Solution
from models.tables import Numbers
from models.verify import FuturesVerification, Verification, verify, verify_futures
from models.whole_projects import Memory
from planner.study.pace import Pace
from planner.study.robust.choices import Choice, choices_of
from planner.study.robust.ties import cheapest_on_average, judged_by
from planner.study.robust.worth import Between, Cost, difference
from planner.study.run import Watch
from planner.study.stored_plan import as_stored

Breakable = Callable[[], AbstractContextManager[None]]
"""Within what it gives a signal may break off, by KeyboardInterrupt."""

AVERAGE = Measure()

TURN = (Measure(), Measure("cvar", 0.5), Measure("cvar", 0.8), Measure("cvar", 0.95), Measure("worst"))
"""From the average to the worst future."""


@dataclass(frozen=True)
class Order:
    """What is asked. path: name of the future whose own best plan is taken for the plan without futures.

    risk: whether plans are sought from the average to the worst future.
    """

    request: Request
    measure: Measure
    decide_until: int
    path: str
    risk: bool = False


@dataclass(frozen=True)
class Standing:
    """How a plan does in a future; MUSD discounted, Mt of all plan years, home transit of the last one.

    regret: what it costs more than the future's own best plan.
    """

    objective_musd: float
    real_musd: float
    penalty_musd: float
    moved_mt: float
    unmet_mt: float
    home_transit_mt: float
    regret: Between


@dataclass(frozen=True)
class Alternative:
    """A way to decide, and what comes of it in each future. kind: plan, average, best, path or nothing.

    standing: None in a future where it cannot be carried out; then there is no average. average_musd, worst_musd: what
    it costs on average and in its worst future; average_bound_musd: no plan of its kind costs less on average.
    """

    kind: str
    standing: tuple[Standing | None, ...]
    average_musd: float | None
    average_bound_musd: float | None
    worst_musd: float | None


@dataclass(frozen=True)
class RiskPoint:
    """The plan of a measure: what it costs on average and in the worst future, MUSD, and its gap."""

    measure: Measure
    average_musd: float
    worst_musd: float
    gap: float


@dataclass(frozen=True, eq=False)
class Robust:
    """What was found. best: each future's own best plan. alternatives: the plan first.

    knowing: what it would save on average to know the future. planning: what the plan for all futures saves against
    that of the path, kept until futures are known. caution: what the measure costs on average. None: not asked, or
    broken off. complete: false where it was broken off.
    """

    case: Case
    order: Order
    futures: tuple[Future, ...]
    plan: FuturesPlan
    verification: FuturesVerification
    best: tuple[Solution, ...]
    choices: tuple[Choice, ...]
    alternatives: tuple[Alternative, ...]
    knowing: Between | None
    planning: Between | None
    caution: Between | None
    risk: tuple[RiskPoint, ...]
    complete: bool


def robust(
    case: Case, futures: Sequence[Future], order: Order, watch: Watch, breakable: Breakable = nullcontext
) -> Robust:
    """Decide for many futures; an interruption, or a limit before any plan of a comparison, keeps what is known.

    Raises NoPlan where a future has no plan or they have none in common, StoppedEmpty at a limit before any plan,
    NotVerified where a plan breaks a rule.
    """
    work = _Work(case, tuple(futures), order, watch, breakable)
    work.find_best()
    plan, verification = work.find(order.measure)
    found = work.told(plan, verification)
    try:
        return work.compared(found)
    except (KeyboardInterrupt, StoppedEmpty):
        return replace(work.found or found, complete=False)


class _Work:
    """Searches that remember what the ones before found."""

    def __init__(
        self, case: Case, futures: tuple[Future, ...], order: Order, watch: Watch, breakable: Breakable
    ) -> None:
        self._case, self._futures, self._order = case, futures, order
        self._watch, self._breakable = watch, breakable
        self._memory = Memory()
        self._probability = np.array([future.probability for future in futures])
        self._known: dict[Measure, tuple[FuturesPlan, FuturesVerification]] = {}
        self.found: Robust | None = None

    def find_best(self) -> None:
        """Each future's own best plan, as if it were known."""
        reuse, pace, best = Reuse(self._memory), Pace(len(self._futures)), []
        for future in self._futures:
            with self._breakable():
                best.append(as_stored(future.case, self._alone_in(future, reuse)))
            self._watch(f"{future.name} alone: {best[-1].objective:,.3f} MUSD; {pace.next()}")
        self.best = tuple(best)
        self._alone = [_kept(future, plan) for future, plan in zip(self._futures, best, strict=True)]

    def _alone_in(self, future: Future, reuse: Reuse) -> Solution:
        try:
            return reuse.solve(future.case, self._request(future), _quiet)
        except NoPlan as error:
            raise NoPlan(f"future {future.name}: {error}") from error

    def _request(self, future: Future) -> Request:
        return replace(self._order.request, scenario=future.name)

    def find(self, measure: Measure) -> tuple[FuturesPlan, FuturesVerification]:
        """The plan of a measure, verified; known ones are not sought again."""
        if measure not in self._known:
            reference = np.array([plan.objective for plan in self.best]) if measure.against_best else None
            asked = Asked(measure, self._order.decide_until, reference)
            self._known[measure] = self._solve(self._futures, asked, self._watch)
        return self._known[measure]

    def _solve(self, futures: Sequence[Future], asked: Asked, watch: Watch) -> tuple[FuturesPlan, FuturesVerification]:
        with self._breakable():
            plan = solve_futures(futures, asked, self._order.request, watch, self._memory)
        plan = replace(
            plan, plans=tuple(as_stored(future.case, each) for future, each in zip(futures, plan.plans, strict=True))
        )
        return plan, _verified(futures, plan)

    def told(self, plan: FuturesPlan, verification: FuturesVerification) -> Robust:
        """The plan alone."""
        alternatives = (self._alternative("plan", plan.plans, verification.each, plan), self._of_best())
        return Robust(
            case=self._case,
            order=self._order,
            futures=self._futures,
            plan=plan,
            verification=verification,
            best=self.best,
            choices=choices_of(self._futures, plan, self.best),
            alternatives=alternatives,
            knowing=None,
            planning=None,
            caution=None,
            risk=(),
            complete=True,
        )

    def compared(self, found: Robust) -> Robust:
        """With what knowing, planning and caution are worth, and other ways to decide."""
        self.found = found
        average, verdict = self.find(AVERAGE)
        found = self._cheapest(found)
        known = self._average_cost(average)
        found = self._now(found, knowing=difference(known, self._best_cost()))
        if found.order.measure != AVERAGE:
            own = float(self._probability @ found.plan.costs)
            caution = difference(Cost(own, own), known)
            beside = self._alternative("average", average.plans, verdict.each, average)
            found = self._now(found, caution=caution, alternatives=(*found.alternatives, beside))
        self._watch(f"the plan of {self._order.path} until {self._order.decide_until}, then what each future asks for")
        path = self._held("path", self._early(), later=True)
        found = self._now(found, alternatives=(*found.alternatives, path))
        if path.average_musd is not None and path.average_bound_musd is not None:
            found = self._now(found, planning=difference(Cost(path.average_musd, path.average_bound_musd), known))
        self._watch("nothing more than what is decided")
        nothing = self._held("nothing", {}, later=False)
        found = self._now(found, alternatives=(*found.alternatives, nothing))
        if self._order.risk:
            found = self._now(found, risk=tuple(self._risk(measure) for measure in TURN))
        return found

    def _cheapest(self, found: Robust) -> Robust:
        """With a plan that is as good and cheaper on average, where one is known."""
        measure = found.order.measure
        plan, _ = self._known[measure]
        cheaper = self._cheaper(plan)
        if cheaper is plan:
            return found
        self._known[measure] = cheaper, _verified(self._futures, cheaper)
        self.found = self.told(*self._known[measure])
        return self.found

    def _cheaper(self, plan: FuturesPlan) -> FuturesPlan:
        return cheapest_on_average(plan, [other for other, _ in self._known.values()])

    def _now(self, found: Robust, **known: object) -> Robust:
        self.found = replace(found, **known)  # type: ignore[arg-type]
        return self.found

    def _held(self, kind: str, held: Mapping[tuple[str, int], float], *, later: bool) -> Alternative:
        """What comes of decisions that are made already: each future goes on from them for itself."""
        asked = Asked(AVERAGE, self._order.decide_until, None, held, later)
        each = [self._held_in(future, asked) for future in self._futures]
        standing = tuple(
            None if found is None else _stands(future.case, found[0].plans[0], found[1].each[0], best)
            for future, found, best in zip(self._futures, each, self.best, strict=True)
        )
        plans = [found[0] for found in each if found is not None]
        if len(plans) < len(each):
            return Alternative(kind, standing, None, None, None)
        costs, bounds = (np.array([getattr(plan, name) for plan in plans]) for name in ("objective", "bound"))
        average, bound = float(self._probability @ costs), float(self._probability @ bounds)
        return Alternative(kind, standing, average, bound, float(costs.max()))

    def _held_in(self, future: Future, asked: Asked) -> tuple[FuturesPlan, FuturesVerification] | None:
        """The best plan of a future after decisions that are made; None where they cannot be carried out there."""
        try:
            return self._solve((replace(future, probability=1.0),), asked, _quiet)
        except NoPlan:
            return None

    def _early(self) -> dict[tuple[str, int], float]:
        """What the path's own best plan opens until the year up to which is decided now."""
        names = [future.name for future in self._futures]
        case, opened = self._futures[at := names.index(self._order.path)].case, self.best[at].openings
        shares = zip(case.projects.id[opened.project], case.years.year[opened.year], opened.share, strict=True)
        return {(str(p), int(y)): float(share) for p, y, share in shares if y <= self._order.decide_until}

    def _risk(self, measure: Measure) -> RiskPoint:
        plan = self._cheaper(self.find(measure)[0])
        return RiskPoint(measure, float(self._probability @ plan.costs), float(plan.costs.max()), plan.gap)

    def _average_cost(self, plan: FuturesPlan) -> Cost:
        return Cost(plan.objective, plan.bound)

    def _best_cost(self) -> Cost:
        costs = np.array([plan.objective for plan in self.best]), np.array([plan.bound for plan in self.best])
        return Cost(*(float(self._probability @ cost) for cost in costs))

    def _of_best(self) -> Alternative:
        cost = self._best_cost()
        standing = self._standing(self.best, [verdict for _, verdict in self._alone])
        return Alternative("best", standing, cost.objective, cost.bound, max(s.objective_musd for s in standing))

    def _alternative(
        self, kind: str, plans: Sequence[Solution], verdicts: Sequence[Verification], plan: FuturesPlan
    ) -> Alternative:
        standing, costs = self._standing(plans, verdicts), plan.costs
        bound = plan.bound if plan.order.measure == AVERAGE else None
        return Alternative(kind, standing, float(self._probability @ costs), bound, float(costs.max()))

    def _standing(self, plans: Sequence[Solution], verdicts: Sequence[Verification]) -> tuple[Standing, ...]:
        pairs = zip(self._futures, plans, verdicts, self.best, strict=True)
        return tuple(_stands(future.case, plan, verdict, best) for future, plan, verdict, best in pairs)


def _verified(futures: Sequence[Future], plan: FuturesPlan) -> FuturesVerification:
    """The verdict on a plan that keeps every rule; raises NotVerified of any other."""
    asked, cases = plan.order, [future.case for future in futures]
    judged = judged_by(asked.measure, asked.reference)
    stated = plan.objective, plan.bound
    verdict = verify_futures(cases, plan.plans, plan.probability, judged, asked.decide_until, plan.weights, stated)
    broken = [*verdict.violations, *(violation for each in verdict.each for violation in each.violations)]
    if broken:
        raise NotVerified(f"a plan failed its verification: {broken[0].rule}, {broken[0].where}")
    return verdict


def _stands(case: Case, plan: Solution, verdict: Verification, best: Solution) -> Standing:
    weights: Numbers = case.years.weight_years
    regret = difference(Cost(plan.objective, plan.objective), Cost(best.objective, best.bound))
    totals = verdict.totals
    return Standing(
        objective_musd=verdict.objective_musd,
        real_musd=verdict.real_cost_musd,
        penalty_musd=verdict.penalty_musd,
        moved_mt=float(totals.moved_mt @ weights),
        unmet_mt=float(totals.unmet_mt @ weights),
        home_transit_mt=float(totals.home_transit_mt[-1]),
        regret=regret,
    )


def _kept(future: Future, plan: Solution) -> tuple[Future, Verification]:
    """The plan keeps every rule of its future; raises NotVerified of any other."""
    verdict = verify(future.case, plan)
    if not verdict.ok:
        broken = verdict.violations[0]
        raise NotVerified(f"the plan of {future.name} failed its verification: {broken.rule}, {broken.where}")
    return future, verdict


def _quiet(_: str) -> None:
    """A search among many tells nothing of itself."""

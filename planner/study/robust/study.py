"""One plan for many futures and what stands beside it: each future's own best, the path, nothing more than decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib.metadata import version
from typing import Any

import numpy as np

from models.case import Case
from models.errors import NotVerified, StoppedEmpty
from models.futures import Future, FuturesPlan, Measure, Resuming, solve_futures
from models.futures import Order as Asked
from models.request import Request
from models.solution import Solution
from models.stop import Stop
from models.tables import Numbers
from models.verify import FuturesVerification, Verification, verify, verify_futures
from models.whole_projects import Memory
from planner.study.pace import Pace
from planner.study.robust.asking import Answered, Desk, Question
from planner.study.robust.choices import choices_of
from planner.study.robust.explain import Other, other_decisions
from planner.study.robust.found import Alternative, Order, RiskPoint, Robust, Standing
from planner.study.robust.plain import plain
from planner.study.robust.tasks import Held, Shared, solve_alone, solve_held
from planner.study.robust.ties import cheapest_on_average, judged_by
from planner.study.robust.worth import Cost, difference
from planner.study.stored_plan import as_stored

AVERAGE = Measure()

TURN = (Measure(), Measure("cvar", 0.5), Measure("cvar", 0.8), Measure("cvar", 0.95), Measure("worst"))
"""From the average to the worst future."""


Way = tuple[str, Mapping[tuple[str, int], float], bool]
"""A way to decide: its kind, what is decided, and whether projects may open later."""


def robust(case: Case, futures: Sequence[Future], order: Order, desk: Desk) -> Robust:
    """Decide for many futures; an interruption, or a limit before any plan of a comparison, keeps what is known.

    Raises NoPlan where a future has no plan or they have none in common, StoppedEmpty at a limit before any plan,
    NotVerified where a plan breaks a rule.
    """
    work = _Work(case, tuple(futures), order, desk)
    work.find_best()
    plan, verification = work.find(order.measure)
    found = work.told(plan, verification)
    try:
        return work.compared(found)
    except (KeyboardInterrupt, StoppedEmpty):
        return replace(work.found or found, complete=False)


class _Work:
    """Searches that remember what the ones before found."""

    def __init__(self, case: Case, futures: tuple[Future, ...], order: Order, desk: Desk) -> None:
        self._case, self._futures, self._order, self._desk = case, futures, order, desk
        self._watch, self._memory = desk.watch, Memory()
        self._probability = np.array([future.probability for future in futures])
        self._known: dict[Measure, tuple[FuturesPlan, FuturesVerification]] = {}
        self._about = about_futures(futures, order.request)
        self.found: Robust | None = None

    def find_best(self) -> None:
        """Each future's own best plan, as if it were known.

        Whole projects: the first comes first, and the others begin from what its search found.
        """
        places, pace = range(len(self._futures)), Pace(len(self._futures))
        first = places if self._order.request.relaxed else places[:1]
        best = [plan for some in (first, places[len(first) :]) for plan in self._find_alone(some, pace)]
        self.best = tuple(best)
        self._alone = [_kept(future, plan) for future, plan in zip(self._futures, best, strict=True)]

    def _find_alone(self, places: Sequence[int], pace: Pace) -> list[Solution]:
        questions = [
            Question(f"{self._futures[place].name} alone", place, ["alone", place, *self._about]) for place in places
        ]
        answers = self._desk.ask(
            solve_alone,
            self._shared(),
            questions,
            lambda name, answer: self._watch(f"{name}: {answer.found.objective:,.3f} MUSD; {pace.next()}"),
        )
        for answer in answers:
            self._memory.learn(answer.lesson)
        return [answer.found for answer in answers]

    def _shared(self) -> Shared:
        return Shared(self._futures[0].case, self._futures, self._order.request, self._memory.lesson())

    def find(self, measure: Measure) -> tuple[FuturesPlan, FuturesVerification]:
        """The plan of a measure, verified; known ones are not sought again."""
        if measure not in self._known:
            reference = np.array([plan.objective for plan in self.best]) if measure.against_best else None
            plan = self._sought(Asked(measure, self._order.decide_until, reference))
            self._known[measure] = plan, _verified(self._futures, plan)
        return self._known[measure]

    def _sought(self, asked: Asked) -> FuturesPlan:
        """The plan of an order: of an earlier run, or from where that was stopped."""
        question = Question(f"joint {asked.measure.kind}", None, ["joint", plain(asked), *self._about])
        answer = self._desk.known(question)
        if answer is None:
            answer = self._solved(asked, question)
            self._desk.keep(question, answer)
        else:
            self._memory.learn(answer.lesson)
        found: FuturesPlan = answer.found
        return found

    def _solved(self, asked: Asked, question: Question) -> Answered:
        so_far = replace(question, name=f"{question.name} so far")
        begun = self._desk.known(so_far)
        resuming = Resuming(
            begin=None if begun is None else begun.found,
            keep=lambda progress: self._desk.keep(so_far, Answered(progress, Stop.ENDED)),
        )
        memory = self._memory.branch() if self._order.request.relaxed else self._memory
        before = memory.lesson()
        with self._desk.breakable():
            plan = solve_futures(self._futures, asked, self._order.request, self._watch, memory, resuming)
        plans = zip(self._futures, plan.plans, strict=True)
        plan = replace(plan, plans=tuple(as_stored(future.case, each) for future, each in plans))
        return Answered(plan, plan.stop, memory.lesson().since(before))

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
        until, names = self._order.decide_until, [future.name for future in self._futures]
        self._watch(f"the plan of {self._order.path} until {until}, then what each future asks for")
        path, nothing = self._held(("path", self._early(), True), ("nothing", {}, False), names=names)
        found = self._now(found, alternatives=(*found.alternatives, path, nothing))
        if path.average_musd is not None and path.average_bound_musd is not None:
            found = self._now(found, planning=difference(Cost(path.average_musd, path.average_bound_musd), known))
        if self._order.risk:
            found = self._now(found, risk=tuple(self._risk(measure) for measure in TURN))
        if self._order.explain:
            found = self._now(found, others=self._others(found.plan))
        return found

    def _others(self, plan: FuturesPlan) -> tuple[Other, ...]:
        request, memory = self._order.request, self._memory.branch()
        return other_decisions(self._case, self._futures, plan, request, memory, self._desk)

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

    def _held(self, *ways: Way, names: Sequence[str]) -> list[Alternative]:
        """What comes of decisions that are made already: each future goes on from them for itself."""
        until, pace = self._order.decide_until, Pace(len(ways) * len(names))
        questions = [
            Question(f"{kind} {name}", task, ["held", plain((place, until, held, later)), *self._about])
            for kind, held, later in ways
            for place, name in enumerate(names)
            for task in [Held(place, until, held, later)]
        ]
        answers = self._desk.ask(
            solve_held, self._shared(), questions, lambda name, _: self._watch(f"{name}: {pace.next()}")
        )
        plans: list[FuturesPlan | None] = [answer.found for answer in answers]
        return [
            self._alternative_held(kind, plans[place * len(names) :][: len(names)])
            for place, (kind, _, _) in enumerate(ways)
        ]

    def _alternative_held(self, kind: str, each: Sequence[FuturesPlan | None]) -> Alternative:
        standing = tuple(
            None if plan is None else _stands(future.case, plan.plans[0], self._judged(future, plan), best)
            for future, plan, best in zip(self._futures, each, self.best, strict=True)
        )
        plans = [plan for plan in each if plan is not None]
        if len(plans) < len(each):
            return Alternative(kind, standing, None, None, None)
        costs, bounds = (np.array([getattr(plan, name) for plan in plans]) for name in ("objective", "bound"))
        average, bound = float(self._probability @ costs), float(self._probability @ bounds)
        return Alternative(kind, standing, average, bound, float(costs.max()))

    def _judged(self, future: Future, plan: FuturesPlan) -> Verification:
        return _verified((replace(future, probability=1.0),), plan).each[0]

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


def about_futures(futures: Sequence[Future], request: Request) -> list[Any]:
    """All that decides the answers of a study but its questions, as JSON can hold it."""
    limits = request.limits
    known = [[future.name, future.probability, future.case.digest] for future in futures]
    return [version("corridor-planner"), request.relaxed, limits.gap, limits.seconds, known]


def _kept(future: Future, plan: Solution) -> tuple[Future, Verification]:
    """The plan keeps every rule of its future; raises NotVerified of any other."""
    verdict = verify(future.case, plan)
    if not verdict.ok:
        broken = verdict.violations[0]
        raise NotVerified(f"the plan of {future.name} failed its verification: {broken.rule}, {broken.where}")
    return future, verdict

"""The search for one plan in many futures: the divisible optimum, then plans and bounds by years apart.

What a year of a future costs depends only on what serves there, so cuts are known by future and year, and those of
futures that are equal in a year are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from time import perf_counter

import numpy as np

from models.errors import NoPlan, StoppedEmpty
from models.formulations.routes import ColumnGeneration, read_prices
from models.futures.joint import JointModel
from models.futures.plan import Future, FuturesPlan, Order, Progress
from models.request import Request
from models.seasons import copies_of, fold
from models.solution import Prices, Solution
from models.solver import Outcome
from models.stop import Stop, interruption, stop_at
from models.tables import Numbers
from models.whole_projects import Incumbent, Memory, RouteFound, Totals, Watch, YearsApart, plan_of


@dataclass(frozen=True)
class Resuming:
    """What an earlier search of the same order found, and who is told how far this one is."""

    begin: Progress | None = None
    keep: Callable[[Progress], None] | None = None


class FuturesSearch:
    """One search within limits; memory: what was found in cases of one future, as years in common are there."""

    def __init__(
        self,
        futures: Sequence[Future],
        order: Order,
        request: Request,
        watch: Watch,
        memory: Memory | None = None,
        resuming: Resuming = Resuming(),
    ) -> None:
        self._resuming = resuming
        self._futures, self._order, self._request, self._watch = futures, order, request, watch
        self._memory = Memory() if memory is None else memory
        self._probability = np.array([future.probability for future in futures])
        self._started = perf_counter()
        seconds = request.limits.seconds
        self._end = None if seconds is None else self._started + seconds

    def run(self) -> FuturesPlan:
        """The best plan within the limits and a bound that no plan is under.

        Raises NoPlan where a future has no plan or they have none in common, StoppedEmpty where a limit came first.
        """
        self._model = self.model()
        ready = perf_counter()
        incumbent = Incumbent(self._model, replace(self._request.limits, seconds=self._left()), self._watch)
        relaxed = self._optimum(incumbent)
        prices, weights = self._model.prices(relaxed), self._model.weights(relaxed)
        stop = self._search(incumbent, relaxed)
        if incumbent.best is None:
            raise StoppedEmpty(stop)
        values = incumbent.openings
        plans = [self._plan(future, values, prices[future]) for future in range(len(self._futures))]
        seconds = {"build": ready - self._started, "solve": perf_counter() - ready}
        return self._told(plans, weights, incumbent.bound, stop, seconds)

    def model(self) -> JointModel:
        """The joint model, at no optimum yet; raises NoPlan where a future has no plan."""
        self._own = [self._alone(future) for future in self._futures]
        least, most = self._order.measure.sought(self._probability)
        return JointModel(self._own, self._order, least, most, self._reference())

    def _alone(self, future: Future) -> ColumnGeneration:
        """The model of a future at its own divisible optimum; raises NoPlan with its name."""
        model = self._memory.model(future.case, relaxed=self._request.relaxed)
        try:
            model.optimum(self._end)
        except NoPlan as error:
            raise NoPlan(f"future {future.name}: {error}") from error
        self._heed()
        return model

    def _heed(self) -> None:
        if interruption.asked:
            raise StoppedEmpty(Stop.INTERRUPTED)

    def _left(self) -> float | None:
        return None if self._end is None else max(0.0, self._end - perf_counter())

    def _reference(self) -> Numbers:
        """What costs are compared with; a constant that keeps a regret of the size of a cost is left in."""
        reference = self._order.reference
        if reference is None:
            return np.zeros(len(self._futures))
        return np.asarray(reference - float(reference @ self._probability))

    def _resume(self, incumbent: Incumbent[tuple[Prices, ...]]) -> None:
        """Go on from the plan and the bound of an earlier search."""
        begin, keys = self._resuming.begin, self._model.openings.keys
        if begin is not None and begin.openings.keys() <= set(keys):
            incumbent.bound = max(incumbent.bound, begin.bound)
            with suppress(NoPlan):
                incumbent.price_plan(np.array([begin.openings.get(key, 0.0) for key in keys]))

    def _keep(self, incumbent: Incumbent[tuple[Prices, ...]]) -> None:
        """Tell the plan and the bound so far."""
        if self._resuming.keep is not None and incumbent.best is not None:
            keys, values = self._model.openings.keys, incumbent.openings.tolist()
            shares = {key: value for key, value in zip(keys, values, strict=True) if value}
            self._resuming.keep(Progress(shares, incumbent.bound))

    @property
    def _settled(self) -> bool:
        """Whether no whole project is left to decide on."""
        whole = self._model.whole
        return bool((self._model.lower[whole] == self._model.most[whole]).all())

    def _optimum(self, incumbent: Incumbent[tuple[Prices, ...]]) -> Outcome:
        relaxed = self._model.optimum(incumbent.end)
        incumbent.bound = relaxed.objective
        incumbent.watch(f"divisible projects: {relaxed.objective:,.3f} MUSD, a bound on every plan")
        if self._settled:
            incumbent.best = relaxed, self._model.prices(relaxed)
            interruption.in_hand = True
        return relaxed

    def _search(self, incumbent: Incumbent[tuple[Prices, ...]], relaxed: Outcome) -> Stop:
        """Look for whole plans until the gap is reached or a limit comes."""
        if self._settled:
            return Stop.OPTIMAL
        try:
            incumbent.changed = lambda: self._keep(incumbent)
            self._resume(incumbent)
            cells = [(future, year) for future in self._futures for year in range(len(future.case.years))]
            apart = YearsApart(incumbent, [self._memory.year(future.case, year) for future, year in cells])
            apart.bound_years(relaxed, lambda: incumbent.open)
            apart.run()
        except StoppedEmpty as stopped:
            return stopped.stop
        except KeyboardInterrupt:
            return Stop.INTERRUPTED
        except MemoryError:
            if incumbent.best is None:
                raise
            incumbent.watch("not enough memory to search on")
            return Stop.INTERRUPTED
        return Stop.ENDED

    def _plan(self, future: int, values: Numbers, bound_prices: Prices) -> Solution:
        """The plan of a future with its openings as decided, as a plan of its case."""
        own = self._own[future]
        shares = values[self._model.openings.column[future]]
        own.master.bound_openings(shares, shares)
        try:
            plan = own.optimum(None)
            prices = read_prices(own.master, plan)
        finally:
            own.master.free_openings()
        found = RouteFound(plan, prices, bound_prices, plan.objective, Stop.OPTIMAL)
        name = self._futures[future].name
        return plan_of(own.master, found, replace(self._request, scenario=name), {})

    def _told(
        self, plans: Sequence[Solution], weights: Numbers, bound: float, stop: Stop, seconds: dict[str, float]
    ) -> FuturesPlan:
        """The plan with the measure of its costs as they are, and the bound of the measure."""
        least, most = self._order.measure.weights(self._probability)
        none = np.zeros((len(plans), 0))
        totals = Totals(least, most, self._reference(), none, np.zeros(len(plans)))
        objective = float(totals.measured(np.array([[plan.objective for plan in plans]]))[0])
        plan = FuturesPlan(
            order=self._order,
            names=tuple(future.name for future in self._futures),
            probability=self._probability,
            plans=tuple(plans),
            weights=weights,
            objective=objective,
            bound=min(bound, objective),
            stop=stop,
            seconds=seconds,
        )
        level = plan.level
        plan = replace(plan, objective=objective - level, bound=plan.bound - level)
        return replace(plan, stop=stop_at(plan.gap, self._request.limits.gap, stop))


def _by_season(
    futures: Sequence[Future],
    order: Order,
    request: Request,
    watch: Watch,
    memory: Memory | None,
    resuming: Resuming,
) -> FuturesPlan:
    """The plan of the copies of futures with seasons, that of each future summed up by year."""
    seasonal = [future.case.has_seasons for future in futures]
    copies = [
        replace(future, case=copies_of(future.case).by_season) if parted else future
        for future, parted in zip(futures, seasonal, strict=True)
    ]
    found = FuturesSearch(copies, order, request, watch, memory, resuming).run()
    plans = zip(futures, found.plans, seasonal, strict=True)
    return replace(found, plans=tuple(fold(future.case, plan) if parted else plan for future, plan, parted in plans))


def solve_futures(
    futures: Sequence[Future],
    order: Order,
    request: Request,
    watch: Watch,
    memory: Memory | None = None,
    resuming: Resuming = Resuming(),
) -> FuturesPlan:
    """One plan for many futures within the limits of a request; see `FuturesSearch.run`."""
    if any(future.case.has_seasons for future in futures):
        return _by_season(futures, order, request, watch, memory, resuming)
    return FuturesSearch(futures, order, request, watch, memory, resuming).run()

"""The production engine: routes for the optimum of divisible projects and for whole plans, then a proof.

The plan of the route search comes fast and close. Where it is not within the gap that was asked for, branch and bound
on the node-link model follows: its cuts close the gap that routes leave. Pyomo, in which it is
stated, takes longer to import than many a case to solve: it is imported where that search begins.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from time import perf_counter

from models.case import Case
from models.errors import NoPlan, StoppedEmpty
from models.request import Request
from models.seasons import copies_of, fold, spread, year_as_one
from models.solution import Solution
from models.stop import Stop, gap_between, interruption, stop_at
from models.whole_projects import Memory, Watch, solve_routes


def solve_by_routes(case: Case, request: Request, watch: Watch, memory: Memory | None = None) -> Solution:
    """The best plan of a case within the limits; memory: what was found in earlier cases.

    Raises NoPlan where no plan exists, StoppedEmpty where a limit came before any plan, SolverFailure otherwise.
    """
    if case.has_seasons:
        return _by_season(case, request, watch, Memory() if memory is None else memory)
    end = None if request.limits.seconds is None else perf_counter() + request.limits.seconds
    try:
        plan = solve_routes(case, request, watch, memory)
    except StoppedEmpty as stopped:
        if stopped.stop is not Stop.ENDED:
            raise
        from models.formulations.link_flow import solve_link_flow

        return replace(solve_link_flow(case, _until(request, end), watch), formulation="routes")
    if plan.stop is not Stop.ENDED:
        return plan
    rest = _until(request, end)
    if interruption.asked:
        return replace(plan, stop=Stop.INTERRUPTED)
    if rest.limits.seconds == 0:
        return replace(plan, stop=Stop.TIME_LIMIT)
    return _proven(case, plan, rest, watch)


def _by_season(case: Case, request: Request, watch: Watch, memory: Memory) -> Solution:
    """The plan of the copies of a case, sought from the plan of the year as a whole where nothing else is known."""
    end = None if request.limits.seconds is None else perf_counter() + request.limits.seconds
    copies = copies_of(case)
    if memory.empty:
        watch("the year as a whole, where the search by season starts")
        with suppress(NoPlan, StoppedEmpty):
            year = solve_by_routes(year_as_one(case), _until(request, end), watch)
            if not request.relaxed:
                memory.remember(case, year)
            if not copies.stores:
                memory.begin_with(spread(copies, year.routes))
    return fold(case, solve_by_routes(copies.by_season, _until(request, end), watch, memory))


def _until(request: Request, end: float | None) -> Request:
    """The request with what is left of its seconds."""
    seconds = None if end is None else max(0.0, end - perf_counter())
    return replace(request, limits=replace(request.limits, seconds=seconds))


def _proven(case: Case, plan: Solution, request: Request, watch: Watch) -> Solution:
    """The better of the plan and what branch and bound finds, with the better bound."""
    watch("branch and bound on the node-link model")
    from models.formulations.link_flow import solve_link_flow

    try:
        further = solve_link_flow(case, request, watch, in_hand=True)
    except StoppedEmpty as stopped:
        return replace(plan, stop=stopped.stop)
    except KeyboardInterrupt:
        return replace(plan, stop=Stop.INTERRUPTED)
    except MemoryError:
        watch("not enough memory for the proof")
        return replace(plan, stop=Stop.INTERRUPTED)
    seconds = {stage: plan.seconds[stage] + further.seconds[stage] for stage in plan.seconds}
    best = min(plan, further, key=lambda solution: solution.objective)
    bound = min(best.objective, max(plan.bound, further.bound))
    stop = stop_at(gap_between(best.objective, bound), request.limits.gap, further.stop)
    return replace(
        best,
        formulation=plan.formulation,
        bound=bound,
        bound_prices=plan.bound_prices,
        stop=stop,
        seconds=seconds,
    )

"""One run: a case and what is asked of it in, a verified plan out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from time import perf_counter

from models.case import Case
from models.errors import PlannerError
from models.request import Request
from models.solution import Solution
from models.verify import Verification, verify
from planner.study.assessed import assessed
from planner.study.changes import changed_case
from planner.study.stored_plan import as_stored

Watch = Callable[[str], None]

Solve = Callable[[Case, Request, Watch], Solution]
"""What finds the best plan of a case; raises as models.engine.solve_by_routes does."""


def _by_routes(case: Case, request: Request, watch: Watch) -> Solution:
    from models.engine import solve_by_routes

    return solve_by_routes(case, request, watch)


def _by_link_flow(case: Case, request: Request, watch: Watch) -> Solution:
    from models.formulations.link_flow import solve_link_flow

    return solve_link_flow(case, request, watch)


FORMULATIONS: dict[str, Solve] = {"routes": _by_routes, "link-flow": _by_link_flow}
"""Ways to state the model, by the name that --formulation takes."""


@dataclass(frozen=True)
class Run:
    """case: with the scenario applied. seconds of the stages are in the solution."""

    case: Case
    solution: Solution
    verification: Verification


def run_case(case: Case, formulation: str, request: Request, watch: Watch) -> Run:
    """Apply the scenario and further changes, solve, ask what a Mt more saves, verify.

    A plan that fails its verification is returned with it. Raises PlannerError for an unknown formulation, InputErrors,
    NoPlan, StoppedEmpty or SolverFailure.
    """
    if formulation not in FORMULATIONS:
        raise PlannerError(f"formulation '{formulation}' is unknown; choose one of {', '.join(FORMULATIONS)}")

    def solve(changed: Case, asked: Request, told: Watch) -> Solution:
        solution = FORMULATIONS[formulation](changed, asked, told)
        told("solving again: one Mt more at the dearest places, the range of home transit, without each forced project")
        return assessed(changed, solution)

    return run_changed(solve, changed_case(case, request), request, watch)


def run_changed(solve: Solve, changed: Case, request: Request, watch: Watch) -> Run:
    """Solve and verify a case that the scenario and the changes of the request were made to; raises as `solve` does."""
    solution = as_stored(changed, solve(changed, request, watch))
    watch(f"verifying {len(solution.routes.mt):,} routes")
    started = perf_counter()
    verification = verify(changed, solution)
    seconds = solution.seconds | {"verify": perf_counter() - started}
    return Run(case=changed, solution=replace(solution, seconds=seconds), verification=verification)

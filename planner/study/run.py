"""One run: a case and what is asked of it in, a verified plan out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from time import perf_counter

from models.case import Case
from models.engine import solve_by_routes
from models.errors import PlannerError
from models.link_flow_plan import solve_link_flow
from models.request import Request
from models.solution import Solution
from models.verify import Verification, verify
from planner.study.scenarios import apply_scenario

FORMULATIONS = {"routes": solve_by_routes, "link-flow": solve_link_flow}
"""Ways to state the model, by the name that --formulation takes."""

Watch = Callable[[str], None]


@dataclass(frozen=True)
class Run:
    """case: with the scenario applied. seconds of the stages are in the solution."""

    case: Case
    solution: Solution
    verification: Verification


def run_case(case: Case, formulation: str, request: Request, watch: Watch) -> Run:
    """Apply the scenario, solve, verify.

    A plan that fails its verification is returned with it. Raises PlannerError for an unknown formulation, InputErrors,
    NoPlan, StoppedEmpty or SolverFailure.
    """
    if formulation not in FORMULATIONS:
        raise PlannerError(f"formulation '{formulation}' is unknown; choose one of {', '.join(FORMULATIONS)}")
    changed = apply_scenario(case, request.scenario)
    solution = FORMULATIONS[formulation](changed, request, watch)
    watch(f"verifying {len(solution.routes.mt):,} routes")
    started = perf_counter()
    verification = verify(changed, solution)
    seconds = solution.seconds | {"verify": perf_counter() - started}
    return Run(case=changed, solution=replace(solution, seconds=seconds), verification=verification)

"""The production engine for whole projects, within the limits of the command line."""

from __future__ import annotations

from benchmarks.engines.found import Found, StageWatch
from models.case import Case
from models.engine import solve_by_routes
from models.request import Request
from models.stop import Limits

GAP, SECONDS = 1e-6, 45.0
"""When `planner solve` stops unless it is told otherwise."""


def run(case: Case, watch: StageWatch) -> Found:
    """The best plan by the limit; raises StoppedEmpty where there is none yet."""
    with watch.stage("solve"):
        solution = solve_by_routes(case, Request(limits=Limits(gap=GAP, seconds=SECONDS)), lambda _: None)
    return Found(solution.objective, facts={"bound": solution.bound, "gap": solution.gap})

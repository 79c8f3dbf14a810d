"""The node-link formulation in Pyomo, compiled to arrays, with the optimum read back as routes."""

from __future__ import annotations

from benchmarks.engines.found import Found, StageWatch
from models.case import Case
from models.formulations.link_flow.model import build_link_flow
from models.formulations.link_flow.plan import read_benefits, read_prices, read_routes, read_shares, read_ways
from models.formulations.openings import read_openings
from models.solver import compile_model, solve
from models.stop import Limits


def run(case: Case, watch: StageWatch) -> Found:
    """Solve and read routes, openings, benefits and prices."""
    with watch.stage("build"):
        built = build_link_flow(case, relaxed=True)
    with watch.stage("compile"):
        program = compile_model(built.model)
    with watch.stage("solve"):
        outcome = solve(program, Limits())
    with watch.stage("read"):
        routes, _ = read_routes(built, read_ways(built, program, outcome.values), built.case.demand_mt * 0)
        read_openings(case, read_shares(built, program, outcome.values))
        read_benefits(built, program, outcome.values, routes)
        read_prices(built, program, outcome)
    return Found(outcome.objective, len(program.cost), len(program.row_lower))

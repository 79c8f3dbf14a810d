"""From a master and its optimum to the parts of a plan, and the solve by the route formulation."""

from __future__ import annotations

from time import perf_counter

import numpy as np

from models.accounts import with_unpaid_savings
from models.case import Case
from models.formulations.openings import read_openings
from models.formulations.routes import ColumnGeneration, RouteMaster
from models.formulations.sharing import NO_FLOW, Path, share_routes
from models.request import Request
from models.solution import Routes, Solution
from models.solver import versions
from models.tables import Numbers
from models.whole_projects.incumbent import Watch
from models.whole_projects.memory import Memory
from models.whole_projects.search import RouteFound, RouteSearch


def solve_routes(case: Case, request: Request, watch: Watch, memory: Memory | None = None) -> Solution:
    """The best plan of a case by the route formulation, with its proof; memory: what was found in earlier cases.

    Raises NoPlan where no plan exists, StoppedEmpty where a limit came before any plan, SolverFailure otherwise.
    """
    started = perf_counter()
    relaxed = request.relaxed
    generation = ColumnGeneration(case, relaxed=relaxed) if memory is None else memory.model(case, relaxed=relaxed)
    ready = perf_counter()
    found = RouteSearch(generation, request.limits, watch, memory).run()
    seconds = {"build": ready - started, "solve": perf_counter() - ready}
    return plan_of(generation.master, found, request, seconds)


def plan_of(master: RouteMaster, found: RouteFound, request: Request, seconds: dict[str, float]) -> Solution:
    """What was found, as a plan of the master's case."""
    case, values = master.case, found.plan.values
    routes, unmet_mt, response_mt = read_routes(master, values)
    plan = Solution(
        case_digest=case.digest,
        scenario=request.scenario,
        formulation="routes",
        relaxed=request.relaxed,
        stop=found.stop,
        routes=routes,
        openings=read_openings(case, read_shares(master, values)),
        unmet_mt=unmet_mt,
        response_mt=response_mt,
        benefit_mt=read_benefits(master, values),
        prices=found.plan_prices,
        bound_prices=found.bound_prices,
        objective=found.plan.objective,
        bound=found.bound,
        versions=versions(),
        seconds=seconds,
    )
    return with_unpaid_savings(case, plan)


def read_routes(master: RouteMaster, values: Numbers) -> tuple[Routes, Numbers, Numbers]:
    """Routes of every demand, its unmet Mt and what its answer to cost takes off it, shape (demand, years)."""
    mt = np.append(values, 0.0)
    used = np.flatnonzero(values[master.route_column] > NO_FLOW)
    ways = master.routes.only(used)
    amounts = values[master.route_column[used]]
    served = np.zeros_like(master.classes.source_mt)
    np.add.at(served, (ways.source, ways.year), amounts)
    response_mt = master.response_mt(values)
    moved = master.classes.source_mt - mt[master.unmet]
    np.subtract.at(moved, master.classes.source_of, response_mt)
    amounts *= moved[ways.source, ways.year] / served[ways.source, ways.year]
    cost = master.columns.costs(ways, master.arc_cost)
    found: dict[tuple[int, int], list[tuple[Path, float]]] = {}
    for way in np.lexsort((np.arange(len(ways)), cost)).tolist():
        key = (int(ways.source[way]), int(ways.year[way]))
        found.setdefault(key, []).append((_path(master, ways.arcs[:, way].tolist()), float(amounts[way])))
    wanted = master.case.demand_mt - response_mt
    return (*share_routes(master.classes, wanted, dict(sorted(found.items()))), response_mt)


def _path(master: RouteMaster, arcs: list[int]) -> Path:
    assets = master.network.asset
    return tuple(int(assets[arc]) for arc in arcs if arc >= 0 and assets[arc] >= 0)


def read_shares(master: RouteMaster, values: Numbers) -> dict[tuple[int, int], float]:
    """Share of each project that opens in a year, by (project, year)."""
    return {key: float(values[column]) for key, column in master.openings.items()}


def read_benefits(master: RouteMaster, values: Numbers) -> Numbers:
    """Mt that each effect's savings reach, shape (effects, commodities, years)."""
    reached = np.maximum(0.0, np.append(values, 0.0)[master.rows.benefit])
    flow = _flow_by_asset(master, values)
    effects = master.columns.effect_asset
    return np.where(master.certain, flow[np.maximum(effects, 0)], reached)


def _flow_by_asset(master: RouteMaster, values: Numbers) -> Numbers:
    """Mt on each asset of each commodity; (assets, commodities, years)."""
    ways = master.routes
    route, arc = master.columns.passes(ways)
    commodity = master.classes.commodity[master.classes.source_class[ways.source]]
    flow = np.zeros((len(master.case.asset_ids), len(master.case.commodities), len(master.case.years)))
    mt = np.where(values[master.route_column] > NO_FLOW, values[master.route_column], 0.0)
    np.add.at(flow, (master.network.asset[arc], commodity[route], ways.year[route]), mt[route])
    return flow

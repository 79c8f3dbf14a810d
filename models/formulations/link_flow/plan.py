"""From the values and row prices of the node-link model to the parts of a plan."""

from __future__ import annotations

from collections.abc import Mapping
from time import perf_counter
from typing import Any

import numpy as np

from models.accounts import with_unpaid_savings
from models.case import Case, places
from models.errors import SolverFailure
from models.formulations.link_flow.branch_and_bound import Search, Watch
from models.formulations.link_flow.empties import read_empties
from models.formulations.link_flow.linking import add_linking
from models.formulations.link_flow.model import LinkFlowModel, build_link_flow
from models.formulations.openings import read_openings
from models.formulations.sharing import NO_FLOW, ClassFlow, Way, assets_of, share_routes
from models.network import (
    Watched,
    commodity_flow,
    corridor_volumes,
    entered_twice,
    find_ways,
    saved_emissions,
    tonne_costs,
    without_loops,
)
from models.projects import sharing_effects, within_flow, yearly_saving_rates
from models.request import Request
from models.seasons import copies_of, fold
from models.solution import Prices, Routes, Solution
from models.solver import LinearProgram, Outcome, compile_model, versions
from models.tables import Flags, Numbers

CIRCLING = 1e-7
"""Mt of a least volume that may be missing on the routes by rounding."""

Found = dict[tuple[int, int], list[tuple[Way, float]]]
"""Ways of each (source, year), and their Mt."""


def read_ways(built: LinkFlowModel, program: LinearProgram, values: Numbers) -> Found:
    """Ways of every (source, year), arcs of the network without layers; some may enter a state twice."""
    flows = _values(program, built.flow, values)
    unmet = _values(program, built.model.unmet, values)
    by_class: dict[tuple[int, int], dict[int, float]] = {}
    for (c, arc, year), mt in flows.items():
        by_class.setdefault((c, year), {})[arc] = mt
    prices = _arc_prices(built)
    found, response_mt = {}, read_response(built, program, values)
    for (c, year), mt_by_arc in by_class.items():
        flow = ClassFlow(built.network, mt_by_arc, prices[built.classes.commodity[c], year])
        for source in np.flatnonzero(built.classes.source_class == c).tolist():
            left = float(response_mt[built.classes.source_of == source, year].sum())
            moved = float(built.classes.source_mt[source, year]) - left - unmet.get((source, year), 0.0)
            ways = _ways(built, flow, source, moved)
            found[source, year] = [(tuple(built.layered.base_arc[list(way)].tolist()), mt) for way, mt in ways]
    return found


def read_response(built: LinkFlowModel, program: LinearProgram, values: Numbers) -> Numbers:
    """Mt that leave because demand answers to cost less what grows, (demand, years)."""
    found, steps = np.zeros_like(built.case.demand_mt), built.steps
    mt = _values(program, dict(built.model.step.items()), values)
    np.add.at(found, (steps.demand, steps.year), steps.sign * np.array([mt[i] for i in range(len(steps.mt))]))
    return found


def read_routes(built: LinkFlowModel, found: Found, response_mt: Numbers) -> tuple[Routes, Numbers]:
    """Routes of every demand, without loops, and its unmet Mt, shape (demand, years); response_mt: see Solution."""
    base = built.layered.base
    paths = {
        key: [(assets_of(base, tuple(without_loops(base, way))), mt) for way, mt in ways] for key, ways in found.items()
    }
    return share_routes(built.classes, built.case.demand_mt - response_mt, paths)


def _ways(built: LinkFlowModel, flow: ClassFlow, source: int, moved: float) -> list[tuple[Way, float]]:
    """Ways of a source; their Mt are scaled to what moves, which takes the solver's rounding out."""
    network, classes = built.network, built.classes
    start = int(network.departure[classes.origin[source]])
    target = int(network.arrival[classes.destination[classes.source_class[source]]])
    ways = flow.ways(start, target, moved)
    total = sum(mt for _, mt in ways)
    return [(way, mt * moved / total) for way, mt in ways if moved > NO_FLOW]


def _arc_prices(built: LinkFlowModel) -> dict[tuple[int, int], dict[int, float]]:
    """USD/t of each arc by (commodity, year)."""
    costs = tonne_costs(built.case)
    free = np.zeros((costs.shape[0], 1, costs.shape[2]))
    by_arc = np.concatenate([costs, free], axis=1)[:, built.network.asset]
    commodities, _, years = by_arc.shape
    return {(k, y): dict(enumerate(by_arc[k, :, y].tolist())) for k in range(commodities) for y in range(years)}


def read_shares(built: LinkFlowModel, program: LinearProgram, values: Numbers) -> dict[tuple[int, int], float]:
    """Share of each project that opens in a year, by (project, year)."""
    return _values(program, dict(built.model.open.items()), values)


def read_benefits(built: LinkFlowModel, program: LinearProgram, values: Numbers, routes: Routes) -> Numbers:
    """Mt that each effect's savings reach, shape (effects, commodities, years).

    Cargo in a circle may earn a saving as large as the cost; it is not on the routes, and neither counts.
    """
    case, savings = built.case, built.savings
    flow = commodity_flow(case, routes, find_ways(case, routes))
    reached, passes = np.zeros((2, len(case.project_effects), len(case.commodities), len(case.years)))
    for (i, year), mt in _values(program, dict(built.model.benefit.items()), values).items():
        passes[savings.effect[i], savings.commodity[i], year] = flow[savings.asset[i], savings.commodity[i], year]
        reached[savings.effect[i], savings.commodity[i], year] = max(0.0, mt)
    return within_flow(sharing_effects(case), reached, passes)


def read_prices(built: LinkFlowModel, program: LinearProgram, outcome: Outcome) -> Prices:
    """Row prices as the worth of one more unit of each limit; see models.solution.Prices."""
    case, model, discount = built.case, built.model, built.case.discount
    years, limits = len(case.years), len(case.corridor_limits)
    capacity = np.zeros((len(case.asset_ids), 2, years))
    for (lane, year), worth in _worth(program, outcome, model.capacity).items():
        used = np.flatnonzero(built.network.lane == lane)
        capacity[built.network.lane_asset[lane], built.network.direction[used], year] = worth / discount[year]
    shared = np.zeros((len(case.shared_limits), years))
    for (limit, year), worth in _worth(program, outcome, model.shared_limit).items():
        shared[limit, year] = worth / discount[year]
    carbon = np.zeros(years)
    for year, worth in _worth(program, outcome, model.carbon_cap).items():
        carbon[year] = worth / discount[year]
    saving = _saving_out_of_reach(built, carbon)
    sharing, rates = sharing_effects(case), yearly_saving_rates(case)
    rates = rates + (saved_emissions(case)[:, None] * carbon)[:, None]
    for (effect, k, year), worth in _worth(program, outcome, model.benefit_on_flow).items():
        share = np.flatnonzero(sharing[:, k] == effect)
        saving[share, k, year] = np.minimum(worth / discount[year], rates[share, k, year])
    budget = np.zeros(years)
    for year, worth in _worth(program, outcome, model.budget).items():
        budget[year] = worth
    requires = np.zeros((len(case.projects), len(case.projects), years))
    for key, worth in _worth(program, outcome, model.requires).items():
        requires[key] = worth
    return Prices(
        capacity=capacity,
        shared_limit=shared,
        saving=saving,
        corridor_min=_limit_prices(built, limits, _worth(program, outcome, model.corridor_min, sign=1.0)),
        corridor_max=_limit_prices(built, limits, _worth(program, outcome, model.corridor_max)),
        carbon_cap=carbon,
        balance=_balance_prices(built, program, outcome),
        unmet=_unmet_prices(built, _worth(program, outcome, model.departure, sign=1.0)),
        budget=budget,
        requires=requires,
        exclusive=_worth(program, outcome, model.exclusive),
    )


def _saving_out_of_reach(built: LinkFlowModel, carbon: Numbers) -> Numbers:
    """The whole saving where no cargo can pass the asset: a tonne that did would gain all of it. Zero elsewhere.

    carbon: USD per t CO2e of the cap of each year.
    """
    case, savings, years = built.case, built.savings, len(built.case.years)
    prices = np.zeros((len(case.project_effects), len(case.commodities), years))
    for i in range(len(savings.effect)):
        for year in range(years):
            if not built.can_pass(int(savings.asset[i]), int(savings.commodity[i]), year):
                prices[savings.effect[i], savings.commodity[i], year] = (
                    savings.saving[i, year] + savings.emission[i] * carbon[year]
                )
    return prices


def _limit_prices(built: LinkFlowModel, count: int, worth: Mapping[int, float]) -> Numbers:
    prices = np.zeros(count)
    for limit, amount in worth.items():
        prices[limit] = amount / built.case.discount[built.limit_year[limit]]
    return prices


def _balance_prices(built: LinkFlowModel, program: LinearProgram, outcome: Outcome) -> Numbers:
    """USD/t of payload that an empty unit is worth, (types, nodes, modes, years)."""
    case, returns = built.case, built.returns
    worth = np.zeros((returns.place.shape[1], len(case.years)))
    for (place, year), row in built.model.balance.items():
        if id(row) in program.row_of:
            assert outcome.row_dual is not None
            worth[place, year] = outcome.row_dual[program.row_of[id(row)]] / case.discount[year]
    return returns.worth(worth, case.balance_shape)


def _unmet_prices(built: LinkFlowModel, worth: Mapping[tuple[int, int], float]) -> Numbers:
    """USD/t of one more tonne of each demand: never more than leaving it behind."""
    by_source = np.zeros_like(built.classes.source_mt)
    for (source, year), amount in worth.items():
        by_source[source, year] = amount / built.case.discount[year]
    return np.minimum(by_source[built.classes.source_of], built.case.unmet_penalty[:, None])


def _values(program: LinearProgram, variables: Mapping[Any, Any], values: Numbers) -> dict[Any, float]:
    """Value of each variable; one that stands in no row and costs nothing is 0."""
    listed, column_of = values.tolist(), program.column_of
    found = {key: column_of.get(id(variable)) for key, variable in variables.items()}
    return {key: 0.0 if column is None else listed[column] for key, column in found.items()}


def _worth(program: LinearProgram, outcome: Outcome, rows: Any, sign: float = -1.0) -> dict[Any, float]:
    """Worth of one more unit of each row's limit; an upper limit's row price is negative."""
    if outcome.row_dual is None:
        raise ValueError("row prices exist for linear programs only")
    dual, row_of = outcome.row_dual.tolist(), program.row_of
    return {key: max(0.0, sign * dual[row_of[id(row)]]) for key, row in rows.items() if id(row) in row_of}


def _runs(built: LinkFlowModel, program: LinearProgram, values: Numbers) -> tuple[dict[Any, float], dict[Any, float]]:
    """Values of empty runs and of flows."""
    empty = _values(program, dict(built.model.empty.items()), values)
    return empty, _values(program, built.flow, values) if empty else {}


def _flow_columns(built: LinkFlowModel, program: LinearProgram) -> Flags:
    flows = np.zeros(len(program.cost), np.bool_)
    columns = (program.column_of.get(id(variable)) for variable in built.flow.values())
    flows[[column for column in columns if column is not None]] = True
    return flows


def solve_link_flow(case: Case, request: Request, watch: Watch, *, in_hand: bool = False) -> Solution:
    """The best plan of a case by the node-link formulation, with its proof; in_hand: a first plan need not be sought.

    Raises NoPlan where no plan exists, StoppedEmpty where a limit came before any plan, SolverFailure otherwise.
    """
    if case.has_seasons:
        return fold(case, solve_link_flow(copies_of(case).by_season, request, watch, in_hand=in_hand))
    found = _solve(case, request, watch, in_hand=in_hand, watched=None)
    while not isinstance(found, Solution):
        watch("a least volume was met by cargo in circles: again, without them")
        found = _solve(case, request, watch, in_hand=in_hand, watched=found)
    return found


def _solve(case: Case, request: Request, watch: Watch, *, in_hand: bool, watched: Watched | None) -> Solution | Watched:
    """The best plan, or where its least volumes are met by cargo in circles the states to watch against them."""
    started = perf_counter()
    built = build_link_flow(case, relaxed=request.relaxed, watched=watched)
    if in_hand:
        # not where the linear program is the bound that prices explain: these rows have none
        add_linking(built)
    program = compile_model(built.model)
    watch(f"model of {len(program.cost):,} columns and {len(program.row_lower):,} rows")
    ready = perf_counter()
    found = Search(program, _flow_columns(built, program), request.limits, watch, in_hand=in_hand).run()
    # with circles in the divisible optimum its prices would prove less than they could
    for outcome in (found.relaxed, found.plan):
        ways = read_ways(built, program, outcome.values)
        response_mt = read_response(built, program, outcome.values)
        routes, unmet_mt = read_routes(built, ways, response_mt)
        if _circles(built, program, outcome.values, routes):
            return _watch_more(built, ways, watched)
    plan = Solution(
        case_digest=case.digest,
        scenario=request.scenario,
        formulation="link-flow",
        relaxed=request.relaxed,
        stop=found.stop,
        routes=routes,
        openings=read_openings(case, read_shares(built, program, found.plan.values)),
        unmet_mt=unmet_mt,
        response_mt=response_mt,
        benefit_mt=read_benefits(built, program, found.plan.values, routes),
        empties=read_empties(built, *_runs(built, program, found.plan.values), routes),
        prices=read_prices(built, program, found.plan),
        bound_prices=read_prices(built, program, found.relaxed),
        objective=found.plan.objective,
        bound=found.bound,
        versions=versions(),
        seconds={"build": ready - started, "solve": perf_counter() - ready},
    )
    return with_unpaid_savings(case, plan)


def _watch_more(built: LinkFlowModel, found: Found, watched: Watched | None) -> Watched:
    """At first no state; then also those that ways enter twice."""
    if watched is None:
        return {}
    more = dict(watched)
    for (source, _), ways in sorted(found.items()):
        group = int(built.layered.group_of_class[built.classes.source_class[source]])
        for way, _ in ways:
            again = int(entered_twice(built.layered.base, np.array(way)[:, None])[0])
            if again >= 0 and again not in more.get(group, ()):
                more[group] = (*more.get(group, ()), again)
    if more == watched:
        raise SolverFailure("a least volume is met on paper although no cargo goes in circles")
    return more


def _circles(built: LinkFlowModel, program: LinearProgram, values: Numbers, routes: Routes) -> bool:
    """Whether a corridor carries less on the routes than the model counted towards its least volume."""
    limits = built.case.corridor_limits
    corridor = places(limits.corridor, built.case.corridors.id)
    carried = corridor_volumes(built.case, routes, find_ways(built.case, routes))[corridor, built.limit_year]
    short = _values(program, dict(built.model.short.items()), values)
    missing = [limits.min_mt[i] - short.get(i, 0.0) - carried[i] for i in built.model.corridor_min]
    return any(mt > CIRCLING for mt in missing)

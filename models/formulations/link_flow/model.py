"""The node-link formulation in Pyomo: the reference, readable as mathematics (see FORMULATION.md).

Index sets: CLASSES c and SOURCES s of models.network.demand, ARCS a and states of models.network.states, YEARS y.
All flows are in Mt; the objective is in MUSD, discounted.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyomo.environ as pyo
from pyomo.common.gc_manager import PauseGC
from pyomo.core.expr import LinearExpression

from models.case import Case
from models.formulations.link_flow.investment import LinearTerms, add_investment, in_service, linear
from models.formulations.link_flow.reach import arcs_by_year, users_of_assets, years_with_cargo
from models.network import (
    DemandClasses,
    Layered,
    Network,
    Steps,
    Watched,
    asset_emissions,
    base_capacity,
    build_network,
    carbon_caps,
    classify,
    effects_by_target,
    gateway_of_limits,
    layered,
    limit_weights,
    limit_years,
    plain,
    response_steps,
    tonne_costs,
)
from models.projects import Savings, find_savings
from models.tables import Integers

Row = tuple[float | None, LinearExpression, float | None]


@dataclass(frozen=True)
class LinkFlowModel:
    """The Pyomo model and what its index positions stand for.

    layered: the network with its layers, see models.network.layers. arcs_of_class: arcs that each class can use in any
    year. years_of_class: years in which it has cargo.
    limit_year: year of each corridor limit. flow: the flow variables by (class, arc, year).
    users: (class, arc) pairs of each asset.
    """

    model: pyo.ConcreteModel
    case: Case
    layered: Layered
    classes: DemandClasses
    savings: Savings
    arcs_of_class: tuple[Integers, ...]
    years_of_class: tuple[list[int], ...]
    limit_year: Integers
    steps: Steps
    flow: dict[tuple[int, int, int], Any]
    users: dict[int, list[tuple[int, int]]]

    @property
    def network(self) -> Network:
        """States and arcs, with their layers."""
        return self.layered.network

    def can_pass(self, asset: int, commodity: int, year: int) -> bool:
        """Whether cargo of the commodity can pass the asset in the year."""
        pairs = self.users.get(asset, [])
        return any(self.classes.commodity[c] == commodity and (c, arc, year) in self.flow for c, arc in pairs)


def build_link_flow(case: Case, *, relaxed: bool, watched: Watched | None = None) -> LinkFlowModel:
    """The whole model of a case; relaxed: every project is divisible; watched: see models.network.layers."""
    with PauseGC():
        built = _declare(case, watched)
        add_investment(built.model, case, relaxed=relaxed)
        _add_departure(built)
        _add_conservation(built)
        _add_capacity(built)
        _add_shared_limits(built)
        _add_savings(built)
        _add_corridor_limits(built)
        _add_carbon_cap(built)
        _add_objective(built)
    return built


def _declare(case: Case, watched: Watched | None) -> LinkFlowModel:
    """flow[c, a, y]: Mt of a class on an arc; unmet[s, y]: of a source left behind; step[i]: of an answer to cost."""
    network, classes = build_network(case), classify(case)
    on = plain(case, network, classes) if watched is None else layered(case, network, classes, watched)
    usable, years_of_class = arcs_by_year(on, classes), years_with_cargo(classes)
    model = pyo.ConcreteModel()
    by_class = zip(usable, years_of_class, strict=True)
    keys = [(c, a, y) for c, (arcs, years) in enumerate(by_class) for y in years for a in arcs[y].tolist()]
    arcs_of_class = tuple(np.unique(np.concatenate(arcs)) for arcs in usable)
    model.flow = pyo.Var(keys, within=pyo.NonNegativeReals)
    sources = [(s, y) for s, c in enumerate(classes.source_class) for y in years_of_class[c]]
    model.unmet = pyo.Var(sources, bounds=lambda _, s, y: (0.0, float(classes.source_mt[s, y])))
    steps = response_steps(case)
    model.step = pyo.Var(range(len(steps.mt)), bounds=lambda _, i: (0.0, float(steps.mt[i])))
    return LinkFlowModel(
        model=model,
        case=case,
        steps=steps,
        layered=on,
        classes=classes,
        savings=find_savings(case),
        arcs_of_class=arcs_of_class,
        years_of_class=years_of_class,
        limit_year=limit_years(case),
        flow=dict(model.flow.items()),
        users=users_of_assets(on.network, arcs_of_class),
    )


def _add_departure(built: LinkFlowModel) -> None:
    """What leaves an origin and what stays there is the demand of its source and what it grows by."""
    model, network, classes, steps = built.model, built.network, built.classes, built.steps
    answers: dict[tuple[int, int], list[int]] = defaultdict(list)
    for i, key in enumerate(zip(classes.source_of[steps.demand].tolist(), steps.year.tolist(), strict=True)):
        answers[key].append(i)

    def departure(_: pyo.ConcreteModel, source: int, year: int) -> Row:
        c, start = int(classes.source_class[source]), network.departure[classes.origin[source]]
        arcs = built.arcs_of_class[c]
        boarding = arcs[network.tail[arcs] == start].tolist()
        boarded = [built.flow[c, arc, year] for arc in boarding if (c, arc, year) in built.flow]
        mt = float(classes.source_mt[source, year])
        here = answers[source, year]
        answered = steps.sign[here].tolist(), [model.step[i] for i in here]
        return mt, linear(([1.0] * len(boarded), boarded), ([1.0], [model.unmet[source, year]]), answered), mt

    model.departure = pyo.Constraint(list(model.unmet), rule=departure)


def _add_conservation(built: LinkFlowModel) -> None:
    """What enters a state leaves it again."""
    model, flow = built.model, built.flow
    signs, arcs = _arcs_at_states(built)

    def conservation(_: pyo.ConcreteModel, c: int, state: int, year: int) -> Row:
        here = [
            (sign, arc) for sign, arc in zip(signs[c, state], arcs[c, state], strict=True) if (c, arc, year) in flow
        ]
        return 0.0, linear(([sign for sign, _ in here], [flow[c, arc, year] for _, arc in here])), 0.0

    keys = [
        (c, state, year)
        for c, state in arcs
        for year in built.years_of_class[c]
        if any((c, arc, year) in flow for arc in arcs[c, state])
    ]
    model.conservation = pyo.Constraint(keys, rule=conservation)


def _arcs_at_states(built: LinkFlowModel) -> tuple[dict[Any, list[float]], dict[Any, list[int]]]:
    """Sign (+1 leaves, -1 enters) and arcs of each (class, state) that cargo passes through."""
    network = built.network
    ends_of_way = {*network.departure.tolist(), *network.arrival.tolist()}
    signs, at = defaultdict(list), defaultdict(list)
    for c, arcs in enumerate(built.arcs_of_class):
        for sign, ends in ((1.0, network.tail), (-1.0, network.head)):
            for arc, state in zip(arcs.tolist(), ends[arcs].tolist(), strict=True):
                if state not in ends_of_way:
                    signs[c, state].append(sign)
                    at[c, state].append(arc)
    return signs, at


def _flows(built: LinkFlowModel, pairs: list[tuple[int, int]], year: int) -> LinearTerms:
    """One times the flow of each (class, arc) that has cargo in the year."""
    flows = [built.flow[c, arc, year] for c, arc in pairs if (c, arc, year) in built.flow]
    return [1.0] * len(flows), flows


def _added(
    built: LinkFlowModel, target: str, year: int, effects: dict[str, list[tuple[int, float]]]
) -> list[LinearTerms]:
    """Minus the capacity that open projects add to an asset or shared limit."""
    return [in_service(built.model, project, year, -capacity) for project, capacity in effects.get(target, [])]


def _add_capacity(built: LinkFlowModel) -> None:
    """Flow on a lane <= its free capacity + what open projects add."""
    network, ids, effects = built.network, built.case.asset_ids, effects_by_target(built.case)
    free = base_capacity(built.case)
    on_lane = [
        [(c, arc) for c, arc in built.users.get(int(asset), []) if network.lane[arc] == lane]
        for lane, asset in enumerate(network.lane_asset)
    ]

    def capacity(_: pyo.ConcreteModel, lane: int, year: int) -> Any:
        asset = network.lane_asset[lane]
        flows = _flows(built, on_lane[lane], year)
        if not flows[1]:
            return pyo.Constraint.Skip
        return None, linear(flows, *_added(built, ids[asset], year, effects)), float(free[asset, year])

    lanes, years = range(len(network.lane_asset)), range(len(built.case.years))
    built.model.capacity = pyo.Constraint(lanes, years, rule=capacity)


def _add_shared_limits(built: LinkFlowModel) -> None:
    """Weighted flow over a limit's members <= its capacity + what open projects add."""
    case, commodity = built.case, built.classes.commodity
    weights, effects = limit_weights(case), effects_by_target(case)

    def shared_limit(_: pyo.ConcreteModel, limit: int, year: int) -> Any:
        terms: list[LinearTerms] = []
        for asset in np.flatnonzero(weights[limit].any(axis=0)).tolist():
            pairs = [pair for pair in built.users.get(asset, []) if (*pair, year) in built.flow]
            use = [float(weights[limit, commodity[c], asset]) for c, _ in pairs]
            terms.append((use, _flows(built, pairs, year)[1]))
        added = _added(built, case.shared_limits.id[limit], year, effects)
        row = linear(*terms, *added)
        return (
            (None, row, float(case.shared_limits.capacity[limit])) if any(t[1] for t in terms) else pyo.Constraint.Skip
        )

    active = np.flatnonzero(case.shared_limits.active).tolist()
    built.model.shared_limit = pyo.Constraint(active, range(len(case.years)), rule=shared_limit)


def _add_savings(built: LinkFlowModel) -> None:
    """benefit[i, y]: Mt that a saving i reaches: at most the flow on its asset and the served share of its demand."""
    model, savings, commodity = built.model, built.savings, built.classes.commodity
    years = range(len(built.case.years))
    keys = [
        (i, y)
        for i, (asset, k, p) in enumerate(zip(savings.asset, savings.commodity, savings.project, strict=True))
        for y in years
        if savings.pays[i, y] and built.can_pass(int(asset), int(k), y) and in_service(model, int(p), y)[1]
    ]
    model.benefit = pyo.Var(keys, within=pyo.NonNegativeReals)
    claims: dict[tuple[int, int, int], list[int]] = {}
    for i, y in keys:
        claims.setdefault((int(savings.shares[i]), int(savings.commodity[i]), y), []).append(i)

    def benefit_on_flow(_: pyo.ConcreteModel, effect: int, k: int, year: int) -> Row:
        entries = claims[effect, k, year]
        pairs = [pair for pair in built.users[int(savings.asset[entries[0]])] if commodity[pair[0]] == k]
        ones, flows = _flows(built, pairs, year)
        benefits = [model.benefit[i, year] for i in entries]
        return None, linear(([1.0] * len(benefits), benefits), ([-1.0] * len(ones), flows)), 0.0

    def benefit_in_service(_: pyo.ConcreteModel, i: int, year: int) -> Row:
        most = float(savings.commodity_mt[savings.commodity[i], year])
        served = in_service(model, int(savings.project[i]), year, -most)
        return None, linear(([1.0], [model.benefit[i, year]]), served), 0.0

    model.benefit_on_flow = pyo.Constraint(list(claims), rule=benefit_on_flow)
    model.benefit_in_service = pyo.Constraint(keys, rule=benefit_in_service)


def _add_corridor_limits(built: LinkFlowModel) -> None:
    """Least and most flow over a corridor's gateways; short and over are priced where the limit is soft."""
    model, case = built.model, built.case
    limits, gateway = case.corridor_limits, gateway_of_limits(case)
    numbers = range(len(limits))
    soft = [i for i in numbers if not np.isnan(limits.penalty_usd_per_t[i])]
    model.short = pyo.Var([i for i in soft if not np.isnan(limits.min_mt[i])], within=pyo.NonNegativeReals)
    model.over = pyo.Var([i for i in soft if not np.isnan(limits.max_mt[i])], within=pyo.NonNegativeReals)

    def volume(limit: int) -> LinearTerms:
        assets = np.flatnonzero(gateway[limit]).tolist()
        pairs = [
            pair for asset in assets for pair in built.users.get(asset, []) if built.classes.counted[pair[0], limit]
        ]
        return _flows(built, pairs, int(built.limit_year[limit]))

    def corridor_min(_: pyo.ConcreteModel, limit: int) -> Row:
        short = ([1.0], [model.short[limit]]) if limit in model.short else ([], [])
        return float(limits.min_mt[limit]), linear(volume(limit), short), None

    def corridor_max(_: pyo.ConcreteModel, limit: int) -> Row:
        over = ([-1.0], [model.over[limit]]) if limit in model.over else ([], [])
        return None, linear(volume(limit), over), float(limits.max_mt[limit])

    model.corridor_min = pyo.Constraint([i for i in numbers if not np.isnan(limits.min_mt[i])], rule=corridor_min)
    model.corridor_max = pyo.Constraint([i for i in numbers if not np.isnan(limits.max_mt[i])], rule=corridor_max)


def _add_carbon_cap(built: LinkFlowModel) -> None:
    """Emissions of all cargo of a year, less what is saved to tonnes that benefit, <= its cap."""
    model, case, savings = built.model, built.case, built.savings
    per_tonne, caps = asset_emissions(case), carbon_caps(case)

    def carbon_cap(_: pyo.ConcreteModel, year: int) -> Any:
        terms: list[LinearTerms] = []
        for asset in np.flatnonzero(per_tonne > 0).tolist():
            ones, flows = _flows(built, built.users.get(asset, []), year)
            terms.append(([float(per_tonne[asset])] * len(ones), flows))
        saved = [i for i in range(len(savings.effect)) if savings.emission[i] > 0 and (i, year) in model.benefit]
        terms.append(([-float(savings.emission[i]) for i in saved], [model.benefit[i, year] for i in saved]))
        return (None, linear(*terms), float(caps[year])) if any(t[1] for t in terms) else pyo.Constraint.Skip

    model.carbon_cap = pyo.Constraint(np.flatnonzero(np.isfinite(caps)).tolist(), rule=carbon_cap)


def _add_objective(built: LinkFlowModel) -> None:
    """Discounted transport, time, penalties and investment, less savings; MUSD."""
    model, case = built.model, built.case
    terms = [
        _priced(model.flow, _flow_costs(built)),
        _priced(model.unmet, {(s, y): built.classes.source_penalty[s] * case.discount[y] for s, y in model.unmet}),
        _priced(model.step, dict(enumerate(built.steps.price * built.steps.sign * case.discount[built.steps.year]))),
        _priced(model.benefit, {(i, y): -built.savings.saving[i, y] * case.discount[y] for i, y in model.benefit}),
    ]
    penalty, year = case.corridor_limits.penalty_usd_per_t, built.limit_year
    for slack in (model.short, model.over):
        terms += [_priced(slack, {i: penalty[i] * case.discount[year[i]] for i in slack})]
    investment = model.investment_cost.expr
    terms.append((list(investment.linear_coefs), list(investment.linear_vars)))
    model.cost = pyo.Objective(expr=linear(*terms), sense=pyo.minimize)


def _priced(variables: Any, price: dict[Any, float]) -> LinearTerms:
    return [float(price[key]) for key in variables], list(variables.values())


def _flow_costs(built: LinkFlowModel) -> dict[Any, float]:
    """Discounted USD/t of each flow; boarding and alighting are free."""
    usd_per_t = tonne_costs(built.case) * built.case.discount
    free = np.zeros((usd_per_t.shape[0], 1, usd_per_t.shape[2]))
    by_arc = np.concatenate([usd_per_t, free], axis=1)[:, built.network.asset]
    prices = [by_arc[commodity].tolist() for commodity in range(len(by_arc))]
    commodity = built.classes.commodity.tolist()
    return {(c, a, y): prices[commodity[c]][a][y] for c, a, y in built.flow}

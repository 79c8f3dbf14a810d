"""Rows of the flow: departure, conservation, capacities of lanes, shared limits."""

from __future__ import annotations

import numpy as np

from benchmarks.node_link.program import NONE, NodeLink, Rows, added, numbered, term
from models.network import BOARDING, base_capacity, limit_weights


def add_departure(program: NodeLink) -> None:
    """What leaves an origin and what stays there is the demand of its source."""
    network, classes = program.network, program.classes
    source_at = np.full((len(classes.destination), network.states), NONE)
    source_at[classes.source_class, network.departure[classes.origin]] = np.arange(len(classes.origin))
    source = source_at[program.pair_class, network.tail[program.pair_arc]]
    boards = np.flatnonzero(source != NONE)
    boarded = term("flow", program.unmet[source[boards]], program.flow[boards], 1.0)
    stays = term("unmet", program.unmet, program.unmet, 1.0)
    mt = classes.source_mt[program.unmet != NONE]
    program.rows["departure"] = Rows(mt, (boarded, stays), equal=True)


def add_conservation(program: NodeLink) -> None:
    """What enters a state leaves it again."""
    network, there = program.network, program.flow != NONE
    inner = np.ones(network.states, np.bool_)
    inner[network.departure] = inner[network.arrival] = False
    leaves, enters = network.tail[program.pair_arc], network.head[program.pair_arc]
    wanted = np.zeros((len(program.classes.destination), network.states, there.shape[1]), np.bool_)
    for state in (leaves, enters):
        wanted[program.pair_class, state] = there & inner[state][:, None]
    row = numbered(wanted)
    out = term("flow", row[program.pair_class, leaves], program.flow, 1.0)
    into = term("flow", row[program.pair_class, enters], program.flow, -1.0)
    nothing = np.zeros(int(wanted.sum()))
    program.rows["conservation"] = Rows(nothing, (out, into), equal=True)


def add_capacity(program: NodeLink) -> None:
    """Flow on a lane <= its free capacity + what open projects add."""
    case, network = program.case, program.network
    lane = network.lane[program.pair_arc]
    passing = np.flatnonzero(lane != BOARDING)
    used = np.zeros((len(network.lane_asset), len(case.years)), np.bool_)
    np.logical_or.at(used, lane[passing], program.flow[passing] != NONE)
    row = numbered(used)
    flow = term("flow", row[lane[passing]], program.flow[passing], 1.0)
    free = base_capacity(case)[network.lane_asset][used]
    names = case.asset_ids[network.lane_asset].tolist()
    program.rows["capacity"] = Rows(free, (flow, *added(program, names, row)))


def add_shared_limits(program: NodeLink) -> None:
    """Weighted flow over a limit's members <= its capacity + what open projects add."""
    case = program.case
    weights = np.pad(limit_weights(case), ((0, 0), (0, 0), (0, 1)))
    weight = weights[:, program.commodity, program.asset]
    limit, pair = np.nonzero(weight)
    used = np.zeros((len(case.shared_limits), len(case.years)), np.bool_)
    np.logical_or.at(used, limit, program.flow[pair] != NONE)
    row = numbered(used)
    flow = term("flow", row[limit], program.flow[pair], weight[limit, pair][:, None])
    most = np.broadcast_to(case.shared_limits.capacity[:, None], used.shape)[used]
    names = case.shared_limits.id.tolist()
    program.rows["shared_limit"] = Rows(most, (flow, *added(program, names, row)))

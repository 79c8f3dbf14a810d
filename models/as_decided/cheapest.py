"""The cheapest way of cargo with the projects that serve, whatever else is on it."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from models.accounts import NO_CAPACITY_MT, added_capacity
from models.case import Case, places
from models.network import BOARDING, DemandClasses, Network, tonne_costs, whole_capacity
from models.projects import once_a_tonne, sharing_effects, yearly_saving_rates
from models.tables import Flags, Integers, Numbers


def cheapest_ways(
    case: Case, network: Network, classes: DemandClasses, served: Numbers, demands: Integers
) -> dict[int, float]:
    """USD/t, time and carbon included, of the cheapest permitted way of demands in a case of one year; infinite: none.

    served: share of each project in service, (projects,). Only assets with some capacity count; how full they are does
    not.
    """
    cost, opened = _tonne_costs(case, served), _has_capacity(case, served)
    found: dict[int, float] = {}
    source = classes.source_of[demands]
    for number in np.unique(classes.source_class[source]).tolist():
        to_end = _costs_to_end(network, classes, number, cost, opened)
        for demand, own in zip(demands.tolist(), source.tolist(), strict=True):
            if classes.source_class[own] == number:
                found[demand] = float(to_end[network.departure[classes.origin[own]]])
    return found


def _costs_to_end(network: Network, classes: DemandClasses, number: int, cost: Numbers, opened: Flags) -> Numbers:
    """USD/t from every state to the destination of a class."""
    real = network.asset != BOARDING
    usable = ~real
    usable[real] = (classes.permitted[number] & opened)[network.asset[real]]
    of_arc = np.zeros(len(network.tail))
    of_arc[real] = cost[classes.commodity[number], network.asset[real]]
    shape = (network.states, network.states)
    graph = csr_array((of_arc[usable], (network.head[usable], network.tail[usable])), shape=shape)
    return np.asarray(dijkstra(graph, indices=network.arrival[classes.destination[number]]))


def _tonne_costs(case: Case, served: Numbers) -> Numbers:
    """USD/t of each commodity on each asset, what projects in service save taken off; (commodities, assets)."""
    effects = case.project_effects
    share = served[places(effects.project, case.projects.id)]
    saved = once_a_tonne(sharing_effects(case), yearly_saving_rates(case) * share[:, None, None])[:, :, 0]
    asset = places(effects.asset, np.concatenate([case.asset_ids, case.shared_limits.id]))
    cost, on_asset = tonne_costs(case)[:, :, 0], asset < len(case.asset_ids)
    np.subtract.at(cost.T, asset[on_asset], saved[on_asset])
    return np.maximum(0.0, cost)


def _has_capacity(case: Case, served: Numbers) -> Flags:
    room = np.maximum(0.0, whole_capacity(case)) + added_capacity(case, served[:, None])[0]
    return np.asarray(room[:, 0] > NO_CAPACITY_MT)

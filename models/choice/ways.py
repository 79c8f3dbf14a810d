"""Ways that cost no more than a limit: all of them, by extending partial ways that can still keep it.

All sources of a year take their k-th step together. A partial way goes on while its cost and the least cost from there
to the end keep the limit, and enters no state twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from models.choice.market import Alternatives, YearMarket
from models.errors import PlannerError
from models.tables import Integers, Numbers

STEP = 0.5
"""By how much, in 1 / theta, costs up to which ways are listed rise while these are few."""

FEW = 4
"""Part of enough ways below which they are few."""

NO_WAYS = Alternatives(np.zeros(0, np.int64), np.zeros((0, 0), np.int64))

MOST_PARTIAL = 2_000_000
"""Partial ways of a year that are extended at once: bounds the memory."""

TOO_MANY = (
    "shippers' choice: too many ways are nearly as good as the cheapest to be listed; give a larger "
    "choice_theta_per_usd"
)


class WaySearch:
    """Lists ways of a year at given costs of arcs, USD/t, (classes, arcs); infinite: barred.

    cheapest: USD/t of the cheapest way of each source, rewards taken as nothing; infinite where there is none.
    """

    def __init__(self, market: YearMarket, arc_cost: Numbers) -> None:
        self.market, self.arc_cost = market, arc_cost
        network, self._class = market.network, market.classes.source_class
        self._arcs = np.argsort(network.tail, kind="stable")
        self._count = np.bincount(network.tail, minlength=network.states)
        self._first = np.append(0, np.cumsum(self._count))[:-1]
        self._to_end = self._least_to_end()
        self.cheapest = np.asarray(self._to_end[self._class, market.start])
        self._rewards = -np.minimum(0.0, np.where(np.isfinite(arc_cost), arc_cost, 0.0)).sum(axis=1)

    def _least_to_end(self) -> Numbers:
        """USD/t from every state to the end of each class, rewards taken as nothing; (classes, states)."""
        market, network = self.market, self.market.network
        order = np.lexsort((network.tail, network.head))
        starts = np.append(0, np.cumsum(np.bincount(network.head, minlength=network.states)))
        graph = csr_array((np.zeros(len(order)), network.tail[order], starts), shape=(network.states, network.states))
        needed = np.unique(self._class[market.sources])
        found = np.full((len(self.arc_cost), network.states), np.inf)
        kinds, kind = np.unique(self.arc_cost[needed], axis=0, return_inverse=True)
        end = network.arrival[market.classes.destination]
        for number, price in enumerate(kinds):
            graph.data = np.maximum(0.0, price[order])
            members = needed[kind.ravel() == number]
            found[members] = dijkstra(graph, indices=end[members])
        return found

    def nearest(self, limit: Numbers, enough: int) -> tuple[Alternatives, Numbers]:
        """The cheapest ways of each source up to its limit, USD/t, or up to where there are `enough`; up to where.

        All ways of a source that cost at most what is returned for it, (sources,), are among them.
        """
        theta = self.market.theta
        wanted, margin = self.cheapest <= limit, STEP / theta
        reached, parts = limit.copy(), [NO_WAYS]
        while wanted.any():
            reached = np.where(wanted, np.minimum(limit, self.cheapest + margin), reached)
            ways = self.within(np.where(wanted, reached, -np.inf))
            found = np.bincount(ways.source, minlength=len(limit))
            more = wanted & (found < enough) & (reached < limit)
            parts.append(ways.only(np.flatnonzero(~more[ways.source])))
            # where ways are few yet, dearer ones may be far away
            grown = margin * np.where(found < enough // FEW, 2.0, 1.25) + STEP / theta
            wanted, margin = more, np.where(more, grown, margin)
        return joined(parts), reached

    def within(self, limit: Numbers) -> Alternatives:
        """Every way that enters each state once and costs at most the limit, USD/t, of its source.

        Raises PlannerError where there are too many to be listed.
        """
        steps = list(self._steps(limit))
        if not steps:
            return NO_WAYS
        longest = max(arcs.shape[1] for _, arcs in steps)
        padded = [np.pad(arcs, ((0, 0), (0, longest - arcs.shape[1])), constant_values=-1) for _, arcs in steps]
        arcs, source = np.concatenate(padded), np.concatenate([source for source, _ in steps])
        order = np.lexsort((*arcs.T[::-1], source))
        return Alternatives(source[order], arcs[order].T)

    def _steps(self, limit: Numbers) -> Iterator[tuple[Integers, Integers]]:
        """Sources and arcs, (ways, steps), of the ways that end at each step."""
        market, network = self.market, self.market.network
        source = market.sources[self.cheapest[market.sources] <= limit[market.sources] + self._rewards.max(initial=0.0)]
        cost, arcs = np.zeros(len(source)), np.zeros((len(source), 0), np.int64)
        states = market.start[source][:, None]
        while len(source):
            parent, arc = self._leave(states[:, -1])
            head, kind = network.head[arc], self._class[source[parent]]
            so_far = cost[parent] + self.arc_cost[kind, arc]
            within = so_far + self._to_end[kind, head] <= limit[source[parent]] + self._rewards[kind]
            fits = np.flatnonzero(within)
            fits = fits[~(states[parent[fits]] == head[fits, None]).any(axis=1)]
            if len(fits) > MOST_PARTIAL:
                raise PlannerError(TOO_MANY)
            parent, arc, head, cost = parent[fits], arc[fits], head[fits], so_far[fits]
            source, arcs = source[parent], np.append(arcs[parent], arc[:, None], axis=1)
            states = np.append(states[parent], head[:, None], axis=1)
            ended = head == market.end[source]
            done = ended & (cost <= limit[source])
            if done.any():
                yield source[done], arcs[done]
            source, arcs, states, cost = source[~ended], arcs[~ended], states[~ended], cost[~ended]

    def _leave(self, state: Integers) -> tuple[Integers, Integers]:
        """Position in `state` and arc, of every arc that leaves one of the states."""
        count = self._count[state]
        parent = np.repeat(np.arange(len(state)), count)
        within = np.arange(len(parent)) - np.repeat(np.cumsum(count) - count, count)
        return parent, self._arcs[self._first[state[parent]] + within]


def joined(parts: Sequence[Alternatives]) -> Alternatives:
    """Ways of several searches, each once, by source."""
    steps = max(len(part.arcs) for part in parts)
    rows = [np.append(part.source[None], _padded(part.arcs, steps), axis=0).T for part in parts]
    together = np.unique(np.concatenate(rows), axis=0)
    return Alternatives(together[:, 0], together[:, 1:].T)


def _padded(arcs: Integers, steps: int) -> Integers:
    return np.pad(arcs, ((0, steps - len(arcs)), (0, 0)), constant_values=-1)

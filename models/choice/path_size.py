"""How much a way is one of its own: its path size, from 0 (shared by many) to 1 (nothing shared).

    PS_r = sum over arcs a of r of (g_a / g_r) / N_a

g_a is what a tonne pays on the arc and N_a how many of the *reference ways* of the source pass it, r itself counted.
Reference ways are those that, on an empty network and each counted as different, would hold at least the least share
beside all that are as cheap. So a path size depends on no price and on no search: every permitted way has one before
anything is full.
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

from models.choice.market import Alternatives, YearMarket
from models.choice.ways import WaySearch
from models.tables import Integers, Numbers

FIRST_MARGIN = 1.0
"""Steps, in 1 / theta, by which dearer ways are looked at until they would hold too little."""

ROUNDING = 1e-12
"""Share of a cost by which ways of equal cost may differ."""


class PathSizes:
    """Path sizes of the ways of a year; reference: its reference ways. dearest: what these cost at most, (sources,)."""

    def __init__(self, market: YearMarket) -> None:
        self.market = market
        self.reference, self.dearest = reference_ways(market)
        way, arc = self.reference.passes()
        shape = (len(market.theta), len(market.network.tail))
        self._times = csr_array((np.ones(len(way)), (self.reference.source[way], arc)), shape=shape)

    def of(self, ways: Alternatives) -> Numbers:
        """The path size of each way."""
        market = self.market
        way, arc = ways.passes()
        source = ways.source[way]
        each = market.arc_cost[market.classes.source_class[source], arc]
        whole = np.bincount(way, each, len(ways))
        itself = whole[way] > self.dearest[source]
        passed = np.asarray(self._times[source, arc]).ravel() + itself
        shared = np.bincount(way, each / np.maximum(1.0, passed), len(ways))
        return np.divide(shared, whole, out=np.ones(len(ways)), where=whole > 0)


def reference_ways(market: YearMarket) -> tuple[Alternatives, Numbers]:
    """Ways that hold the least share beside all that are as cheap, each counted as different; their dearest, USD/t.

    There are at most 1 / least share of each source.
    """
    search, least = WaySearch(market, market.arc_cost), market.market.taste.least_share
    cheapest = search.cheapest
    limit = np.where(np.isfinite(cheapest), cheapest, -1.0) + FIRST_MARGIN / market.theta
    while True:
        ways = search.within(limit)
        cost = market.costs(ways, market.arc_cost)
        order = np.lexsort((cost, ways.source))
        source, cost = ways.source[order], cost[order]
        weight = np.exp(-market.theta[source] * (cost - cheapest[source]))
        share = weight / _among_cheaper(source, cost, weight)
        # ways are sorted by cost, so that shares fall
        enough = np.zeros(len(limit), np.bool_)
        enough[source[share < least]] = True
        whole = ~enough & np.isfinite(cheapest) & (limit < cheapest - np.log(least) / market.theta)
        if not whole[market.sources].any():
            break
        limit = np.where(whole, limit + FIRST_MARGIN / market.theta, limit)
    kept = np.sort(order[share >= least])
    dearest = np.full(len(limit), -np.inf)
    np.maximum.at(dearest, source[share >= least], cost[share >= least])
    return ways.only(kept), dearest * (1 + ROUNDING) + ROUNDING


def _among_cheaper(source: Integers, cost: Numbers, weight: Numbers) -> Numbers:
    """Sum of the weights of the ways of the same source that cost as much or less; all sorted by source and cost."""
    running = np.cumsum(weight)
    first = np.searchsorted(source, source, side="left")
    before = np.where(first > 0, running[first - 1], 0.0)
    # ways of equal cost belong together
    last = np.append((source[1:] != source[:-1]) | (cost[1:] > cost[:-1] * (1 + ROUNDING) + ROUNDING), True)
    ends = np.flatnonzero(last)
    return np.asarray(running[ends[np.searchsorted(ends, np.arange(len(cost)))]] - before)

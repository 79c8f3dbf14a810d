"""The choice of one year: ways are sought until none outside those considered would hold the least share."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from scipy.sparse import csr_array

from models.choice.logit import KEPT_MT, ROUGHLY_MT, Dual, solve_dual
from models.choice.market import Alternatives, YearMarket
from models.choice.path_size import PathSizes
from models.choice.ways import WaySearch, joined
from models.errors import NoPlan
from models.tables import DEAREST_USD_PER_T, Flags, Integers, Numbers

MISSED_MT = 1e-6
"""Mt by which a hard least volume may be missed."""

FIRST_WAYS = 0.1
"""Ways to begin with, as a part of those that could hold the least share each."""

FEW_MORE = 0.01
"""Share of the ways that join, below which prices are found to the end."""


@dataclass(frozen=True, eq=False)
class YearChoice:
    """What shippers choose in a year.

    ways, mt: what each carries, Mt. staying: of each source, Mt. price: of each row, USD per unit, (rows,). path_size:
    of each way. primal: MUSD, cost and entropy of the flows. bound: MUSD, by the prices: no flows on these ways have
    less. wanted: use of each row if none were full, (rows,). outside: share that no way outside these would exceed,
    (sources,).
    """

    market: YearMarket
    ways: Alternatives
    mt: Numbers
    staying: Numbers
    price: Numbers
    path_size: Numbers
    primal: float
    bound: float
    wanted: Numbers
    outside: Numbers = field(default_factory=lambda: np.zeros(0))

    @property
    def gap(self) -> float:
        """MUSD between both."""
        return max(0.0, self.primal - self.bound)


def choose(market: YearMarket, start: Numbers | None = None) -> YearChoice:
    """The choice of a year; start: prices of rows to begin with. Raises NoPlan where a hard least volume is missed."""
    sizes, kept = PathSizes(market), ROUGHLY_MT
    price = np.zeros(len(market.rows.room)) if start is None else start
    ways = joined([sizes.reference, _near(market, price)])
    while True:
        problem = _Problem(market, ways, sizes.of(ways))
        price = problem.solve(price, kept)
        found, outside = _worth_joining(problem, sizes, price)
        more = joined([ways, found])
        if len(more) == len(ways) and kept == KEPT_MT:
            return replace(problem.choice(price), outside=outside)
        kept = KEPT_MT if len(more) < len(ways) * (1 + FEW_MORE) else ROUGHLY_MT
        ways = more


def _near(market: YearMarket, price: Numbers) -> Alternatives:
    """A few ways of each source that are the cheapest at prices to begin with."""
    taste, search = market.market.taste, WaySearch(market, market.arc_cost + market.tolls(price))
    limit = np.where(np.isfinite(search.cheapest), search.cheapest, -np.inf) - np.log(taste.least_share) / market.theta
    return search.nearest(limit, round(FIRST_WAYS / taste.least_share))[0]


def _worth_joining(problem: _Problem, sizes: PathSizes, price: Numbers) -> tuple[Alternatives, Numbers]:
    """Ways that would hold the least share at prices, and the share that no other way would exceed, (sources,)."""
    market, taste = problem.market, problem.market.market.taste
    prices, limits = market.arc_cost + market.tolls(price), problem.limits(price)
    found, reached = WaySearch(market, prices).nearest(limits, round(1 / taste.least_share))
    worth = taste.beta * np.log(sizes.of(found)) - market.theta[found.source] * market.costs(found, prices)
    least = -(market.theta * limits)[found.source]
    return found.only(np.flatnonzero(worth >= least)), _outside(market, limits, reached)


def _outside(market: YearMarket, limits: Numbers, reached: Numbers) -> Numbers:
    """Share of its source that a way outside those considered can hold at most; (sources,)."""
    share, here, least = np.zeros(len(limits)), market.sources, market.market.taste.least_share
    below = np.minimum(np.log(1 / least), market.theta[here] * (limits[here] - reached[here]))
    share[here] = least * np.exp(np.maximum(0.0, below))
    return share


class _Problem:
    """The choice between given ways and staying; the alternatives of a source are its ways, then staying."""

    def __init__(self, market: YearMarket, ways: Alternatives, path_size: Numbers) -> None:
        self.market, self.ways, self.path_size = market, ways, path_size
        sources, mt = market.sources, market.mt[market.sources]
        self.cost = np.append(market.costs(ways, market.arc_cost), market.penalty[sources])
        source = np.append(ways.source, sources)
        order = np.argsort(source, kind="stable")
        self.order = order
        self.position = np.argsort(order)
        uses = market.uses(ways)
        uses = csr_array((uses.data, uses.indices, uses.indptr), shape=(uses.shape[0], len(source)))[:, order]
        prior = np.append(market.market.taste.beta * np.log(path_size), np.zeros(len(sources)))
        value = (prior - market.theta[source] * self.cost)[order]
        self.whole = Dual(
            uses=csr_array(uses),
            value=value,
            first=np.searchsorted(source[order], sources),
            theta=market.theta[sources],
            mt=mt,
            room=market.rows.room,
            dearest=market.rows.dearest,
        )
        self.prior = prior[order]
        self.binding = self._may_bind()

    def _may_bind(self) -> Integers:
        """Rows that could be exceeded if all cargo took its ways that use most of them."""
        dual = self.whole
        uses = dual.uses.tocsc()
        most = np.zeros(len(dual.room))
        entries = uses.tocoo()
        row, column = entries.coords
        keys = row * len(dual.first) + dual.of_source[column]
        named, inverse = np.unique(keys, return_inverse=True)
        top = np.full(len(named), -np.inf)
        np.maximum.at(top, inverse, entries.data)
        np.add.at(most, named // len(dual.first), np.maximum(0.0, top) * dual.mt[named % len(dual.first)])
        return np.flatnonzero(most > dual.room)

    def solve(self, start: Numbers, kept: float) -> Numbers:
        """Prices of rows."""
        whole, rows = self.whole, self.binding
        part = Dual(
            whole.uses[rows], whole.value, whole.first, whole.theta, whole.mt, whole.room[rows], whole.dearest[rows]
        )
        price = np.zeros(len(whole.room))
        price[rows] = solve_dual(part, start[rows], kept)
        return price

    def limits(self, price: Numbers) -> Numbers:
        """USD/t that a way may cost at these prices to hold the least share of its source; (sources,)."""
        limit = np.full(len(self.market.theta), -np.inf)
        sums = self.whole.log_sums(price) + np.log(self.market.market.taste.least_share)
        limit[self.market.sources] = -sums / self.whole.theta
        return limit

    def choice(self, price: Numbers) -> YearChoice:
        """Flows that keep every limit, with what they cost and the bound."""
        dual, market = self.whole, self.market
        mt = self._kept(dual.evaluate(price)[2])
        self._refuse_missed(mt)
        finite = np.isfinite(dual.room)
        share = mt / dual.mt[dual.of_source]
        entropy = np.where(share > 0, share * (np.log(np.where(share > 0, share, 1.0)) - self.prior), 0.0)
        scale = (dual.mt / dual.theta)[dual.of_source]
        primal = float(self.cost[self.order] @ mt + scale @ entropy) + self._slack_cost(mt)
        room = np.where(finite, dual.room, 0.0)
        bound = -float((dual.mt / dual.theta) @ dual.log_sums(price)) - float(room @ price)
        flows = mt[self.position]
        staying = np.zeros(len(market.theta))
        staying[market.sources] = flows[len(self.ways) :]
        return YearChoice(
            market=market,
            ways=self.ways,
            mt=flows[: len(self.ways)],
            staying=staying,
            price=price,
            path_size=self.path_size,
            primal=primal,
            bound=bound,
            wanted=np.asarray(dual.uses @ dual.evaluate(np.zeros_like(price))[2]),
        )

    def _kept(self, mt: Numbers) -> Numbers:
        """Flows with the rounding above a limit left behind: ways over it carry less, and the rest stays."""
        dual = self.whole
        hard = np.flatnonzero(self._hard())
        used = dual.uses[hard] @ mt
        factor = np.divide(dual.room[hard], used, out=np.ones_like(used), where=used > dual.room[hard])
        over = np.flatnonzero((factor < 1.0) & (factor > 0.5))
        scale = np.ones(len(mt))
        for row in over.tolist():
            columns = dual.uses[[int(hard[row])]].tocoo().coords[1]
            scale[columns] = np.minimum(scale[columns], factor[row])
        kept = mt * scale
        stays = np.append(dual.first[1:], len(mt)) - 1
        kept[stays] += np.bincount(dual.of_source, mt - kept, len(dual.first))
        return np.asarray(kept)

    def _hard(self) -> Flags:
        """Rows that no price lets be missed, least volumes left out."""
        rows = self.market.rows
        hard = np.isfinite(rows.room) & (rows.dearest >= DEAREST_USD_PER_T)
        hard[rows.lanes + rows.limits + rows.corridors : -1] = False
        return np.asarray(hard, np.bool_)

    def _over(self, mt: Numbers) -> Numbers:
        room = self.whole.room
        return np.where(np.isfinite(room), np.maximum(0.0, self.whole.uses @ mt - room), 0.0)

    def _slack_cost(self, mt: Numbers) -> float:
        """MUSD for soft corridor limits that are missed."""
        soft = self.market.rows.dearest < DEAREST_USD_PER_T
        return float(self._over(mt)[soft] @ self.market.rows.dearest[soft])

    def _refuse_missed(self, mt: Numbers) -> None:
        hard = self.market.rows.dearest >= DEAREST_USD_PER_T
        if (self._over(mt)[hard] > MISSED_MT).any():
            raise NoPlan("shippers' choice cannot keep a hard limit of a corridor")

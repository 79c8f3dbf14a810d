"""The route formulation: column generation to the proven optimum of the whole model, not of a chosen set of routes.

A restricted master holds the routes found so far. Shortest paths under its row prices find routes that would improve
it; when there is none, no route at all would, and the master's optimum is the model's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from time import perf_counter

import numpy as np

from models.case import Case
from models.columns import Integers, Numbers
from models.demand_classes import classify
from models.errors import NoPlan, StoppedEmpty
from models.network import build_network
from models.passing_once import passing_once
from models.pricing import Follower, KindGraph, alighting_prices, find_kinds
from models.route_columns import NO_ROW, Ways, join
from models.route_copies import in_other_years
from models.route_master import HARD, RouteMaster
from models.route_start import same_places, start_like
from models.solver import Outcome
from models.stop import Stop

IMPROVES = 1e-7
"""Discounted USD/t by which a route must be cheaper than the price of its demand to join the master."""

ROUNDING = 1e-13
"""Share of the dearest price that is rounding: differences of dear prices say no more."""

RAISE, DEAREST = 100.0, 1e10
"""How the price of missing a hard least volume grows while it is missed, and where that proves that it must be."""


FOLLOWED_AT_ONCE = 20_000_000
"""States on ways that wait to be followed together: bounds the memory."""


@dataclass
class _Waiting:
    """Searches whose routes are still to be followed; size: states on their ways."""

    sources: list[Integers]
    years: list[Integers]
    onward: list[Integers]
    size: int = 0

    def add(self, year: int, sources: Integers, onward: Integers) -> None:
        if len(sources):
            self.sources.append(sources)
            self.years.append(np.full(len(sources), year))
            self.onward.append(onward)
            self.size += onward.size


@dataclass(frozen=True)
class _Search:
    """What is priced together: sources of one kind with demand in a year, and the states that they end in.

    target: position in `targets` of the end of each source.
    """

    kind: int
    year: int
    sources: Integers
    targets: Integers
    target: Integers


class ColumnGeneration:
    """A master and the graphs that price its routes.

    tolerance: discounted USD/t by which routes that are not sought may be cheaper than the price of their demand.
    """

    def __init__(self, case: Case, *, relaxed: bool, like: ColumnGeneration | None = None) -> None:
        """like: the model of a case that may differ in numbers only; what it found is where this one starts."""
        network, classes = build_network(case), classify(case)
        self.grouped = passing_once(case, network, classes)
        self.classes, self.case = classes, case
        self.kinds = find_kinds(classes, self.grouped.group_of_class)
        self.graphs = [KindGraph(self.grouped, self.kinds, kind) for kind in range(len(self.kinds.commodity))]
        self.master = RouteMaster(case, self.grouped, classes, relaxed=relaxed)
        self.rounds = 0
        self._busy_years = np.arange(len(case.years))
        self._hard_price, self.tolerance = HARD, IMPROVES
        self._follower = Follower(self.grouped.network)
        self._start = self.grouped.network.departure[classes.origin]
        self._end = self.grouped.network.arrival[classes.destination[classes.source_class]]
        self._searches = list(self._find_searches())
        if like is not None and same_places(self, like):
            start_like(self.master, like.master)
        else:
            self._add_first_routes()

    def _find_searches(self) -> Iterator[_Search]:
        kind_of_source = self.kinds.of_class[self.classes.source_class]
        for kind in range(len(self.graphs)):
            of_kind = np.flatnonzero(kind_of_source == kind)
            for year in range(len(self.case.years)):
                sources = of_kind[self.master.rows.demand[of_kind, year] != NO_ROW]
                targets, target = np.unique(self._end[sources], return_inverse=True)
                if len(sources):
                    yield _Search(kind, year, sources, targets, target)

    @property
    def node_link_columns(self) -> int:
        """At most so many flows has the node-link model of the case."""
        return len(self.classes.destination) * len(self.grouped.network.tail) * len(self.case.years)

    def _add_first_routes(self) -> None:
        """The cheapest route of every demand on the empty network, and the capacities that these routes exceed."""
        nothing = np.zeros(len(self.case.corridor_limits))
        ceiling = self.classes.source_penalty[:, None] * self.case.discount
        ways = self._price(self.master.arc_cost, nothing, nothing, ceiling, self._busy_years)
        self.master.add_routes(ways)
        self.master.add_overloaded(self.classes.source_mt[ways.source, ways.year])

    def _overloads(self, outcome: Outcome) -> bool:
        """Whether capacities are exceeded whose rows are still missing; they join."""
        return self.master.add_overloaded(outcome.values[self.master.route_column])

    def optimum(self, end: float | None) -> Outcome:
        """The optimum of the master with all the routes it needs, by `end` (perf_counter seconds).

        Raises NoPlan where a hard least volume cannot be met, StoppedEmpty at the limit.
        """
        while True:
            outcome = self.master.program.solve(None if end is None else max(0.0, end - perf_counter()))
            self.rounds += 1
            ways, overloaded = self._some_improving(outcome), self._overloads(outcome)
            if len(ways):
                self.master.add_routes(ways)
            elif not overloaded and not self._raise_hard(outcome):
                return outcome
            if end is not None and perf_counter() > end:
                raise StoppedEmpty(Stop.TIME_LIMIT)

    def _some_improving(self, outcome: Outcome) -> Ways:
        """Improving routes of the years that had some last time; of all years where these have none any more."""
        ways = self.improving(outcome, self._busy_years)
        if not len(ways) and len(self._busy_years) < len(self.case.years):
            ways = self.improving(outcome, np.arange(len(self.case.years)))
        self._busy_years = np.unique(ways.year) if len(ways) else np.arange(len(self.case.years))
        return ways

    def improving(self, outcome: Outcome, years: Integers) -> Ways:
        """Routes of some years that would improve the master, the best of each demand and year."""
        assert outcome.row_dual is not None
        master = self.master
        prices = master.arc_prices(outcome, master.saving_prices(outcome))
        most, least = master.corridor_max_prices(outcome), master.corridor_min_worth(outcome)
        dearest = max(float(np.abs(outcome.row_dual).max(initial=0.0)), self._hard_price)
        self.tolerance = max(IMPROVES, ROUNDING * dearest)
        ceiling = np.append(outcome.row_dual, -np.inf)[master.rows.demand] - self.tolerance
        found = self._price(prices, most, least, ceiling, years)
        return in_other_years(found, prices, self._unlimited(ceiling), self.classes)

    def _unlimited(self, ceiling: Numbers) -> Numbers:
        """The ceilings without years in which corridor limits make a way cost more than its arcs."""
        open_years = np.isin(np.arange(len(self.case.years)), self.master.columns.limit_year, invert=True)
        return np.where(open_years, ceiling, -np.inf)

    def _price(self, arc_price: Numbers, most: Numbers, least: Numbers, ceiling: Numbers, years: Integers) -> Ways:
        """The cheapest route of every source in some years that is below its ceiling; (sources, years)."""
        found, waiting = [], _Waiting([], [], [])
        busy = np.isin(np.arange(len(self.case.years)), years).tolist()
        for search in self._searches:
            if busy[search.year]:
                waiting.add(search.year, *self._search(search, arc_price, most, least, ceiling))
            if waiting.size > FOLLOWED_AT_ONCE:
                found.append(self._follow(waiting))
                waiting = _Waiting([], [], [])
        return join([*found, self._follow(waiting)])

    def _search(
        self, search: _Search, arc_price: Numbers, most: Numbers, least: Numbers, ceiling: Numbers
    ) -> tuple[Integers, Integers]:
        """Sources whose cheapest route is below its ceiling, and the states on the way, (sources, states)."""
        graph, worth = self.graphs[search.kind], 0.0
        price = arc_price[self.kinds.commodity[search.kind], graph.arcs, search.year]
        if len(most):
            price, worth = self._with_limits(search.kind, search.year, price, most, least)
        dearest = ceiling[search.sources, search.year] + worth
        cost, onward = graph.search(price, search.targets, float(dearest.max()))
        better = np.flatnonzero(cost[search.target, self._start[search.sources]] < dearest)
        return search.sources[better], onward[search.target[better]]

    def _follow(self, waiting: _Waiting) -> Ways:
        """The routes of searches as arcs."""
        if not waiting.sources:
            return join([])
        sources = np.concatenate(waiting.sources)
        arcs = self._follower.follow(np.concatenate(waiting.onward), self._start[sources], self._end[sources])
        return Ways(sources, np.concatenate(waiting.years), arcs)

    def _with_limits(
        self, kind: int, year: int, price: Numbers, most: Numbers, least: Numbers
    ) -> tuple[Numbers, float]:
        """Prices of the graph's arcs with corridor limits of the year, and the worth of passing every corridor."""
        columns, graph, network = self.master.columns, self.graphs[kind], self.grouped.network
        counts = self.kinds.counted[kind] & (columns.limit_year == year)
        passed = np.append(columns.gateway, np.zeros((len(most), 1), bool), axis=1)[:, network.asset[graph.arcs]]
        price = price + (most * counts) @ passed
        names = self.grouped.corridors_of_group[self.kinds.group[kind]]
        of_corridor = self.case.corridor_limits.corridor == np.array(names, object)[:, None]
        worth = np.asarray(of_corridor @ (least * counts), float)
        return price + alighting_prices(self.grouped, graph, worth), float(worth.sum())

    def _raise_hard(self, outcome: Outcome) -> bool:
        """Whether a hard least volume is still missed and its price was raised; raises NoPlan at the dearest."""
        master = self.master
        short = master.short[(master.short != NO_ROW) & master.hard]
        missed = short[outcome.values[short] > IMPROVES]
        if not len(missed):
            return False
        if self._hard_price >= DEAREST:
            self._price_hard(HARD)
            raise NoPlan("a least volume of a corridor cannot be met by any plan")
        self._price_hard(self._hard_price * RAISE)
        return True

    def _price_hard(self, price: float) -> None:
        """Let every tonne that misses a hard least volume cost `price`, USD/t."""
        master, self._hard_price = self.master, price
        limits = np.flatnonzero((master.short != NO_ROW) & master.hard)
        discount = self.case.discount[master.columns.limit_year[limits]]
        master.program.change_costs(master.short[limits], price * discount)

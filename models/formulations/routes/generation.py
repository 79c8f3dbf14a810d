"""The route formulation: column generation to the proven optimum of the whole model, not of a chosen set of routes.

A restricted master holds the routes found so far. Shortest paths under its row prices find routes that would improve
it; when there is none, no route at all would, and the master's optimum is the model's.
"""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter

import numpy as np

from models.case import Case
from models.errors import NoPlan, StoppedEmpty
from models.formulations.routes.columns import NO_ROW, Ways, join
from models.formulations.routes.copies import in_other_years
from models.formulations.routes.given import given_ways
from models.formulations.routes.master import HARD, RouteMaster
from models.formulations.routes.pricing import Follower, KindGraph, alighting_prices, find_kinds
from models.formulations.routes.searches import InVain, Search, find_searches
from models.formulations.routes.start import same_places, start_like
from models.formulations.routes.worth import saving_prices
from models.formulations.routes.years_first import has_many_demands, ways_of_years
from models.network import PLAIN, build_network, classify, entered_twice, layered, without_loops
from models.solution import Routes
from models.solver import Growing, Outcome
from models.stop import Stop
from models.tables import Flags, Integers, Numbers

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


class ColumnGeneration:
    """A master and the graphs that price its routes.

    tolerance: discounted USD/t by which routes that are not sought may be cheaper than the price of their demand.
    """

    def __init__(
        self,
        case: Case,
        *,
        relaxed: bool,
        like: ColumnGeneration | None = None,
        program: Growing | None = None,
        improves: float = IMPROVES,
        first: Routes | None = None,
    ) -> None:
        """like: the model of a case that may differ in numbers only; what it found is where this one starts.

        program: where the master is kept, one of its own without it. improves: discounted USD/t by which a route must
        be cheaper than the price of its demand to join it. first: routes to begin with in place of the cheapest.
        """
        self.network, self.classes, self.case = build_network(case), classify(case), case
        self._watched: dict[int, tuple[int, ...]] = {}
        self._until: float | None = None
        self._lay()
        self.kinds = find_kinds(self.classes, self.layered.group_of_class)
        self.master = RouteMaster(case, self.network, self.classes, relaxed=relaxed, program=program)
        self.rounds = 0
        self._busy_years = np.arange(len(case.years))
        self._hard_price, self.improves, self.tolerance = HARD, improves, improves
        self._start = self.network.departure[self.classes.origin]
        self._end = self.network.arrival[self.classes.destination[self.classes.source_class]]
        self._searches = list(find_searches(self.master, self.kinds, self._start, self._end))
        if like is not None and same_places(self.master, like.master):
            start_like(self.master, like.master)
        else:
            self._add_first_routes(first)
        fresh = like is None and first is None and program is None
        self._years_first = fresh and has_many_demands(self.master)

    def _lay(self) -> None:
        """Build the layers on which gateways are counted, and what searches them."""
        self.layered = layered(self.case, self.network, self.classes, self._watched)
        self._follower = Follower(self.layered.network)
        self._graphs: dict[tuple[int, int], KindGraph] = {}
        self._in_vain = InVain()

    def _graph(self, kind: int, group: int) -> KindGraph:
        if (kind, group) not in self._graphs:
            self._graphs[kind, group] = KindGraph(self.layered, self.kinds.permitted[kind], group)
        return self._graphs[kind, group]

    @property
    def node_link_columns(self) -> int:
        """At most so many flows has the node-link model of the case."""
        return len(self.classes.destination) * len(self.network.tail) * len(self.case.years)

    def _add_first_routes(self, given: Routes | None) -> None:
        """The given routes, else the cheapest of every demand on the empty network; capacities that these exceed."""
        if given is not None:
            ways = given_ways(self.network, self.classes, given)
            self.master.add_routes(ways)
            self.master.add_overloaded(self.classes.source_mt[ways.source, ways.year])
            return
        nothing = np.zeros(len(self.case.corridor_limits))
        ceiling = self.classes.source_penalty[:, None] * self.case.discount
        ways = self._permitted(self.master.arc_cost, nothing, nothing, ceiling, self._busy_years)
        self.master.add_routes(ways)
        self.master.add_overloaded(self.classes.source_mt[ways.source, ways.year])

    def _take(self, ways: Ways, capacities: Flags) -> None:
        """Routes found elsewhere and the capacities, (lanes, years), that bound them there."""
        self.master.add_routes(ways)
        self.master.add_capacities(capacities)

    def _overloads(self, outcome: Outcome) -> bool:
        """Whether capacities are exceeded whose rows are still missing; they join."""
        master, values = self.master, outcome.values
        return master.add_overloaded(values[master.route_column], master.empties.mt(values))

    def optimum(self, end: float | None) -> Outcome:
        """The optimum of the master with all the routes it needs, by `end` (perf_counter seconds).

        Raises NoPlan where a hard least volume cannot be met, StoppedEmpty at the limit.
        """
        if self._years_first:
            self._years_first = False
            self._take(*ways_of_years(self.master, type(self), end))
        while True:
            outcome = self.master.alone.solve(None if end is None else max(0.0, end - perf_counter()))
            self.rounds += 1
            if not self.grow(outcome, end):
                return outcome
            self._heed_end()

    def grow(self, outcome: Outcome, end: float | None) -> bool:
        """Give the master what improves it at an optimum; whether there was anything. Raises as `optimum`."""
        self._until = end
        ways, overloaded = self._some_improving(outcome), self._overloads(outcome)
        if len(ways):
            self.master.add_routes(ways)
        return bool(len(ways)) or overloaded or self._raise_hard(outcome)

    def _heed_end(self) -> None:
        if self._until is not None and perf_counter() > self._until:
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
        prices = master.arc_prices(outcome, saving_prices(master, outcome))
        most, least = master.corridor_max_prices(outcome), master.corridor_min_worth(outcome)
        dearest = max(float(np.abs(outcome.row_dual).max(initial=0.0)), self._hard_price)
        self.tolerance = max(self.improves, ROUNDING * dearest)
        ceiling = np.append(outcome.row_dual, -np.inf)[master.rows.demand] - self.tolerance
        found = self._permitted(prices, most, least, ceiling, years)
        return in_other_years(found, prices, self._unlimited(ceiling), self.classes)

    def _unlimited(self, ceiling: Numbers) -> Numbers:
        """The ceilings without years in which corridor limits make a way cost more than its arcs."""
        open_years = np.isin(np.arange(len(self.case.years)), self.master.columns.limit_year, invert=True)
        return np.where(open_years, ceiling, -np.inf)

    def _permitted(self, arc_price: Numbers, most: Numbers, least: Numbers, ceiling: Numbers, years: Integers) -> Ways:
        """Routes below their ceilings that enter each state once: the cheapest ones, or those without their loops.

        Where there are none but routes with loops, these states are watched, and routes are sought again.
        """
        while True:
            found = self._price(arc_price, most, least, ceiling, years)
            again = entered_twice(self.network, found.arcs)
            if not (again >= 0).any():
                return found
            cut = self._cut(found, np.flatnonzero(again >= 0))
            cost = self.master.columns.costs(cut, arc_price) + self._tolls(cut, most - least)
            kept = join(
                [found.only(np.flatnonzero(again < 0)), cut.only(np.flatnonzero(cost < ceiling[cut.source, cut.year]))]
            )
            if len(kept):
                return kept
            self._watch(found, again)
            self._heed_end()

    def _cut(self, ways: Ways, looping: Integers) -> Ways:
        """Some of the routes without their loops."""
        cut = np.full((len(ways.arcs), len(looping)), -1)
        for column, way in enumerate(looping.tolist()):
            arcs = without_loops(self.network, ways.arcs[ways.arcs[:, way] >= 0, way].tolist())
            cut[: len(arcs), column] = arcs
        return Ways(ways.source[looping], ways.year[looping], cut)

    def _tolls(self, ways: Ways, price: Numbers) -> Numbers:
        """Discounted USD/t of each route for the gateways that it passes; price: of each corridor limit."""
        columns = self.master.columns
        route, arc = columns.passes(ways)
        counted = self.classes.counted[self.classes.source_class[ways.source]]
        counted = counted & (columns.limit_year == ways.year[:, None])
        each = (columns.gateway.T[self.network.asset[arc]] * counted[route]) @ price
        return np.asarray(np.bincount(route, each, len(ways)), np.float64)

    def _watch(self, ways: Ways, again: Integers) -> None:
        """Let the states that routes enter twice be entered once."""
        looping = np.flatnonzero(again >= 0)
        groups = self.layered.group_of_class[self.classes.source_class[ways.source[looping]]]
        for group, state in sorted(set(zip(groups.tolist(), again[looping].tolist(), strict=True))):
            self._watched[group] = (*self._watched.get(group, ()), state)
        self._lay()

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
        self, search: Search, arc_price: Numbers, most: Numbers, least: Numbers, ceiling: Numbers
    ) -> tuple[Integers, Integers]:
        """Sources whose cheapest route is below its ceiling, and the states on the way, (sources, states)."""
        # without rewards the cheapest way enters each state once by itself
        rewarded = search.limited and bool((least * search.counted).any())
        group = int(self.kinds.group[search.kind]) if rewarded else PLAIN
        graph = self._graph(search.kind, group)
        price, worth = arc_price[self.kinds.commodity[search.kind], :, search.year][graph.base], 0.0
        if search.limited and (most * search.counted).any():
            price = price + self._toll(graph, most * search.counted)
        if rewarded:
            toll, worth = self._reward(graph, group, least * search.counted)
            price = price + toll
        dearest = ceiling[search.sources, search.year] + worth
        if not rewarded and self._in_vain.again(search, price, dearest):
            return search.sources[:0], np.zeros((0, 0), np.int32)
        cost, onward = graph.search(price, search.targets, float(dearest.max()))
        better = np.flatnonzero(cost[search.target, search.start] < dearest)
        if not rewarded and not len(better):
            self._in_vain.note(search, price, dearest)
        return search.sources[better], onward[search.target[better]]

    def _follow(self, waiting: _Waiting) -> Ways:
        """The routes of searches as arcs."""
        if not waiting.sources:
            return join([])
        sources = np.concatenate(waiting.sources)
        arcs = self._follower.follow(np.concatenate(waiting.onward), self._start[sources], self._end[sources])
        return Ways(sources, np.concatenate(waiting.years), np.where(arcs >= 0, self.layered.base_arc[arcs], -1))

    def _toll(self, graph: KindGraph, most: Numbers) -> Numbers:
        """Discounted USD/t of the graph's arcs for passing gateways at the prices of most volumes."""
        gateway = self.master.columns.gateway
        none = np.zeros((len(most), 1), np.bool_)
        return np.asarray(most @ np.append(gateway, none, axis=1)[:, self.layered.network.asset[graph.arcs]])

    def _reward(self, graph: KindGraph, group: int, least: Numbers) -> tuple[Numbers, float]:
        """What alighting costs more, by arc of the graph, so that passing gateways pays; and what all are worth."""
        of_corridor = self.case.corridor_limits.corridor == np.array(self.layered.corridors, object)[:, None]
        worth = np.asarray(of_corridor @ least, float)
        dearest = float(self.layered.most[group] @ worth)
        return alighting_prices(self.layered, graph, worth, dearest), dearest

    def _raise_hard(self, outcome: Outcome) -> bool:
        """Whether a hard least volume is still missed and its price was raised; raises NoPlan at the dearest."""
        master = self.master
        short = master.short[(master.short != NO_ROW) & master.hard]
        missed = short[outcome.values[short] > IMPROVES]
        if not len(missed):
            return False
        if self._hard_price >= DEAREST:
            self.price_hard(HARD)
            raise NoPlan("a least volume of a corridor cannot be met by any plan")
        self.price_hard(self._hard_price * RAISE)
        return True

    def price_hard(self, price: float) -> None:
        """Let every tonne that misses a hard least volume cost `price`, USD/t, in the search."""
        master, self._hard_price = self.master, price
        limits = np.flatnonzero((master.short != NO_ROW) & master.hard)
        discount = self.case.discount[master.columns.limit_year[limits]]
        master.program.change_costs(master.short[limits], price * discount)

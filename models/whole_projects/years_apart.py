"""Plans and bounds in turn from the master of openings (`openings.py`): see FORMULATION.md, section 12.

A plan that is priced gives cuts that are tight there. Cuts tell which neighbours of the best plan may be better, and
what no plan is under.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from models.errors import NoPlan, StoppedEmpty
from models.solver import Outcome
from models.stop import Stop
from models.tables import Numbers
from models.whole_projects.cuts import Cut
from models.whole_projects.incumbent import Incumbent
from models.whole_projects.neighbours import two_changes
from models.whole_projects.openings import Choices, Design
from models.whole_projects.year_bound import KnownYear

NODES = 60
"""Choices of projects tried for the first bound of each year; prices from whole plans need one only."""

FIRST_SEARCH = 5.0
"""Seconds of the first searches of the master; they double when one ends at its limit with nothing new."""

DIGITS = 9
"""Decimals of shares by which two choices differ."""

DEAR = 10.0
"""Objectives of the divisible optimum that a year without a plan costs in the master of openings."""

PRICED_AT_ONCE = 8
"""Choices priced before cuts are asked again which of the others may be better."""

PATIENCE = 80
"""Neighbours priced before the master is searched again, which looks further."""

NEAREST = 150
"""Changes of one project, the cheapest by all cuts, that are also made two at a time."""

SEARCH_GAP, CLOSER = 5e-5, 4.0
"""The master is searched to this gap, and at last to one so many times smaller than that of the best plan."""


class YearsApart:
    """One search: the years are bounded first, then it runs from the plan in hand."""

    def __init__(self, incumbent: Incumbent[Any], years: Sequence[KnownYear]) -> None:
        self._incumbent, self._model = incumbent, incumbent.model
        self._design = Design(incumbent.model)
        self._years = years
        self._tried: set[bytes] = set()
        self._dear = DEAR

    def bound_years(self, relaxed: Outcome, goes_on: Callable[[], bool]) -> None:
        """Cut every year where the divisible optimum prices service, as long as it `goes_on`; raises StoppedEmpty."""
        self._dear = DEAR * (1.0 + abs(relaxed.objective))
        worth = self._model.service_worth(relaxed)
        for year, known in enumerate(self._years):
            if not goes_on():
                return
            nodes = 0 if known.cuts else NODES
            if self._alike(year)[0] == year:
                for least, price in known.cuts:
                    self._add(year, least, price)
            self._cut(year, worth[:, year], nodes)

    def run(self) -> None:
        """Until the gap is reached or nothing new is found; raises StoppedEmpty at a limit."""
        seconds, incumbent = FIRST_SEARCH, self._incumbent
        if incumbent.open and incumbent.best is not None:
            self._price(incumbent.openings)
        while incumbent.open:
            bound, found = incumbent.bound, self._search(seconds)
            if not self._price_some(found.openings) and not found.news:
                if found.stop is not Stop.TIME_LIMIT and incumbent.bound <= bound:
                    return
                seconds *= 2
            self._improve()

    def _search(self, seconds: float) -> Choices:
        """Search the master of openings; its bound is one on every plan."""
        incumbent = self._incumbent
        gap = max(incumbent.limits.gap / 2, min(SEARCH_GAP, incumbent.gap / CLOSER))
        start = None if incumbent.best is None else incumbent.openings
        found = self._design.search(incumbent.left(gap, seconds), start, self._objective)
        incumbent.raise_bound(found.bound)
        if found.stop is Stop.INTERRUPTED:
            raise StoppedEmpty(found.stop)
        incumbent.stop_at_limit()
        return found

    @property
    def _objective(self) -> float:
        best = self._incumbent.best
        return np.inf if best is None else best[0].objective

    def _improve(self) -> None:
        """Price neighbours of the best plan that may be better, until no cut leaves one or patience ends."""
        patience = len(self._tried) + PATIENCE
        while self._incumbent.best is not None and self._incumbent.open and len(self._tried) < patience:
            near = self._model.one_change(self._incumbent.openings)
            if self._price_some(near):
                continue
            nearest = near[np.argsort(self._design.costs(near), kind="stable")[:NEAREST]]
            if not self._price_some(two_changes(self._incumbent.openings, nearest)):
                return

    def _price_some(self, openings: Numbers) -> bool:
        """Price the most promising of some choices until one is better; whether there were any."""
        openings = openings[self._model.investment.keeps_rows(openings)]
        costs, best = self._design.costs(openings), self._objective
        enough = best - self._incumbent.limits.gap / CLOSER * abs(best) if np.isfinite(best) else best
        promising = [row for row in np.argsort(costs, kind="stable").tolist() if costs[row] < enough]
        untried = [row for row in promising if self._key(openings[row]) not in self._tried]
        for row in untried[:PRICED_AT_ONCE]:
            self._price(openings[row])
            if self._objective < best:
                break
        return bool(untried)

    def _price(self, openings: Numbers) -> None:
        """Cut every year where a whole plan serves; price it on all routes if it is the best so far."""
        self._tried.add(self._key(openings))
        service = self._design.service(openings[None])[0]
        years = np.array([[self._year_cost(year, service[:, year]) for year in range(len(self._years))]])
        if self._design.measured(openings[None], years)[0] < self._objective:
            self._incumbent.price_plan(openings)
            self._price_in_part()

    def _price_in_part(self) -> None:
        """Cut also where divisible projects stand in the best plan, which are not where they were tried."""
        best = self._incumbent.openings
        if self._key(best) not in self._tried:
            self._price(best)

    def _year_cost(self, year: int, service: Numbers) -> float:
        """What the year costs when these projects serve, with a cut that is tight there."""
        known, key = self._years[year].costs, service.tobytes()
        if key not in known:
            self._incumbent.stop_at_limit()
            try:
                known[key], price = self._years[year].bound.at(service)
                self._cut(year, price, 0)
            except NoPlan:
                known[key] = np.inf
                self._forbid(year, service)
        return known[key]

    def _cut(self, year: int, price: Numbers, nodes: int) -> None:
        known = self._years[year]
        self._incumbent.stop_at_limit()
        known.cuts.append((known.bound.least(price, nodes, self._incumbent.end), price))
        self._add(year, *known.cuts[-1])

    def _forbid(self, year: int, service: Numbers) -> None:
        """Without one more project the year has no plan: let it be dear."""
        dear = np.full(len(service), self._dear)
        known = self._years[year]
        least = known.bound.least(np.zeros(len(service)), 0, None) + dear[0]
        known.cuts.append((least, np.where(service > 0, 0.0, dear)))
        self._add(year, *known.cuts[-1])

    def _add(self, year: int, least: float, price: Numbers) -> None:
        """A cut holds in every year that is the same, as years of several futures can be."""
        for alike in self._alike(year):
            self._design.cuts.add(Cut(alike, least, price))

    def _alike(self, year: int) -> list[int]:
        return [other for other, known in enumerate(self._years) if known is self._years[year]]

    def _key(self, openings: Numbers) -> bytes:
        return np.round(openings, DIGITS).tobytes()

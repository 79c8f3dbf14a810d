"""How much transit can move through the home country at a given cost, with the projects of a plan as they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from time import perf_counter

import numpy as np
from scipy.sparse import csc_array, csr_array, vstack

from models.as_decided.year import DecidedYear
from models.case import Case
from models.network import TRANSIT, by_year, find_ways, home_assets, is_transit, passes_home
from models.solution import Empties, Openings, Routes
from models.solver import LinearProgram, solve
from models.stop import Limits
from models.tables import Flags, Numbers, replace_cells
from models.whole_projects import read_benefits, read_empties, read_routes

LEANING = (0.0, 0.5, 2.0)
"""Cost of links at home, as multiples, under which further ways are sought: cheaper and dearer than they are."""


class HomeTransit:
    """Plans of one year that have the least and the most home transit among those on the ways that were found."""

    def __init__(self, year: DecidedYear) -> None:
        self.year, self.case, self.master = year, year.case, year.master

    def lean(self, case: Case, openings: Openings, position: int) -> None:
        """Seek further ways, through the home country and around it; the arguments as those of `DecidedYear`."""
        for leaning in _leaning(case):
            self.year.learn(DecidedYear(leaning, openings, position, self.year.end))

    def plan(self, direction: float, dearer: float) -> Numbers:
        """Columns of the plan with the most (direction 1) or least (-1) home transit that is at most so much dearer.

        dearer: MUSD of the objective. Raises StoppedEmpty.
        """
        while True:
            values = solve(self._program(direction, dearer), self._limits()).values
            empty = self.master.empties.mt(values)
            if not self.master.add_overloaded(values[self.master.route_column], empty):
                return values

    def _limits(self) -> Limits:
        end = self.year.end
        return Limits(seconds=None if end is None else max(0.0, end - perf_counter()))

    def parts(self, values: Numbers) -> tuple[Routes, Numbers, Numbers, Numbers, Empties]:
        """Routes, unmet Mt and answer to cost (demand, 1), benefits (effects, commodities, 1), empty units."""
        benefits, empties = read_benefits(self.master, values), read_empties(self.master, values)
        return (*read_routes(self.master, values), benefits, empties)

    def mt(self, routes: Routes) -> float:
        """Mt of home transit of routes in this year."""
        ways = find_ways(self.case, routes)
        chosen = is_transit(self.case, routes) & passes_home(self.case, ways)[ways.of_route]
        return float(by_year(self.case, routes, chosen)[0])

    def _program(self, direction: float, dearer: float) -> LinearProgram:
        """The master with home transit in place of its cost, which is a row; hard least volumes must be met."""
        master, year = self.master, self.year
        plain = master.alone.program(np.zeros(master.program.columns, np.bool_))
        home = np.zeros(len(plain.cost))
        home[master.route_column] = -direction * self._home()
        most, missed = plain.upper.copy(), master.short[master.hard & (master.short >= 0)]
        most[missed] = 0.0
        return replace(
            plain,
            cost=home,
            offset=0.0,
            matrix=csc_array(vstack([csr_array(plain.matrix), csr_array(plain.cost[None, :])])),
            row_lower=np.append(plain.row_lower, -np.inf),
            row_upper=np.append(plain.row_upper, year.outcome.objective - plain.offset + dearer),
            upper=most,
        )

    def _home(self) -> Numbers:
        """Share of each route of the master that is home transit, (routes,)."""
        classes, master = self.master.classes, self.master
        wanted, of_transit = (np.zeros(len(classes.origin)) for _ in range(2))
        np.add.at(wanted, classes.source_of, self.case.demand_mt[:, 0])
        np.add.at(of_transit, classes.source_of, self.case.demand_mt[:, 0] * (self.case.demand.flow_type == TRANSIT))
        share = np.divide(of_transit, wanted, out=np.zeros_like(wanted), where=wanted > 0)
        return np.asarray(self._touches() * share[master.routes.source])

    def _touches(self) -> Flags:
        master = self.master
        route, arc = master.columns.passes(master.routes)
        at_home = np.append(home_assets(self.case), False)[master.network.asset[arc]]
        touches = np.zeros(len(master.routes), np.bool_)
        touches[route[at_home]] = True
        return touches


def _leaning(case: Case) -> Iterator[Case]:
    """The case with links at home cheaper and dearer."""
    cost, home = case.links.cost_usd_per_t, home_assets(case)[: len(case.links)]
    for factor in LEANING:
        cells = np.where(home, cost * factor, cost).tolist()
        yield replace(case, links=replace_cells(case.links, {"cost_usd_per_t": cells}))

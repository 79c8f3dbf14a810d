"""Where a large case starts: the routes that each plan year takes by itself.

Years meet only in the projects. Alone, with openings at their share of what they cost, a year is a small program that
prices nearly as the whole does, so nearly all routes are found where a pivot is cheap. Routes are only a start: the
master of all years is priced to its proven optimum all the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from models.errors import NoPlan
from models.formulations.routes.columns import NO_ROW, Ways, join
from models.formulations.routes.master import RouteMaster
from models.projects import single_year
from models.solver import Outcome
from models.tables import Flags, Integers

if TYPE_CHECKING:
    from models.formulations.routes.generation import ColumnGeneration

MANY_DEMANDS = 3_000
"""Demands of sources in years from which years are priced alone first; of fewer the whole program is as quick."""

NEARLY = 1.0
"""USD/t by which a route may be too dear in its year alone and still join."""


def has_many_demands(master: RouteMaster) -> bool:
    """Whether a case has several years and many demands in them."""
    return len(master.case.years) > 1 and int((master.rows.demand != NO_ROW).sum()) >= MANY_DEMANDS


def ways_of_years(master: RouteMaster, make: type[ColumnGeneration], end: float | None) -> tuple[Ways, Flags]:
    """The routes that years alone use or nearly use, and the capacities that bind there, (lanes, years).

    Each year begins with what the one before it found. end: as of `ColumnGeneration.optimum`, raises StoppedEmpty as
    it does. A year without a plan gives nothing.
    """
    found: list[Ways] = []
    capacities = np.zeros(master.rows.capacity.shape, np.bool_)
    for year in range(len(master.case.years)):
        alone = make(single_year(master.case, year), relaxed=True)
        _price_openings(master, alone.master, year)
        if found:
            _begin(master, alone.master, found[-1], capacities[:, [year - 1]])
        try:
            outcome = alone.optimum(end)
        except NoPlan:
            continue
        found.append(_near(master, alone.master, outcome, year))
        capacities[:, year] = alone.master.rows.capacity[:, 0] != NO_ROW
    return join(found), capacities


def _price_openings(master: RouteMaster, alone: RouteMaster, year: int) -> None:
    """Let projects cost in a year the least that an opening of theirs costs for each year in which it serves."""
    cost = master.investment.program.cost
    share: dict[int, float] = {}
    for (project, opening), column in master.openings.items():
        served = master.serves[project, opening]
        if served[year]:
            share[project] = min(share.get(project, np.inf), float(cost[column]) / int(served.sum()))
    columns = np.fromiter(alone.openings.values(), np.int64, len(alone.openings))
    price = [share.get(project, 0.0) for project, _ in alone.openings]
    alone.program.change_costs(columns, np.array(price))


def _begin(master: RouteMaster, alone: RouteMaster, before: Ways, capacities: Flags) -> None:
    """Give a year the routes of the year before and the rows that bound them."""
    source = _source_in(master, alone)[before.source]
    there = np.flatnonzero(alone.rows.demand[source, 0] != NO_ROW)
    alone.add_routes(Ways(source[there], np.zeros(len(there), np.int64), before.arcs[:, there]))
    alone.add_capacities(capacities)


def _near(master: RouteMaster, alone: RouteMaster, outcome: Outcome, year: int) -> Ways:
    """The routes of a year that are used or nearly so, as ways of the whole case."""
    assert outcome.column_dual is not None
    near = outcome.column_dual[alone.route_column] < NEARLY * master.case.discount[year]
    ways = alone.routes.only(np.flatnonzero(near))
    source, way = _sources_of(_source_in(master, alone), ways.source)
    wanted = master.rows.demand[source, year] != NO_ROW
    source, way = source[wanted], way[wanted]
    return Ways(source, np.full(len(way), year), ways.arcs[:, way])


def _sources_of(of_year: Integers, wanted: Integers) -> tuple[Integers, Integers]:
    """Every source whose source in a year alone is wanted, and the position of what wants it.

    Sources that only the limits of another year tell apart share the routes of theirs.
    """
    order = np.argsort(of_year, kind="stable")
    first, last = (np.searchsorted(of_year[order], wanted, side) for side in ("left", "right"))
    count = last - first
    position = np.repeat(np.arange(len(wanted)), count)
    ahead = np.arange(len(position)) - np.repeat(np.cumsum(count) - count, count)
    return order[first[position] + ahead], position


def _source_in(master: RouteMaster, alone: RouteMaster) -> Integers:
    """The source of a year alone that each source of the whole case is a part of."""
    found = np.zeros(len(master.classes.origin), np.int64)
    found[master.classes.source_of] = alone.classes.source_of
    return found

"""A model that starts from what another one found: its routes, its rows and the basis of its optimum.

Two cases that differ in numbers only (capacities, costs, volumes, money, decisions) have the same arcs, classes and
effects by position, so a route of one is a route of the other.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.formulations.routes.columns import NO_ROW
from models.formulations.routes.master import RouteMaster
from models.solver import AT_LOWER, BASIC, Basis
from models.tables import Integers

MOST_ROUTES = 6
"""Routes that are taken over, for each demand of a year; the dearest are left."""

Places = dict[str, Integers]
"""Position of each column or row by what it means, NO_ROW where there is none."""


def same_places(model: RouteMaster, other: RouteMaster) -> bool:
    """Whether arcs, classes, years, projects and effects of both mean the same by position."""
    return all(np.array_equal(mine, its) for mine, its in zip(_meaning(model), _meaning(other), strict=True))


def _meaning(model: RouteMaster) -> list[Any]:
    network, classes, case = model.network, model.classes, model.case
    effects, limits = case.project_effects, case.corridor_limits
    places: list[Any] = [network.tail, network.head, network.asset, network.lane, network.direction, network.departure]
    places += [network.arrival]
    places += [classes.destination, classes.commodity, classes.permitted, classes.counted]
    places += [classes.source_class, classes.origin]
    places += [(runs := model.empties.returns).type, runs.asset, runs.direction, runs.place, runs.carries]
    names = [case.asset_ids, case.nodes.id, case.commodities.id, case.years.year, case.projects.id]
    steps = model.steps
    names += [steps.demand, steps.year, steps.kind]
    return [*places, *names, effects.project, effects.asset, case.shared_limits.id, limits.corridor, limits.year]


def start_like(master: RouteMaster, other: RouteMaster) -> None:
    """Give a master without routes those of another, the rows that these need, and the basis of its optimum."""
    basis = other.alone.basis()
    taken = _worth_taking(master, other, basis)
    master.add_routes(other.routes.only(taken))
    master.add_capacities(other.rows.capacity != NO_ROW)
    columns, rows = _columns(master), _rows(master)
    of_columns, of_rows = _columns(other), _rows(other)
    of_columns["route"] = other.route_column[taken]
    master.program.start_from(
        Basis(
            columns=_stand(basis.columns, of_columns, columns, master.program.columns, AT_LOWER),
            rows=_stand(basis.rows, of_rows, rows, master.program.rows, BASIC),
        )
    )


def _worth_taking(master: RouteMaster, other: RouteMaster, basis: Basis) -> Integers:
    """Routes whose demand is there; where they are many, those of the basis and the youngest of the others."""
    ways = other.routes
    there = master.rows.demand[ways.source, ways.year] != NO_ROW
    # routes that joined after the last optimum stand in no basis
    solved = other.route_column < len(basis.columns)
    basic = np.zeros(len(ways), np.bool_)
    basic[solved] = basis.columns[other.route_column[solved]] == BASIC
    most = MOST_ROUTES * int((master.rows.demand != NO_ROW).sum())
    order = np.lexsort((-np.arange(len(ways)), ~basic))
    return np.sort(order[there[order]][:most])


def _stand(
    statuses: NDArray[np.int8], of_other: Places, of_master: Places, count: int, default: int
) -> NDArray[np.int8]:
    """The statuses of another program's columns or rows, at the positions of these; `default` for what it lacks."""
    found = np.full(count, default, np.int8)
    for name, mine in of_master.items():
        its = of_other[name]
        both = (mine != NO_ROW) & (its != NO_ROW) & (its < len(statuses))
        found[mine[both]] = statuses[its[both]]
    return found


def _columns(master: RouteMaster) -> Places:
    openings = np.full((len(master.case.projects), len(master.case.years)), NO_ROW)
    for (project, year), column in master.openings.items():
        openings[project, year] = column
    named = {"open": openings, "unmet": master.unmet, "short": master.short, "over": master.over, "step": master.step}
    named["empty"] = master.empties.column
    return named | {"benefit": master.rows.benefit, "route": master.route_column}


def _rows(master: RouteMaster) -> Places:
    rows = master.rows
    return {
        "demand": rows.demand,
        "capacity": rows.capacity,
        "shared limit": rows.shared_limit,
        "corridor min": rows.corridor_min,
        "corridor max": rows.corridor_max,
        "carbon cap": rows.carbon_cap,
        "balance": master.empties.balance,
        "benefit on flow": rows.benefit_on_flow,
        "benefit in service": rows.benefit_in_service,
    }

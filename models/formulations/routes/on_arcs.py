"""The master with flows on arcs in the place of routes: the node-link program, small enough to prove whole plans on.

A flow uses of every row what a route of one arc would. What makes routes of them is that they leave where their demand
is and that what enters a state leaves it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import coo_array, csr_array

from models.case import Case
from models.formulations.routes.columns import NO_ROW, Ways
from models.formulations.routes.master import RouteMaster
from models.network import BOARDING, DemandClasses, Network, most_growth, plain, useful_arcs, whole_additions
from models.solver import LinearProgram
from models.tables import Flags, Integers, Numbers


@dataclass(frozen=True)
class _Flows:
    """Class, arc and year of each flow; source: the one it boards from, NO_ROW for a flow that boards no more."""

    of_class: Integers
    arc: Integers
    year: Integers
    source: Integers

    def only(self, chosen: Flags) -> _Flows:
        return _Flows(self.of_class[chosen], self.arc[chosen], self.year[chosen], self.source[chosen])


def node_link_program(like: RouteMaster) -> LinearProgram:
    """The whole model of a master's case on arcs; its first columns are those of the openings, as in the master.

    Cargo in circles counts towards a least volume, and what misses a hard one has a price: no plan of the case costs
    less than the optimum, and some may cost more.
    """
    master = RouteMaster(like.case, like.network, like.classes, relaxed=False)
    flows = _flows(like.case, like.network, like.classes)
    boards = flows.source != NO_ROW
    columns = np.full(len(boards), NO_ROW)
    columns[boards] = _join(master, flows.only(boards))
    master.rows = replace(master.rows, demand=np.full_like(master.rows.demand, NO_ROW))
    columns[~boards] = _join(master, flows.only(~boards))
    _add_conservation(master, flows, columns)
    _add_capacities(master, flows)
    _add_linking(master, flows, columns)
    whole = np.zeros(master.program.columns, np.bool_)
    whole[master.whole_openings] = True
    return master.alone.program(whole)


def _flows(case: Case, network: Network, classes: DemandClasses) -> _Flows:
    """A flow of every class on each arc of some way of it, in the years with cargo."""
    on_plain = plain(case, network, classes)
    arcs = useful_arcs(on_plain, classes, on_plain.group_of_class)
    pair_class = np.repeat(np.arange(len(arcs)), [len(of_class) for of_class in arcs])
    pair, year = np.nonzero(_class_mt(case, classes)[pair_class] > 0)
    of_class, arc = pair_class[pair], np.concatenate(arcs)[pair]
    source_at = np.full((len(arcs), network.states), NO_ROW)
    source_at[classes.source_class, network.departure[classes.origin]] = np.arange(len(classes.origin))
    return _Flows(of_class, arc, year, source_at[of_class, network.tail[arc]])


def _class_mt(case: Case, classes: DemandClasses) -> Numbers:
    """Mt of each class with what may grow; (classes, years)."""
    mt = np.zeros((len(classes.destination), classes.source_mt.shape[1]))
    np.add.at(mt, classes.source_class, classes.source_mt)
    np.add.at(mt, classes.source_class[classes.source_of], most_growth(case))
    return mt


def _join(master: RouteMaster, flows: _Flows) -> Integers:
    """The flows as columns of the master; one that boards no more goes as any source of its class."""
    _, any_source = np.unique(master.classes.source_class, return_index=True)
    source = np.where(flows.source != NO_ROW, flows.source, any_source[flows.of_class])
    first = len(master.route_column)
    master.add_routes(Ways(source, flows.year, flows.arc[None]))
    return np.asarray(master.route_column[first:])


def _add_conservation(master: RouteMaster, flows: _Flows, columns: Integers) -> None:
    """What enters a state leaves it again."""
    network = master.network
    inner = np.ones(network.states, np.bool_)
    inner[network.departure] = inner[network.arrival] = False
    place, column, sign = [], [], []
    for ends, leaves in ((network.tail, 1.0), (network.head, -1.0)):
        state = ends[flows.arc]
        here = inner[state]
        place.append(np.stack([flows.of_class, state, flows.year])[:, here])
        column.append(columns[here])
        sign.append(np.full(int(here.sum()), leaves))
    rows, row = np.unique(np.concatenate(place, axis=1), axis=1, return_inverse=True)
    shape = (rows.shape[1], master.program.columns)
    matrix = coo_array((np.concatenate(sign), (row.ravel(), np.concatenate(column))), shape=shape)
    nothing = np.zeros(rows.shape[1])
    master.program.add_rows(nothing, nothing, csr_array(matrix))


def _add_capacities(master: RouteMaster, flows: _Flows) -> None:
    """The rows of all capacities that a flow or an empty run uses."""
    used = np.zeros(master.free.shape, np.bool_)
    lane = master.network.lane[flows.arc]
    passes = lane != BOARDING
    used[lane[passes], flows.year[passes]] = True
    used[master.empties.lane] = True
    master.add_capacities(used)


def _add_linking(master: RouteMaster, flows: _Flows, columns: Integers) -> None:
    """Cargo of a class passes an asset without capacity of its own only while a whole project serves there.

    Flow <= Mt of the class x projects that serve: whole projects keep it by themselves, shares do not, so it raises the
    bound where the Mt are less than what the projects add.
    """
    network, mt, added = master.network, _class_mt(master.case, master.classes), whole_additions(master.case)
    lane, asset = network.lane[flows.arc], network.asset[flows.arc]
    entries: list[tuple[int, int, float]] = []
    count = 0
    for flow in np.flatnonzero(np.isin(asset, list(added)) & (lane != BOARDING)).tolist():
        year, projects = int(flows.year[flow]), added[int(asset[flow])]
        most = float(mt[flows.of_class[flow], year])
        if master.free[lane[flow], year] > 0 or most >= sum(projects.values()):
            continue
        entries.append((count, int(columns[flow]), 1.0))
        entries += [(count, column, -most) for project in projects for column in master.service(project, year)]
        count += 1
    row, column, value = zip(*entries, strict=True) if entries else ((), (), ())
    matrix = coo_array((value, (row, column)), shape=(count, master.program.columns))
    master.program.add_rows(np.full(count, -np.inf), np.zeros(count), csr_array(matrix))

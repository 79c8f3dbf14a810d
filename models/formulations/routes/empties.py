"""Empty runs in the master: their columns, and the balance of loaded and empty units at every place as rows."""

from __future__ import annotations

import numpy as np
from scipy.sparse import coo_array, csc_array, csr_array

from models.case import Case
from models.formulations.routes.columns import Entries, Ways
from models.network import DemandClasses, Network, Returns, returns_of
from models.solver import Growing
from models.tables import Flags, Integers, Numbers


class Empties:
    """What equipment adds to a master; nothing where none returns.

    balance: row of each place in each year, (places, years). column: of each empty run in each year, (runs, years).
    lane: of each run.
    """

    def __init__(self, case: Case, network: Network, classes: DemandClasses) -> None:
        self.returns: Returns = returns_of(case)
        self._network, self._classes, self._discount = network, classes, case.discount
        self._on_arc, self.lane = self.returns.on_arcs(network), self.returns.lanes(network)
        years = len(case.years)
        self.balance = np.zeros((self.returns.place.shape[1], years), np.int64)
        self.column = np.zeros((len(self.returns), years), np.int64)

    def add_to(self, program: Growing, shared_limit: Integers) -> None:
        """Add rows and columns; shared_limit: row of each limit in each year, negative where there is none."""
        if not self.column.size:
            return
        count, nothing = self.balance.size, csr_array((self.balance.size, program.columns))
        self.balance[:] = program.add_rows(np.zeros(count), np.zeros(count), nothing).reshape(self.balance.shape)
        runs, here = self.column.size, np.arange(self.column.size).reshape(self.column.shape)
        parts = [(self.balance[self.returns.head], here, np.ones(here.shape))]
        parts.append((self.balance[self.returns.tail], here, -np.ones(here.shape)))
        for limit, weight in enumerate(self.returns.weight):
            parts.append((np.broadcast_to(shared_limit[limit], here.shape), here, weight[:, None] * (here >= 0)))
        row, column, value = (np.concatenate([part[i].ravel() for part in parts]) for i in range(3))
        used = (row >= 0) & (value != 0)
        matrix = csc_array((value[used], (row[used], column[used])), shape=(program.rows, runs))
        cost = (self.returns.cost * self._discount).ravel()
        new = program.add_columns(cost, np.zeros(runs), np.full(runs, np.inf), matrix)
        self.column[:] = new.reshape(self.column.shape)

    def of_routes(self, ways: Ways, route: Integers, arc: Integers) -> list[Entries]:
        """Row, route and entry of every unit that a passing takes from one place and brings to another."""
        commodity = self._classes.commodity[self._classes.source_class[ways.source[route]]]
        parts = []
        for of_type, carries in zip(self._on_arc, self.returns.carries, strict=True):
            run = np.where(carries[commodity], of_type[arc], -1)
            moving = np.flatnonzero(run >= 0)
            run, year, here = run[moving], ways.year[route[moving]], route[moving]
            parts.append((self.balance[self.returns.head[run], year], here, np.ones(len(here))))
            parts.append((self.balance[self.returns.tail[run], year], here, -np.ones(len(here))))
        return parts

    def use(self, wanted: Flags, number: Integers) -> Entries:
        """Row, column and entry of empty runs on wanted lanes; both (lanes, years), number: row of each."""
        run, year = np.nonzero(wanted[self.lane])
        return number[self.lane[run], year], self.column[run, year], self.returns.use[run]

    def add_load(self, load: Numbers, mt: Numbers) -> None:
        """Add what empty units use of each lane, (lanes, years); mt: of each run, (runs, years)."""
        np.add.at(load, self.lane, self.returns.use[:, None] * mt)

    def mt(self, values: Numbers) -> Numbers:
        """Mt of empty units of each run by the values of the columns, (runs, years)."""
        return np.asarray(np.maximum(0.0, values[self.column]))

    def brought(self, worth: Numbers) -> Numbers:
        """What a tonne gains on each arc by the unit that it brings along; (commodities, arcs, years).

        worth: of a unit at each place, (places, years).
        """
        return self.returns.gained(self._network, worth)


def summed(entries: Entries, shape: tuple[int, int], more: Entries) -> csr_array:
    """Entries and more of them as rows; each row, column and value."""
    row, column, value = (np.concatenate(pair) for pair in zip(entries, more, strict=True))
    return csr_array(coo_array((value, (row, column)), shape=shape))

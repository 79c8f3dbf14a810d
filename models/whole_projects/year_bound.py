"""A lower bound on what a year costs with whole projects when their service has a price: branch and price."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from itertools import count
from time import perf_counter

import numpy as np

from models.case import Case
from models.errors import NoPlan
from models.formulations.routes import ColumnGeneration, service_worth
from models.solution import Routes
from models.tables import Numbers
from models.whole_projects.lesson import YearLesson

WHOLE = 1e-6
"""Distance from 0 and 1 within which a share counts as whole."""

NO_PRICE = 1e-3
"""MUSD added to the price of service where projects are compared, so that those without one are told apart too."""


@dataclass(frozen=True)
class Node:
    """Bounds on the opening columns, the LP's objective under them, and its opening values."""

    lower: Numbers
    upper: Numbers
    objective: float
    values: Numbers


class YearBound:
    """A case of one plan year (models.projects.year_alone); its routes stay from one search to the next.

    projects: position of the project of each opening column.
    """

    def __init__(self, case: Case, first: Routes | None = None) -> None:
        """first: routes to begin with."""
        self._generation = ColumnGeneration(case, relaxed=False, first=first)
        master = self._generation.master
        self._columns = np.arange(len(master.most))
        self.projects = np.zeros(len(master.most), np.int64)
        for (project, _), column in master.openings.items():
            self.projects[column] = project
        self._mt = float(master.classes.source_mt.sum())
        self._whole = np.zeros(len(master.most), np.bool_)
        self._whole[master.whole_openings] = True

    def least(self, price: Numbers, nodes: int, end: float | None) -> float:
        """A bound on cost + price of the projects that serve, over all whole choices; price: MUSD of each project.

        nodes: how many bounds on the projects may be tried. Raises NoPlan where the year has no plan at all.
        """
        master = self._generation.master
        master.program.change_costs(self._columns, price[self.projects])
        order, root = count(), self._node(master.lower, master.most)
        if root is None:
            raise NoPlan("no plan keeps every rule of the case")
        queue = [(root.objective, next(order), root)]
        for _ in range(nodes):
            best = queue[0][2]
            column = self._fractional(best, price)
            if column is None or (end is not None and perf_counter() > end):
                break
            heapq.heappop(queue)
            for child in self._children(best, column):
                heapq.heappush(queue, (child.objective, next(order), child))
            if not queue:
                raise NoPlan("no plan keeps every rule of the case")
        # routes that improve by less are not sought, so the LP may be so much too high
        return queue[0][0] - self._generation.tolerance * self._mt

    def at(self, service: Numbers) -> tuple[float, Numbers]:
        """Cost when these shares of the projects serve, and what more service would be worth, MUSD of each project.

        Raises NoPlan where the year has no plan with them.
        """
        master = self._generation.master
        master.program.change_costs(self._columns, np.zeros(len(self._columns)))
        shares = np.clip(service[self.projects], master.lower, master.most)
        master.bound_openings(shares, shares)
        try:
            outcome = self._generation.optimum(None)
            return outcome.objective, service_worth(master, outcome)[:, 0]
        finally:
            master.free_openings()

    def _children(self, node: Node, column: int) -> list[Node]:
        lower, upper = node.lower.copy(), node.upper.copy()
        upper[column], lower[column] = 0.0, 1.0
        found = (self._node(node.lower, upper), self._node(lower, node.upper))
        return [child for child in found if child is not None]

    def _node(self, lower: Numbers, upper: Numbers) -> Node | None:
        master = self._generation.master
        master.bound_openings(lower, upper)
        try:
            outcome = self._generation.optimum(None)
        except NoPlan:
            return None
        return Node(lower, upper, outcome.objective, outcome.values[self._columns])

    def _fractional(self, node: Node, price: Numbers) -> int | None:
        """The whole column to part next, far from whole and dear, so that both parts cost more; None: all are whole."""
        distance = np.where(self._whole, np.abs(node.values - np.round(node.values)), 0.0)
        if not len(distance) or distance.max() <= WHOLE:
            return None
        return int((distance * (NO_PRICE + price[self.projects])).argmax())


class KnownYear:
    """What searches found out about a case of one plan year.

    cuts: (least, price of each project), see models.whole_projects.cuts. costs: by the shares that serve, as bytes.
    """

    def __init__(self, case: Case, first: Routes | None = None) -> None:
        """first: routes to begin with."""
        self.bound = YearBound(case, first)
        self.cuts: list[tuple[float, Numbers]] = []
        self.costs: dict[bytes, float] = {}

    def learn(self, lesson: YearLesson) -> None:
        """Take over what another search found out about the same case."""
        self.cuts += lesson.cuts
        self.costs |= lesson.costs

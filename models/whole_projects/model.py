"""What the search for whole projects knows of what it decides on: a model of one case, or of many futures."""

from __future__ import annotations

from typing import Protocol, TypeVar

import numpy as np
from scipy.sparse import csr_array

from models.formulations.routes import ColumnGeneration, read_prices, service_worth
from models.solution import Prices
from models.solver import LinearProgram, Outcome
from models.tables import Integers, Numbers
from models.whole_projects.neighbours import one_change
from models.whole_projects.totals import Totals

P_co = TypeVar("P_co", covariant=True)


class Model(Protocol[P_co]):
    """A model whose first columns are its openings; the years of its futures follow each other as its cells.

    lower, most: bounds of the openings. whole: positions of the openings that are whole. investment: the rules that
    the openings keep. projects: how many there are. serving: (projects x cells, openings), which openings serve.
    """

    lower: Numbers
    most: Numbers
    whole: Integers
    investment: LinearProgram
    projects: int
    cells: int
    serving: csr_array
    totals: Totals

    @property
    def columns(self) -> int:
        """Columns of the program now."""

    def optimum(self, end: float | None) -> Outcome:
        """The optimum within the bounds of the openings; see `ColumnGeneration.optimum`."""

    def bound_openings(self, lower: Numbers, upper: Numbers) -> None:
        """Keep every opening between bounds."""

    def program(self) -> LinearProgram:
        """The program as it stands, with its whole openings whole."""

    def prices(self, outcome: Outcome) -> P_co:
        """What the limits are worth at an optimum."""

    def service_worth(self, outcome: Outcome) -> Numbers:
        """MUSD of its future's objective that each project's service is worth, (projects, cells)."""

    def one_change(self, openings: Numbers) -> Numbers:
        """Choices near a choice; (choices, openings)."""


class OneCase:
    """The model of one case."""

    def __init__(self, generation: ColumnGeneration) -> None:
        master = generation.master
        self._generation, self._master = generation, master
        self.lower, self.most, self.whole = master.lower, master.most, master.whole_openings
        self.projects, self.cells = len(master.case.projects), len(master.case.years)
        self.investment, self.serving = master.investment.program, master.investment.served
        one = np.ones(1)
        self.totals = Totals(one, one, np.zeros(1), self.investment.cost[None], one * self.investment.offset)

    @property
    def columns(self) -> int:
        """Columns of the program now."""
        return self._master.program.columns

    def optimum(self, end: float | None) -> Outcome:
        """See `ColumnGeneration.optimum`."""
        return self._generation.optimum(end)

    def bound_openings(self, lower: Numbers, upper: Numbers) -> None:
        """Keep every opening between bounds."""
        self._master.bound_openings(lower, upper)

    def program(self) -> LinearProgram:
        """The program as it stands, with its whole openings whole."""
        whole = np.zeros(self.columns, np.bool_)
        whole[self.whole] = True
        return self._master.alone.program(whole)

    def prices(self, outcome: Outcome) -> Prices:
        """What the limits are worth at an optimum."""
        return read_prices(self._master, outcome)

    def service_worth(self, outcome: Outcome) -> Numbers:
        """See `models.formulations.routes.service_worth`."""
        return service_worth(self._master, outcome)

    def one_change(self, openings: Numbers) -> Numbers:
        """See `models.whole_projects.neighbours.one_change`."""
        return one_change(self._master, openings)

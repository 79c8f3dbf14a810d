"""The years of a case under any choice of projects: each choice of a year is solved once."""

from __future__ import annotations

from models.accounts import share_in_service
from models.as_decided import DecidedYear, YearMoney
from models.case import Case
from models.errors import NoPlan
from models.solution import Openings
from models.tables import Integers, Numbers
from planner.study.appraise.choices import freed


class Years:
    """Every plan year with its projects as they are said to be, flows at their best; routes stay from solve to solve.

    start: a choice with which every year has a plan.
    """

    def __init__(self, case: Case, start: Openings, like: Years | None = None) -> None:
        """like: the years of a case that differs in numbers only."""
        self.case, self.start, self._free, self._like = case, start, freed(case), like
        self._years: dict[int, DecidedYear] = {}
        self._money: dict[tuple[int, bytes], YearMoney | None] = {}
        self._cheapest: dict[tuple[int, bytes, int], float] = {}

    def served(self, openings: Openings) -> Numbers:
        """Share of each project in service, (projects, years)."""
        return share_in_service(self.case, openings)

    def money(self, year: int, served: Numbers) -> YearMoney | None:
        """The money of a plan year (position) with shares in service, (projects,); None where it has no plan."""
        key = year, served.tobytes()
        if key not in self._money:
            try:
                self._money[key] = self._year(year).money(served)
            except NoPlan:
                self._money[key] = None
        return self._money[key]

    def cheapest(self, year: int, served: Numbers, demands: Integers) -> dict[int, float]:
        """USD/t, time and carbon included, of the cheapest way of some demands, however full."""
        sought = {d: (year, served.tobytes(), d) for d in demands.tolist()}
        missing = demands[[sought[d] not in self._cheapest for d in demands.tolist()]] if len(demands) else demands
        if len(missing):
            found = self._year(year).cheapest(served, missing)
            self._cheapest |= {sought[demand]: cost for demand, cost in found.items()}
        return {demand: self._cheapest[key] for demand, key in sought.items()}

    def _year(self, year: int) -> DecidedYear:
        """Raises NoPlan where a hard least volume cannot be met with the projects to start with."""
        if year not in self._years:
            like = None if self._like is None else self._like._years.get(year)
            self._years[year] = DecidedYear(self._free, self.start, year, like=like)
        return self._years[year]

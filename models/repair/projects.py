"""Openings of projects in the elastic program: those that the case allows, and those that a lever would allow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from models.case import Case
from models.projects import first_year_from, serves
from models.repair.draft import Draft, Terms
from models.repair.levers import UNITS, Kind, Knob, Lever
from models.tables import Flags


@dataclass(frozen=True)
class Opening:
    """A column by which a project opens in a plan year (position); paid: its cost comes from the budget."""

    project: int
    year: int
    column: int
    paid: bool


class ProjectColumns:
    """Every opening, by project, and the levers on decisions and windows."""

    def __init__(self, case: Case, draft: Draft) -> None:
        projects, self.years = case.projects, case.years.year
        self.case, self.draft = case, draft
        self.openings: list[list[Opening]] = [[] for _ in range(len(projects))]
        self.levers: list[Lever] = []
        self._serves = serves(case)
        self._window = (self.years >= projects.earliest_year[:, None]) & (self.years <= projects.latest_year[:, None])
        self._first = first_year_from(case, projects.earliest_year)
        of_decision = {"auto": self._auto, "force": self._forced, "forbid": self._forbidden}
        for project, decision in enumerate(projects.decision.tolist()):
            of_decision[decision](project)

    def in_service(self, project: int, year: int, factor: float = 1.0) -> Terms:
        """Factor x the share of a project that serves in a year (position)."""
        opened = self.openings[project]
        return [(opening.column, factor) for opening in opened if self._serves[project, opening.year, year]]

    def opened(self, project: int) -> Terms:
        """What of a project opens in any year."""
        return [(opening.column, 1.0) for opening in self.openings[project]]

    def _auto(self, project: int) -> None:
        """Opens at most once in its window, or before or after it where the window gives."""
        earliest, latest = int(self.case.projects.earliest_year[project]), int(self.case.projects.latest_year[project])
        before = (self.years < earliest) & (self.years <= latest)
        after = (self.years > latest) & (self.years >= earliest)
        inside, early, late = (self._open(project, years) for years in (self._window[project], before, after))
        self.draft.at_most([*inside, *early, *late], 1.0)
        moved = [(year, earliest - year) for year in self.years[before].tolist()]
        self._window_gives(Kind.EARLIER, "earliest_year", project, early, moved)
        moved = [(year, year - latest) for year in self.years[after].tolist()]
        # the same rule seen from the other end of the plan
        self._window_gives(Kind.LATER, "latest_year", project, late[::-1], moved[::-1])

    def _window_gives(
        self, kind: Kind, header: str, project: int, openings: Terms, moved: list[tuple[int, int]]
    ) -> None:
        """A window that is moved to a year allows that year and those between it and the window."""
        knobs = [self._knob(project, header, year, years) for year, years in moved]
        for place, opening in enumerate(openings):
            allowing = [(knob.column, -1.0) for knob in knobs[: place + 1]]
            self.draft.at_most([opening, *allowing], 0.0)
        self._lever(kind, project, knobs)

    def _forbidden(self, project: int) -> None:
        """Does not open unless it is allowed; then as the plan decides."""
        knob = self._knob(project, "decision", "auto")
        self.draft.at_most([*self._open(project, self._window[project]), (knob.column, -1.0)], 0.0)
        self._lever(Kind.FORBIDDEN, project, [knob])

    def _forced(self, project: int) -> None:
        """Opens in its year; in another, or as the plan decides, where it is let.

        Where the plan ends before its year it does not open; a year after the plan stands for that.
        """
        years, first = self.years, int(self._first[project])
        begin = max(int(self.case.projects.earliest_year[project]), int(years[0]))
        at_first = self._open(project, years == first, paid=False)
        never: Terms = [] if first else [(self.draft.column(), 1.0)]
        free = self._knob(project, "decision", "auto")
        earlier = [self._moved(project, year, begin - year) for year in years[years < begin].tolist()]
        later = self._later(project, begin)
        moved = [(knob.column, 1.0) for knob in (*earlier, *later, free)]
        self.draft.row([*at_first, *never, *moved], 1.0, 1.0)
        self.draft.at_most([*self._open(project, self._window[project]), (free.column, -1.0)], 0.0)
        for kind, knobs in ((Kind.FORCED, [free]), (Kind.EARLIER, earlier), (Kind.LATER, later)):
            self._lever(kind, project, knobs)

    def _later(self, project: int, begin: int) -> list[Knob]:
        """Later years of a forced project, the last of them after the plan."""
        latest, after = int(self.case.projects.latest_year[project]), int(self.years[-1]) + 1
        inside = self.years[(self.years > begin) & (self.years <= latest)].tolist()
        knobs = [self._moved(project, year, year - begin) for year in inside]
        if begin < after <= latest:
            knobs.append(self._knob(project, "earliest_year", after, after - begin))
        return knobs

    def _open(self, project: int, years: Flags, *, paid: bool = True) -> Terms:
        """A column for each of some plan years; returns their sum."""
        whole = not self.case.projects.divisible[project]
        places = np.flatnonzero(years).tolist()
        found = [Opening(project, year, self.draft.column(whole=whole), paid) for year in places]
        self.openings[project] += found
        return [(opening.column, 1.0) for opening in found]

    def _moved(self, project: int, year: int, years: int) -> Knob:
        """The knob by which a forced project opens in another year: an opening itself."""
        knob = self._knob(project, "earliest_year", year, years)
        place = int(np.searchsorted(self.years, year))
        self.openings[project].append(Opening(project, place, knob.column, paid=False))
        return knob

    def _knob(self, project: int, header: str, value: int | str, amount: float = 1.0) -> Knob:
        column = self.draft.lever(whole=True)
        return Knob(column, "projects", (project,), header, "set", amount=float(amount), value=value)

    def _lever(self, kind: Kind, project: int, knobs: list[Knob]) -> None:
        if knobs:
            name = str(self.case.projects.id[project])
            self.levers.append(Lever(kind, name, tuple(knobs), unit=UNITS[kind]))


def required_pairs(case: Case) -> Iterator[tuple[int, int]]:
    """Each project and each that it requires."""
    number = {name: position for position, name in enumerate(case.projects.id.tolist())}
    for project, names in enumerate(case.projects.requires.tolist()):
        for name in names:
            yield project, number[name]

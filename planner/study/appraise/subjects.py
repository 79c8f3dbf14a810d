"""What is appraised: the programme, every project in its plan and alone, and when a project had best open."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from models.case import Case
from models.solution import Openings
from models.tables import Numbers
from planner.study.appraise import choices
from planner.study.appraise.choices import NONE
from planner.study.appraise.figures import Figures
from planner.study.appraise.streams import figures_of
from planner.study.appraise.valued import Missing, Valued, Why, assets_of, valued
from planner.study.appraise.years import Years

NOTHING_MUSD = 0.05
"""MUSD that are told as nothing."""

MUCH = 0.5
"""Share of the larger of two values by which they differ much."""

NOISE_MT = 0.05
"""Mt over all plan years that do not make two projects share cargo."""

SHARING = 3
"""Projects on the way of the same cargo that are named."""


class Side(StrEnum):
    """Why a project is worth something else in the plan than alone."""

    REQUIRES = "requires"
    COMPLEMENTS = "complements"
    RIVALS = "rivals"


@dataclass(frozen=True, eq=False)
class OpeningYear:
    """A calendar year in which a project could open, and what it is worth then; planned: the year of the plan."""

    year: int
    planned: bool
    value: Valued | Missing


@dataclass(frozen=True, eq=False)
class Subject:
    """Something that is appraised; projects by position.

    project: None for the programme. group: what stands or falls with it, itself first. planned: whether the plan has
    it. in_plan: worth of the group in the plan: against the plan without it, or for what the plan has not, put in.
    replaced: projects of an exclusive group that are left out on both sides. alone: worth against no project at all,
    with what it needs (alone_group); None for the programme. side, sharing: why both differ, and with whom.
    """

    project: int | None
    group: tuple[int, ...]
    planned: bool
    in_plan: Valued | Missing
    replaced: tuple[int, ...] = ()
    alone: Valued | Missing | None = None
    alone_group: tuple[int, ...] = ()
    side: Side | None = None
    sharing: tuple[int, ...] = ()
    openings: tuple[OpeningYear, ...] = ()


def figures(case: Case, value: Valued, rate: float, *, economic: bool = True) -> Figures:
    """The figures of what was valued, at a rate."""
    streams = value.economic if economic else value.paid
    return figures_of(streams, case.parameters.base_year, rate, value.first)


class Subjects:
    """Values the programme and the projects of one plan."""

    def __init__(self, years: Years, plan: Openings, rate: float, *, brief: bool = False) -> None:
        """brief: no project is valued in other years than that of the plan."""
        self.case, self.years, self.plan, self.rate = years.case, years, plan, rate
        self.brief = brief

    def programme(self) -> Subject:
        """The whole plan against no project."""
        whole = tuple(choices.opened(self.plan))
        return Subject(None, whole, True, valued(self.years, self.plan, NONE))

    def project(self, project: int) -> Subject:
        """A project of the plan, or one that it could have."""
        planned = choices.share_of(self.plan, project) > 0
        group, replaced, base, put = self._put(project, planned=planned)
        if isinstance(put, Missing):
            return Subject(project, group, planned, put, replaced, put)
        in_plan = valued(self.years, choices.joined(base, put), base)
        needs = tuple(p for p in choices.needed(self.case, project) if p not in put.project)
        with_needs = choices.joined(choices.only(put, [project, *needs]), choices.only(self.plan, needs))
        if not planned:
            with_needs = choices.joined(put, choices.only(self.plan, needs))
        alone = valued(self.years, with_needs, NONE)
        alone_group = (project, *(p for p in choices.opened(with_needs) if p != project))
        side, sharing = self._side(project, in_plan, alone, group, alone_group)
        openings = () if self.brief else self._openings(project, base, put)
        return Subject(project, group, planned, in_plan, replaced, alone, alone_group, side, sharing, openings)

    def _put(
        self, project: int, *, planned: bool
    ) -> tuple[tuple[int, ...], tuple[int, ...], Openings, Openings | Missing]:
        """The group, what it replaces, the plan without both, and how the group opens."""
        if planned:
            group = (project, *choices.dependents(self.case, self.plan, project))
            return group, (), choices.without(self.plan, group), choices.only(self.plan, group)
        replaced = choices.rivals(self.case, self.plan, project)
        base = choices.without(self.plan, replaced)
        lacking = [p for p in choices.needed(self.case, project) if p not in base.project]
        group = (project, *lacking)
        return group, replaced, base, self._earliest(base, group)

    def _earliest(self, base: Openings, group: tuple[int, ...]) -> Openings | Missing:
        """Every project of a group in its first year; the one that needs the others not before them."""
        project, *lacking = group
        years = {p: choices.opening_years(self.case, p) for p in group}
        if not all(years.values()):
            return Missing(Why.WINDOW)
        needed = choices.needed(self.case, project)
        first = [choices.first_of(base, p) for p in needed if p not in lacking]
        least = max([*(years[p][0] for p in lacking), *(p for p in first if p is not None), 0])
        own = [year for year in years[project] if year >= least]
        if not own:
            return Missing(Why.WINDOW)
        return choices.joined(choices.one(project, own[0]), *(choices.one(p, years[p][0]) for p in lacking))

    def _openings(self, project: int, base: Openings, put: Openings) -> tuple[OpeningYear, ...]:
        """The project opened in each of its years, what falls with it not before it; all else as in the plan."""
        own, share = choices.first_of(put, project), choices.share_of(put, project)
        found = []
        for year in choices.opening_years(self.case, project):
            others = choices.without(put, [project])
            if project in self.plan.project:
                others = choices.moved(others, year)
            opened = choices.joined(choices.one(project, year, share), others)
            value = valued(self.years, choices.joined(base, opened), base)
            planned = project in self.plan.project and year == own
            found.append(OpeningYear(int(self.case.years.year[year]), planned, value))
        return tuple(found)

    def _side(
        self,
        project: int,
        in_plan: Valued | Missing,
        alone: Valued | Missing,
        group: tuple[int, ...],
        alone_group: tuple[int, ...],
    ) -> tuple[Side | None, tuple[int, ...]]:
        """Why a project is worth much more or less in the plan than alone; None where it is not."""
        if isinstance(in_plan, Missing) or isinstance(alone, Missing):
            return None, ()
        there, apart = (figures(self.case, value, self.rate).npv for value in (in_plan, alone))
        if abs(there - apart) <= max(NOTHING_MUSD, MUCH * max(abs(there), abs(apart))):
            return None, ()
        if set(group) != set(alone_group):
            return Side.REQUIRES, tuple(sorted(set(group) ^ set(alone_group)))
        return Side.COMPLEMENTS if there > apart else Side.RIVALS, self._sharing(project, group)

    def _sharing(self, project: int, group: tuple[int, ...]) -> tuple[int, ...]:
        """Other projects of the plan whose assets the same cargo passes in it, the most Mt first."""
        others = [p for p in choices.opened(self.plan) if p not in group]
        passing = {p: self._passing(p) for p in (project, *others)}
        shared = {p: float(np.minimum(passing[p], passing[project]).sum()) for p in others}
        ranked = sorted((p for p in others if shared[p] > NOISE_MT), key=lambda p: (-shared[p], p))
        return tuple(ranked[:SHARING])

    def _passing(self, project: int) -> Numbers:
        """Mt of each demand over the assets of a project in the plan, (demand, years)."""
        case, served = self.case, self.years.served(self.plan)
        at = assets_of(case, np.array([project]))
        found = np.zeros((len(case.demand), len(case.years)))
        for year in range(len(case.years)):
            money = self.years.money(year, served[:, year])
            if money is not None and served[project, year] > 0:
                passes = np.asarray(money.passes[:, at].sum(axis=1)).ravel() > 0
                found[:, year] = passes * (case.demand_mt[:, year] - money.unmet_mt)
        return found

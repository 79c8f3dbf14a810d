"""When money is paid and what is left: the rows of the streams, capital cost by year, residual value."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.case import Case
from models.projects import payments, serves
from models.solution import Openings
from models.tables import Integers, Numbers


@dataclass(frozen=True, eq=False)
class Calendar:
    """Rows of the streams: the plan years, then each year after the plan, which is as the last plan year.

    year: calendar years. weight: years that each stands for. position: plan year of each.
    """

    year: Integers
    weight: Numbers
    position: Integers

    def spread(self, yearly: Numbers) -> Numbers:
        """Amounts of one year of each plan year as those of all years that each row stands for; last axis."""
        return np.asarray(yearly[..., self.position] * self.weight)


def calendar_of(case: Case) -> Calendar:
    """The rows of a case; years after the plan begin when those of the last plan year are over, to a whole year."""
    years, after = case.years, case.parameters.years_after
    begin = int(np.rint(years.year[-1] + years.weight_years[-1]))
    last = np.full(after, len(years) - 1)
    return Calendar(
        year=np.concatenate([years.year, begin + np.arange(after)]),
        weight=np.concatenate([years.weight_years, np.ones(after)]),
        position=np.concatenate([np.arange(len(years)), last]),
    )


def capital(case: Case, openings: Openings, payer: Numbers | None = None) -> Numbers:
    """MUSD of capital cost that falls due in each row, renewals after the plan included; (rows,).

    payer: share of each project that counts, (projects,); None: all, whoever pays.
    """
    calendar, opened = calendar_of(case), openings.project
    whole = _cost(case, openings, payer)
    due = np.zeros(len(calendar.year))
    due[: len(case.years)] = whole @ payments(case)[opened, openings.year]
    for opening, years in enumerate(renewals(case, openings)):
        np.add.at(due, np.searchsorted(calendar.year, years), whole[opening])
    return due


def renewals(case: Case, openings: Openings) -> list[Integers]:
    """Calendar years in which each opening is renewed: at every end of its life in the years after the plan.

    A life that ends while the last plan year lasts is renewed in the first year after the plan.
    """
    calendar, plan = calendar_of(case), len(case.years)
    after = calendar.year[plan:]
    found = []
    lasts = serves(case)[openings.project, openings.year, -1]
    for project, year, there in zip(openings.project.tolist(), openings.year.tolist(), lasts.tolist(), strict=True):
        life = int(case.projects.lifetime_years[project])
        ends = np.arange(case.years.year[year] + life, (after[-1] if len(after) else 0) + 1, life)
        found.append(np.maximum(ends, after[0]) if there and len(after) else np.zeros(0, np.int64))
    return found


def residual(case: Case, openings: Openings, payer: Numbers | None = None) -> float:
    """MUSD that projects are still worth after the last row: their cost by the share of their use that is left.

    payer: as of `capital`.
    """
    table, opened = case.projects, openings.project
    used = calendar_of(case).spread(serves(case)[opened, openings.year].astype(float)).sum(axis=1)
    life = table.lifetime_years[opened].astype(float)
    whole = life + table.residual_life_years[opened]
    renewed = life * [len(years) for years in renewals(case, openings)] if len(opened) else life
    left = np.maximum(0.0, whole + renewed - used) / whole
    return float(_cost(case, openings, payer) @ left)


def _cost(case: Case, openings: Openings, payer: Numbers | None) -> Numbers:
    """MUSD of each opening that a payer pays."""
    whole = case.projects.capex_musd if payer is None else case.projects.capex_musd * payer
    return np.asarray(whole[openings.project] * openings.share)

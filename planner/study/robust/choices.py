"""Project by project: what the plan decides now, what it leaves to the future, and what each future would choose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.futures import Future, FuturesPlan
from models.solution import Solution
from planner.study.robust.signs import Sign, sign_of

BUILT = 0.005
"""Share of a project that counts as built."""


@dataclass(frozen=True)
class Choice:
    """A project in the plan and in each future's own best plan.

    project: position. free: whether some future leaves it to the plan. years, shares: first year of opening and share
    in each future, None and 0 where it is not built; alone: years of the futures' own best plans. now: whether it opens
    up to the year until which is decided. sign: what tells the futures in which it opens later from the others.
    """

    project: int
    free: bool
    now: bool
    years: tuple[int | None, ...]
    shares: tuple[float, ...]
    alone: tuple[int | None, ...]
    sign: Sign | None

    @property
    def futures(self) -> int:
        """In how many futures it opens."""
        return sum(year is not None for year in self.years)

    @property
    def alone_futures(self) -> int:
        """In how many futures it would open if they were known."""
        return sum(year is not None for year in self.alone)


def choices_of(futures: Sequence[Future], plan: FuturesPlan, best: Sequence[Solution]) -> tuple[Choice, ...]:
    """Every project that opens in some future, in the plan or in its own best plan; those decided now first."""
    until = plan.order.decide_until
    opened = [_opened(future, of_future) for future, of_future in zip(futures, plan.plans, strict=True)]
    alone = [_opened(future, of_future) for future, of_future in zip(futures, best, strict=True)]
    found = []
    for project in range(len(futures[0].case.projects)):
        years, wanted = ([table.get(project, (None, 0.0)) for table in tables] for tables in (opened, alone))
        first = [year for year, _ in years]
        if all(year is None for year, _ in [*years, *wanted]):
            continue
        later = np.array([year is not None and year > until for year in first])
        before = min((year for year in first if year is not None), default=until) - 1
        found.append(
            Choice(
                project=project,
                free=any(future.case.projects.decision[project] == "auto" for future in futures),
                now=any(year is not None and year <= until for year in first),
                years=tuple(first),
                shares=tuple(share for _, share in years),
                alone=tuple(year for year, _ in wanted),
                sign=sign_of(futures, later, max(until, before)),
            )
        )
    return tuple(sorted(found, key=lambda choice: (not choice.now, -choice.futures, choice.project)))


def _opened(future: Future, plan: Solution) -> dict[int, tuple[int | None, float]]:
    """First year of opening and share of each project that is built."""
    found: dict[int, tuple[int | None, float]] = {}
    opened, years = plan.openings, future.case.years.year
    for project, year, share in sorted(
        zip(opened.project.tolist(), opened.year.tolist(), opened.share.tolist(), strict=True), key=lambda one: one[1]
    ):
        first, known = found.get(project, (int(years[year]), 0.0))
        found[project] = first, known + share
    return {project: one for project, one in found.items() if one[1] > BUILT}

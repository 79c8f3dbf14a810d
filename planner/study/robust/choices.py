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
class Opened:
    """A project in the plan of a future: first year of opening and share, up to a year and after it.

    None and 0: nothing opens.
    """

    early: int | None = None
    early_share: float = 0.0
    later: int | None = None
    later_share: float = 0.0

    @property
    def year(self) -> int | None:
        """First year of opening."""
        return self.later if self.early is None else self.early

    @property
    def share(self) -> float:
        """Share of it that is built in the end."""
        return self.early_share + self.later_share


@dataclass(frozen=True)
class Choice:
    """A project in the plan and in each future's own best plan.

    project: position. words: how each future leaves it: auto, force or forbid. plan, alone: in each future, in the plan
    and in its own best plan. sign: what tells the futures in which it opens later from the others.
    """

    project: int
    words: tuple[str, ...]
    plan: tuple[Opened, ...]
    alone: tuple[Opened, ...]
    sign: Sign | None

    @property
    def free(self) -> bool:
        """Whether some future leaves it to the plan."""
        return "auto" in self.words

    @property
    def now(self) -> bool:
        """Whether it opens up to the year until which is decided, by the plan's own decision."""
        return any(one.early is not None for one, word in zip(self.plan, self.words, strict=True) if word == "auto")

    @property
    def waits(self) -> bool:
        """Whether some future that leaves it to the plan opens it later, or more of it."""
        return any(one.later is not None for one, word in zip(self.plan, self.words, strict=True) if word == "auto")

    @property
    def futures(self) -> int:
        """In how many futures it opens."""
        return sum(one.year is not None for one in self.plan)

    @property
    def alone_futures(self) -> int:
        """In how many futures it would open if they were known."""
        return sum(one.year is not None for one in self.alone)


def choices_of(futures: Sequence[Future], plan: FuturesPlan, best: Sequence[Solution]) -> tuple[Choice, ...]:
    """Every project that opens in some future, in the plan or in its own best plan; those decided now first."""
    until = plan.order.decide_until
    opened = [_opened(future, of_future, until) for future, of_future in zip(futures, plan.plans, strict=True)]
    alone = [_opened(future, of_future, until) for future, of_future in zip(futures, best, strict=True)]
    found = []
    for project in range(len(futures[0].case.projects)):
        mine, wanted = (tuple(table.get(project, Opened()) for table in tables) for tables in (opened, alone))
        if any(one.year is not None for one in (*mine, *wanted)):
            words = tuple(str(future.case.projects.decision[project]) for future in futures)
            found.append(Choice(project, words, mine, wanted, _sign(futures, mine, until)))
    return tuple(sorted(found, key=lambda choice: (not choice.now, -choice.futures, choice.project)))


def _sign(futures: Sequence[Future], plan: Sequence[Opened], until: int) -> Sign | None:
    """What is known before the first of the later openings and tells where there is one."""
    first = min((one.later for one in plan if one.later is not None), default=until + 1)
    return sign_of(futures, np.array([one.later is not None for one in plan]), max(until, first - 1))


def _opened(future: Future, plan: Solution, until: int) -> dict[int, Opened]:
    """What is built of each project."""
    opened, years = plan.openings, future.case.years.year
    early, later = (
        _parts(opened.project[when].tolist(), years[opened.year[when]].tolist(), opened.share[when].tolist())
        for when in (years[opened.year] <= until, years[opened.year] > until)
    )
    nothing = (None, 0.0)
    return {
        project: Opened(*early.get(project, nothing), *later.get(project, nothing))
        for project in early.keys() | later.keys()
    }


def _parts(projects: list[int], years: list[int], shares: list[float]) -> dict[int, tuple[int | None, float]]:
    """First year and share of each project of which something is built."""
    found: dict[int, tuple[int | None, float]] = {}
    for project, year, share in sorted(zip(projects, years, shares, strict=True), key=lambda one: one[1]):
        first, known = found.get(project, (year, 0.0))
        found[project] = first, known + share
    return {project: one for project, one in found.items() if one[1] > BUILT}

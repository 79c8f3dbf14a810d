"""What one search found that others can take over, wherever they run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from models.tables import Numbers

Plan = dict[tuple[str, int], float]
"""Share of each project by id and calendar year of opening."""


@dataclass(frozen=True)
class YearLesson:
    """What is known of a plan year; see `models.whole_projects.year_bound.KnownYear`."""

    cuts: tuple[tuple[float, Numbers], ...] = ()
    costs: Mapping[bytes, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Lesson:
    """plans: with whole projects, the last one first. years: by the digest of the year as a case of its own."""

    plans: tuple[Plan, ...] = ()
    years: Mapping[str, YearLesson] = field(default_factory=dict)

    def since(self, before: Lesson) -> Lesson:
        """What is not in an earlier lesson of the same memory."""
        plans = tuple(plan for plan in self.plans if plan not in before.plans)
        years = {digest: _since(year, before.years.get(digest, YearLesson())) for digest, year in self.years.items()}
        return Lesson(plans, {digest: year for digest, year in years.items() if year.cuts or year.costs})


def _since(now: YearLesson, before: YearLesson) -> YearLesson:
    """Cuts are only added, behind those there are."""
    costs = {service: cost for service, cost in now.costs.items() if service not in before.costs}
    return YearLesson(now.cuts[len(before.cuts) :], costs)

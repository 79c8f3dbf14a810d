"""Plan years in which each project may open, and which of them its required projects allow."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from models.case import Case, positions
from models.checks.derived.asset_variants import plan_years

_ENDLESS = 10_000


@dataclass(frozen=True)
class Openings:
    """Openings of projects by their own window and decision; entry p of each list belongs to project p.

    years: plan years. possible: plan years in which it may open. required: known projects, other than itself, that
    it requires. lifetime: years it serves.
    """

    years: list[int]
    possible: list[list[int]]
    required: list[list[int]]
    lifetime: list[int]

    def last_service(self, row: int, opening: int) -> int:
        """Last plan year in which a project serves that opens in `opening`."""
        return self.years[bisect_left(self.years, opening + self.lifetime[row]) - 1]

    def supports(self, other: int, openings: list[int], row: int, opening: int) -> bool:
        """Whether `other`, opened in one of `openings`, serves as long as `row` that opens in `opening`."""
        last = self.last_service(row, opening)
        return any(start <= opening and last < start + self.lifetime[other] for start in openings)

    def allowed(self) -> list[list[int]]:
        """Plan years in which each project may open so that each required one serves as long as it does."""
        left, changed = list(self.possible), True
        while changed:
            changed = False
            for row, openings in enumerate(left):
                kept = [
                    year
                    for year in openings
                    if all(self.supports(other, left[other], row, year) for other in self.required[row])
                ]
                if len(kept) < len(openings):
                    left[row], changed = kept, True
        return left


def openings_of(case: Case) -> Openings:
    """Openings that the projects of a case have; an unknown decision has none."""
    years, projects, rows = plan_years(case).tolist(), case.projects, positions(case.projects.id)
    windows = zip(
        projects.decision.tolist(), projects.earliest_year.tolist(), projects.latest_year.tolist(), strict=True
    )
    required = [
        [rows[name] for name in names if name in rows and rows[name] != row]
        for row, names in enumerate(projects.requires.tolist())
    ]
    possible = [_possible(years, *window) for window in windows]
    # A lifetime below a year is a finding of its own: here such a project serves on.
    lifetime = [own if own > 0 else _ENDLESS for own in projects.lifetime_years.tolist()]
    return Openings(years, possible, required, lifetime)


def closure(start: int, required: list[list[int]]) -> list[int]:
    """Rows of a project, of all that it requires, and of all that those require, in increasing order."""
    found, ahead = {start}, [start]
    while ahead:
        new = set(required[ahead.pop()]) - found
        found |= new
        ahead.extend(new)
    return sorted(found)


def _possible(years: list[int], decision: str, earliest: int, latest: int) -> list[int]:
    if decision == "force":
        return [year for year in years if year == max(earliest, years[0])]
    return [year for year in years if earliest <= year <= latest] if decision == "auto" else []

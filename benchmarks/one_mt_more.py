"""What a result says of one Mt more, beside the difference of two runs with the projects fixed.

    python -m benchmarks.one_mt_more INPUT RESULT.xlsx [PLACES]

Each place that the sheet Bottlenecks names first is taken in the year in which a Mt more saves most there. The whole
case is solved as it is and with 1 Mt more, by the production engine; the projects are forced and forbidden as the plan
has them. Ends with code 1 where a figure is off by more than 1 %.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from models.case import Case
from models.engine import solve_by_routes
from models.request import Request
from models.solution import Solution, Widening
from models.stop import Limits
from planner.read.case import read_case
from planner.read.result import read_record, read_result
from planner.study.changes import changed_case
from planner.study.explain.variants import as_planned, with_capacity

OFF = 0.01
"""Share by which a figure may be off."""


@dataclass(frozen=True)
class Row:
    """A place with its year, and MUSD of that year that a Mt more saves, as said and as two runs differ."""

    places: str
    year: int
    said: float
    differs: float

    @property
    def off(self) -> float:
        """By which share the figure said is off."""
        return abs(self.said - self.differs) / max(abs(self.differs), 1e-3)


def first_named(case: Case, solution: Solution, count: int) -> list[Widening]:
    """The places with the largest saving over the plan, each in its best year; places in series once."""
    worth: dict[int, float] = {}
    best: dict[int, Widening] = {}
    for row in solution.widenings:
        worth[row.asset] = worth.get(row.asset, 0.0) + row.saves_musd * float(case.discount[row.year])
        best[row.asset] = max(row, best.get(row.asset, row), key=lambda found: found.saves_musd)
    return [best[asset] for asset in sorted(worth, key=lambda place: -worth[place])][:count]


def compared(case: Case, solution: Solution, count: int) -> Iterator[Row]:
    """Solve the whole case again for each of the places first named."""
    fixed, request = as_planned(case, solution.openings), Request(relaxed=True, limits=Limits(gap=1e-9))
    before = solve_by_routes(fixed, request, lambda _: None).objective
    for row in first_named(case, solution, count):
        wider, places = fixed, (row.asset, *row.together)
        for place in places:
            wider = with_capacity(wider, place, row.year, row.mt)
        after = solve_by_routes(wider, request, lambda _: None).objective
        names = " + ".join(case.asset_ids[list(places)])
        yield Row(names, int(case.years.year[row.year]), row.saves_musd, (before - after) / case.discount[row.year])


def main(source: str, result: str, count: str = "10") -> int:
    """Print a row for each place."""
    record = read_record(Path(result))
    given = read_case(Path(source)).case
    assert given is not None
    case = changed_case(given, Request(scenario=record.scenario, changes=record.changes))
    print(f"{'places':70} {'year':>5} {'said':>10} {'two runs':>10} {'off':>8}")
    worst = 0.0
    for row in compared(case, read_result(case, Path(result)), int(count)):
        print(f"{row.places:70} {row.year:>5} {row.said:>10.3f} {row.differs:>10.3f} {row.off:>8.3%}", flush=True)
        worst = max(worst, row.off)
    return int(worst > OFF)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

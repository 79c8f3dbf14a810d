"""Random cases from seeds: small, whole, and mixed of every rule, so that ties and corner cases are frequent.

`python -m tests.models.random_cases.draws.generator SEED FOLDER` writes a case as a folder that
`planner solve FOLDER` reads.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import count, product
from pathlib import Path
from random import Random

from models.case import Case
from models.checks import check_rules
from planner.read.writing import write_folder
from tests.models.random_cases.draws.carbon import carbon
from tests.models.random_cases.draws.equipment import equipment
from tests.models.random_cases.draws.freight import cargo
from tests.models.random_cases.draws.income import tariffs
from tests.models.random_cases.draws.investment import projects
from tests.models.random_cases.draws.networks import Rows, asset_changes, given, network
from tests.models.random_cases.draws.policy import corridors, shared_limits
from tests.models.random_cases.draws.response import responses
from tests.models.random_cases.draws.seasons import seasons
from tests.models.random_cases.stated.seasons import seasons_of, trips_of
from tests.models.random_cases.stated.ways import TooManyWays
from tests.networks import Row, case

WAYS = 400
"""Most ways of all demand rows of a case together, for each season and what may wait in it."""


def random_case(seed: int) -> Case:
    """The case of a seed: the first one drawn that is free of errors and has few enough ways."""
    return next(drawn for drawn in drawn_cases(seed) if errors_of(drawn) == () and has_few_ways(drawn))


def drawn_cases(seed: int) -> Iterator[Case]:
    """Cases of a seed as they are drawn, sound or not, without end."""
    return (_drawn(Random(f"{seed} {attempt}")) for attempt in count())


def errors_of(drawn: Case) -> tuple[str, ...]:
    """Rules of the input that a case breaks."""
    return tuple(finding.rule for finding in check_rules(drawn) if finding.severity == "error")


def has_few_ways(drawn: Case) -> bool:
    """Whether all ways of the case may be listed, those of each season."""
    left = WAYS * (2 * len(seasons_of(drawn)) - 1)
    try:
        for row, season in product(range(len(drawn.demand)), range(len(seasons_of(drawn)))):
            left -= len(trips_of(drawn, row, season, left))
    except TooManyWays:
        return False
    return True


def _drawn(random: Random) -> Case:
    """Empty units that would be too dear somewhere pay nothing."""
    years = _years(random)
    plan = [row["year"] for row in years]
    rows: Rows = network(random)
    rows |= asset_changes(random, rows, plan)
    rows |= cargo(random, rows, plan)
    rows |= shared_limits(random, rows)
    rows |= projects(random, rows, plan)
    rows |= corridors(random, rows, plan)
    settings = _settings(random, plan[0])
    rows |= carbon(random, rows, plan)
    settings |= given(random, "carbon_price", 0.7, "yes", "yes", "no", "")
    rows |= tariffs(random, rows)
    rows |= responses(random, rows, plan, settings)
    rows |= equipment(random, rows)
    settings |= given(random, "equipment", 0.1, "yes", "no", "")
    rows |= seasons(random, rows, plan, settings)
    drawn = case(settings, years=years, **rows)
    if len(drawn.fleet) and "dear-equipment" in errors_of(drawn):
        rows["equipment"] = [dict(row, empty_cost_factor=0.0) for row in rows["equipment"]]
        drawn = case(settings, years=years, **rows)
    return drawn


def _years(random: Random) -> list[Row]:
    """One to four plan years, mostly unequally apart, each for some years."""
    year, rows = 2025, list[Row]()
    for _ in range(random.choice((1, 1, 2, 2, 2, 3, 3, 4))):
        rows.append({"year": year, **given(random, "weight_years", 0.6, 1.0, 2.0, 5.0, 0.5)})
        year += random.choice((1, 1, 2, 3, 5, 10))
    return rows


def _settings(random: Random, first: int) -> dict[str, str]:
    drawn = {
        "base_year": str(first - random.choice((0, 0, 1, 5, -2))),
        "discount_rate": random.choice(("0", "0", "0.05", "0.1", "0.3", "0.0001")),
        "unmet_penalty": random.choice(("2", "10", "20", "50", "200", "1000", "3000")),
        "budget_carry_over": random.choice(("yes", "no", "")),
    }
    drawn |= given(random, "discount_rate", 0.03, "1e-9", "1e-12", "1e-17")
    return drawn | given(random, "years_after", 0.3, "1", "2", "5", "20")


if __name__ == "__main__":
    write_folder(random_case(int(sys.argv[1])), Path(sys.argv[2]))

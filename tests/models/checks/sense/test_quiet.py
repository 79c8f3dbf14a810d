"""The rules are quiet on sound cases, and quick on large ones."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter

import numpy as np
import pytest

from models.checks.sense import CHECKS
from models.findings import Finding
from models.tables import Demand, make_table, replace_cells
from planner.read.case import read_case
from tests.docs.pages import ROOT
from tests.networks import case, link, node


@pytest.fixture(name="kazakhstan", scope="module")
def _kazakhstan() -> tuple[Finding, ...]:
    built = read_case(ROOT / "inputs" / "kazakhstan.xlsx").case
    assert built is not None
    return tuple(finding for check in CHECKS for finding in check(built))


def test_what_is_odd_in_the_kazakhstan_case(kazakhstan: tuple[Finding, ...]) -> None:
    """Nothing. That no cargo goes by road to an airport is no fault of airports that serve flights."""
    assert kazakhstan == ()


def test_a_planted_slip_in_the_kazakhstan_case_is_found() -> None:
    """A capacity in thousand t, a cost in tenge, a length with a digit too few."""
    built = read_case(ROOT / "inputs" / "kazakhstan.xlsx").case
    assert built is not None
    links = built.links
    rail = np.flatnonzero((links.mode == "rail_1520") & (links.length_km > 500))[:3].tolist()
    capacity, cost, length = (column.tolist() for column in (links.capacity_mt, links.cost_usd_per_t, links.length_km))
    capacity[rail[0]], cost[rail[1]], length[rail[2]] = 15_000.0, cost[rail[1]] * 500, length[rail[2]] / 10
    changed = {"capacity_mt": capacity, "cost_usd_per_t": cost, "length_km": length}
    wrong = replace(built, links=replace_cells(links, changed))
    found = {(finding.rule, finding.row) for check in CHECKS for finding in check(wrong) if finding.table == "links"}
    assert {("odd-magnitude", rail[0]), ("odd-cost", rail[1]), ("length-against-coordinates", rail[2])} <= found


def test_many_rows_of_demand_are_checked_in_seconds() -> None:
    """300,000 rows between 400 nodes of a ring with chords."""
    rng, count = np.random.default_rng(1), 300_000
    names = [f"n{number}" for number in range(400)]
    ends = {(one, (one + step) % 400) for one in range(400) for step in (1, 7, 31)}
    links = [
        {**link(f"n{one}-n{other}", capacity=1e5), "length_km": 100.0, "time_h": 4.0} for one, other in sorted(ends)
    ]
    built = case(nodes=[node(name) for name in names], links=links)
    origin = rng.integers(0, 400, count)
    destination = (origin + rng.integers(1, 400, count)) % 400
    columns = {
        "id": [f"d{number}" for number in range(count)],
        "flow_type": ["transit"] * count,
        "origin": [names[place] for place in origin],
        "destination": [names[place] for place in destination],
        "commodity": ["goods"] * count,
        "modes": [("rail",)] * count,
        "2025": rng.random(count).tolist(),
    }
    large = replace(built, demand=make_table(Demand, columns))
    started = perf_counter()
    assert [finding for check in CHECKS for finding in check(large)] == []
    assert perf_counter() - started < 60

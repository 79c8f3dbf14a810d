"""What stands far outside its kind, and what only looks so."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from models.checks import check_case
from models.checks.sense.outliers import apart
from models.findings import Finding
from tests.networks import Row, cargo, case, link, node, project


def _of(rule: str, **tables: Any) -> list[Finding]:
    given: dict[str, Any] = {
        "nodes": [node("a"), node("b", "RU")],
        "links": [link("a-b")],
        "demand": [cargo("d", "a-b", 1)],
    }
    return [finding for finding in check_case(case(**(given | tables))) if finding.rule == rule]


def _many(count: int, **cells: Any) -> list[Row]:
    """Parallel links of 500 km in 20 h for 15 USD/t, 10 Mt a year."""
    usual = {"length_km": 500.0, "time_h": 20.0, "cost_usd_per_t": 15.0, "capacity_mt": 10.0}
    return [{**link("a-b"), **usual, "id": f"link{number}", **cells} for number in range(count)]


def _placed(length: float, lat: float | None, lon: float = 70.0) -> list[Finding]:
    """A link from 50 N 70 E to 51 N: a degree of latitude is 6371 x pi / 180 = 111 km."""
    nodes = [{**node("a"), "lat": 50.0, "lon": 70.0}, {**node("b", "RU"), "lat": lat, "lon": lon}]
    return _of("length-against-coordinates", nodes=nodes, links=[link("a-b", length_km=length)])


@pytest.mark.parametrize(("length", "wrong"), [(85, True), (95, False), (111, False), (380, False), (390, True)])
def test_length_against_the_straight_line(length: float, wrong: bool) -> None:
    """111 km: from 0.9 x 111 - 10 = 90 to 3 x 111 + 50 = 384 km is silent."""
    assert bool(_placed(length, 51.0)) is wrong


def test_the_straight_line_is_told() -> None:
    (finding,) = _placed(50, 51.0)
    assert finding.expected == "at least the straight line of 111 km between a and b"


def test_the_straight_line_crosses_the_date_line() -> None:
    """From 179 E to 179 W at the equator: 2 degrees, 222 km."""
    nodes = [{**node("a"), "lat": 0.0, "lon": 179.0}, {**node("b", "RU"), "lat": 0.0, "lon": -179.0}]
    assert _of("length-against-coordinates", nodes=nodes, links=[link("a-b", length_km=250.0)]) == []


def test_a_node_without_coordinates_is_not_asked() -> None:
    assert _placed(1.0, None) == []


@pytest.mark.parametrize(
    ("mode", "hours", "wrong"),
    [("rail_1520", 3.0, True), ("rail_1520", 4.0, False), ("air", 1.0, False), ("air", 0.4, True), ("sea", 8.0, True)],
)
def test_no_mode_goes_faster_than_it_can(mode: str, hours: float, wrong: bool) -> None:
    """500 km: 167 km/h is too fast for a goods train, 125 is not; 1250 for a jet; 62.5 for a ship."""
    links = [link("a-b", mode=mode, length_km=500.0, time_h=hours)]
    assert bool(_of("odd-speed", links=links)) is wrong


@pytest.mark.parametrize(("hours", "wrong"), [(430.0, False), (480.0, True)])
def test_a_link_far_slower_than_its_mode(hours: float, wrong: bool) -> None:
    """Usual are 25 km/h: ten times 20 h and 240 h of waiting make 440 h."""
    links = [*_many(8), {**_many(1)[0], "id": "slow", "time_h": hours}]
    assert bool(_of("odd-speed", links=links)) is wrong


@pytest.mark.parametrize(("cost", "wrong"), [(60, False), (80, True), (4, False), (2, True), (0, False)])
def test_a_cost_far_from_the_median_of_its_mode(cost: float, wrong: bool) -> None:
    """Usual are 15 USD/t for 500 km: from 3 to 75 USD/t is silent; 0 is a gift, not a slip of the decimal point."""
    links = [*_many(8), {**_many(1)[0], "id": "odd", "cost_usd_per_t": float(cost)}]
    findings = _of("odd-cost", links=links)
    assert [finding.row for finding in findings] == ([8] if wrong else [])


def test_a_cost_says_what_is_usual() -> None:
    (finding,) = _of("odd-cost", links=[*_many(8), {**_many(1)[0], "id": "tenge", "cost_usd_per_t": 7500.0}])
    assert finding.expected.startswith("about 15 USD/t for 500 km: half of the links of mode rail cost less than 0.03")


def test_few_of_a_kind_say_nothing() -> None:
    assert _of("odd-cost", links=[*_many(6), {**_many(1)[0], "id": "odd", "cost_usd_per_t": 150.0}]) == []


def test_short_links_have_costs_of_their_own() -> None:
    links = [*_many(8), {**_many(1)[0], "id": "border", "length_km": 10.0, "cost_usd_per_t": 9.0}]
    assert _of("odd-cost", links=links) == []


def test_a_capacity_in_another_unit() -> None:
    (finding,) = _of("odd-magnitude", links=[*_many(9), {**_many(1)[0], "id": "kt", "capacity_mt": 10_000.0}])
    assert finding.expected.endswith("the middle one of 10 has 10 Mt/year, this one is 1,000 times as much")
    assert finding.fix.endswith("It looks a thousandfold off.")


def test_modes_are_kinds_of_their_own() -> None:
    links = [
        *_many(9),
        *({**row, "id": f"air{n}", "mode": "air", "capacity_mt": 0.01} for n, row in enumerate(_many(3))),
    ]
    assert _of("odd-magnitude", links=links) == []


def test_capital_in_dollars() -> None:
    (finding,) = _of("odd-magnitude", projects=[project("p", 30_000_000.0)])
    assert finding.expected.startswith("at most 100,000 MUSD")
    projects = [*(project(f"p{number}", 100.0) for number in range(9)), project("k", 120_000.0 / 1.5)]
    assert [finding.row for finding in _of("odd-magnitude", projects=projects)] == [9]


def test_a_year_of_demand_that_slips() -> None:
    """4 Mt between 0.04 and 0.05: hundredfold; growth from a trial of 0.01 Mt and an end at 0 are none."""
    years = [{"year": year} for year in (2025, 2026, 2027, 2028)]
    demand = [cargo("slip", "a-b", [0.03, 0.04, 4, 0.05]), cargo("grows", "a-b", [0.01, 1, 2, 0])]
    (finding,) = _of("odd-demand", years=years, demand=demand)
    assert (finding.row, finding.column, finding.value) == (0, "2027", "4")
    assert finding.expected == "of the order of the years beside it, 0.04 Mt and 0.05 Mt"


def test_the_tail_of_a_distribution_does_not_stand_apart() -> None:
    """Lognormal tonnages as in a matrix of all pairs: the largest is a thousand times the median, but not alone."""
    values = np.exp(2.3 * np.random.default_rng(5).standard_normal(5_000))
    assert values.max() > 1_000 * np.median(values)
    assert not apart(values, np.full(len(values), "pair", object)).any()
    wrong = np.append(values, 1e7)
    assert np.flatnonzero(apart(wrong, np.full(len(wrong), "pair", object))).tolist() == [5_000]

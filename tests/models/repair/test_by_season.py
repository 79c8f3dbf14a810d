"""Volumes that the year could carry and a season cannot: which season, where, how much, by which cells."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from models.case import Case
from models.repair import Change, RepairTable
from models.request import Request
from planner.study.repair.study import repairs_of
from tests.known.common import DETOUR
from tests.known.seasons import HALVES, by_detour, by_sea, less, of_the_season
from tests.models.repair.proving import alone, tables, together
from tests.networks import Row, link, table


def cells_of(found: RepairTable, kind: str, subject: str) -> list[tuple[str, str, Any, Any]]:
    """Cells that a lever changes: table, column, before, after."""
    (repair,) = [one for one in found.alone if (one.lever.kind, one.lever.subject) == (kind, subject)]
    return [_cell(change) for change in repair.changes]


def _cell(change: Change) -> tuple[str, str, Any, Any]:
    return change.table, change.column, change.old, change.new


def yearly(least: float, **more: Any) -> Case:
    """At least so much of 8 Mt by c over the year."""
    limits = [{"corridor": "c", "year": 2025, "min_mt": least}]
    built: Case = by_detour(8, corridor_limits=limits, **more)
    return built


def test_a_season_has_too_little_cargo() -> None:
    """5 Mt shall go by c in summer, of which 4 want to: 1 less, or 1 Mt more of summer, 2 of the year."""
    (found,) = tables(by_detour(8, of_the_season(min_mt=5.0)))
    assert alone(found) == {("least_volume", "c in summer", 2025): 1, ("demand", "c in summer", 2025): 1}
    assert cells_of(found, "least_volume", "c in summer") == [("season_limits", "min_mt", 5.0, 4.0)]
    assert cells_of(found, "demand", "c in summer") == [("demand", "2025", 8.0, 10.0)]
    assert together(found.together) == {("least_volume", "c in summer", 2025): 1}


def test_a_season_is_too_narrow() -> None:
    """3 Mt in summer where a-c has 4 a year, 2 a half: 1 less, or 1 Mt more of summer, 2 more of the year."""
    case = by_detour(8, of_the_season(min_mt=3.0), season_capacity=[less("c-b", "winter", 0.5)])
    links = [dict(row, capacity_mt=4.0) if row["id"] == "a-c" else row for row in _links()]
    (found,) = tables(_with(case, links))
    assert alone(found) == {("least_volume", "c in summer", 2025): 1, ("capacity", "a-c in summer", None): 1}
    assert cells_of(found, "capacity", "a-c in summer") == [("links", "capacity_mt", 4.0, 6.0)]


def test_a_closed_season_is_opened_by_its_factor() -> None:
    """6 of 8 Mt by c over the year; c-b, of 100, is shut in winter, and 4 are of summer: 2 Mt of 50, factor 0.04."""
    (found,) = tables(yearly(6.0, season_capacity=[less("c-b", "winter", 0.0)]))
    # more demand of summer goes too: 2 Mt there, 4 of the year
    assert alone(found) == {
        ("least_volume", "c", 2025): 2,
        ("capacity", "c-b in winter", None): 2,
        ("demand", "c", 2025): 2,
    }
    assert cells_of(found, "capacity", "c-b in winter") == [("season_capacity", "factor", 0.0, 0.04)]


def test_a_store_that_is_too_small() -> None:
    """8 of 10 Mt shall pass the sea, which is shut in winter: 5 of summer and 2 that waited; 1 Mt more must."""
    case = _with_sea(by_sea(2.0, 7.0), 8.0)
    (found,) = tables(case)
    assert ("shared_limit", "store of t in winter", None) in alone(found)
    assert cells_of(found, "shared_limit", "store of t in winter") == [("terminals", "store_mt", 2.0, 3.0)]


def test_the_season_is_told_in_words() -> None:
    """The year as a whole has 4 Mt of room on a-c, summer 2."""
    links = [dict(row, capacity_mt=4.0) if row["id"] == "a-c" else row for row in _links()]
    (found,) = repairs_of(_with(by_detour(8, of_the_season(min_mt=3.0)), links), Request(), lambda _: None)
    assert found.by_season
    assert [line.words for line in found.alone] == [
        "at least 3 Mt over c in summer in 2025; at most 2 Mt can (short 1): lower it to 2",
        "capacity of a-c in summer, 2 Mt: raise it to 3 (1 Mt more), by links.capacity_mt 6",
        "demand that c in summer counts in 2025, 4 Mt: cannot help alone",
    ]


def test_what_the_year_lacks_is_told_of_the_year() -> None:
    """9 of 8 Mt by c: the year itself has no plan."""
    (found,) = repairs_of(yearly(9.0), Request(), lambda _: None)
    assert not found.by_season
    assert [line.subject for line in found.alone] == ["c 2025", "c 2025"]


def _links() -> list[Row]:
    return [link("a-b", 1, 100), *DETOUR[1:]]


def _with(case: Case, links: list[Row]) -> Case:
    return replace(case, links=table("links", links))


def _with_sea(case: Case, least: float) -> Case:
    return replace(
        case,
        corridors=table("corridors", [{"id": "sea"}]),
        corridor_gateways=table("corridor_gateways", [{"corridor": "sea", "asset": "p-b"}]),
        corridor_limits=table("corridor_limits", [{"corridor": "sea", "year": 2025, "min_mt": least}]),
        seasons=table("seasons", HALVES),
    )

"""The table as a whole: what is known when time runs out, rounding, cases that have a plan."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from models.case import Case
from models.repair import contradicts_itself, repair_tables
from models.repair.table import rounded_up
from models.tables import Cell, CorridorLimits, make_table
from planner.read.case import read_case
from tests.models.repair.proving import has_plan, tables
from tests.models.repair.test_money import money, one_track
from tests.models.repair.test_volumes import simple, two_quays
from tests.networks import cargo, case, link, node

KAZAKHSTAN = Path(__file__).parents[3] / "inputs" / "kazakhstan.xlsx"


def test_nothing_is_claimed_without_time() -> None:
    """No second was left: no lever is said to help or not to."""
    (whole, divisible) = repair_tables(two_quays(), relaxed=False, seconds=0.0, watch=lambda _: None)
    for table in (whole, divisible):
        assert {(repair.helps, repair.proven) for repair in table.alone} == {(None, False)}
        assert not table.together
        assert not table.proven


def test_a_case_with_a_plan_has_nothing_to_repair() -> None:
    (table,) = repair_tables(simple(20, 9), relaxed=False, seconds=None, watch=lambda _: None)
    assert table.feasible
    assert not table.alone


@pytest.mark.parametrize(("budget", "whole", "divisible"), [(30, True, True), (60, True, False), (100, False, False)])
def test_contradictions(budget: float, whole: bool, divisible: bool) -> None:
    """The track costs 100 whole; 50 MUSD of it carry the 5 Mt that are missing."""
    built = one_track(money(budget, 0))
    assert contradicts_itself(built, relaxed=False, seconds=60) == whole
    assert contradicts_itself(built, relaxed=True, seconds=60) == divisible


def test_a_contradiction_is_not_claimed_without_time() -> None:
    assert not contradicts_itself(simple(20, 15), relaxed=False, seconds=0.0)


def test_no_budget_and_no_projects() -> None:
    """Where there is nothing but freight, nothing but freight gives."""
    (table,) = tables(simple(20, 15))
    assert {str(repair.lever.kind) for repair in table.alone} == {"least_volume", "capacity", "demand"}


def test_the_watch_is_told() -> None:
    """60 links give more than 50 levers."""
    nodes = [node(f"n{number}") for number in range(61)]
    links = [{**link("a-b", 1, 1), "id": f"l{n}", "from_node": f"n{n}", "to_node": f"n{n + 1}"} for n in range(60)]
    built = case(
        nodes=nodes,
        links=links,
        demand=[cargo("d", "n0-n60", 5)],
        corridors=[{"id": "c"}],
        corridor_gateways=[{"corridor": "c", "asset": "l0"}],
        corridor_limits=[{"corridor": "c", "year": 2025, "min_mt": 2.0}],
    )
    heard: list[str] = []
    repair_tables(built, relaxed=False, seconds=None, watch=heard.append)
    assert heard == ["50 of 62 levers tried, projects divisible"]


@pytest.mark.parametrize(
    ("amount", "told"),
    [(5.4, 5.4), (5.4 + 1e-9, 5.4), (5.40001, 5.401), (1 / 3, 0.3334), (12345.6, 12350), (70, 70), (1e-9, 0)],
)
def test_amounts_are_rounded_up(amount: float, told: float) -> None:
    assert rounded_up(amount) == told


def kazakhstan(least: float, year: int) -> Case:
    """The case with a hard least volume on the road from China to Western Europe."""
    read = read_case(KAZAKHSTAN).case
    assert read is not None
    limit: dict[str, list[Cell]] = {"corridor": ["wewc_road"], "year": [year], "min_mt": [least]}
    return replace(read, corridor_limits=make_table(CorridorLimits, limit))


def test_kazakhstan() -> None:
    """30 Mt by road in 2026, where so many do not want to go by road: the volume it can have is told.

    With that volume the case has a plan; with a little more it contradicts itself.
    """
    built = kazakhstan(30.0, 2026)
    whole, divisible = repair_tables(built, relaxed=False, seconds=None, watch=lambda _: None)
    for table in (whole, divisible):
        (least,) = [repair for repair in table.alone if repair.helps]
        assert str(least.lever.kind) == "least_volume"
        assert least.proven
        possible = 30.0 - least.amount
        assert 0 < possible < 30
        assert has_plan(kazakhstan(possible, 2026), relaxed=True)
        assert contradicts_itself(kazakhstan(possible * 1.01, 2026), relaxed=table.divisible, seconds=600)

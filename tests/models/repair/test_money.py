"""Budgets that do not pay for what a least volume or a forced project needs."""

from __future__ import annotations

from typing import Any

import pytest

from models.case import Case
from tests.models.repair.proving import alone, hopeless, tables, together
from tests.networks import Row, cargo, case, effect, link, node, project

YEARS = [{"year": 2025}, {"year": 2026}, {"year": 2027}]


def least(mt: float, year: int) -> dict[str, Any]:
    """A least volume over a-b, and corridor `c` that counts it."""
    return {
        "corridors": [{"id": "c"}],
        "corridor_gateways": [{"corridor": "c", "asset": "a-b"}],
        "corridor_limits": [{"corridor": "c", "year": year, "min_mt": mt}],
    }


def money(*amounts: float) -> list[Row]:
    return [{"year": 2025 + offset, "available_musd": amount} for offset, amount in enumerate(amounts)]


def one_track(budget: list[Row], settings: dict[str, str] | None = None, **track: object) -> Case:
    """10 Mt pass, 15 shall in the last year; a second track for 100 MUSD adds 10."""
    return case(
        settings,
        years=YEARS[: len(budget)],
        nodes=[node("a"), node("b")],
        links=[link("a-b", 1, 10)],
        demand=[cargo("d", "a-b", [20] * len(budget))],
        projects=[project("track", 100, lifetime_years=9, **track)],
        project_effects=[effect("track", "a-b", 10)],
        budget=budget,
        **least(15, 2024 + len(budget)),
    )


def test_whole_and_divisible_amounts_differ() -> None:
    """Budget 30 in 2025, nothing in 2026. The track opens in 2026 and is paid in 2025.

    Whole: 100 - 30 = 70 MUSD more, or 15 - 10 = 5 Mt less, or 5 Mt more of the link. In part: 5 of its 10 Mt cost
    50, 20 more than there is; 30 MUSD buy 3 Mt, so 2 Mt less, or 2 Mt more of the link. Money of 2026 comes too late.
    """
    whole, divisible = tables(one_track(money(30, 0)))
    assert (whole.divisible, divisible.divisible) == (False, True)
    assert alone(whole) == {
        ("budget", "2025", 2025): 70,
        ("all_budgets", "", None): 140,
        ("least_volume", "c", 2026): 5,
        ("capacity", "a-b", None): 5,
    }
    assert alone(divisible) == {
        ("budget", "2025", 2025): 20,
        ("all_budgets", "", None): 40,
        ("least_volume", "c", 2026): 2,
        ("capacity", "a-b", None): 2,
    }
    assert ("budget", "2026", 2026) in hopeless(whole) & hopeless(divisible)
    assert together(whole.together) == {("budget", "2025", 2025): 70}
    assert together(divisible.together) == {("budget", "2025", 2025): 20}


def test_two_years_with_carry_over() -> None:
    """Built in 2025 and 2026, 50 MUSD each; 40 are there in both: 10 short at the end of 2025, 20 at the end of 2026.

    2025 alone: 20 more, kept for 2026. 2026 alone cannot pay for 2025. All alike: 10 more in each of three years.
    """
    built = one_track(money(40, 40, 0), construction_years=2)
    whole, _ = tables(built)
    assert alone(whole)["budget", "2025", 2025] == 20
    assert alone(whole)["all_budgets", "", None] == 30
    assert {("budget", "2026", 2026), ("budget", "2027", 2027)} <= hopeless(whole)


def test_two_years_without_carry_over() -> None:
    """10 MUSD are short in 2025 and 10 in 2026: no year alone helps, both together do."""
    built = one_track(money(40, 40, 0), {"budget_carry_over": "no"}, construction_years=2, earliest_year=2027)
    whole, _ = tables(built)
    assert {("budget", "2025", 2025), ("budget", "2026", 2026), ("budget", "2027", 2027)} <= hopeless(whole)
    assert alone(whole)["all_budgets", "", None] == 30
    assert together(whole.together) == {("budget", "2025", 2025): 10, ("budget", "2026", 2026): 10}
    assert [(change.row, change.old, change.new) for change in whole.changes] == [(0, 40, 50), (1, 40, 50)]


def test_a_forced_project_requires_one_that_is_not_affordable() -> None:
    """`ship` is forced in 2025 and needs `quay`, 50 MUSD against 30: 20 more; or `ship` is not forced, or after 2026.

    The quay paid for 2026 costs as much, so a year later does not help, two do: that is after the plan.
    """
    built = case(
        years=YEARS[:2],
        nodes=[node("a"), node("b")],
        links=[link("a-b")],
        demand=[cargo("d", "a-b", [1, 1])],
        projects=[
            project("ship", 10, lifetime_years=9, decision="force", requires=("quay",)),
            project("quay", 50, lifetime_years=9),
        ],
        project_effects=[effect("ship", "a-b", 1)],
        budget=money(30, 0),
    )
    for table in tables(built):
        assert alone(table) == {
            ("budget", "2025", 2025): 20,
            ("all_budgets", "", None): 40,
            ("forced", "ship", None): 1,
            ("opens_later", "ship", None): 2,
            ("requires", "ship", None): 1,
        }
        assert together(table.together) == {("budget", "2025", 2025): 20}


def test_a_chain_of_requirements() -> None:
    """`ship` is forced, needs `quay` (20), which needs `rail` (50); 30 are there: 40 more, or no need of the rail.

    Without the need of the quay neither is needed.
    """
    built = case(
        nodes=[node("a"), node("b")],
        links=[link("a-b")],
        demand=[cargo("d", "a-b", 1)],
        projects=[
            project("ship", 10, decision="force", requires=("quay",)),
            project("quay", 20, requires=("rail",)),
            project("rail", 50),
        ],
        project_effects=[effect("ship", "a-b", 1)],
        budget=money(30),
    )
    (whole, divisible) = tables(built)
    found = {
        ("budget", "2025", 2025): 40.0,
        ("forced", "ship", None): 1.0,
        ("opens_later", "ship", None): 1.0,
        ("requires", "ship", None): 1.0,
        ("requires", "quay", None): 1.0,
    }
    assert alone(whole) == alone(divisible) == found
    dropped = next(repair for repair in whole.alone if repair.lever.subject == "quay" and repair.helps)
    assert [(change.column, change.old, change.new) for change in dropped.changes] == [("requires", ("rail",), None)]


@pytest.mark.parametrize("relaxed", [False, True])
def test_money_is_rounded_up(relaxed: bool) -> None:
    """A track for 100 / 3 MUSD against 0: the amount is rounded up, by less than a thousandth."""
    built = case(
        years=YEARS[:2],
        nodes=[node("a"), node("b")],
        links=[link("a-b", 1, 10)],
        demand=[cargo("d", "a-b", [20, 20])],
        projects=[project("track", 100 / 3, lifetime_years=9, divisible=relaxed)],
        project_effects=[effect("track", "a-b", 5)],
        budget=money(0, 0),
        **least(15, 2026),
    )
    table = tables(built, relaxed=relaxed)[0]
    assert alone(table)["budget", "2025", 2025] == 33.34

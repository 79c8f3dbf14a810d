"""Payments of projects against the money of the years. Plan years 2025, 2026, 2027, 2029 and 2031 throughout."""

from __future__ import annotations

from typing import Any

import pytest

from models.case import Case
from tests.models.verify.plans import Opening, broken, idle, verdict
from tests.networks import project

PLENTY = {2025: 1000.0}


def paid(money: dict[int, float], carry: str = "yes", **more: Any) -> Case:
    """A divisible project of 60 MUSD that takes three years to build."""
    row = {"lifetime_years": 10, "construction_years": 3, "divisible": True} | more
    return idle(
        (2025, 2026, 2027, 2029, 2031),
        {"budget_carry_over": carry},
        projects=[project("p", 60.0, **row)],
        budget=[{"year": year, "available_musd": musd} for year, musd in money.items()],
    )


SPENDING: dict[str, tuple[dict[str, Any], Opening, list[float]]] = {
    "2024 to 2030, in four parts": ({"construction_years": 7}, ("p", 2031, 1), [15, 15, 15, 15, 0]),
    "2028 to 2030, in one part": ({}, ("p", 2031, 1), [0, 0, 0, 60, 0]),
    "2030, no plan year: the last before": ({"construction_years": 1}, ("p", 2031, 1), [0, 0, 0, 60, 0]),
    "before the plan: its first year": ({}, ("p", 2025, 1), [60, 0, 0, 0, 0]),
    "partly before the plan": ({}, ("p", 2026, 1), [60, 0, 0, 0, 0]),
    "2024 to 2026, in two parts": ({}, ("p", 2027, 1), [30, 30, 0, 0, 0]),
    "one year where blank, the last before": ({"construction_years": None}, ("p", 2029, 1), [0, 0, 60, 0, 0]),
    "built in no time: its own year": ({"construction_years": 0}, ("p", 2029, 1), [0, 0, 0, 60, 0]),
    "built in no time in the first year": ({"construction_years": 0}, ("p", 2025, 1), [60, 0, 0, 0, 0]),
    "a share": ({}, ("p", 2027, 0.5), [15, 15, 0, 0, 0]),
    "part from the budget": ({"budget_share": 0.25}, ("p", 2027, 1), [7.5, 7.5, 0, 0, 0]),
    "nothing for a forced project": ({"decision": "force"}, ("p", 2025, 1), [0, 0, 0, 0, 0]),
}


@pytest.mark.parametrize(("more", "opening", "expected"), SPENDING.values(), ids=SPENDING.keys())
def test_projects_are_paid_over_their_construction(
    more: dict[str, Any], opening: Opening, expected: list[float]
) -> None:
    verification = verdict(paid(PLENTY, **more), openings=[opening])
    assert broken(verification) == {}
    assert verification.totals.spent_musd.tolist() == expected


MONEY: dict[str, tuple[dict[int, float], str, dict[str, list[float]]]] = {
    "no rows, no limit": ({}, "yes", {}),
    "no rows, no limit, without carry-over": ({}, "no", {}),
    "enough every year": ({2025: 30, 2026: 30}, "no", {}),
    "too little in one year": ({2025: 40, 2026: 25}, "no", {"budget": [5]}),
    "a year without a row has no money": ({2025: 100}, "no", {"budget": [30]}),
    "saved": ({2025: 40, 2026: 20}, "yes", {}),
    "not there yet": ({2025: 20, 2026: 100}, "yes", {"budget": [10]}),
    "never there": ({2025: 10, 2026: 10, 2028: 10}, "yes", {"budget": [20, 40, 40, 30, 30]}),
    "money of years before the plan is gone": ({2024: 100, 2025: 30}, "yes", {"budget": [30, 30, 30, 30]}),
    "money of years before the plan brings nothing without carry-over": ({2024: 100}, "no", {"budget": [30, 30]}),
}


@pytest.mark.parametrize(("money", "carry", "expected"), MONEY.values(), ids=MONEY.keys())
def test_spending_keeps_to_the_money(money: dict[int, float], carry: str, expected: dict[str, list[float]]) -> None:
    """The project opens in 2027 and is paid 30 in 2025 and 30 in 2026."""
    assert broken(verdict(paid(money, carry), openings=[("p", 2027, 1)])) == expected


@pytest.mark.parametrize(("carry", "expected"), [("yes", {}), ("no", {"budget": [60]})])
def test_money_of_a_year_between_plan_years_can_only_be_carried_over(
    carry: str, expected: dict[str, list[float]]
) -> None:
    """The project opens in 2031 and is paid 60 in 2029; the money comes in 2028."""
    assert broken(verdict(paid({2028: 60}, carry), openings=[("p", 2031, 1)])) == expected


def test_the_words_say_whether_money_carries_over() -> None:
    places = {
        carry: verdict(paid({2025: 30, 2026: 20}, carry), openings=[("p", 2027, 1)]).violations[0]
        for carry in ("yes", "no")
    }
    assert places["yes"].where == "spending up to 2026"
    assert places["no"].where == "spending in 2026"
    assert [(place.limit, place.unit) for place in places.values()] == [(50, "MUSD"), (20, "MUSD")]

"""Money: budgets, and what is carried over."""

from __future__ import annotations

from models.case import Case
from tests.known.common import ABC, Known
from tests.networks import cargo, case, effect, link, project


def _budget_case(carry_over: str) -> Case:
    years = [{"year": year} for year in (2025, 2026, 2027)]
    return case(
        settings={"budget_carry_over": carry_over},
        years=years,
        nodes=ABC[:2],
        links=[link("a-b", 1, 0)],
        demand=[cargo("d", "a-b", [1, 1, 1])],
        projects=[
            project("p", 30, construction_years=2, lifetime_years=10, budget_share=0.5),
            project("f", 99, decision="force", lifetime_years=99),
        ],
        project_effects=[effect("p", "a-b", 1), effect("f", "a-b", 0)],
        budget=[
            {"year": 2025, "available_musd": 6.0},
            {"year": 2026, "available_musd": 9.0},
            {"year": 2027, "available_musd": 0.0},
        ],
    )


def budget_with_carry_over() -> Known:
    """Half of 30 from the budget = 15, built in two years: all in 2025 for openings in 2025 and 2026, half for 2027.

    2025 has 6 < 7.5, so whole it never opens: 3000, and the forced one costs 1 a year whatever the budget: 3003.
    Divisible: 15 of 2025's money buy three years of service from 2025 on, two from 2026; 7.5 buy one in 2027. The first
    is best: 0.4 for 6 MUSD. A unit in service saves 1000 - 1 - 3 a year: 3 x 0.4 x 996 = 1195.2 less than 3003.
    """
    return _budget_case("yes"), 3003, 3003 - 1195.2


def budget_without_carry_over() -> Known:
    """As with carry-over: the money of 2025 is what binds."""
    return _budget_case("no"), 3003, 3003 - 1195.2


def carried_money_counts() -> Known:
    """10 MUSD paid in 2026 for an opening in 2027; 5 + 5 of 2025 and 2026 are enough only if the first may wait.

    Demand 1 Mt in 2027 only: 1 + 10 = 11 (lifetime 1, no discount).
    """
    return _waiting_case("yes"), 11, 11


def money_that_cannot_wait() -> Known:
    """The same without carry-over: half of the project at most. Whole: 1000. Divisible: 0.5 x 1 + 5 + 500 = 505.5."""
    return _waiting_case("no"), 1000, 505.5


def _waiting_case(carry_over: str) -> Case:
    return case(
        settings={"budget_carry_over": carry_over},
        years=[{"year": year} for year in (2025, 2026, 2027)],
        nodes=ABC[:2],
        links=[link("a-b", 1, 0)],
        demand=[cargo("d", "a-b", [0, 0, 1])],
        projects=[project("p", 10)],
        project_effects=[effect("p", "a-b", 1)],
        budget=[
            {"year": 2025, "available_musd": 5.0},
            {"year": 2026, "available_musd": 5.0},
            {"year": 2027, "available_musd": 0.0},
        ],
    )


def years_apart() -> Known:
    """Plan years 2025 and 2030. Opening in 2030 is built in 2028 and 2029, no plan years: all 10 are paid in 2025.

    The budget of 2025 is 4, and nothing comes after: whole 2000 (0 of 1 Mt in either year moves). Divisible share 0.4,
    best opened in 2025 with lifetime 10: annuity 1 a year: 2 x (0.4 x 1 + 0.4 + 600) = 1201.6.
    """
    built = case(
        years=[{"year": 2025}, {"year": 2030}],
        nodes=ABC[:2],
        links=[link("a-b", 1, 0)],
        demand=[{**cargo("d", "a-b", 1), "2030": 1.0}],
        projects=[project("p", 10, construction_years=2, lifetime_years=10)],
        project_effects=[effect("p", "a-b", 1)],
        budget=[{"year": 2025, "available_musd": 4.0}, {"year": 2030, "available_musd": 0.0}],
    )
    return built, 2000, 1201.6


MONEY = [budget_with_carry_over, budget_without_carry_over, carried_money_counts, money_that_cannot_wait, years_apart]

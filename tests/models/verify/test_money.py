"""The money of a plan, and what it claims about it."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from models.case import Case
from models.verify import MoneyByYear, verify
from tests.models.verify.plans import broken, idle, no_prices, plan, verdict
from tests.networks import cargo, case, effect, link, node, project

RICH = case(
    {"discount_rate": "0.1", "unmet_penalty": "100", "base_year": "2024"},
    years=[{"year": 2025}, {"year": 2026, "weight_years": 2.0}],
    nodes=[node("a"), node("b"), node("c")],
    links=[link("a-b", 3.0, time_h=12.0), link("b-c", 2.0, mode="road", time_h=6.0)],
    terminals=[
        {"id": "t", "node": "b", "mode_a": "rail", "mode_b": "road"}
        | {"time_h": 6.0, "cost_usd_per_t": 1.0, "capacity_mt": 50.0}
    ],
    asset_changes=[
        {"event": "toll", "asset": "b-c", "year": 2026, "cost_change_usd_per_t": 4.0, "time_change_h": 12.0},
        {"event": "war", "asset": "b-c", "year": 2025, "cost_change_usd_per_t": 50.0, "scenario": "war"},
    ],
    commodities=[
        {"id": "goods", "value_of_time_usd_per_t_day": 2.0},
        {"id": "ore", "value_of_time_usd_per_t_day": 0.0, "unmet_penalty_usd_per_t": 7.0},
    ],
    demand=[cargo("d", "a-c", [10, 20]), cargo("o", "a-b", [5, 5], commodity="ore")],
    projects=[project("p", 21.0, lifetime_years=2, fixed_opex_musd_per_year=3.0)],
    project_effects=[effect("p", "a-b", cost_saving_usd_per_t=0.5, time_saving_h=6.0)],
)

FOUND = plan(
    RICH,
    [("d", 2025, "a-b t b-c", 10), ("d", 2026, "a-b t b-c", 18), ("o", 2025, "a-b", 4), ("o", 2026, "a-b", 5)],
    [("p", 2025, 1)],
    unmet={("d", 2026): 2, ("o", 2025): 1},
    benefit={(0, "goods", 2025): 10, (0, "goods", 2026): 18, (0, "ore", 2026): 4},
)


def test_money_is_added_up_by_year() -> None:
    """Discount 1/1.1 and 2/1.21.

    transport: 2025: 10 x (3 + 1 + 2) + 4 x 3 = 72; 2026: 18 x (3 + 1 + 6) + 5 x 3 = 195
    time, 2 USD a day for goods: 2025: 10 x 2 x 24/24 = 20; 2026: 18 x 2 x 36/24 = 54
    savings: goods 0.5 + 2 x 6/24 = 1, ore 0.5: 2025: 10; 2026: 18 + 4 x 0.5 = 20
    annuity: 21 x 0.1 / (1 - 1/1.21) = 21 x 0.121 / 0.21 = 12.1; upkeep 3
    unmet: 2025: 1 x 7; 2026: 2 x 100
    real: 2025: 72 + 20 - 10 + 15.1 = 97.1; 2026: 195 + 54 - 20 + 15.1 = 244.1
    """
    verification = verify(RICH, FOUND)
    assert verification.violations == ()
    money = verification.money
    assert {name: column.tolist() for name, column in vars(money).items() if name not in ("discount", "year")} == {
        "transport_musd": [72, 195],
        "time_musd": [20, 54],
        "savings_musd": [10, 20],
        "carbon_musd": [0, 0],
        "empties_musd": [0, 0],
        "response_musd": [0, 0],
        "annuities_musd": pytest.approx([12.1, 12.1]),
        "fixed_opex_musd": [3, 3],
        "unmet_penalty_musd": [7, 200],
        "corridor_penalty_musd": [0, 0],
    }
    assert money.year.tolist() == [2025, 2026]
    assert money.real_musd.tolist() == pytest.approx([97.1, 244.1])
    assert money.penalty_musd.tolist() == [7, 200]
    assert verification.real_cost_musd == pytest.approx(97.1 / 1.1 + 244.1 * 2 / 1.21)
    assert verification.penalty_musd == pytest.approx(7 / 1.1 + 200 * 2 / 1.21)
    assert verification.objective_musd == pytest.approx(104.1 / 1.1 + 444.1 * 2 / 1.21)


def test_discounted_money_is_what_the_objective_counts() -> None:
    verification = verify(RICH, FOUND)
    discounted = verification.money.discounted()
    assert discounted.discount.tolist() == [1, 1]
    assert discounted.transport_musd.tolist() == pytest.approx([72 / 1.1, 195 * 2 / 1.21])
    assert (discounted.real_musd + discounted.penalty_musd).sum() == pytest.approx(verification.objective_musd)
    assert {field.name for field in fields(MoneyByYear)} == set(vars(discounted))


def test_without_interest_the_annuity_is_an_equal_part() -> None:
    """20 MUSD over 4 years, in service in 2026 and 2028 of the plan years 2025, 2026, 2028, 2031."""
    free = idle(
        (2025, 2026, 2028, 2031),
        projects=[project("p", 20.0, lifetime_years=4, fixed_opex_musd_per_year=1.0)],
    )
    money = verdict(free, openings=[("p", 2026, 1)]).money
    assert money.annuities_musd.tolist() == [0, 5, 5, 0]
    assert money.fixed_opex_musd.tolist() == [0, 1, 1, 0]


def test_a_wrong_objective_is_reported() -> None:
    truth = FOUND.objective
    for claim, amounts in ((truth + 0.5, [0.5]), (truth - 0.5, [0.5]), (truth * (1 + 1e-7), None)):
        expected = {"objective": amounts} if amounts else {}
        assert broken(verify(RICH, replace(FOUND, objective=claim))) == expected


def test_an_objective_that_is_no_number_is_reported() -> None:
    assert set(broken(verify(RICH, replace(FOUND, objective=float("nan"))))) == {"objective"}


def test_a_stated_bound_above_the_cost_is_reported() -> None:
    verification = verify(RICH, replace(FOUND, bound=FOUND.objective + 2))
    assert broken(verification) == {"stated-bound": [2]}
    assert broken(verify(RICH, replace(FOUND, bound=FOUND.objective))) == {}


def test_a_plan_of_another_input_is_reported() -> None:
    verification = verify(RICH, replace(FOUND, case_digest="0" * 64))
    assert broken(verification) == {"other-input": [0]}
    assert not verification.same_case
    assert not verification.ok
    assert verify(RICH, FOUND).same_case


def test_the_gap_is_to_the_bound_of_verification() -> None:
    """Without prices 5 Mt cost 1 USD/t at least; the plan takes the way of 4 USD/t for 2 Mt: 11 against 5."""
    two_ways = case(
        nodes=[node("a"), node("b")],
        links=[link("a-b", 1.0, 3.0), link("a-b", 4.0, id="dear")],
        demand=[cargo("d", "a-b", 5)],
    )
    verification = verdict(two_ways, [("d", 2025, "a-b", 3), ("d", 2025, "dear", 2)], objective=11.0)
    assert verification.violations == ()
    assert verification.bound_musd == 5
    assert verification.gap == pytest.approx(6 / 11)


def _without_savings(given: Case) -> Case:
    return replace(given, project_effects=case().project_effects)


def test_other_savings_make_another_objective() -> None:
    """The same tonnes without the effect: 10/1.1 + 20 x 2/1.21 more."""
    plain = _without_savings(RICH)
    claim = replace(FOUND, case_digest=plain.digest, benefit_mt=FOUND.benefit_mt[:0])
    claim = replace(claim, prices=no_prices(plain), bound_prices=no_prices(plain))
    assert broken(verify(plain, claim)) == {"objective": [round(10 / 1.1 + 40 / 1.21, 9)]}

"""Investment by payer and decision, money's price year, forced projects that lose, corridors counted once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.case import Case
from models.solution import Without
from models.tables import Cell, CorridorGateways, Corridors, make_table
from planner.show.json import result_json
from planner.show.result import Results
from planner.show.sheets.money import investment
from tests.networks import project
from tests.show.plans import line, line_plan, results, ridge, ridge_plan


def payers() -> Case:
    """`gift`: forced, 40 MUSD in 2025, of which the state pays 30. `shed`: chosen, 20 MUSD in 2026, a quarter by it."""
    gift = project("gift", 40.0, lifetime_years=1, decision="force", budget_share=0.75, earliest_year=2025)
    shed = project("shed", 20.0, lifetime_years=9, budget_share=0.25)
    return line({"discount_rate": "0.05", "currency": "USD 2025"}, projects=[gift, shed])


def invested(without: tuple[Without, ...] = ()) -> Results:
    plan = line_plan(payers(), [("gift", 2025, 1.0), ("shed", 2026, 1.0)])
    return results(payers(), replace(plan, without=without))


def said(found: Results, topic: str) -> str:
    frame = found.table("summary").frame
    return str(dict(zip(frame["topic"], frame["text"], strict=True)).get(topic, ""))


def test_investment_by_payer_and_by_decision() -> None:
    """40 + 20 = 60: the state 30 + 5 = 35, others 10 + 15 = 25; forced 40, chosen 20. Of the budget: 5."""
    found = investment(invested().facts)
    parts = [found.total(part) for part in ("state", "others", "forced", "chosen")]
    assert [found.total(), *parts] == pytest.approx([60, 35, 25, 40, 20])
    rows = invested().table("investment").frame[["projects", "state_musd", "others_musd", "total_musd"]]
    assert rows.to_numpy().tolist() == [[1, 30, 10, 40], [1, 5, 15, 20], [2, 35, 25, 60]]
    told = said(invested(), "Investment")
    assert "The 2 projects that open cost 60.0 MUSD of capital, undiscounted" in told
    assert "the state pays 35.0 MUSD, others 25.0 MUSD" in told
    assert "The budget pays 5.0 MUSD of it" in told


def test_investment_of_json_adds_up_by_year() -> None:
    """Both are paid before they open, in 2025: 30 + 10 and 5 + 15."""
    told = result_json(invested())["investment"]
    assert told["total_musd"] == pytest.approx(60)
    assert sum(told["years"]["2025"].values()) == pytest.approx(60)
    assert told["years"]["2025"]["chosen_others_musd"] == pytest.approx(15)
    assert sum(told["years"]["2026"].values()) == 0


def test_price_year_rate_and_what_is_discounted_are_said() -> None:
    told = said(invested(), "How money is counted")
    assert "USD 2025" in told
    assert "5% a year to 2025" in told
    assert result_json(invested())["money"] == {
        "currency": "USD 2025", "discount_rate": 0.05, "discounted_to": payers().parameters.base_year,
    }  # fmt: skip


def test_forced_projects_that_lose_money_are_named_and_no_others() -> None:
    """Without `gift` 40 are not paid and cargo costs 3 more: 37 less. One that brings more is not named."""
    told = said(invested((Without(0, 40.0, 3.0, 0.0),)), "Forced projects")
    assert "gift by 37.0 MUSD (annuities and upkeep 40.0 MUSD; it saves 3.0 MUSD of real money)" in told
    assert not said(invested((Without(0, 40.0, 30.0, 20.0),)), "Forced projects")


def test_a_project_whose_life_ends_within_the_plan_is_marked() -> None:
    """`gift` lasts one year from 2025: in 2026 it is over."""
    timeline = invested().table("timeline")
    row = timeline.frame["project"].tolist().index("gift")
    assert (timeline.frame["y2026"].iloc[row], timeline.marks["y2026"][row]) == ("over", "over")


def test_a_corridor_has_one_number_with_what_lies_outside_the_model() -> None:
    """East carries 5 + 0.25 Mt in 2026, as its chart and its target have it."""
    found = results(ridge(), ridge_plan(ridge()))
    assert said(found, "2026: corridors") == "East 5.2 Mt (0.250 Mt of it outside the model)."
    frame = found.table("corridors").frame
    assert frame[frame["year"] == 2026]["with_outside_mt"].iloc[0] == pytest.approx(5.25)


def test_what_counts_in_two_corridors_is_said() -> None:
    """Two corridors over b-c: 5.25 + 5 = 10.25 Mt, 5 more than there is."""
    network = twins()
    told = said(results(network, ridge_plan(network)), "2026: corridors")
    assert "They add up to 10.2 Mt of transit and trade, 5.0 Mt more than there is" in told


def twins() -> Case:
    """The ridge with a second corridor of the same gateway."""
    corridors: dict[str, list[Cell]] = {
        "id": ["east", "twin", "all"],
        "name": ["East", "Twin", None],
        "ends_in": [("a",), ("a",), None],
        "outside_model_mt": [0.25, None, None],
        "role": [None, None, "total"],
    }
    gateways: dict[str, list[Cell]] = {"corridor": ["east", "twin"], "asset": ["b-c", "b-c"]}
    return replace(
        ridge(),
        corridors=make_table(Corridors, corridors),
        corridor_gateways=make_table(CorridorGateways, gateways),
    )

"""Sheets Response and Answers, and what sentences say of demand that answers to cost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from models.request import Request
from planner.show.json import result_json
from planner.show.result import Results, RunInfo
from planner.show.sheets.all_sheets import result_tables
from planner.show.slides.messages import moved
from planner.study.run import run_case
from tests.known import Known
from tests.known.response import demand_that_is_switched_off, growth_that_finds_room, way_outside_behind_a_step
from tests.models.test_known_optima import quiet


def results_of(known: Callable[[], Known]) -> Results:
    run = run_case(known()[0], "routes", Request(), quiet)
    return result_tables(run.case, run.solution, run.verification, RunInfo("case.xlsx"))


@pytest.fixture(scope="module")
def outside() -> Results:
    """Of 8 Mt at 10 USD/t 1 finds room, 4 leave at 15 and 3 go outside at 20."""
    return results_of(way_outside_behind_a_step)


@pytest.fixture(scope="module")
def grown() -> Results:
    """Of 8 Mt at 10 USD/t there are 10 at 5 USD/t, where room ends; what comes is worth 7.5."""
    return results_of(growth_that_finds_room)


def test_what_leaves_and_goes_outside(outside: Results) -> None:
    """Worth of going 4 x 15 + 3 x 20; lost are 4 x (15 - 10) + 3 x (20 - 10). One tonne more would cost 20."""
    (row,) = outside.table("response").frame.to_dict("records")
    assert (row["demand_mt"], row["moved_mt"], row["unmet_mt"]) == pytest.approx((8, 1, 0))
    assert (row["dearer_mt"], row["outside_mt"], row["growth_mt"]) == pytest.approx((4, 3, 0))
    assert (row["worth_musd"], row["lost_musd"], row["gained_musd"]) == pytest.approx((120, 50, 0))
    assert (row["reference_usd_per_t"], row["price_usd_per_t"]) == pytest.approx((10, 20))
    (year,) = outside.table("years").frame.to_dict("records")
    assert (year["response_mt"], year["response_musd"], year["real_cost_musd"]) == pytest.approx((7, 120, 130))
    costs = outside.table("cost_totals").frame
    assert costs["discounted_musd"].tolist()[-4:] == pytest.approx([120, 130, 0, 130])


def test_what_comes(grown: Results) -> None:
    """2 Mt come: -2 x 7.5 is in the real cost of 10 x 5 - 15."""
    (row,) = grown.table("response").frame.to_dict("records")
    assert (row["moved_mt"], row["growth_mt"], row["worth_musd"]) == pytest.approx((10, 2, -15))
    (answer,) = grown.table("answers").frame.to_dict("records")
    assert (answer["demand"], answer["year"], answer["response_mt"]) == ("d", 2025, pytest.approx(-2))


def test_sentences(outside: Results, grown: Results) -> None:
    said = dict(outside.table("summary").frame[["topic", "text"]].to_numpy().tolist())
    assert said["2025"].startswith(
        "1.0 Mt of 8.0 Mt of transit move through the home country (12%); "
        "7.0 Mt leave or go outside because of their cost and nothing stays behind."
    )
    assert said["2025: answers to cost"].startswith(
        "4.0 Mt leave because a tonne costs more than in the base run, 3.0 Mt"
    )
    said = dict(grown.table("summary").frame[["topic", "text"]].to_numpy().tolist())
    assert said["2025"].startswith("10.0 Mt of 10.0 Mt of transit move")
    assert moved(grown) == "10.0 Mt move in 2025, where 8.0 Mt are given; 0.0 Mt stay behind"


def test_nothing_of_it_where_demand_does_not_answer() -> None:
    results = results_of(demand_that_is_switched_off)
    assert not {"Response", "Answers"} & {sheet.name for sheet in results.sheets}
    assert "response_mt" not in results.table("years").frame
    assert "response-range" not in results.table("rules").frame["rule"].tolist()
    assert "response" not in result_json(results)

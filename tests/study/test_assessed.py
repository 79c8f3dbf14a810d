"""What stands beside a plan: differences at the dearest places, ranges of home transit, the tie-break."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.case import Case
from models.request import Request
from models.solution import Solution
from models.stop import Stop
from models.verify import verify
from planner.study.assessed import assessed, places_asked, restated
from planner.study.run import FORMULATIONS, run_case
from planner.study.stored_plan import as_stored
from tests.networks import cargo, case, link, node

YEARS = [{"year": 2025}, {"year": 2026}]
TARGETS = [{"year": 2025, "metric": "transit_total_mt", "value": 6.0, "basis": "seed"}]


def ties(dearer: float = 0.0) -> Case:
    """10 Mt in 2025 and 4 in 2026 from a to c at 5 USD/t by b at home, which takes 8, or by x: 50 and 20 MUSD.

    dearer: USD/t that the way at home costs more.

    An export of 5 Mt over y-b, which takes 3, costs 1; the rest stays behind at 1000: 3 + 2 x 1000 a year.
    """
    return case(
        years=YEARS,
        nodes=[node("a", "CN"), node("b"), node("c", "DE"), node("x", "RU"), node("y")],
        links=[
            link("a-x", 5.0),
            link("x-c", 0.0),
            link("a-b", 5.0 + dearer, 8.0),
            link("b-c", 0.0),
            link("y-b", 1.0, 3.0),
        ],
        demand=[cargo("d", "a-c", [10.0, 4.0]), cargo("e", "y-b", [5.0, 5.0], flow_type="export")],
        targets=TARGETS,
    )


def solved(built: Case, formulation: str) -> Solution:
    return FORMULATIONS[formulation](built, Request(relaxed=True), lambda _: None)


@pytest.mark.parametrize("formulation", list(FORMULATIONS))
def test_of_plans_of_equal_cost_the_one_with_most_home_transit_is_shown(formulation: str) -> None:
    """8 of 10 Mt go by b in 2025, all 4 in 2026, at the same cost as by x."""
    run = run_case(ties(), formulation, Request(relaxed=True), lambda _: None)
    home = [0.0, 0.0]
    for path, year, mt in zip(run.solution.routes.path, run.solution.routes.year, run.solution.routes.mt, strict=True):
        home[year] += mt * (2 in run.solution.routes.paths[path])
    assert home == pytest.approx([8, 4])
    assert run.solution.objective == pytest.approx(50 + 20 + 2 * 2003)
    assert run.verification.ok


def test_ranges_stand_at_targets_and_in_the_last_year() -> None:
    """From nothing to 8 Mt in 2025, from nothing to 4 Mt in 2026, at no cost."""
    found = assessed(ties(), solved(ties(), "routes"))
    by_year = {row.year: (row.least_mt, row.most_mt) for row in found.ranges}
    assert sorted(by_year) == [0, 1]
    assert (*by_year[0], *by_year[1]) == pytest.approx((0, 8, 0, 4), abs=1e-6)


def test_a_mt_more_is_asked_about_where_a_tonne_has_a_price() -> None:
    """A Mt more over y-b saves 1000 - 1 in both years; a-b is full but another way costs the same."""
    found = assessed(ties(), solved(ties(), "routes"))
    assert [(row.asset, row.year, row.together) for row in found.widenings] == [(4, 1, ()), (4, 0, ())]
    assert [row.saves_musd for row in found.widenings] == pytest.approx([999, 999])
    assert places_asked(ties(), found).sum() == 2


def test_what_is_confirmed_stays_and_what_is_not_is_replaced() -> None:
    """999 said as 1200 becomes 999 again; a range to 9 Mt that fits 8 becomes 8."""
    plan = assessed(ties(), solved(ties(), "routes"))
    assert restated(ties(), plan).widenings == tuple(sorted(plan.widenings, key=lambda row: row.year))
    falsified = replace(
        plan,
        widenings=tuple(replace(row, saves_musd=1200.0) for row in plan.widenings),
        ranges=tuple(replace(row, most_mt=9.0) for row in plan.ranges),
    )
    again = restated(ties(), falsified)
    assert [row.saves_musd for row in again.widenings] == pytest.approx([999, 999])
    assert [row.most_mt for row in again.ranges] == pytest.approx([8, 4])


def test_what_is_open_is_that_of_the_plan_that_is_shown() -> None:
    """Home is dearer by 4e-7 USD/t, which is rounding: 12 Mt go there for 4.8e-6 MUSD more than the bound, 0.000005."""
    case = ties(4e-7)
    plan = as_stored(case, assessed(case, solved(case, "routes")))
    assert plan.objective - plan.bound == pytest.approx(4.8e-6, rel=0.01)
    assert [row.dearer_musd for row in plan.ranges] == [5e-6, 5e-6]
    assert restated(ties(4e-7), plan) == plan


def test_without_time_nothing_is_said_and_the_plan_stands() -> None:
    found = assessed(ties(), solved(ties(), "routes"), seconds=-1.0)
    assert found.widenings == ()
    assert verify(ties(), found).ok


def test_an_interrupted_search_is_left_as_it_is() -> None:
    plan = replace(solved(ties(), "routes"), stop=Stop.INTERRUPTED)
    assert assessed(ties(), plan) is plan

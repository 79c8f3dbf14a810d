"""A case with seasons: equal ones make the year, all arcs say the same, and what breaks a season is found."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from models.as_decided import DecidedYear
from models.case import Case
from models.income import income_by_year, income_of
from models.network import find_ways
from models.request import Request
from models.seasons import copies_of, fold, year_as_one
from models.solution import Solution
from models.stop import Limits
from models.verify import income_by_owner, verify
from planner.study.run import FORMULATIONS
from tests.known.seasons import by_detour, by_sea, frozen_half_the_year, of_the_season
from tests.models.seasons import node_link
from tests.models.seasons.draws import drawn
from tests.networks import table

QUARTERS = [{"id": f"q{number}", "share": 0.25} for number in range(1, 5)]


def solved(case: Case, formulation: str = "routes", *, relaxed: bool = True) -> Solution:
    return FORMULATIONS[formulation](case, Request(relaxed=relaxed, limits=Limits(gap=1e-9)), lambda _: None)


@pytest.mark.parametrize("formulation", FORMULATIONS)
@pytest.mark.parametrize("seed", range(6))
def test_all_arcs_say_the_same(seed: int, formulation: str) -> None:
    """A program over all arcs, which shares no code with the model, has the same optimum."""
    case = drawn(seed)
    found = solved(case, formulation)
    assert found.objective == pytest.approx(node_link.optimum(case), rel=1e-7)
    verdict = verify(case, found)
    assert verdict.violations == ()
    assert verdict.bound_musd == pytest.approx(found.objective, rel=1e-6)


@pytest.mark.parametrize("seed", range(3))
def test_four_equal_seasons_are_the_year(seed: int) -> None:
    """With equal shares and no factors every season is a quarter of the year, and so is its best plan."""
    year = year_as_one(drawn(seed))
    quarters = replace(year, seasons=table("seasons", QUARTERS))
    one, four = solved(year), solved(quarters)
    assert four.objective == pytest.approx(one.objective, rel=1e-9)
    assert four.unmet_mt.sum() == pytest.approx(one.unmet_mt.sum(), rel=1e-9, abs=1e-9)
    whole, parted = solved(year, relaxed=False), solved(quarters, relaxed=False)
    assert parted.objective == pytest.approx(whole.objective, rel=1e-9)


def test_switched_off_seasons_count_nowhere() -> None:
    """settings.seasons no: the case is that of the year, 12 x 1."""
    case = frozen_half_the_year()[0]
    settings = table("settings", [*_rows(case), {"key": "seasons", "value": "no"}])
    assert solved(replace(case, settings=settings)).objective == pytest.approx(12.0)


def test_the_year_sums_its_seasons_up() -> None:
    """Summer 6 Mt direct; winter 2 direct and 4 by c: 8 and 4 over the year; the price of 1 Mt a year is 0.1 x 2.

    One Mt a year more on the direct link is 0.5 x 0.2 = 0.1 Mt in winter, each of which saves 3 - 1 = 2.
    """
    case = frozen_half_the_year()[0]
    found = solved(case)
    direct = [
        mt for path, mt in zip(found.routes.path, found.routes.mt, strict=True) if found.routes.paths[path] == (0,)
    ]
    assert direct == pytest.approx([8.0])
    assert found.routes.mt.sum() == pytest.approx(12.0)
    assert found.prices.capacity[0, 0, 0] == pytest.approx(0.2)


def broken(case: Case, plan: Solution) -> set[str]:
    """Rules that a plan of the copies breaks once it is summed up."""
    return {found.rule for found in verify(case, fold(case, plan)).violations}


def test_a_full_season_is_found() -> None:
    """All 12 Mt by the direct link: 6 in winter, where 2 fit."""
    case = frozen_half_the_year()[0]
    found = solved(case).by_season
    assert found is not None
    paths = tuple((int(copies_of(case).asset_in(q)[0]),) for q in (0, 1))
    routes = replace(
        found.routes,
        demand=np.array([0, 1]),
        year=np.zeros(2, np.int64),
        path=np.arange(2),
        mt=np.full(2, 6.0),
        paths=paths,
    )
    assert {"capacity", "season-capacity"} <= broken(case, replace(found, routes=routes))


def test_cargo_of_one_season_does_not_move_in_another() -> None:
    """What departs in winter takes the link of summer."""
    case = frozen_half_the_year()[0]
    found = solved(case).by_season
    assert found is not None
    summer = int(copies_of(case).asset_in(0)[0])
    paths = tuple((summer,) if len(path) == 1 else path for path in found.routes.paths)
    assert {"season-step", "route-mode"} <= broken(case, replace(found, routes=replace(found.routes, paths=paths)))


def test_a_store_that_is_too_full_is_found() -> None:
    """A plan that keeps 3 Mt, held against a store of 2."""
    found = solved(by_sea(3.0, 7.0)).by_season
    assert found is not None
    assert {"season-store", "shared-limit"} <= broken(by_sea(2.0, 7.0), found)


def test_demand_of_a_season_must_depart_in_it() -> None:
    """One Mt of winter is said to depart in summer."""
    case = frozen_half_the_year()[0]
    found = solved(case).by_season
    assert found is not None
    shifted = replace(found, unmet_mt=found.unmet_mt + np.array([[-1.0], [1.0]]))
    assert {"season-demand", "demand-balance"} <= broken(case, shifted)


def test_the_year_must_be_the_sum_of_its_seasons() -> None:
    """A plan by year that says less stays behind than its seasons do."""
    case = by_sea(3.0, 7.0)
    found = solved(case)
    told = replace(found, unmet_mt=found.unmet_mt * 0.5)
    assert "season-sum" in {violation.rule for violation in verify(case, told).violations}
    assert "malformed" in {row.rule for row in verify(case, replace(found, by_season=None)).violations}


def test_a_limit_of_a_season_is_found_where_it_is_not_kept() -> None:
    """A plan without limits carries nothing by c; 3 Mt in summer are asked, and the year asks nothing."""
    plan = solved(by_detour(8)).by_season
    assert plan is not None
    assert {"season-corridor-min", "corridor-min"} <= broken_alike(by_detour(8, of_the_season(min_mt=3.0)), plan)
    carried = solved(by_detour(8, of_the_season(min_mt=3.0))).by_season
    assert carried is not None
    assert {"season-corridor-max", "corridor-max"} <= broken_alike(by_detour(8, of_the_season(max_mt=2.0)), carried)


def test_the_price_of_a_soft_limit_is_counted_once_more() -> None:
    """3 Mt short at 1.5 in summer are 4.5 of the objective; without them the copies and the tables differ."""
    case = by_detour(8, of_the_season(min_mt=3.0, penalty_usd_per_t=1.5))
    found = solved(case)
    assert found.objective == pytest.approx(8 + 4.5)
    assert verify(case, found).violations == ()


def test_the_price_of_a_limit_of_a_season() -> None:
    """One Mt less of least volume in summer saves 3 - 1 = 2; the limits of years have no price of it."""
    found = solved(by_detour(8, of_the_season(min_mt=3.0)))
    assert found.by_season is not None
    assert found.by_season.prices.corridor_min == pytest.approx([2.0])
    assert len(found.prices.corridor_min) == 0


def test_limits_of_seasons_are_switched_off_with_them() -> None:
    """settings.seasons no: all 8 Mt go direct."""
    case = by_detour(8, of_the_season(min_mt=3.0))
    settings = table("settings", [*_rows(case), {"key": "seasons", "value": "no"}])
    assert solved(replace(case, settings=settings)).objective == pytest.approx(8.0)


@pytest.mark.parametrize("on", [{}, {"mode": "rail"}], ids=["everything", "rail"])
def test_a_store_earns_nothing(on: dict[str, str]) -> None:
    """8 Mt pass rail, port and sea at home, 3 of them kept over winter: 2 USD/t of each place are 8 x 3 x 2 = 48.

    Of rail alone 8 x 2 = 16. The year as decided says the same as the plan by year.
    """
    case = replace(by_sea(3.0, 7.0), tariffs=table("tariffs", [{"owner": "state", "usd_per_t": 2.0, **on}]))
    found = solved(case)
    earned = 16.0 if on else 48.0
    income = income_by_year(case, income_of(case, found, find_ways(case, found.routes)))
    assert income == pytest.approx(np.array([[earned]]))
    assert income_by_owner(case, found)["state"] == pytest.approx([earned])
    decided = DecidedYear(case, found.openings, 0).money(np.zeros(0))
    assert decided.income == pytest.approx(np.array([[earned]]))
    assert decided.transport.sum() == pytest.approx(45.0)


def broken_alike(case: Case, plan: Solution) -> set[str]:
    """Rules that a plan of the copies of another case with the same ways breaks."""
    limits = np.zeros(len(copies_of(case).by_season.corridor_limits))
    prices = [replace(own, corridor_min=limits, corridor_max=limits) for own in (plan.prices, plan.bound_prices)]
    return broken(case, replace(plan, prices=prices[0], bound_prices=prices[1]))


def _rows(case: Case) -> list[dict[str, str]]:
    return [{"key": key, "value": value} for key, value in zip(case.settings.key, case.settings.value, strict=True)]

"""Whole projects by years apart reach the optimum that branch and bound proves, with a bound that never passes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from models.errors import NoPlan
from models.formulations.link_flow import solve_link_flow
from models.projects import may_open
from models.projects.year_alone import servable, single_year
from models.request import Request
from models.stop import Limits, Stop, interruption
from models.tables import replace_cells
from models.verify import verify
from models.whole_projects import search, solve_routes
from models.whole_projects.year_bound import YearBound
from models.whole_projects.years_apart import YearsApart
from tests.known import WHOLE_YEARS, Known
from tests.known.corridors import corridor_minimum
from tests.known.horizon import gain_after_the_plan
from tests.known.projects import whole_or_part
from tests.models.test_known_optima import quiet
from tests.models.test_properties import Parts, build, parts
from tests.networks import cargo, link, node
from tests.networks import case as network_case

PROVEN = Request(limits=Limits(gap=1e-9))


@pytest.fixture(autouse=True, scope="module")
def _years_apart() -> Iterator[None]:
    """However small a case is: years apart, without help from the node-link model."""
    before = search.PROVEN_BY_NODE_LINK
    search.PROVEN_BY_NODE_LINK = -1
    yield
    search.PROVEN_BY_NODE_LINK = before


@pytest.mark.parametrize("named", WHOLE_YEARS, ids=lambda named: named.__name__)
def test_known_optimum(named: Callable[[], Known]) -> None:
    known = named()
    solution = solve_routes(known[0], PROVEN, quiet)
    assert verify(known[0], solution).violations == ()
    assert solution.objective == pytest.approx(known[1], rel=1e-9)
    assert solution.bound == pytest.approx(known[1], rel=1e-6)
    assert solution.stop is Stop.OPTIMAL


@settings(max_examples=60, deadline=None)
@given(parts())
def test_same_optimum_as_branch_and_bound(rows: Parts) -> None:
    case = build(rows)
    solution, proven = solve_routes(case, PROVEN, quiet), solve_link_flow(case, PROVEN, quiet)
    assert verify(case, solution).violations == ()
    assert solution.objective == pytest.approx(proven.objective, rel=1e-6, abs=1e-6)
    assert solution.bound <= proven.objective + 1e-6 * (1 + abs(proven.objective))


def test_a_year_with_a_price_on_service() -> None:
    """15 Mt: 25 without the project, 15 with it; at a price of 8 both ways: min(25, 23). In part: 15 + 4 = 19."""
    bound = YearBound(single_year(whole_or_part()[0], 0))
    price = np.array([8.0])
    assert bound.least(price, 0, None) == pytest.approx(19, abs=1e-4)
    assert bound.least(price, 9, None) == pytest.approx(23, abs=1e-4)
    assert bound.least(np.array([12.0]), 9, None) == pytest.approx(25, abs=1e-4)


def test_one_year_of_a_case() -> None:
    """A project that serves in the year may open there for nothing; one that cannot is forbidden."""
    case = build(
        {
            "links": [],
            "demand": [],
            "projects": [_late("p", 2026), _late("q", 2025)],
            "project_effects": [],
            "budget": [],
        }
    )
    first = single_year(case, 0)
    assert servable(case).tolist() == [[False, True], [True, True]]
    assert may_open(first).tolist() == [[False], [True]]
    assert first.projects.capex_musd.tolist() == [0.0, 0.0]
    assert first.discount.tolist() == case.discount[:1].tolist()


def test_only_the_last_year_stands_for_the_years_after_the_plan() -> None:
    case = gain_after_the_plan()[0]
    assert [single_year(case, year).discount.tolist() for year in (0, 1)] == case.discount[:, None].tolist()


def test_a_year_keeps_its_limits_of_seasons_and_its_growth() -> None:
    """Two years with a limit each, 4 and 9 Mt; of 10 % and 20 % growth the second year has 20 %."""
    limits = [
        {"corridor": "ab", "season": "summer", "year": year, "max_mt": most} for year, most in ((2025, 4), (2026, 9))
    ]
    case = network_case(
        years=[{"year": 2025}, {"year": 2026}],
        nodes=[node("a"), node("b")],
        links=[link("a-b")],
        demand=[cargo("d", "a-b", [10, 10])],
        seasons=[{"id": "summer", "share": 0.5}, {"id": "winter", "share": 0.5}],
        season_limits=limits,
    )
    second = single_year(replace(case, growth_held=np.array([[0.1, 0.2]])), 1)
    assert second.season_limits.max_mt.tolist() == [9.0]
    assert second.growth_held is not None
    assert second.growth_held.tolist() == [[0.2]]


def _late(name: str, year: int) -> dict[str, object]:
    return {"id": name, "lifetime_years": 2, "capex_musd": 3.0, "earliest_year": year}


def test_a_search_that_is_broken_off_asks_nothing_of_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    """KeyboardInterrupt while the years are bounded: the first plan is kept, and another search runs to its end."""

    def broken_off(*_: object) -> None:
        raise KeyboardInterrupt

    case, optimum = whole_or_part()[:2]
    with monkeypatch.context() as patched:
        patched.setattr(YearsApart, "bound_years", broken_off)
        kept = solve_routes(case, PROVEN, quiet)
    assert verify(case, kept).violations == ()
    assert not interruption.asked
    assert solve_routes(case, PROVEN, quiet).objective == pytest.approx(optimum, rel=1e-9)


def test_a_least_volume_that_nothing_can_carry() -> None:
    """20 Mt must pass a link of 10 Mt: however dear the shortage gets, the search ends."""
    built = corridor_minimum()[0]
    limits = replace_cells(built.corridor_limits, {"min_mt": [20.0]})
    with pytest.raises(NoPlan, match="least volume"):
        solve_routes(replace(built, corridor_limits=limits), PROVEN, quiet)

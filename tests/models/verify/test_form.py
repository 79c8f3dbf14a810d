"""Plans whose arrays cannot be read."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from models.solution import Solution
from models.verify import verify
from tests.models.verify.plans import broken, idle, no_prices, plan
from tests.networks import cargo, case, effect, link, node, project

CASE = case(
    years=[{"year": 2025}, {"year": 2026}],
    nodes=[node("a"), node("b")],
    links=[link("a-b")],
    demand=[cargo("d", "a-b", [2, 3])],
    projects=[project("p", 1.0, exclusive_group="g")],
    project_effects=[effect("p", "a-b", cost_saving_usd_per_t=0.5)],
)
PLAN = plan(CASE, [("d", 2025, "a-b", 2), ("d", 2026, "a-b", 3)], [("p", 2025, 1)], objective=6.0)


def routes(**changes: Any) -> Solution:
    """The plan with other arrays of routes."""
    return replace(PLAN, routes=replace(PLAN.routes, **changes))


def openings(**changes: Any) -> Solution:
    """The plan with other arrays of openings."""
    return replace(PLAN, openings=replace(PLAN.openings, **changes))


def test_the_plan_passes() -> None:
    """5 Mt at 1 USD/t and 1 MUSD for the project."""
    assert verify(CASE, PLAN).violations == ()


UNREADABLE: dict[str, tuple[Solution, str, float]] = {
    "fewer tonnes than routes": (routes(mt=np.array([2.0])), "routes.demand", 2),
    "more years than routes": (routes(year=np.array([0, 1, 1])), "routes.year", 3),
    "a demand that is not there": (routes(demand=np.array([0, 1])), "routes.demand", 1),
    "a demand before the first": (routes(demand=np.array([-1, 0])), "routes.demand", 1),
    "a year that is not there": (routes(year=np.array([0, 2])), "routes.year", 1),
    "a path that is not there": (routes(path=np.array([0, 5])), "routes.path", 1),
    "an asset that is not there": (routes(paths=((9,),)), "routes.paths", 1),
    "an asset before the first": (routes(paths=((-1, 0),)), "routes.paths", 1),
    "positions that are not whole": (routes(demand=np.array([0.0, 0.5])), "routes.demand", 2),
    "tonnes that are no number": (routes(mt=np.array([2.0, np.nan])), "routes.mt", 1),
    "tonnes without end": (routes(mt=np.array([np.inf, 3.0])), "routes.mt", 1),
    "tonnes in words": (routes(mt=np.array(["2", "3"])), "routes.mt", 2),
    "a table of tonnes": (routes(mt=np.array([[2.0, 3.0]])), "routes.mt", 2),
    "a project that is not there": (openings(project=np.array([1])), "openings.project", 1),
    "an opening year that is not there": (openings(year=np.array([2])), "openings.year", 1),
    "an opening without a year": (openings(year=np.array([], np.int64)), "openings.year", 1),
    "a share that is no number": (openings(share=np.array([np.nan])), "openings.share", 1),
    "unmet of too few years": (replace(PLAN, unmet_mt=np.zeros((1, 1))), "unmet_mt", 1),
    "unmet that is no number": (replace(PLAN, unmet_mt=np.full((1, 2), np.nan)), "unmet_mt", 2),
    "benefits of too many effects": (replace(PLAN, benefit_mt=np.zeros((2, 1, 2))), "benefit_mt", 4),
    "benefits that are no number": (replace(PLAN, benefit_mt=np.full((1, 1, 2), np.nan)), "benefit_mt", 2),
}


@pytest.mark.parametrize(("solution", "array", "entries"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_arrays_that_cannot_be_read_are_named(solution: Solution, array: str, entries: float) -> None:
    verification = verify(CASE, solution)
    named = {violation.where: violation.amount for violation in verification.violations}
    assert named[array] == entries
    assert set(broken(verification)) == {"malformed"}
    assert verification.max_violation == np.inf
    assert np.isnan(verification.objective_musd)
    assert verification.bound_musd == -np.inf
    assert np.isnan(verification.money.real_musd).all()
    assert np.isnan(verification.totals.moved_mt).all()
    assert not verification.ok


PRICES: dict[str, tuple[Callable[[Any], Any], str]] = {
    "capacity": (lambda array: array[:, :1], "capacity"),
    "shared limits": (lambda array: np.zeros((3, 2)) + array.sum(), "shared_limit"),
    "no number": (lambda array: array * np.nan, "saving"),
    "without end": (lambda array: array + np.inf, "budget"),
    "requirements": (lambda array: array[0], "requires"),
    "unmet": (lambda array: array.T, "unmet"),
    "least volume": (lambda array: np.append(array, 1.0), "corridor_min"),
    "most volume": (lambda array: np.append(array, 1.0), "corridor_max"),
    "groups": (lambda groups: {**groups, "g": np.nan}, "exclusive"),
}


@pytest.mark.parametrize(("change", "name"), PRICES.values(), ids=PRICES.keys())
def test_prices_that_cannot_be_read_are_named_and_give_no_bound(change: Callable[[Any], Any], name: str) -> None:
    bad = replace(no_prices(CASE), **{name: change(getattr(no_prices(CASE), name))})
    verification = verify(CASE, replace(PLAN, bound_prices=bad))
    assert [(violation.rule, violation.where) for violation in verification.violations] == [
        ("malformed-prices", f"bound_prices.{name}")
    ]
    assert verification.bound_musd == -np.inf
    shown = verify(CASE, replace(PLAN, prices=bad))
    assert [violation.where for violation in shown.violations] == [f"prices.{name}"]
    assert np.isfinite(shown.bound_musd)


def test_the_verdict_travels_between_processes() -> None:
    verification = verify(CASE, routes(mt=np.array([2.0, 4.0])))
    copy = pickle.loads(pickle.dumps(verification))
    assert copy.violations == verification.violations
    assert copy.objective_musd == verification.objective_musd
    assert copy.money.transport_musd.tolist() == [2, 4]


def test_a_case_without_links_or_projects_has_an_empty_plan() -> None:
    empty = idle([2025])
    assert verify(empty, plan(empty, objective=0.0)).violations == ()


def test_a_looser_tolerance_forgives_more() -> None:
    over = replace(routes(mt=np.array([2.0, 3.002])), objective=6.002)
    assert broken(verify(CASE, over)) == {"demand-balance": [0.002]}
    forgiven = verify(CASE, over, tolerance=1e-3)
    assert forgiven.ok
    assert forgiven.max_violation == pytest.approx(0.002 / 4)

"""One plan for many futures, by hand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from models.case import Case
from models.errors import NoPlan
from models.futures import Future, FuturesPlan, Order, read_measure, solve_futures
from models.request import Request
from models.solution import Openings
from models.stop import Limits, Stop
from tests.models.futures.comparing import verified
from tests.networks import Row, cargo, case, effect, impossible, link, node, project

ALONE = np.array([1.0, 153.0])
"""MUSD of the own best plans of low and high, see `WHOLE`."""

WHOLE = {"expected": (0, 101.0), "worst": (1, 153.0), "cvar:0.5": (1, 153.0), "mix:0.5:0.5": (0, 151.0)}
"""1 Mt of capacity at 1 USD/t; 1 or 3 Mt want to go, each as likely; a tonne left behind: 100. p: 2 Mt more for 150.

Without p: 1 or 1 + 200 = 201, on average 101. With p: 1 + 150 = 151 or 3 + 150 = 153, on average 152.
The dearer half is high: 201 or 153. Half of it and half of the average: 151 or 152.5.
"""

PARTED = {"expected": (0.0, 101.0), "worst": (1.0, 153.0), "cvar:0.5": (1.0, 153.0), "mix:0.5:0.5": (0.0, 151.0)}
"""A share x of p: 1 + 150 x or 201 - 48 x; on average 101 + 51 x; the two are equal at x = 200/198, above 1."""


def of(mt: Sequence[float], **more: Row) -> Case:
    """A line that may be widened."""
    years = [{"year": 2025 + place} for place in range(len(mt))]
    return case(
        {"unmet_penalty": "100"},
        years=years,
        nodes=[node("a"), node("b")],
        links=[link("a-b", 1, 1)],
        demand=[cargo("d", "a-b", mt)],
        projects=[project("p", 150, **more.get("p", {}))],
        project_effects=[effect("p", "a-b", 2)],
    )


def solved(cases: Sequence[Case], measure: str, until: int, *, relaxed: bool = False) -> FuturesPlan:
    """The plan for futures that are as likely, verified."""
    futures = [Future(f"f{place}", 1 / len(cases), each) for place, each in enumerate(cases)]
    judged = read_measure(measure)
    order = Order(judged, until, ALONE if judged.against_best else None)
    plan = solve_futures(futures, order, Request(relaxed=relaxed, limits=Limits(gap=1e-9)), lambda _: None)
    assert plan.stop is Stop.OPTIMAL
    verdict = verified(cases, plan)
    assert verdict.ok, verdict.violations
    assert verdict.objective_musd == pytest.approx(plan.objective)
    assert verdict.bound_musd <= plan.objective + 1e-6
    return plan


@pytest.mark.parametrize("measure", list(WHOLE))
def test_measures_of_whole_projects(measure: str) -> None:
    built, cost = WHOLE[measure]
    plan = solved([of([1]), of([3])], measure, 2025)
    assert plan.objective == pytest.approx(cost)
    assert [len(each.openings.project) for each in plan.plans] == [built, built]


@pytest.mark.parametrize("measure", list(PARTED))
def test_measures_of_projects_in_part(measure: str) -> None:
    share, cost = PARTED[measure]
    plan = solved([of([1]), of([3])], measure, 2025, relaxed=True)
    assert plan.objective == pytest.approx(cost)
    assert [each.openings.share.sum() for each in plan.plans] == pytest.approx([share, share])


def test_regret() -> None:
    """Against 1 and 153: without p 0 and 48, with it 150 and 0. In part 150 x and 48 - 48 x: x = 48/198, 36.36."""
    assert solved([of([1]), of([3])], "regret", 2025).objective == pytest.approx(48.0)
    plan = solved([of([1]), of([3])], "regret", 2025, relaxed=True)
    assert plan.objective == pytest.approx(150 * 48 / 198)
    assert plan.plans[0].openings.share.sum() == pytest.approx(48 / 198)


def test_what_is_decided_later_follows_the_future() -> None:
    """P opens in 2026 only: after 2025 each future decides for itself, 1 + 1 and 1 + 153; up to 2026 together."""
    later = {"p": {"earliest_year": 2026}}
    cases = [of([1, 1], **later), of([1, 3], **later)]
    plan = solved(cases, "expected", 2025)
    assert plan.costs == pytest.approx([2.0, 154.0])
    assert [len(each.openings.project) for each in plan.plans] == [0, 1]
    assert solved(cases, "expected", 2026).costs == pytest.approx([2.0, 202.0])


def test_one_future_is_a_case() -> None:
    """3 Mt: 153 with p, 201 without."""
    for measure in ("expected", "worst", "cvar:0.9"):
        assert solved([of([3])], measure, 2025).objective == pytest.approx(153.0)


def test_equal_futures_are_one() -> None:
    for measure in ("expected", "worst", "cvar:0.5"):
        assert solved([of([3]), of([3]), of([3])], measure, 2025).objective == pytest.approx(153.0)


def test_a_forced_project_of_one_future_binds_no_other() -> None:
    """Where p is forced it opens; the futures that choose stay without it: 151 and 201."""
    forced = of([1], p={"decision": "force", "earliest_year": 2025, "latest_year": 2025})
    plan = solved([forced, of([3], p={"capex_musd": 250.0})], "expected", 2025)
    assert plan.costs == pytest.approx([151.0, 201.0])


def test_a_future_without_a_plan_is_named() -> None:
    with pytest.raises(NoPlan, match="future f1: "):
        solved([of([1]), impossible()], "expected", 2025)


def test_decisions_that_are_given() -> None:
    """With p in 2025 given, high costs 153 and low 151; without any more than what is forced 201 and 1."""
    futures = [Future("low", 0.5, of([1])), Future("high", 0.5, of([3]))]
    for held, costs in (({("p", 2025): 1.0}, [151.0, 153.0]), ({}, [1.0, 201.0])):
        order = Order(read_measure("expected"), 2025, None, held, later=False)
        plan = solve_futures(futures, order, Request(limits=Limits(gap=1e-9)), lambda _: None)
        assert plan.costs == pytest.approx(costs)


def test_verification_finds_what_is_falsified() -> None:
    """One future opens p and the other does not; weights of another measure; another objective; a bound too high."""
    cases = [of([1]), of([3])]
    plan = solved(cases, "expected", 2025)
    built = solved(cases, "worst", 2025)
    wrong = {
        "decided-alike": replace(plan, plans=(plan.plans[0], built.plans[1])),
        "weights": replace(plan, weights=np.array([0.9, 0.1])),
        "objective": replace(plan, objective=plan.objective - 1.0, bound=plan.bound - 1.0),
        "stated-bound": replace(plan, bound=plan.objective + 1.0),
    }
    for rule, falsified in wrong.items():
        assert rule in {violation.rule for violation in verified(cases, falsified).violations}
    none = Openings(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))
    without = replace(built, plans=tuple(replace(each, openings=none) for each in built.plans))
    assert not verified(cases, without).ok


@pytest.mark.parametrize("words", ["cvar", "cvar:1", "cvar:-0.1", "mix:0.5", "mix:2:0.5", "average", "worst:1", ""])
def test_measures_that_are_none(words: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(words)}$"):
        read_measure(words)

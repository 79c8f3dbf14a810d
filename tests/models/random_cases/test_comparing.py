"""The comparison is tried on plans that are falsified and on formulations that fail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from models.case import Case
from models.engine import solve_by_routes
from models.errors import NoPlan
from models.request import Request
from models.solution import Solution
from planner.study.service import no_prices
from tests.known.projects import exclusive
from tests.models.random_cases import comparing
from tests.models.random_cases.comparing import compare

Falsify = Callable[[Solution], Solution]


def kinds(falsify: Falsify, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Kinds of what differs for a formulation whose plans of a known case are falsified."""

    def solve(case: Case, request: Request, watch: Callable[[str], None]) -> Solution:
        return falsify(solve_by_routes(case, request, watch))

    monkeypatch.setattr(comparing, "FORMULATIONS", {"false": solve})
    return {told.kind for told in compare(exclusive()[0]).disagreements}


def _refuse(_: Solution) -> Solution:
    raise NoPlan


def _fail(_: Solution) -> Solution:
    raise ZeroDivisionError


def _cargo_lost(plan: Solution) -> Solution:
    return replace(plan, routes=replace(plan.routes, mt=plan.routes.mt / 2))


def test_a_right_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    assert kinds(lambda plan: plan, monkeypatch) == set()


@pytest.mark.parametrize(
    ("falsify", "kind"),
    [
        (_refuse, "no plan, but there is one"),
        (_fail, "exception"),
        (_cargo_lost, "not verified: demand-balance"),
        (lambda plan: replace(plan, objective=plan.objective + 1), "another optimum: dearer"),
        (lambda plan: replace(plan, objective=plan.objective - 1), "another optimum: cheaper"),
        (lambda plan: replace(plan, bound=plan.bound - 1), "optimal beside a gap"),
        (lambda plan: replace(plan, bound=plan.bound + 1), "bound above the objective"),
        (
            lambda plan: replace(plan, bound_prices=no_prices(exclusive()[0])),
            "bound of verification below the divisible optimum",
        ),
        (
            lambda plan: replace(plan, unmet_mt=np.zeros_like(plan.unmet_mt) - 1),
            "verification counts another objective",
        ),
    ],
)
def test_a_false_plan(falsify: Falsify, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert kind in kinds(falsify, monkeypatch)


def test_a_plan_where_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparing, "optimum", lambda *_, **__: None)
    assert {told.kind for told in compare(exclusive()[0]).disagreements} == {"a plan, but there is none"}

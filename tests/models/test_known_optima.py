"""Every formulation finds the optimum of every known case, and the plan is verified with a tight bound."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from models.request import Request
from models.solution import Solution
from models.stop import Limits, Stop
from models.verify import verify
from planner.study.run import FORMULATIONS
from tests.known import KNOWN, Known


def quiet(_: str) -> None:
    """Watch nothing."""


def solved(known: Known, formulation: str, *, relaxed: bool) -> Solution:
    return FORMULATIONS[formulation](known[0], Request(relaxed=relaxed, limits=Limits(gap=1e-9)), quiet)


@pytest.mark.parametrize("relaxed", [False, True], ids=["whole", "divisible"])
@pytest.mark.parametrize("formulation", FORMULATIONS)
@pytest.mark.parametrize("named", KNOWN, ids=lambda named: named.__name__)
def test_optimum(named: Callable[[], Known], formulation: str, relaxed: bool) -> None:
    known = named()
    solution = solved(known, formulation, relaxed=relaxed)
    verification = verify(known[0], solution)
    assert verification.violations == ()
    assert solution.objective == pytest.approx(known[2 if relaxed else 1], rel=1e-9)
    assert solution.stop is Stop.OPTIMAL
    assert verification.bound_musd <= solution.objective + 1e-6
    assert verification.bound_musd == pytest.approx(known[2], rel=1e-7)

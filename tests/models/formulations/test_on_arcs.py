"""The program on arcs has the optimum of the model, or one below it where cargo in circles keeps a least volume."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from models.case import Case
from models.formulations.routes import ColumnGeneration, node_link_program
from models.request import Request
from models.solver import solve
from models.stop import Limits, Stop
from models.whole_projects import solve_routes
from tests.known import WHOLE_YEARS, Known
from tests.models.test_known_optima import quiet

PROVEN = Limits(gap=1e-9)


def on_arcs(case: Case) -> float:
    return solve(node_link_program(ColumnGeneration(case, relaxed=False).master), PROVEN).objective


@pytest.mark.parametrize("named", WHOLE_YEARS, ids=lambda named: named.__name__)
def test_known_optimum(named: Callable[[], Known]) -> None:
    case, optimum = named()[:2]
    found = on_arcs(case)
    assert found <= optimum + 1e-9 * (1 + abs(optimum))
    if np.isnan(case.corridor_limits.min_mt).all():
        assert found == pytest.approx(optimum, rel=1e-9)


def without_least_volumes() -> list[Callable[[], Known]]:
    return [named for named in WHOLE_YEARS if np.isnan(named()[0].corridor_limits.min_mt).all()]


@pytest.mark.parametrize("named", without_least_volumes(), ids=lambda named: named.__name__)
def test_routes_and_arcs_prove_it_without_the_last_resort(named: Callable[[], Known]) -> None:
    case, optimum = named()[:2]
    solution = solve_routes(case, Request(limits=PROVEN), quiet)
    assert solution.stop is Stop.OPTIMAL
    assert solution.objective == pytest.approx(optimum, rel=1e-9)

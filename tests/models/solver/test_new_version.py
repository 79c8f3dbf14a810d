"""HiGHS itself, given a start that is not the best. A version that fails here is not allowed by pyproject.toml."""

from __future__ import annotations

import highspy
import numpy as np
import pytest

from models.solver.highs import _highs
from models.solver.trust import cost, promise
from models.stop import Limits
from tests.models.solver.starts import STARTS


@pytest.mark.parametrize("name", STARTS)
def test_a_start_costs_no_optimum(name: str) -> None:
    """Reported objective, bound and the cost of the values are all the least cost, 1.16.0 has none of them right."""
    given = STARTS[name]()
    assert promise(given.program, given.values) == given.cost
    highs = _highs(given.program, Limits(gap=1e-6))
    start = highspy.HighsSolution()
    start.col_value = list(given.values)
    highs.setSolution(start)
    highs.run()
    info = highs.getInfo()
    values = np.array(highs.getSolution().col_value)
    found = [info.objective_function_value, info.mip_dual_bound, cost(given.program, values)]
    assert found == pytest.approx([given.least] * 3)

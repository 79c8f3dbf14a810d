"""The bound against the optimum of random small cases, computed by a linear program over every route."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.case import Case
from models.solution import Prices
from models.verify import verify
from tests.models.verify.bound.cases import cases
from tests.models.verify.bound.optimum import optimum
from tests.models.verify.plans import no_prices

moderate = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@moderate
@given(cases(least_volumes=False))
def test_an_optimal_plan_passes_and_its_prices_give_a_bound_equal_to_it(case: Case) -> None:
    solution = optimum(case)
    verification = verify(case, solution)
    assert verification.violations == ()
    assert verification.objective_musd == pytest.approx(solution.objective, abs=1e-6)
    assert verification.bound_musd == pytest.approx(solution.objective, abs=1e-5)


@moderate
@given(cases(), st.integers(0, 2**32 - 1))
def test_no_prices_give_a_bound_above_the_optimum(case: Case, seed: int) -> None:
    solution = optimum(case)
    assert verify(case, solution).violations == ()
    guess = replace(solution, bound_prices=_random_prices(case, np.random.default_rng(seed)))
    verification = verify(case, guess)
    assert verification.violations == ()
    assert verification.bound_musd <= solution.objective + 1e-6


def _random_prices(case: Case, random: np.random.Generator) -> Prices:
    """Prices of which a fifth is above zero and some are below."""
    drawn = {
        name: random.choice([0.0, 0.0, 0.0, -2.0, 1.0], value.shape) * random.exponential(8.0, value.shape)
        for name, value in vars(no_prices(case)).items()
        if isinstance(value, np.ndarray)
    }
    return Prices(**drawn, exclusive={"either": float(random.exponential(5.0)), "nobody": 3.0})

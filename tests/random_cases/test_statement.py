"""The third statement is itself held against optima that were worked out by hand or published."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.known import KNOWN, Known
from tests.random_cases.statement import optimum


@pytest.mark.parametrize("divisible", [False, True], ids=["whole", "divisible"])
@pytest.mark.parametrize("named", KNOWN, ids=lambda named: named.__name__)
def test_known_optimum(named: Callable[[], Known], divisible: bool) -> None:
    case, whole, parted = named()
    found = optimum(case, divisible=divisible)
    assert found is not None
    assert found.objective == pytest.approx(parted if divisible else whole, rel=1e-9)

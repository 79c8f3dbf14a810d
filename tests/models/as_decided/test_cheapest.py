"""The cheapest way of cargo with the projects that serve."""

from __future__ import annotations

import numpy as np
import pytest

from models.as_decided import DecidedYear
from models.solution import Openings
from tests.networks import cargo, case, effect, link, node, project

NONE = Openings(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))


def test_a_saving_of_carbon_makes_a_way_cheaper_at_its_price() -> None:
    """1000 km at 60 g/tkm and 100 USD/t CO2e are 6 USD/t beside 10 of freight; wires save 20 g/tkm, so 2 USD/t."""
    given = case(
        {"carbon_price": "yes"},
        nodes=[node("a"), node("b")],
        links=[link("a-b", 10, length_km=1000.0, emission_g_per_tkm=60.0)],
        demand=[cargo("d", "a-b", 1)],
        carbon=[{"year": 2025, "price_usd_per_t": 100.0}],
        projects=[project("wires", 1, lifetime_years=1)],
        project_effects=[effect("wires", "a-b", emission_saving_g_per_tkm=20.0)],
    )
    year, only = DecidedYear(given, NONE, 0), np.array([0])
    assert year.cheapest(np.array([0.0]), only)[0] == pytest.approx(16)
    assert year.cheapest(np.array([1.0]), only)[0] == pytest.approx(14)

"""Random answers of demand to cost: elasticities, costs of reference and ways outside."""

from __future__ import annotations

from random import Random

from tests.models.random_cases.draws.networks import Rows, given
from tests.networks import Row

COSTS = (1.0, 2.0, 3.0, 5.0, 10.0, 20.0, 100.0)


def responses(random: Random, rows: Rows, years: list[int], settings: dict[str, str]) -> Rows:
    """Up to three rows in a third of the cases, and costs of reference of single demands; sets the settings."""
    if random.random() < 0.65:
        return {}
    settings |= {"demand_response": random.choice(("yes", "yes", "yes", "no"))}
    settings |= given(random, "response_steps", 0.7, "1", "2", "3")
    cargo = [row["id"] for row in rows["demand"]]
    found = [_row(random, rows, cargo) for _ in range(random.choice((1, 1, 2, 3)))]
    costs: list[Row] = [
        {"demand": name, "year": year, "cost_usd_per_t": random.choice(COSTS)}
        for name in cargo
        for year in years
        if random.random() < 0.4
    ]
    return {"demand_response": found, "demand_reference": costs}


def _row(random: Random, rows: Rows, cargo: list[str]) -> Row:
    kinds = [commodity["id"] for commodity in rows["commodities"]]
    return {
        **given(random, "flow_type", 0.2, "transit", "export"),
        **given(random, "commodity", 0.3, *kinds),
        **given(random, "demands", 0.2, (random.choice(cargo),), tuple(cargo[:2])),
        **given(random, "elasticity", 0.85, -1.0, -1.0, -0.5, -0.4, -2.0, -0.1),
        **given(random, "reference_cost_usd_per_t", 0.6, *COSTS),
        **given(random, "growth_most", 0.7, 0.0, 0.5, 1.0, 3.0),
        **given(random, "outside_cost_usd_per_t", 0.3, *COSTS),
        **given(random, "outside_days", 0.2, 1.0, 5.0),
    }

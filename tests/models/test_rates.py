"""Rates of commodities on the Kazakhstan case, against the same case with its costs multiplied by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from models.case import Case
from models.request import Request
from models.tables import CommodityRates, make_table, replace_cells, some_rows
from planner.study.run import FORMULATIONS
from tests.models.test_kazakhstan import kazakhstan, verified

FACTORS = {
    "rail_1520": {"coal": 0.45, "grain_oilseeds": 0.5, "metals_ores": 0.6, "fertiliser_chemicals": 0.6}
    | {"oil_products": 0.9},
    "rail_1435": {"coal": 0.6, "grain_oilseeds": 0.7, "metals_ores": 0.75, "fertiliser_chemicals": 0.75}
    | {"oil_products": 0.9},
}
"""cost_factor by mode and commodity: bulk pays less than half of what a container does."""

CHEAPEST = 6.2 * 0.45
"""USD/t that coal pays between St Petersburg and Narva, where a project saves 4."""


def rated() -> Case:
    """The case with these rates, and a saving at Narva that does not exceed what coal pays there."""
    rows = [(commodity, mode, factor) for mode, rates in FACTORS.items() for commodity, factor in rates.items()]
    columns = dict(zip(("commodity", "mode", "cost_factor"), map(list, zip(*rows, strict=True)), strict=True))
    effects = kazakhstan().project_effects
    at_narva = effects.asset == "r1520_st_petersburg_narva"
    saving = np.where(at_narva, np.minimum(effects.cost_saving_usd_per_t, CHEAPEST), effects.cost_saving_usd_per_t)
    return replace(
        kazakhstan(),
        commodity_rates=make_table(CommodityRates, columns),
        project_effects=replace_cells(effects, {"cost_saving_usd_per_t": saving.tolist()}),
    )


def only(case: Case, commodity: str) -> Case:
    """The case with the demand of one commodity."""
    return replace(case, demand=some_rows(case.demand, np.flatnonzero(case.demand.commodity == commodity)))


@pytest.mark.parametrize("commodity", FACTORS["rail_1520"])
def test_a_rate_is_the_cost_multiplied_row_by_row(commodity: str) -> None:
    """With one kind of cargo the links may as well cost so much less."""
    given = only(rated(), commodity)
    links = given.links
    cost = [
        value * FACTORS.get(mode, {}).get(commodity, 1.0)
        for value, mode in zip(links.cost_usd_per_t.tolist(), links.mode, strict=True)
    ]
    by_hand = replace(
        given,
        commodity_rates=make_table(CommodityRates, {}),
        links=replace_cells(links, {"cost_usd_per_t": cost}),
    )
    without = replace(given, commodity_rates=by_hand.commodity_rates)
    objectives = [verified(one, "routes", Request(relaxed=True)).objective for one in (given, by_hand, without)]
    assert objectives[0] == pytest.approx(objectives[1], rel=1e-9)
    assert objectives[0] < 0.99 * objectives[2]


@pytest.mark.slow
def test_formulations_agree_on_all_cargo_with_rates() -> None:
    found = [verified(rated(), name, Request(relaxed=True)).objective for name in FORMULATIONS]
    assert found[0] == pytest.approx(found[1], rel=1e-9)

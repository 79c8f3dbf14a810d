"""Carbon in a plan: its price, what a cap is worth, who emits, and what verification says of a plan that emits more."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from models.accounts import emissions, money_by_year, route_emissions
from models.case import Case
from models.network import find_ways
from models.request import Request
from models.solution import Solution
from models.tables import replace_cells
from models.verify import emitted_by_part, verify
from planner.study.run import FORMULATIONS
from tests import networks
from tests.known.carbon import carbon_at_a_price, carbon_under_a_cap, saved_carbon_under_a_cap
from tests.models.test_known_optima import quiet
from tests.models.verify.plans import broken, plan
from tests.networks import table

BY = pytest.mark.parametrize("formulation", FORMULATIONS)


def solved(case: Case, formulation: str) -> Solution:
    return FORMULATIONS[formulation](case, Request(relaxed=True), quiet)


@BY
def test_the_price_of_a_cap_is_what_a_tonne_more_saves(formulation: str) -> None:
    """12.5 t by road in place of rail for a t CO2e, 2 USD each: 25."""
    assert solved(carbon_under_a_cap()[0], formulation).prices.carbon_cap == pytest.approx([25])


@BY
def test_the_price_of_a_cap_set_as_a_price_gives_a_plan_as_good(formulation: str) -> None:
    """Without the cap, at its price: the capped plan costs 110 + 25 x 0.6 = 125, and none is cheaper."""
    capped = carbon_under_a_cap()[0]
    found = solved(capped, formulation)
    price = found.prices.carbon_cap.tolist()
    settings = [
        {"key": key, "value": value} for key, value in zip(capped.settings.key, capped.settings.value, strict=True)
    ]
    priced = replace(
        capped,
        settings=table("settings", [*settings, {"key": "carbon_price", "value": "yes"}]),
        carbon=table("carbon", [{"year": 2025, "price_usd_per_t": price[0]}]),
    )
    best = solved(priced, formulation)
    assert best.objective == pytest.approx(125)
    money = money_by_year(priced, replace(found, case_digest=priced.digest), find_ways(priced, found.routes))
    assert float((money.real + money.penalty).sum()) == pytest.approx(best.objective)
    assert float(money.transport.sum()) == pytest.approx(110)
    assert float(money.carbon.sum()) == pytest.approx(15)


def test_the_cost_of_carbon_stands_apart() -> None:
    """10 Mt by rail: 120 for transport, 10 for 0.2 Mt CO2e at 50 USD."""
    case = carbon_at_a_price()[0]
    found = solved(case, "routes")
    money = money_by_year(case, found, find_ways(case, found.routes))
    verification = verify(case, found)
    assert (money.transport.tolist(), money.carbon.tolist()) == ([120], pytest.approx([10]))
    assert verification.money.carbon_musd.tolist() == pytest.approx([10])
    assert verification.totals.emitted_mt.sum() == pytest.approx(0.2)


def test_a_plan_that_emits_more_than_the_cap_is_reported() -> None:
    """All by road: 10 x 0.1 = 1 Mt CO2e of 0.6."""
    case = carbon_under_a_cap()[0]
    assert broken(verify(case, plan(case, [("d", 2025, "a-b", 10)]))) == {"carbon-cap": [0.4]}


def test_savings_are_taken_off_where_they_arise() -> None:
    """All 10 Mt by rail, 5 of them under wires: a-c 10 x 0.008, c-b 10 x 0.012 - 5 x 0.012; 0.14 on the one way."""
    case = replace(saved_carbon_under_a_cap()[0], carbon=table("carbon", []))
    found = plan(case, [("d", 2025, "a-c c-b", 10)], [("wires", 2025, 1)], benefit={(0, "goods", 2025): 5})
    ways = find_ways(case, found.routes)
    emitted = emissions(case, found, ways)
    assert emitted[:, 0, 0].tolist() == pytest.approx([0, 0.08, 0.06])
    assert route_emissions(case, found.routes, ways, emitted).tolist() == pytest.approx([0.14])
    verification = verify(case, found)
    assert verification.violations == ()
    assert np.allclose(verification.totals.emitted_mt, emitted)


def test_parts_by_hand() -> None:
    """2 Mt go a-c (100 km, rail) and c-b (50 km, road) with a transfer at c, 1 Mt stays on c-b: 10 and 100 g/tkm.

    Rail 2 x 100 x 10 = 2 kt, road 3 x 50 x 100 = 15, the transfer 2 x 0.5 = 1. a and c lie in KZ, b in RU: half of c-b
    there. The corridor over a-c counts 2 Mt on their whole way: 2 + 10 + 1.
    """
    given = networks.case(
        nodes=[networks.node("a"), networks.node("c"), networks.node("b", "RU")],
        links=[networks.link("a-c", length_km=100.0), networks.link("c-b", length_km=50.0, mode="road")],
        terminals=[{"id": "yard", "node": "c", "mode_a": "rail", "mode_b": "road", "time_h": 0, "cost_usd_per_t": 0,
                    "capacity_mt": 9, "emission_kg_per_t": 0.5}],
        modes=[{"id": "rail", "emission_g_per_tkm": 10.0}, {"id": "road", "emission_g_per_tkm": 100.0}],
        demand=[networks.cargo("d", "a-b", 2.0), networks.cargo("e", "c-b", 1.0)],
        corridors=[{"id": "east", "role": "planning"}],
        corridor_gateways=[{"corridor": "east", "asset": "a-c"}],
    )  # fmt: skip
    found = emitted_by_part(given, plan(given, [("d", 2025, "a-c yard c-b", 2), ("e", 2025, "c-b", 1)]))
    kt = {part: {name: float(1000 * mt[0]) for name, mt in rows.items()} for part, rows in found.items()}
    assert kt["mode"] == pytest.approx({"rail": 2, "road": 15, "": 1})
    assert kt["country"] == pytest.approx({"KZ": 10.5, "RU": 7.5})
    assert kt["corridor"] == pytest.approx({"east": 13})


@BY
def test_a_saving_that_nothing_asks_for_is_counted(formulation: str) -> None:
    """Without price and cap forced wires change no cost, but all tonnes under them emit less: all take the railway."""
    case = saved_carbon_under_a_cap()[0]
    rail = replace_cells(case.links, {"cost_usd_per_t": [20.0, 0.0, 12.0]})
    forced = replace_cells(case.projects, {"decision": ["force"]})
    free = replace(case, carbon=table("carbon", []), links=rail, projects=forced)
    found = solved(free, formulation)
    assert found.benefit_mt[0, 0].tolist() == pytest.approx([10])
    assert verify(free, found).violations == ()
    assert emissions(free, found, find_ways(free, found.routes)).sum() == pytest.approx(0.08)

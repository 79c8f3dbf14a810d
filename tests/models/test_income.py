"""What owners earn from tariffs, worked out by hand; `verify` states it anew and must find the same."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from models.case import Case
from models.income import (
    OwnerAccount,
    home_km,
    income_by_year,
    income_of,
    owner_accounts,
    owners_of,
    state_account,
)
from models.network import find_ways
from models.solution import Solution
from models.tables import FLOW_TYPES
from models.verify import income_by_owner, verify
from tests.models.verify.plans import Opening, plan
from tests.networks import cargo, case, link, node, project

GOODS = [{"id": name, "value_of_time_usd_per_t_day": 0.0} for name in ("goods", "coal")]


def line(tariffs: list[dict[str, Any]], **more: Any) -> Case:
    """Rail from china over the border at b and by c to the port d, a ship to e: 300 km b-c, 200 km c-d.

    The border link china-b is 50 km long, 20 of them at home. d is in KZ, e abroad; a terminal at d loads the ship.
    Transit goods 2 Mt from china to e; export coal 3 Mt from c to e.
    """
    tables: dict[str, Any] = {
        "nodes": [node("china", "CN"), node("b"), node("c"), node("d"), node("e", "AZ")],
        "links": [
            link("china-b", length_km=50.0, home_km=20.0),
            link("b-c", length_km=300.0),
            link("c-d", length_km=200.0),
            link("d-e", mode="sea", length_km=400.0),
        ],
        "terminals": [
            {"id": "port", "node": "d", "mode_a": "rail", "mode_b": "sea", "time_h": 0, "cost_usd_per_t": 1,
             "capacity_mt": 100},
        ],
        "commodities": GOODS,
        "demand": [cargo("t", "china-e", 2.0), cargo("x", "c-e", 3.0, commodity="coal", flow_type="export")],
        "tariffs": tariffs,
    }  # fmt: skip
    return case(**tables | more)


def along(built: Case, *openings: Opening) -> Solution:
    """All cargo by the only way."""
    everywhere = "china-b b-c c-d port d-e"
    years = [int(year) for year in built.years.year]
    routes = [("t", year, everywhere, 2.0) for year in years]
    routes += [("x", year, "c-d port d-e", 3.0) for year in years]
    return plan(built, routes, list(openings))


def accounts(built: Case, solution: Solution) -> list[OwnerAccount]:
    income = income_of(built, solution, find_ways(built, solution.routes))
    return list(owner_accounts(built, solution.openings, income))


def earned(built: Case) -> dict[str, list[float]]:
    """MUSD by owner and year; verification must say the same."""
    solution = along(built)
    income = income_of(built, solution, find_ways(built, solution.routes))
    found = dict(zip(owners_of(built), income_by_year(built, income).tolist(), strict=True))
    verified = income_by_owner(built, solution)
    assert {owner: musd.tolist() for owner, musd in verified.items()} == {
        owner: pytest.approx(musd) for owner, musd in found.items()
    }
    return found


def tariff(owner: str, **more: Any) -> dict[str, Any]:
    return {"owner": owner} | more


def test_the_first_row_that_fits_counts() -> None:
    """c-d has a row of its own, 0.01: (2 + 3) Mt x 200 km x 0.01 = 10. Elsewhere transit pays 0.02 on 20 + 300 km.

    2 Mt x 320 km x 0.02 = 12.8. The last row fits all rail but comes too late for any: 22.8 in all.
    """
    rows = [
        tariff("rail", asset="c-d", usd_per_tkm=0.01),
        tariff("rail", mode="rail", flow_type="transit", usd_per_tkm=0.02),
        tariff("rail", mode="rail", usd_per_tkm=0.5),
    ]
    assert earned(line(rows)) == {"rail": [pytest.approx(22.8)]}


def test_order_decides() -> None:
    """With the general row above all others it is 0.5 everywhere: 2 x 520 x 0.5 + 3 x 200 x 0.5 = 820."""
    rows = [tariff("rail", mode="rail", usd_per_tkm=0.5), tariff("rail", asset="c-d", usd_per_tkm=0.01)]
    assert earned(line(rows)) == {"rail": [pytest.approx(820)]}


def test_a_border_link_earns_on_its_home_kilometres() -> None:
    """20 of 50 km: 2 Mt x 20 km x 0.1 = 4. Without home_km nothing per km; per tonne all the same: 2 x 3 = 6.

    The sea link leaves KZ and has no home_km: nothing.
    """
    per_km, per_t = tariff("rail", asset="china-b", usd_per_tkm=0.1), tariff("rail", asset="china-b", usd_per_t=3.0)
    without = [link("china-b", length_km=50.0), *[link(ends, length_km=1.0) for ends in ("b-c", "c-d")]]
    ship = link("d-e", mode="sea", length_km=400.0)
    assert earned(line([per_km])) == {"rail": [pytest.approx(4)]}
    assert earned(line([per_km], links=[*without, ship])) == {"rail": [0.0]}
    assert earned(line([per_t], links=[*without, ship])) == {"rail": [pytest.approx(6)]}
    assert home_km(line([per_km])).tolist() == [20.0, 300.0, 200.0, 0.0, 0.0]


def test_nothing_is_earned_abroad() -> None:
    """The ship belongs to a KZ port at one end: 5 Mt x 2 = 10. From e on, between two foreign nodes: nothing."""
    built = line(
        [tariff("ship", mode="sea", usd_per_t=2.0)],
        nodes=[node("china", "CN"), node("b"), node("c"), node("d", "AZ"), node("e", "AZ")],
    )
    assert earned(built) == {"ship": [0.0]}
    assert earned(line([tariff("ship", mode="sea", usd_per_t=2.0)])) == {"ship": [pytest.approx(10)]}


def test_a_terminal_earns_per_tonne() -> None:
    """5 Mt over the port at 8 USD/t: 40; a kilometre price is worth nothing there."""
    assert earned(line([tariff("port", asset="port", usd_per_tkm=1.0, usd_per_t=8.0)])) == {"port": [pytest.approx(40)]}


def test_a_row_with_a_mode_fits_no_terminal() -> None:
    """2 Mt on three links of rail and 3 Mt on one, at 1 USD/t: 9. On any asset the ship and the port too: 19."""
    assert earned(line([tariff("rail", mode="rail", usd_per_t=1.0)])) == {"rail": [pytest.approx(9)]}
    assert earned(line([tariff("rail", usd_per_t=1.0)])) == {"rail": [pytest.approx(19)]}


def test_two_owners_each_have_a_first_row() -> None:
    """The railway's row does not keep the port from earning: 2 x 520 + 3 x 200 km at 0.01 = 16.4, and 40."""
    rows = [tariff("rail", mode="rail", usd_per_tkm=0.01), tariff("port", asset="port", usd_per_t=8.0)]
    assert earned(line(rows)) == {"rail": [pytest.approx(16.4)], "port": [pytest.approx(40)]}


def test_transit_and_export_are_told_apart() -> None:
    """Transit 2 Mt x 520 km x 0.03 = 31.2; export of coal 3 x 200 x 0.01 = 6."""
    rows = [
        tariff("rail", mode="rail", flow_type="transit", usd_per_tkm=0.03),
        tariff("rail", mode="rail", commodity="coal", usd_per_tkm=0.01),
    ]
    built = line(rows)
    solution = along(built)
    income = income_of(built, solution, find_ways(built, solution.routes))
    by_type = {FLOW_TYPES[kind]: musd for kind, musd in zip(income.flow_type.tolist(), income.musd, strict=True)}
    assert by_type == {"transit": pytest.approx(31.2), "export": pytest.approx(6)}
    assert sorted(income.mt.tolist()) == pytest.approx([2, 3])


def test_every_tonne_has_one_corridor() -> None:
    """Both corridors count the transit; it stands in the first of them. The export has none."""
    built = line(
        [tariff("rail", mode="rail", usd_per_t=1.0)],
        corridors=[{"id": "east", "ends_in": ("china",)}, {"id": "again", "ends_in": ("china",)}],
        corridor_gateways=[{"corridor": "east", "asset": "b-c"}, {"corridor": "again", "asset": "c-d"}],
    )
    solution = along(built)
    income = income_of(built, solution, find_ways(built, solution.routes))
    assert dict(zip(income.corridor.tolist(), income.musd.tolist(), strict=True)) == pytest.approx({0: 6.0, -1: 3.0})


def test_income_is_no_part_of_any_cost() -> None:
    """A transfer: the same plan costs the same with tariffs and without."""
    free, dear = line([]), line([tariff("rail", usd_per_t=100.0)])
    costs = [verify(built, along(built)).objective_musd for built in (free, dear)]
    assert costs[0] == costs[1]


def test_a_case_without_tariffs_keeps_its_digest() -> None:
    assert line([]).digest == replace(line([tariff("rail", usd_per_t=1.0)]), tariffs=line([]).tariffs).digest
    assert income_by_owner(line([]), along(line([]))) == {}


def owned() -> Case:
    """Two years. The railway's yard: 100 MUSD, opens in 2026, so it is paid in 2025; the budget pays a quarter.

    Upkeep 2 MUSD a year. The railway earns 9 a year, and is the state's; debt bears 10 %.
    """
    return line(
        [tariff("rail", mode="rail", usd_per_t=1.0)],
        settings={"state_owners": "rail", "debt_rate": "0.1"},
        years=[{"year": 2025}, {"year": 2026}],
        demand=[
            cargo("t", "china-e", [2.0, 2.0]),
            cargo("x", "c-e", [3.0, 3.0], commodity="coal", flow_type="export"),
        ],
        projects=[project("yard", 100.0, budget_share=0.25, fixed_opex_musd_per_year=2.0, owner="rail")],
    )


def test_the_account_of_an_owner_and_of_the_state() -> None:
    """Owner: 9, then 9 - 2 of upkeep; of 100 the budget pays 25 and the railway 75 in 2025.

    State: pays 25 and earns 9 in 2025: 16 short; with 10 % it is 17.6 a year later, less 9: 8.6.
    """
    built = owned()
    solution = along(built, ("yard", 2026, 1.0))
    (account,) = accounts(built, solution)
    assert account.owner == "rail"
    assert account.income.tolist() == pytest.approx([9, 9])
    assert account.upkeep.tolist() == pytest.approx([0, 2])
    assert account.state.tolist() == pytest.approx([25, 0])
    assert account.others.tolist() == pytest.approx([75, 0])
    assert account.balance.tolist() == pytest.approx([9 - 75, 7])
    state = state_account(built, solution.openings, [account])
    assert state.paid.tolist() == pytest.approx([25, 0])
    assert state.earned.tolist() == pytest.approx([9, 9])
    assert state.debt.tolist() == pytest.approx([16, 8.6])


def test_a_plan_year_that_stands_for_two_earns_twice() -> None:
    """Weight 2: 18 of income and 4 of upkeep; what is paid falls due once."""
    built = replace(owned(), years=line([], years=[{"year": 2025}, {"year": 2026, "weight_years": 2.0}]).years)
    (account,) = accounts(built, along(built, ("yard", 2026, 1.0)))
    assert account.income.tolist() == pytest.approx([9, 18])
    assert account.upkeep.tolist() == pytest.approx([0, 4])
    assert account.others.tolist() == pytest.approx([75, 0])


def test_without_a_debt_rate_debt_bears_the_discount_rate() -> None:
    """At 0 %: 16, then 16 - 9 = 7."""
    built = owned()
    built = replace(built, settings=line([], settings={"state_owners": "rail"}).settings)
    solution = along(built, ("yard", 2026, 1.0))
    state = state_account(built, solution.openings, accounts(built, solution))
    assert state.debt.tolist() == pytest.approx([16, 7])
    assert np.isnan(built.parameters.debt_rate)

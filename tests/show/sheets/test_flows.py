"""Flows, corridors and money of plans by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from models import accounts
from models.case import Case
from models.formulations.link_flow import solve_link_flow
from models.network import flows
from models.request import Request
from models.verify import verify
from planner.show.result import Facts
from planner.show.sheets.record.checks import disagreement
from tests.models.verify.bound.cases import cases
from tests.models.verify.plans import plan
from tests.networks import cargo, case, effect, link, node, project
from tests.show.plans import ferry, ferry_plan, line, line_plan, ridge, ridge_plan


def test_flow_by_asset_direction_and_year() -> None:
    network = ridge()
    solution = ridge_plan(network)
    flow = flows.asset_flow(network, solution.routes, flows.find_ways(network, solution.routes))
    assert flow[:, 0].tolist() == [[3, 5], [4, 6], [0.5, 1], [0.5, 1], [0, 0]]
    assert flow[:, 1].sum() == 0


def test_the_same_path_is_passed_back_by_cargo_from_its_other_end() -> None:
    """One link a-b; 2 Mt go from a to b and 3 Mt from b to a by the very same path."""
    network = case(
        nodes=[node("a"), node("b")], links=[link("a-b")], demand=[cargo("go", "a-b", 2.0), cargo("come", "b-a", 3.0)]
    )
    solution = plan(network, [("go", 2025, "a-b", 2.0), ("come", 2025, "a-b", 3.0)])
    ways = flows.find_ways(network, solution.routes)
    assert len(ways.origin) == 2
    assert flows.asset_flow(network, solution.routes, ways)[0, :, 0].tolist() == [2.0, 3.0]


def test_flow_by_demand_class() -> None:
    network = ridge()
    solution = ridge_plan(network)
    found = flows.class_flows(network, solution.routes, flows.find_ways(network, solution.routes))
    rows = zip(network.asset_ids[found.asset], network.years.year[found.year], found.flow_type, found.mt, strict=True)
    on_ridge = [(int(year), found.flow_types[kind], mt) for asset, year, kind, mt in rows if asset == "b-c"]
    assert sorted(on_ridge) == [
        (2025, "export", 1.0),
        (2025, "transit", 3.0),
        (2026, "export", 1.0),
        (2026, "transit", 5.0),
    ]


def test_volume_of_a_corridor_counts_fitting_demand_only() -> None:
    """b-c carries 4 and 6 Mt, of which 1 Mt a year is export from b and has no end in a."""
    network = ridge()
    solution = ridge_plan(network)
    volumes = flows.corridor_volumes(network, solution.routes, flows.find_ways(network, solution.routes))
    assert volumes.tolist() == [[3, 5], [3, 5]]


def test_cost_and_hours_of_a_way() -> None:
    network = ferry()
    solution = ferry_plan(network)
    ways = flows.find_ways(network, solution.routes)
    by_route = ways.of_route
    assert flows.way_costs(network, ways)[0, by_route, 0].tolist() == [2 + 1 + 3 + 1 + 1, 2]
    assert flows.way_hours(network, ways)[by_route, 0].tolist() == [24, 0]


def test_no_routes_no_flows() -> None:
    network = ridge()
    solution = plan(network, unmet={("t1", 2025): 4.0, ("t1", 2026): 6.0, ("e1", 2025): 1.0, ("e1", 2026): 1.0})
    ways = flows.find_ways(network, solution.routes)
    assert flows.asset_flow(network, solution.routes, ways).sum() == 0
    assert len(flows.class_flows(network, solution.routes, ways).mt) == 0


def test_money_by_year() -> None:
    """Of each year.

    2025: 3 x 15 + 0.5 x 30 + 1 x 5 = 65, time 3 x 1, penalty 0.5 x 1000.
    2026: 5 x 15 + 30 + 5 = 110, time 5 x 1, saved 5 x 1, annuity 100 / 10, upkeep 2.
    """
    network = ridge()
    solution = ridge_plan(network)
    money = accounts.money_by_year(network, solution, flows.find_ways(network, solution.routes))
    assert money.transport.tolist() == [65, 110]
    assert money.time.tolist() == [3, 5]
    assert money.savings.tolist() == [0, 5]
    assert money.annuities.tolist() == [0, 10]
    assert money.real.tolist() == [68, 122]
    assert money.penalty.tolist() == [500, 0]
    assert accounts.discounted(network, money.real + money.penalty) == 690


def test_payments_where_no_plan_year_lies_in_construction() -> None:
    """Opened in 2030 after two years of building (2028, 2029): all 50 MUSD fall to 2025, the last plan year before."""
    network = case(
        years=[{"year": 2025}, {"year": 2030}],
        nodes=[node("a"), node("b")],
        links=[link("a-b")],
        demand=[{"id": "d", "flow_type": "transit", "origin": "a", "destination": "b", "commodity": "goods",
                 "2025": 1.0, "2030": 1.0}],
        projects=[project("p", 50.0, construction_years=2, divisible=True)],
        project_effects=[{"project": "p", "asset": "a-b", "capacity_added": 1.0}],
    )  # fmt: skip
    solution = plan(network, [("d", 2025, "a-b", 1.0), ("d", 2030, "a-b", 1.0)], [("p", 2030, 0.5)])
    assert accounts.budget_payments(network, solution.openings).tolist() == [[25.0, 0.0]]


def test_load_beyond_capacity_is_displaced_and_projects_do_not_bring_it_back() -> None:
    """4 Mt carry 6 Mt of load: 2 Mt find no room. `wide` adds 2 Mt, of which the model uses 1 Mt: 5 of 6 Mt."""
    network = line(
        load=6.0, projects=[project("wide", 1.0, lifetime_years=9)], project_effects=[effect("wide", "a-b", 2.0)]
    )
    solution = line_plan(network, [("wide", 2025, 1.0)])
    assert accounts.displaced_load(network).tolist() == [[2.0, 2.0]]
    facts = Facts(network, solution, verify(network, solution))
    assert facts.utilisation.tolist() == [[pytest.approx(5 / 6), pytest.approx(5 / 6)]]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases())
def test_tables_agree_with_verification(network: Case) -> None:
    solution = solve_link_flow(network, Request(relaxed=True), lambda _: None)
    facts = Facts(network, solution, verify(network, solution))
    assert disagreement(facts) < 1e-9
    assert np.all(np.nan_to_num(facts.utilisation) < 1 + 1e-6)

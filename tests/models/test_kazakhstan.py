"""The Kazakhstan case: the reference optimum, every scenario, and whole projects within their gaps."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from models.case import Case
from models.network import asset_flow, find_ways
from models.request import Request
from models.solution import Solution
from models.stop import Limits
from models.tables import Numbers
from models.verify import verify
from planner.read.case import read_case
from planner.read.writing import write_folder
from planner.study.run import FORMULATIONS
from planner.study.scenarios import apply_scenario
from tests.models.test_known_optima import quiet

WORKBOOK = Path(__file__).parents[2] / "inputs" / "kazakhstan.xlsx"
REFERENCE = 152_644.970
"""MUSD, divisible projects, no scenario: from an implementation that shares no code with this one."""


@cache
def kazakhstan() -> Case:
    reading = read_case(WORKBOOK)
    assert reading.case is not None
    return reading.case


SCENARIOS = ("", *kazakhstan().scenarios.id.tolist())


def verified(case: Case, formulation: str, request: Request) -> Solution:
    solution = FORMULATIONS[formulation](case, request, quiet)
    verification = verify(case, solution)
    assert verification.violations == ()
    assert verification.bound_musd <= solution.objective * (1 + 1e-9)
    if request.relaxed:
        assert verification.bound_musd == pytest.approx(solution.objective, rel=1e-6)
    return solution


@pytest.mark.parametrize("formulation", FORMULATIONS)
def test_reference_optimum(formulation: str) -> None:
    solution = verified(kazakhstan(), formulation, Request(relaxed=True))
    assert solution.objective == pytest.approx(REFERENCE, rel=1e-6)
    assert solution.unmet_mt.sum(axis=0) == pytest.approx([0.0] * 11, abs=1e-6)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_every_scenario_by_routes(scenario: str) -> None:
    """The independent bound of the verification equals the optimum: no other formulation is needed to prove it."""
    verified(apply_scenario(kazakhstan(), scenario), "routes", Request(relaxed=True))


def test_a_folder_of_the_tables_has_the_same_optimum(tmp_path: Path) -> None:
    write_folder(kazakhstan(), tmp_path / "tables")
    read = read_case(tmp_path / "tables").case
    assert read is not None
    assert verified(read, "routes", Request(relaxed=True)).objective == pytest.approx(REFERENCE, rel=1e-6)


def to_europe(case: Case, scenario: str) -> Numbers:
    """Mt a year over all links between Russia or Belarus and the countries to their west, shape (years,)."""
    changed = apply_scenario(case, scenario)
    country = dict(zip(case.nodes.id, case.nodes.country, strict=True))
    ends = [{country[one], country[other]} for one, other in zip(case.links.from_node, case.links.to_node, strict=True)]
    leaving = [bool(two & {"RU", "BY"} and two & {"EE", "LV", "PL", "DE"}) for two in ends]
    assert {name for name in case.links.id[leaving] if "brest" in name} == {
        "r1520_brest_malaszewicze",
        "r1435_brest_malaszewicze",
        "road_brest_central_europe",
    }
    routes = verified(changed, "routes", Request(relaxed=True)).routes
    flow = asset_flow(changed, routes, find_ways(changed, routes)).sum(axis=1)
    return np.asarray(flow[: len(case.links)][leaving].sum(axis=0))


def test_russia_closed_closes_every_way_to_europe() -> None:
    """Brest by both gauges and by road, Narva, Rezekne and the ships from St Petersburg: nothing from 2027 on.

    Malaszewicze is widened in 2029 in every scenario; that must not open it again.
    """
    open_flow, closed_flow = to_europe(kazakhstan(), ""), to_europe(kazakhstan(), "russia_closed")
    assert kazakhstan().years.year.tolist()[:3] == [2025, 2026, 2027]
    assert open_flow.min() > 4
    assert closed_flow[:2].min() > 4
    assert closed_flow[2:] == pytest.approx(0.0, abs=1e-9)


def test_whole_projects_within_a_thousandth() -> None:
    solution = verified(kazakhstan(), "routes", Request(limits=Limits(gap=0.001)))
    assert solution.gap <= 0.001
    assert (solution.openings.share == 1).all()


@pytest.mark.slow
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_formulations_agree_on_divisible_projects(scenario: str) -> None:
    case = apply_scenario(kazakhstan(), scenario)
    routes, link_flow = (verified(case, name, Request(relaxed=True)) for name in ("routes", "link-flow"))
    assert routes.objective == pytest.approx(link_flow.objective, rel=1e-9)


@pytest.mark.slow
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_formulations_agree_on_whole_projects(scenario: str) -> None:
    """Within the stated gaps: neither plan is under the other's bound."""
    case = apply_scenario(kazakhstan(), scenario)
    request = Request(limits=Limits(gap=0.015, seconds=300))
    routes, link_flow = (verified(case, name, request) for name in ("routes", "link-flow"))
    assert routes.objective >= link_flow.bound * (1 - 1e-9)
    assert link_flow.objective >= routes.bound * (1 - 1e-9)

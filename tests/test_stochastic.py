"""The extensive form that mpi-sppy makes of the futures of a case, solved by HiGHS alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from mpisppy.opt.ef import ExtensiveForm

from models.errors import PlannerError
from models.futures import Order, read_measure, solve_futures
from models.request import Request
from models.stop import Limits
from planner import stochastic
from planner.read.case import read_case
from planner.read.writing import write_folder
from planner.study.robust import futures_of_scenarios
from tests.networks import Row, cargo, case, effect, link, node, project

CHANGES: list[Row] = [
    {"scenario": "high", "sheet": "demand", "column": "2026", "operation": "multiply", "value": "2"},
    {"scenario": "high", "sheet": "demand", "column": "2027", "operation": "multiply", "value": "3"},
    {"scenario": "low", "sheet": "demand", "column": "2027", "operation": "multiply", "value": "0.5"},
]
LATER: Row = {"scenario": "low", "sheet": "projects", "column": "earliest_year", "operation": "set", "value": "2026"}


def folder(place: Path, changes: list[Row]) -> Path:
    """A case with two futures, whose openings until 2026 are decided before."""
    futures = [{"id": "low", "probability": 0.4}, {"id": "high", "probability": 0.6}]
    written = case(
        {"decide_until": "2026", "unmet_penalty": "100"},
        years=[{"year": year} for year in (2025, 2026, 2027)],
        nodes=[node(name) for name in "abc"],
        links=[link("a-b", 3, 2), link("b-c", 2, 2), link("a-c", 30, 1)],
        demand=[cargo("d", "a-c", [1, 2, 2]), cargo("e", "b-c", [1, 1, 1])],
        projects=[project("p", 60, lifetime_years=2), project("q", 50, lifetime_years=2)],
        project_effects=[effect("p", "a-b", 3), effect("q", "b-c", 3)],
        scenarios=futures,
        scenario_changes=changes,
    )
    write_folder(written, place)
    return place


@pytest.mark.parametrize("relaxed", [True, False], ids=["divisible", "whole"])
def test_the_extensive_form_agrees(tmp_path: Path, relaxed: bool) -> None:
    source = str(folder(tmp_path / "case", CHANGES))
    names, given = stochastic.scenario_names_creator(2), {"case": source, "relax": relaxed}
    form = ExtensiveForm({"solver": "appsi_highs"}, names, stochastic.scenario_creator, scenario_creator_kwargs=given)
    form.solve_extensive_form(solver_options={"mip_rel_gap": 1e-9})
    read = read_case(Path(source)).case
    assert read is not None
    order = Order(read_measure("expected"), read.parameters.decide_until)
    request = Request(relaxed=relaxed, limits=Limits(gap=1e-9))
    plan = solve_futures(futures_of_scenarios(read), order, request, lambda _: None)
    assert plan.objective == pytest.approx(form.get_objective_value(), rel=1e-7)


def test_futures_that_one_root_node_cannot_hold(tmp_path: Path) -> None:
    source = str(folder(tmp_path / "case", [LATER]))
    with pytest.raises(PlannerError, match="first decision"):
        stochastic.scenario_creator("future0", case=source)

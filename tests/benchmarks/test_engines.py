"""Every engine of the benchmarks finds the optimum of the same program."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module

import pytest

from benchmarks.child import load
from benchmarks.engines import ENGINES
from benchmarks.engines.found import Found, StageWatch
from benchmarks.engines.size import run as count
from benchmarks.node_link import node_link
from models.case import Case
from models.request import Request
from models.whole_projects import solve_routes
from tests.docs.features import every_feature
from tests.models.test_known_optima import quiet
from tests.networks import table

NODE_LINK = [engine for engine in ENGINES if engine != "routes"]


def solved(engine: str, case: Case) -> tuple[Found, StageWatch]:
    watch = StageWatch()
    found: Found = import_module(f"benchmarks.engines.{engine}").run(case, watch)
    return found, watch


def what_is_stated() -> Case:
    """The case with a row of every rule that the node-link programs of the benchmarks state."""
    left_out = {name: table(name, []) for name in ("corridor_limits", "demand_response", "equipment")}
    return replace(every_feature(), **left_out)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("case", [load("tiny"), what_is_stated()], ids=["tiny", "every feature"])
def test_optimum(case: Case, engine: str) -> None:
    optimum = solve_routes(case, Request(relaxed=True), quiet).objective
    found, watch = solved(engine, case)
    assert found.objective == pytest.approx(optimum, rel=1e-9)
    assert list(watch.seconds) == list(watch.processor)
    assert {"build", "solve", "read"} <= set(watch.seconds)


def test_one_program() -> None:
    """Node-link engines hold the same columns; Pyomo leaves out those that stand in no row and cost nothing."""
    case = load("tiny")
    sizes = {(found.columns, found.rows) for found, _ in (solved(engine, case) for engine in NODE_LINK)}
    assert len(sizes) == 1
    flows = len(node_link(case).columns["flow"].cost)
    assert count(case, StageWatch()).columns == flows < sizes.pop()[0]


def test_routes_report_their_search() -> None:
    found, _ = solved("routes", load("tiny"))
    assert found.facts["rounds"] > 1
    assert 0 < found.facts["routes"] < found.columns


def test_corridor_limits_are_refused() -> None:
    with pytest.raises(ValueError, match="no corridor limits"):
        node_link(every_feature())

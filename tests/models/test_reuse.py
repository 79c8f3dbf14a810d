"""Case after case on one model: the optima are those of each case on its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.cases import synthetic
from models.case import Case
from models.engine import solve_by_routes
from models.formulations.routes import ColumnGeneration
from models.formulations.routes.start import same_places
from models.request import Request
from models.reuse import Reuse
from models.stop import Limits
from models.tables import Cell, Nodes, cells, replace_cells
from models.verify import verify
from models.whole_projects import search
from tests.known import KNOWN
from tests.known.projects import whole_or_part
from tests.models.test_known_optima import quiet
from tests.models.test_properties import Parts, build, parts

FACTORS = (0.5, 1.0, 1.7)


@pytest.fixture(autouse=True, scope="module")
def _years_apart() -> Iterator[None]:
    """However small a case is: years apart, whose years are remembered."""
    before = search.PROVEN_BY_NODE_LINK
    search.PROVEN_BY_NODE_LINK = -1
    yield
    search.PROVEN_BY_NODE_LINK = before


def scaled(case: Case, table: str, column: str, factor: float) -> Case:
    """The case with the numbers of a column multiplied."""
    owner = getattr(case, table)
    changed: list[Cell] = [cell * factor if isinstance(cell, int | float) else None for cell in cells(owner, column)]
    return replace(case, **{table: replace_cells(owner, {column: changed})})


@pytest.mark.parametrize("relaxed", [False, True], ids=["whole", "divisible"])
def test_known_optima_one_after_the_other(relaxed: bool) -> None:
    """Cases of many shapes: what does not fit is not taken over."""
    reuse = Reuse()
    for named in [*KNOWN, *reversed(KNOWN)]:
        known = named()
        solution = reuse.solve(known[0], Request(relaxed=relaxed, limits=Limits(gap=1e-9)), quiet)
        assert verify(known[0], solution).violations == ()
        assert solution.objective == pytest.approx(known[2 if relaxed else 1], rel=1e-9), named.__name__


@settings(max_examples=30, deadline=None)
@given(parts(), st.booleans())
def test_same_optimum_as_alone(rows: Parts, relaxed: bool) -> None:
    base, request, reuse = build(rows), Request(relaxed=relaxed, limits=Limits(gap=1e-9)), Reuse()
    for table, column in (("links", "capacity_mt"), ("links", "cost_usd_per_t"), ("demand", "2025")):
        for factor in FACTORS:
            case = scaled(base, table, column, factor)
            found, alone = reuse.solve(case, request, quiet), solve_by_routes(case, request, quiet)
            assert verify(case, found).violations == ()
            assert found.objective == pytest.approx(alone.objective, rel=1e-9, abs=1e-6)
            assert found.bound == pytest.approx(alone.objective, rel=1e-6, abs=1e-6)


def test_numbers_may_differ_and_places_may_not() -> None:
    case = whole_or_part()[0]
    models = [
        ColumnGeneration(changed, relaxed=True).master
        for changed in (case, scaled(case, "links", "capacity_mt", 2.0), replace(case, nodes=_reversed(case)))
    ]
    assert same_places(models[0], models[1])
    assert not same_places(models[0], models[2])


def _reversed(case: Case) -> Nodes:
    nodes = case.nodes
    return replace_cells(nodes, {name: cells(nodes, name)[::-1] for name in nodes.header})


def test_the_optimum_again_needs_one_round() -> None:
    """The basis is that of the optimum: nothing improves it, and no row is missing."""
    case = synthetic("small")
    first = ColumnGeneration(case, relaxed=True)
    objective = first.optimum(None).objective
    again = ColumnGeneration(case, relaxed=True, like=first)
    assert again.optimum(None).objective == pytest.approx(objective, rel=1e-12)
    assert again.rounds == 1 < first.rounds

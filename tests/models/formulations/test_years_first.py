"""A start from the routes of each year alone ends at the same optimum as one from the cheapest routes."""

from __future__ import annotations

from collections.abc import Callable
from math import isclose

import numpy as np
import pytest

from benchmarks.cases import synthetic
from models.case import Case
from models.errors import NoPlan
from models.formulations.routes import ColumnGeneration, years_first
from models.formulations.routes.years_first import ways_of_years
from tests.known import WHOLE_YEARS, Known
from tests.models.random_cases.draws.generator import random_case
from tests.networks import cargo, case, link, node

SEEDS = range(1000, 1060)


def divisible(given: Case, *, many: int, monkeypatch: pytest.MonkeyPatch) -> float:
    """The divisible optimum in MUSD where `many` demands count as many; infinite where there is no plan."""
    monkeypatch.setattr(years_first, "MANY_DEMANDS", many)
    try:
        return ColumnGeneration(given, relaxed=True).optimum(None).objective
    except NoPlan:
        return float("inf")


def agree(given: Case, monkeypatch: pytest.MonkeyPatch) -> bool:
    first, plain = (divisible(given, many=many, monkeypatch=monkeypatch) for many in (0, 10**9))
    return isclose(first, plain, rel_tol=1e-7, abs_tol=1e-6)


@pytest.mark.parametrize("known", WHOLE_YEARS)
def test_known_cases(known: Callable[[], Known], monkeypatch: pytest.MonkeyPatch) -> None:
    assert agree(known()[0], monkeypatch)


def test_random_cases(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [seed for seed in SEEDS if not agree(random_case(seed), monkeypatch)] == []


def test_what_years_alone_use() -> None:
    """2 Mt in the first year fit the cheap way, of 5 Mt in the second 2 Mt take the dear one: 3 routes, 1 capacity."""
    given = case(
        years=[{"year": 2025}, {"year": 2026}],
        nodes=[node("A"), node("B")],
        links=[link("A-B", cost=1.0, capacity=3.0, id="cheap"), link("A-B", cost=5.0, id="dear")],
        demand=[cargo("d", "A-B", [2.0, 5.0])],
    )
    master = ColumnGeneration(given, relaxed=True).master
    ways, capacities = ways_of_years(master, ColumnGeneration, None)
    route, arc = master.columns.passes(ways)
    passed = {
        (int(ways.year[r]), str(given.links.id[master.network.asset[a]])) for r, a in zip(route, arc, strict=True)
    }
    assert passed == {(0, "cheap"), (1, "cheap"), (1, "dear")}
    assert np.argwhere(capacities).tolist() == [[0, 1]]


def test_nearly_all_routes_are_found_by_years_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of all years together take fewer rounds than from the cheapest routes."""
    given, rounds = synthetic("medium"), []
    for many in (0, 10**9):
        monkeypatch.setattr(years_first, "MANY_DEMANDS", many)
        generation = ColumnGeneration(given, relaxed=True)
        generation.optimum(None)
        rounds.append(generation.rounds)
    assert rounds[0] < rounds[1]


def test_the_same_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(years_first, "MANY_DEMANDS", 0)
    first, again = (ColumnGeneration(synthetic("medium"), relaxed=True).optimum(None) for _ in range(2))
    assert first.values.tobytes() == again.values.tobytes()

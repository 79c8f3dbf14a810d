"""The public instances with their proven optima, read from their folders (origin and licence beside them)."""

from __future__ import annotations

import csv
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from models.case import Case
from models.request import Request
from models.tables import Cell, replace_cells
from models.verify import verify
from planner.read.case import read_case
from planner.study.run import FORMULATIONS
from tests.models.test_known_optima import quiet

INSTANCES = Path(__file__).parent.parent / "instances"
VARIANTS = {"whole": "whole_optimum", "divisible": "divisible_optimum", "all built": "all_built_optimum"}


def published_optima() -> list[tuple[str, str, float]]:
    """Instance, variant and optimum of each that is known."""
    with (INSTANCES / "expected.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    named = [(row["instance"], variant, row[column]) for row in rows for variant, column in VARIANTS.items()]
    return [(name, variant, float(optimum)) for name, variant, optimum in named if optimum]


@cache
def instance(name: str) -> Case:
    reading = read_case(INSTANCES / name)
    assert reading.case is not None, [problem.text() for problem in reading.problems]
    return reading.case


def all_built(case: Case) -> Case:
    """The case with every project there for nothing."""
    count = len(case.projects)
    free: dict[str, list[Cell]] = {
        "decision": ["force"] * count,
        "capex_musd": [0.0] * count,
        "fixed_opex_musd_per_year": [0.0] * count,
    }
    return replace(case, projects=replace_cells(case.projects, free))


@pytest.mark.parametrize("formulation", FORMULATIONS)
@pytest.mark.parametrize(("name", "variant", "optimum"), published_optima())
def test_published_optimum(name: str, variant: str, optimum: float, formulation: str) -> None:
    case = all_built(instance(name)) if variant == "all built" else instance(name)
    solution = FORMULATIONS[formulation](case, Request(relaxed=variant == "divisible"), quiet)
    verification = verify(case, solution)
    assert verification.violations == ()
    assert solution.objective == pytest.approx(optimum, rel=1e-6)
    assert verification.bound_musd <= optimum * (1 + 1e-6)
    if variant != "whole":
        assert verification.bound_musd == pytest.approx(optimum, rel=1e-6)


@pytest.mark.parametrize("formulation", FORMULATIONS)
def test_what_the_network_cannot_carry(formulation: str) -> None:
    """r01.7 wants 613 Mt of which 518 can move: 95 stay, whatever is built."""
    solution = FORMULATIONS[formulation](instance("r01.7"), Request(), quiet)
    assert solution.unmet_mt.sum() == pytest.approx(95, abs=1e-6)
    assert verify(instance("r01.7"), solution).violations == ()

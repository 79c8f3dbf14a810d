"""Random small cases: every amount that is told repairs the case, and 1 % less does not.

Whether it does is asked of the node-link model, which shares no code with the search for repairs but the network.
"""

from __future__ import annotations

import random
from typing import Any

import pytest

from models.case import Case
from models.checks import check_case
from models.formulations.link_flow import solve_link_flow
from tests.models.repair.proving import tables
from tests.networks import Row, cargo, case, effect, link, node, project

PAIRS = ("a-b", "b-c", "a-c", "c-d", "b-d")


def random_case(seed: int) -> Case:
    """Four places, two or three years, projects with every kind of rule, hard least and most volumes."""
    draw = random.Random(seed)
    years: list[dict[str, Any]] = [{"year": 2025 + offset} for offset in range(draw.choice((2, 3)))]
    names = [f"p{number}" for number in range(draw.randint(1, 4))]
    return case(
        {"budget_carry_over": draw.choice(("yes", "no"))},
        years=years,
        nodes=[node(name) for name in "abcd"],
        links=[_link(draw, pair) for pair in PAIRS],
        demand=[_cargo(draw, number, len(years)) for number in range(4)],
        projects=[_project(draw, number, names) for number in range(len(names))],
        project_effects=[effect(name, pair, draw.randint(1, 6)) for name in names for pair in draw.sample(PAIRS, 2)],
        budget=[row | {"available_musd": float(draw.randint(0, 20))} for row in years],
        corridors=[{"id": "x"}, {"id": "y"}],
        corridor_gateways=[
            {"corridor": corridor, "asset": pair}
            for corridor in "xy"
            for pair in draw.sample(PAIRS, draw.randint(1, 2))
        ],
        corridor_limits=_limits(draw, years),
    )


def _link(draw: random.Random, pair: str) -> Row:
    load = float(draw.choice((0, 0, 0, 12)))
    return link(pair, 1, draw.randint(0, 10), direction=draw.choice(("both", "each")), existing_load_mt=load)


def _cargo(draw: random.Random, number: int, years: int) -> Row:
    start, end = draw.sample("abcd", 2)
    return cargo(f"d{number}", f"{start}-{end}", [float(draw.randint(0, 9)) for _ in range(years)])


def _project(draw: random.Random, number: int, names: list[str]) -> Row:
    required = tuple(draw.sample(names[:number], 1)) if number and draw.random() < 0.3 else ()
    earliest = draw.choice((None, 2025, 2026))
    return project(
        names[number],
        float(draw.randint(1, 30)) + draw.choice((0, 1 / 3)),
        lifetime_years=draw.randint(1, 4),
        construction_years=draw.randint(0, 2),
        decision=draw.choice(("auto", "auto", "auto", "force", "forbid")),
        earliest_year=earliest,
        latest_year=draw.choice((None, None, 2026)),
        divisible=draw.random() < 0.3,
        requires=required,
        exclusive_group=draw.choice((None, None, "g")),
    )


def _limits(draw: random.Random, years: list[dict[str, Any]]) -> list[Row]:
    found: list[Row] = []
    for corridor in "xy":
        for row in years:
            least = float(draw.choice((0, 3, 8, 14))) if draw.random() < 0.5 else None
            most = (least or 0.0) + draw.randint(0, 9) if draw.random() < 0.5 or least is None else None
            found.append(row | {"corridor": corridor, "min_mt": least, "max_mt": most})
    return found


@pytest.mark.parametrize("seed", range(40))
def test_every_amount_repairs_and_a_little_less_does_not(seed: int) -> None:
    built = random_case(seed)
    if not [finding for finding in check_case(built) if finding.severity == "error"]:
        tables(built, solve=solve_link_flow)

"""Small cases for frontiers and stress tests."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from models.case import Case
from tests.networks import Row, cargo, case, effect, link, node, project


def three_roads() -> Case:
    """10 Mt to each of x, y and z over links without capacity; a budget of 100.

    wide (capex 60) opens 6 Mt to x, middle (40) 5 Mt to y, narrow (10) 1 Mt to z. Each lasts one year.
    Most tonnes with 100 MUSD: wide and middle, 11 Mt; with 60: 6 Mt, by wide, or for 50 by middle and narrow.
    """
    return case(
        nodes=[node("a"), node("x"), node("y", "UZ"), node("z", "RU")],
        links=[link("a-x", 1, 0), link("a-y", 1, 0), link("a-z", 1, 0)],
        demand=[cargo("dx", "a-x", 10), cargo("dy", "a-y", 10), cargo("dz", "a-z", 10)],
        projects=[project("wide", 60), project("middle", 40), project("narrow", 10)],
        project_effects=[effect("wide", "a-x", 6), effect("middle", "a-y", 5), effect("narrow", "a-z", 1)],
        budget=[{"year": 2025, "available_musd": 100.0}],
    )


def detour() -> Case:
    """8 Mt from a to b: 6 by the link at 1 USD/t and 24 h, the rest by c at 1 + 2 and 48 h, where 10 fit.

    A project widens the link by 6 Mt for 3 MUSD, which saves 2 x 2 = 4. So with it 8 + 3 = 11 MUSD.
    The second way c (UZ): closed, nothing is lost. The link closed: 8 x 3 = 24 and the project's 3 all the same.
    """
    return case(
        nodes=[node("a"), node("b", "RU"), node("c", "UZ")],
        links=[link("a-b", 1, 6, time_h=24.0), link("a-c", 1, 10, time_h=24.0), link("c-b", 2, 10, time_h=24.0)],
        demand=[cargo("d", "a-b", 8)],
        projects=[project("wider", 3)],
        project_effects=[effect("wider", "a-b", 6)],
        budget=[{"year": 2025, "available_musd": 3.0}],
        corridors=[{"id": "way", "name": "The way by c"}],
        corridor_gateways=[{"corridor": "way", "asset": "a-c"}, {"corridor": "way", "asset": "c-b"}],
    )


def random_case(seed: int, *, divisible: bool = False) -> Case:
    """Two years, a ring of five nodes with chords, four projects with savings, requirements and windows, at 10 %."""
    draw = np.random.default_rng(seed)
    names = "abcde"
    ends = ["a-b", "b-c", "c-d", "d-e", "e-a", "a-c", "b-d"]
    links = [
        link(pair, float(draw.integers(1, 9)), float(draw.integers(0, 5)), time_h=float(draw.integers(1, 50)))
        for pair in ends
    ]
    demand = [
        cargo(f"d{k}", pair, draw.integers(1, 6, 2).astype(float).tolist(), commodity=("goods", "fresh")[k % 2])
        for k, pair in enumerate(["a-d", "b-e", "c-a", "d-b"])
    ]
    return case(
        settings={"discount_rate": "0.1", "budget_carry_over": ("yes", "no")[seed % 2]},
        years=[{"year": 2025}, {"year": 2026, "weight_years": 3.0}],
        nodes=[node(name, ("KZ", "RU", "UZ")[k % 3]) for k, name in enumerate(names)],
        commodities=[
            {"id": "goods", "value_of_time_usd_per_t_day": 0.5, "unmet_penalty_usd_per_t": 30.0},
            {"id": "fresh", "value_of_time_usd_per_t_day": 2.0},
        ],
        links=links,
        demand=demand,
        projects=_projects(draw, divisible=divisible),
        project_effects=[
            effect(f"p{k}", ends[int(draw.integers(len(ends)))], float(draw.integers(1, 5)), time_saving_h=float(k % 2))
            for k in range(4)
        ],
        budget=[{"year": year, "available_musd": float(draw.integers(10, 30))} for year in (2025, 2026)],
    )


def _projects(draw: np.random.Generator, *, divisible: bool) -> Sequence[Row]:
    rows = [
        project(
            f"p{k}",
            float(draw.integers(5, 40)),
            lifetime_years=int(draw.integers(1, 9)),
            construction_years=int(draw.integers(0, 2)),
            divisible=divisible,
        )
        for k in range(4)
    ]
    rows[1] = {**rows[1], "requires": ("p0",)}
    rows[2] = {**rows[2], "earliest_year": 2026}
    return rows

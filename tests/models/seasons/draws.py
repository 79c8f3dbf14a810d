"""Small cases with seasons, drawn at random: three places by rail, a port, stores, projects and limits."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from models.case import Case
from tests.networks import Row, cargo, case, effect, link, node, project, table

SHARES = ((0.5, 0.5), (0.2, 0.3, 0.5), (0.25, 0.25, 0.25, 0.25))


def drawn(seed: int) -> Case:
    """A case with two plan years.

    A least volume has a price below the cost of passing the gateway, so that going round it never pays.
    """
    draw = np.random.default_rng(seed)
    shares = SHARES[seed % len(SHARES)]
    seasons = [f"s{number}" for number in range(len(shares))]
    links = [
        link("a-p", 1.0, _room(draw), direction="each"),
        link("p-b", 2.0, _room(draw), mode="sea"),
        link("a-b", 9.0, _room(draw), existing_load_mt=float(draw.integers(0, 4))),
        link("b-a2", 1.0, _room(draw), direction="oneway"),
    ]
    port: dict[str, Any] = {
        "id": "t",
        "node": "p",
        "mode_a": "rail",
        "mode_b": "sea",
        "time_h": 0.0,
        "cost_usd_per_t": 1.0,
    }
    room = {"capacity_mt": 30.0, "store_mt": float(draw.integers(0, 3)), "store_cost_usd_per_t": 3.0}
    yard = {"id": "u", "node": "b", "mode_a": "sea", "mode_b": "rail", "time_h": 0.0, "cost_usd_per_t": 0.5}
    return case(
        settings={"unmet_penalty": "50"},
        years=[{"year": 2025}, {"year": 2026}],
        nodes=[node("a"), node("p"), node("b", "RU"), node("a2", "UZ")],
        links=links,
        terminals=[port | room, yard | {"capacity_mt": 9.0}],
        commodities=[{"id": kind, "value_of_time_usd_per_t_day": 0.0} for kind in ("goods", "grain")],
        demand=[
            cargo("d", "a-b", [8, 11]),
            cargo("e", "p-b", [2, 3], flow_type="export", commodity="grain"),
            cargo("f", "a-a2", [4, 5], commodity="grain"),
            cargo("g", "b-a", [3, 3], modes=("rail",)),
        ],
        projects=[project("ice", 12, lifetime_years=3, fixed_opex_musd_per_year=0.5), project("cars", 3)],
        project_effects=[effect("ice", "p-b", 8.0), effect("ice", "t", 2.0), effect("cars", "wagons", 5.0)],
        shared_limits=[{"id": "wagons", "capacity": float(draw.integers(6, 14))}],
        shared_limit_members=[
            {"limit": "wagons", "asset": "a-p", "weight": 1.0},
            {"limit": "wagons", "asset": "a-b", "weight": 1.5},
        ],
        corridors=[{"id": "sea"}],
        corridor_gateways=[{"corridor": "sea", "asset": "p-b"}],
        corridor_limits=[{"corridor": "sea", "year": 2026, "max_mt": float(draw.integers(5, 12))}],
        seasons=[{"id": name, "share": share} for name, share in zip(seasons, shares, strict=True)],
        season_capacity=[
            {"asset": asset, "season": name, "factor": float(draw.choice([0.0, 0.4, 0.9, 1.2]))}
            for asset in ("p-b", "a-b", "t", "wagons")
            for name in seasons[1:]
        ],
        season_limits=[
            {"corridor": "sea", "year": 2025, "season": seasons[0], "max_mt": float(draw.integers(1, 5))},
            {
                "corridor": "sea",
                "year": 2026,
                "season": seasons[-1],
                "min_mt": float(draw.integers(1, 5)),
                "penalty_usd_per_t": float(draw.choice([0.5, 1.0, 1.9])),
            },
        ],
        season_demand=[
            {"commodity": "grain", "season": seasons[0], "flow_type": "export", "factor": 0.3},
            {"commodity": "grain", "season": seasons[-1], "factor": 1.4},
        ],
    )


def _room(draw: np.random.Generator) -> float:
    return float(draw.integers(4, 15))


def combined(seed: int) -> Case:
    """The same with answers to cost and equipment, both or one of them."""
    plain, draw = drawn(seed), np.random.default_rng([seed, 1])
    answers, returns = ((True, True), (True, False), (False, True), (True, True))[seed % 4]
    settings = dict(zip(plain.settings.key.tolist(), plain.settings.value.tolist(), strict=True))
    settings |= {"response_steps": str(draw.integers(1, 4))}
    if answers:
        settings |= {"demand_response": "yes"}
    return replace(
        plain,
        settings=table("settings", [{"key": key, "value": value} for key, value in settings.items()]),
        demand_response=table("demand_response", _responses(draw)),
        demand_reference=table("demand_reference", _references(draw, plain)),
        equipment=table("equipment", _equipment(draw) if returns else []),
    )


def _responses(draw: np.random.Generator) -> list[Row]:
    return [
        {"elasticity": -0.7, "commodity": "goods", "growth_most": float(draw.choice([0.0, 0.5]))},
        {"elasticity": -1.0, "demands": ("f",), "reference_cost_usd_per_t": float(draw.integers(2, 12))},
        {"flow_type": "export", "outside_cost_usd_per_t": float(draw.integers(1, 30))},
    ]


def _references(draw: np.random.Generator, plain: Case) -> list[Row]:
    """For some demands a cost of the year, for some of single seasons too."""
    rows: list[Row] = []
    for name in plain.demand.id.tolist():
        for season in ("", *plain.seasons.id.tolist()):
            if draw.random() < 0.5:
                row: Row = {"demand": name, "year": 2025, "cost_usd_per_t": float(draw.integers(1, 20))}
                rows.append({**row, "season": season} if season else row)
    return rows


def _equipment(draw: np.random.Generator) -> list[Row]:
    some: list[Row] = [{"modes": ("rail",)}, {"modes": ("rail", "sea"), "commodities": ("goods",)}, {}]
    factor, use = float(draw.choice([0.0, 0.2, 0.5])), float(draw.choice([0.25, 0.5, 1.0]))
    kind = some[int(draw.integers(0, 3))]
    return [{"id": "wagon", "payload_t": 50.0, "empty_cost_factor": factor, "empty_use": use, **kind}]

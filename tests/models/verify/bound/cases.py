"""Random small cases in which every rule of the model can occur; each of them has a plan."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from models.case import Case
from tests.networks import Row, case, node

NODES = ("a", "b", "c", "d")
YEARS = (2025, 2026, 2028)


def _maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


@st.composite
def links(draw: st.DrawFn) -> list[Row]:
    """Up to six links of two modes."""
    rows: list[Row] = []
    for name in range(draw(st.integers(3, 6))):
        start, end = draw(st.permutations(NODES))[:2]
        rows.append(
            {
                "id": f"l{name}",
                "from_node": start,
                "to_node": end,
                "mode": draw(st.sampled_from(["rail", "rail", "road"])),
                "time_h": float(draw(st.sampled_from([12, 24]))),
                "cost_usd_per_t": float(draw(st.integers(4, 20))),
                "capacity_mt": float(draw(st.integers(0, 8))),
                "direction": draw(st.sampled_from(["both", "each", "oneway"])),
                "existing_load_mt": draw(_maybe(st.sampled_from([1.0, 3.0]))),
            }
        )
    return rows


@st.composite
def cases(draw: st.DrawFn, least_volumes: bool = True) -> Case:
    """A case; without least volumes its bound for optimal prices is the optimum itself."""
    link_rows = draw(links())
    terminals = [
        {
            "id": f"t_{place}",
            "node": place,
            "mode_a": "rail",
            "mode_b": "road",
            "time_h": 12.0,
            "cost_usd_per_t": 4.0,
            "capacity_mt": float(draw(st.integers(0, 5))),
        }
        for place in draw(st.sets(st.sampled_from(NODES), max_size=2))
    ]
    assets = [row["id"] for row in link_rows] + [row["id"] for row in terminals]
    projects = [_project(draw, name) for name in ("p", "q", "r")[: draw(st.integers(0, 3))]]
    places = [*assets, "fleet"]
    return case(
        {
            "discount_rate": draw(st.sampled_from(["0", "0.1"])),
            "unmet_penalty": "100",
            "budget_carry_over": draw(st.sampled_from(["yes", "no"])),
        },
        years=[{"year": year, "weight_years": float(draw(st.integers(1, 2)))} for year in YEARS],
        nodes=[node(name, draw(st.sampled_from(["KZ", "KZ", "RU"]))) for name in NODES],
        links=link_rows,
        terminals=terminals,
        commodities=[
            {"id": "goods", "value_of_time_usd_per_t_day": 2.0},
            {"id": "ore", "value_of_time_usd_per_t_day": 0.0, "modes": ("rail",), "unmet_penalty_usd_per_t": 60.0},
        ],
        demand=[_demand(draw, f"d{row}") for row in range(draw(st.integers(1, 4)))],
        projects=projects,
        project_effects=[
            {
                "project": row["id"],
                "asset": asset,
                "capacity_added": float(draw(st.integers(0, 6))),
                "time_saving_h": None if asset == "fleet" else draw(_maybe(st.just(3.0))),
                "cost_saving_usd_per_t": None if asset == "fleet" else draw(_maybe(st.just(1.0))),
            }
            for row in projects
            for asset in draw(st.sets(st.sampled_from(places), min_size=1, max_size=2))
        ],
        budget=[{"year": year, "available_musd": float(draw(st.integers(0, 40)))} for year in draw(_budget_years())],
        asset_changes=[
            {
                "event": "works",
                "asset": draw(st.sampled_from(assets)),
                "year": draw(st.integers(2025, 2028)),
                "capacity_change": float(draw(st.integers(-4, 4))),
                "cost_change_usd_per_t": draw(_maybe(st.just(2.0))),
            }
            for _ in range(draw(st.integers(0, 2)))
        ],
        shared_limits=[{"id": "fleet", "capacity": float(draw(st.integers(0, 8))), "active": draw(st.booleans())}],
        shared_limit_members=[
            {"limit": "fleet", "asset": asset, "commodity": draw(_maybe(st.just("ore"))), "weight": 0.5}
            for asset in draw(st.sets(st.sampled_from(assets), max_size=3))
        ],
        **_policy(draw, assets, least_volumes),
    )


def _budget_years() -> st.SearchStrategy[set[int]]:
    return st.sets(st.sampled_from([2024, 2025, 2026, 2027, 2028]), max_size=3)


def _project(draw: st.DrawFn, name: str) -> Row:
    decision = draw(st.sampled_from(["auto", "auto", "force", "forbid"]))
    auto = decision == "auto"
    return {
        "id": name,
        "decision": decision,
        "earliest_year": draw(_maybe(st.integers(2024, 2029))),
        "latest_year": draw(_maybe(st.integers(2025, 2029))) if auto else None,
        "construction_years": draw(_maybe(st.integers(0, 3))),
        "lifetime_years": draw(st.integers(1, 4)),
        "capex_musd": float(draw(st.integers(0, 60))),
        "budget_share": draw(_maybe(st.just(0.5))),
        "fixed_opex_musd_per_year": draw(_maybe(st.just(2.0))),
        "requires": draw(st.sampled_from([(), ("p",)])) if auto and name != "p" else (),
        "exclusive_group": draw(_maybe(st.just("either"))) if auto else None,
    }


def _demand(draw: st.DrawFn, name: str) -> Row:
    origin, destination = draw(st.permutations(NODES))[:2]
    commodity = draw(st.sampled_from(["goods", "ore"]))
    return {
        "id": name,
        "flow_type": "transit",
        "origin": origin,
        "destination": destination,
        "commodity": commodity,
        "modes": draw(st.sampled_from([(), ("rail",), ("rail", "road")])),
        "avoid_countries": draw(st.sampled_from([(), (), ("RU",)])),
        **{str(year): float(draw(st.integers(1, 6))) for year in YEARS},
    }


def _policy(draw: st.DrawFn, assets: list[Any], least_volumes: bool) -> dict[str, list[Row]]:
    """One corridor with its limits; a least volume is soft, so that there always is a plan."""
    limited = draw(st.sets(st.sampled_from(YEARS), max_size=2))
    gateways = draw(st.sets(st.sampled_from(assets), min_size=1, max_size=2))
    return {
        "corridors": [
            {
                "id": "way",
                "ends_in": draw(st.sampled_from([(), ("a", "b")])),
                "not_ends_in": draw(st.sampled_from([(), ("c",)])),
            }
        ],
        "corridor_gateways": [{"corridor": "way", "asset": asset} for asset in gateways],
        "corridor_limits": [
            {"corridor": "way", "year": year, "max_mt": float(draw(st.integers(0, 3)))}
            | {"penalty_usd_per_t": draw(_maybe(st.just(5.0)))}
            if not least_volumes
            else {"corridor": "way", "year": year, "min_mt": 3.0, "penalty_usd_per_t": 30.0}
            for year in limited
        ],
    }

"""A small case in which every rule of the model has a row."""

from __future__ import annotations

from models.case import Case
from tests.networks import cargo, case, effect, link, node, project


def every_feature() -> Case:
    """Two ways from a to c and a sea leg to e; each kind of project, limit and saving at least once."""
    return case(
        {"discount_rate": "0.05", "carbon_price": "yes", "demand_response": "yes"},
        years=[{"year": 2025}, {"year": 2026, "weight_years": 2.0}],
        nodes=[node("a", "CN"), node("b"), node("c", "RU"), node("e", "UZ")],
        links=[
            link("a-b", 1, 10, time_h=24.0, length_km=500.0),
            link("b-c", 1, 10, direction="each", existing_load_mt=2.0),
            link("a-c", 5, 6, direction="oneway"),
            link("b-e", 2, 4, mode="sea"),
        ],
        terminals=[
            {
                "id": "port",
                "node": "b",
                "mode_a": "rail",
                "mode_b": "sea",
                "time_h": 12.0,
                "cost_usd_per_t": 1.0,
                "capacity_mt": 3.0,
            }
        ],
        asset_changes=[{"event": "flood", "asset": "a-c", "year": 2026, "capacity_change": -1.0}],
        commodities=[{"id": "goods", "value_of_time_usd_per_t_day": 2.0}],
        demand=[cargo("d", "a-c", [12, 14]), cargo("s", "a-e", [4, 5]), cargo("t", "b-c", [1, 1], flow_type="export")],
        demand_response=[{"flow_type": "export", "elasticity": -0.5, "reference_cost_usd_per_t": 3.0}],
        projects=[
            project("decided", 1, decision="force", lifetime_years=9),
            project("track", 4, lifetime_years=9, requires=("bridge",)),
            project("bridge", 1, lifetime_years=9),
            project("north", 2, lifetime_years=9, exclusive_group="quay"),
            project("south", 3, lifetime_years=9, exclusive_group="quay"),
            project("ships", 2, lifetime_years=9, divisible=True),
        ],
        project_effects=[
            effect("decided", "a-c", 1),
            effect("track", "a-b", 5),
            effect("bridge", "b-c", 2),
            effect("north", "port", 2),
            effect("south", "port", 1),
            effect("ships", "fleet", 2),
            effect("ships", "a-b", emission_saving_g_per_tkm=5.0),
            effect("track", "b-c", time_saving_h=0.0, cost_saving_usd_per_t=0.5),
        ],
        modes=[{"id": "rail", "emission_g_per_tkm": 20.0}],
        carbon=[{"year": 2025, "cap_mt": 0.1}, {"year": 2026, "price_usd_per_t": 60.0}],
        budget=[{"year": 2025, "available_musd": 6.0}, {"year": 2026, "available_musd": 1.0}],
        shared_limits=[{"id": "fleet", "capacity": 6.0, "unit": "ship trips"}],
        shared_limit_members=[{"limit": "fleet", "asset": "b-e", "weight": 2.0}],
        corridors=[{"id": "middle"}, {"id": "far"}],
        corridor_gateways=[{"corridor": "middle", "asset": "a-b"}, {"corridor": "far", "asset": "a-c"}],
        corridor_limits=[
            {"corridor": "middle", "year": 2025, "min_mt": 1.0, "max_mt": 13.0},
            {"corridor": "middle", "year": 2026, "min_mt": 9.0, "max_mt": 10.0, "penalty_usd_per_t": 1.5},
        ],
    )

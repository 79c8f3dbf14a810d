"""A sound case in which every table has rows, and ways to plant one fault in it."""

from __future__ import annotations

from typing import Any

from models.case import Case
from models.checks import check_case
from models.findings import Finding
from tests.networks import SETTINGS, Row, cargo, effect, link, node, project, table

SOUND: dict[str, list[Row]] = {
    "settings": [{"key": key, "value": value} for key, value in SETTINGS.items()],
    "years": [{"year": 2025}, {"year": 2026}],
    "nodes": [node("china", "CN"), node("dostyk"), node("aktau"), node("baku", "AZ")],
    "links": [
        link("china-dostyk", time_h=5.0, home_km=0.5),
        link("dostyk-aktau", cost=4.0, time_h=10.0),
        link("aktau-baku", mode="sea"),
    ],
    "terminals": [
        {
            "id": "port",
            "node": "aktau",
            "mode_a": "rail",
            "mode_b": "sea",
            "time_h": 2.0,
            "cost_usd_per_t": 1.0,
            "capacity_mt": 5.0,
            "emission_kg_per_t": 1.0,
        }
    ],
    "modes": [{"id": "rail", "name": "Railway", "emission_g_per_tkm": 0.0}],
    "carbon": [{"year": 2025, "price_usd_per_t": 10.0, "cap_mt": 9.0}],
    "asset_changes": [{"event": "border", "asset": "china-dostyk", "year": 2026, "capacity_change": 5.0}],
    "commodities": [{"id": "goods", "value_of_time_usd_per_t_day": 1.0, "modes": ("rail", "sea")}],
    "commodity_rates": [{"commodity": "goods", "mode": "sea", "cost_factor": 0.5}],
    "equipment": [{"id": "wagon", "payload_t": 50.0, "modes": ("rail",), "empty_cost_factor": 0.5}],
    "demand": [cargo("d1", "china-baku", [3, 4]), cargo("d2", "dostyk-aktau", [1, 1], modes=("rail",))],
    "demand_response": [
        {
            "flow_type": "transit",
            "commodity": "goods",
            "demands": ("d1",),
            "elasticity": -0.5,
            "growth_most": 0.1,
            "outside_cost_usd_per_t": 500.0,
            "outside_days": 10.0,
        }
    ],
    "demand_reference": [{"demand": "d1", "year": year, "cost_usd_per_t": 12.0} for year in (2025, 2026)],
    "projects": [
        project("berths", 10, lifetime_years=20),
        project("track", 20, lifetime_years=20, requires=("berths",)),
    ],
    "project_effects": [effect("berths", "port", 5.0), effect("track", "dostyk-aktau", 5.0, time_saving_h=3.0)],
    "budget": [{"year": 2025, "available_musd": 20.0}, {"year": 2026, "available_musd": 30.0}],
    "shared_limits": [{"id": "ships", "capacity": 10.0}],
    "shared_limit_members": [{"limit": "ships", "asset": "aktau-baku"}],
    "corridors": [{"id": "caspian", "ends_in": ("china",)}, {"id": "transit", "role": "total"}],
    "corridor_gateways": [{"corridor": "caspian", "asset": "aktau-baku"}],
    "corridor_limits": [{"corridor": "caspian", "year": 2026, "max_mt": 10.0}],
    "targets": [{"year": 2026, "metric": "transit_total_mt", "value": 4.0}],
    "corridor_history": [{"corridor": "caspian", "year": 2024, "mt": 2.0}],
    "observed": [
        {"id": "rail_2025", "assets": ("china-dostyk", "dostyk-aktau"), "year": 2025, "mt": 2.0, "hold_out": True},
        {"id": "caspian_2026", "corridor": "caspian", "year": 2026, "mt": 3.0, "includes_existing_load": True},
    ],
    "tariffs": [
        {"owner": "railway", "mode": "rail", "usd_per_tkm": 0.02},
        {"owner": "port", "asset": "port", "usd_per_t": 5.0},
    ],
    "scenarios": [{"id": "plan"}, {"id": "slow", "parent": "plan"}],
    "scenario_changes": [
        {
            "scenario": "slow",
            "sheet": "demand",
            "where": "flow_type=transit",
            "column": "2026",
            "operation": "multiply",
            "value": "0.5",
        }
    ],
    "uncertainty": [
        {
            "id": "trade",
            "sheet": "demand",
            "where": "flow_type=transit|commodity=goods",
            "column": "mt",
            "distribution": "triangular",
            "low": 0.8,
            "centre": 1.0,
            "high": 1.3,
        }
    ],
    "conversion_factors": [{"kind": "capital", "factor": 0.85}],
    "seasons": [{"id": "summer", "share": 0.5}, {"id": "winter", "share": 0.5}],
    "season_capacity": [{"asset": "aktau-baku", "season": "winter", "factor": 0.75}],
    "season_demand": [
        {"commodity": "goods", "season": "summer", "factor": 0.5},
        {"commodity": "goods", "season": "winter", "factor": 1.5},
    ],
    "season_limits": [{"corridor": "caspian", "year": 2026, "season": "winter", "max_mt": 6.0}],
}


def sound(**tables: list[Row]) -> Case:
    """The sound case with whole tables replaced."""
    return Case(**{name: table(name, rows) for name, rows in (SOUND | tables).items()})


def plant(sheet: str, row: int, /, **cells: Any) -> Case:
    """The sound case with cells of one row changed; the row after the last is added."""
    rows: list[Row] = [*SOUND[sheet], {}]
    rows[row] = {**rows[row], **cells}
    return sound(**{sheet: rows if rows[-1] else rows[:-1]})


def without(sheet: str, header: str) -> Case:
    """The sound case without one column."""
    kept: list[Row] = [{name: cell for name, cell in row.items() if name != header} for row in SOUND[sheet]]
    return sound(**{sheet: kept})


def change(**cells: Any) -> Case:
    """The sound case with the cells of its one scenario change changed."""
    return plant("scenario_changes", 0, **cells)


def spread(**cells: Any) -> Case:
    """The sound case with the cells of its one range changed."""
    return plant("uncertainty", 0, **cells)


def found(faulty: Case, rule: str) -> list[Finding]:
    """Findings of one rule."""
    return [finding for finding in check_case(faulty) if finding.rule == rule]


def the(faulty: Case, rule: str) -> Finding:
    """The only finding of one rule."""
    (finding,) = found(faulty, rule)
    return finding

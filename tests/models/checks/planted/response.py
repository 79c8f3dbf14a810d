"""Faults of demand that answers to cost."""

from __future__ import annotations

from tests.models.checks.planted.common import warning
from tests.models.checks.planting import SOUND, sound
from tests.networks import Row

ON: list[Row] = [*SOUND["settings"], {"key": "demand_response", "value": "yes"}]
ROW = SOUND["demand_response"][0]

RESPONSE = (
    warning(
        "response-without-answer",
        ("demand_response", 1, "elasticity"),
        sound(settings=ON, demand_response=[ROW, {"flow_type": "transit"}]),
        ("demand_response", 1, "outside_cost_usd_per_t"),
    ),
    warning(
        "response-never-reached",
        ("demand_response", 1, "flow_type"),
        sound(settings=ON, demand_response=[ROW, {"flow_type": "export", "elasticity": -1.0}]),
        ("demand", None, "flow_type"),
    ),
    warning(
        "reference-missing",
        ("demand_response", 0, "elasticity"),
        sound(settings=ON, demand_reference=SOUND["demand_reference"][:1]),
        ("demand_reference", None, "cost_usd_per_t"),
    ),
    warning(
        "reference-too-dear",
        ("demand_response", 0, "outside_cost_usd_per_t"),
        sound(settings=ON, demand_response=[{**ROW, "outside_cost_usd_per_t": 1.0}]),
        ("demand_reference", None, "cost_usd_per_t"),
    ),
    warning(
        "reference-outside-plan",
        ("demand_reference", 2, "year"),
        sound(
            settings=ON,
            demand_reference=[*SOUND["demand_reference"], {"demand": "d1", "year": 2030, "cost_usd_per_t": 9.0}],
        ),
        ("years", None, "year"),
    ),
)

"""Faults of equipment."""

from __future__ import annotations

from tests.models.checks.planted.common import error, warning
from tests.models.checks.planting import SOUND, plant, sound
from tests.networks import Row

WAGON = SOUND["equipment"][0]
ONEWAY: list[Row] = [{**SOUND["links"][0], "direction": "oneway"}, *SOUND["links"][1:]]
CHEAP: list[Row] = [{"commodity": "goods", "mode": "rail", "cost_factor": 0.25}]

EQUIPMENT = (
    error(
        "unknown-mode",
        ("equipment", 0, "modes"),
        plant("equipment", 0, modes=("rail", "barge")),
        ("links", None, "mode"),
    ),
    error(
        "crowded-equipment",
        ("equipment", 1, "empty_use"),
        sound(equipment=[{**WAGON, "empty_use": 0.75}, {**WAGON, "id": "box", "empty_use": 0.5}]),
        ("links", 0, "capacity_mt"),
    ),
    error(
        "dear-equipment",
        ("equipment", 0, "empty_cost_factor"),
        sound(commodity_rates=CHEAP),
        ("links", 0, "cost_usd_per_t"),
    ),
    warning("stranded-equipment", ("equipment", 0, "modes"), sound(links=ONEWAY), ("links", 0, "direction")),
)

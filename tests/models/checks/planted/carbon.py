"""Faults of emissions, of their prices and caps."""

from __future__ import annotations

from typing import Any

from models.case import Case
from tests.models.checks.planted.common import error, warning
from tests.models.checks.planting import SOUND, sound
from tests.networks import Row

RAIL: list[Row] = [{"id": "rail", "emission_g_per_tkm": 20.0}]


def _effect(**cells: Any) -> Case:
    """The sound case with cells of the effect of the track on a railway of 20 g/tkm changed."""
    effects: list[Row] = [SOUND["project_effects"][0], {**SOUND["project_effects"][1], **cells}]
    return sound(project_effects=effects, modes=RAIL)


CARBON = (
    error(
        "unknown-mode",
        ("modes", 1, "id"),
        sound(modes=[*RAIL, {"id": "raod", "emission_g_per_tkm": 90.0}]),
        ("links", None, "mode"),
    ),
    error(
        "emission-without-length",
        ("links", 0, "length_km"),
        sound(links=[{**SOUND["links"][0], "length_km": None}, *SOUND["links"][1:]], modes=RAIL),
        ("links", 0, "emission_g_per_tkm"),
    ),
    error(
        "emission-saving-off-link",
        ("project_effects", 1, "emission_saving_g_per_tkm"),
        _effect(asset="port", time_saving_h=1.0, emission_saving_g_per_tkm=1.0),
        ("project_effects", 1, "asset"),
    ),
    error(
        "excessive-emission-saving",
        ("project_effects", 1, "emission_saving_g_per_tkm"),
        _effect(emission_saving_g_per_tkm=20.5),
        ("links", 1, "emission_g_per_tkm"),
    ),
    warning(
        "carbon-outside-plan",
        ("carbon", 1, "year"),
        sound(carbon=[SOUND["carbon"][0], {"year": 2040, "price_usd_per_t": 10.0}]),
        ("years", None, "year"),
    ),
    warning(
        "carbon-without-emissions",
        ("carbon", 0, "year"),
        sound(terminals=[{**SOUND["terminals"][0], "emission_kg_per_t": 0.0}]),
        ("modes", None, "emission_g_per_tkm"),
    ),
)

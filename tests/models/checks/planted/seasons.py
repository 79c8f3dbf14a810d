"""Faults of seasons."""

from __future__ import annotations

from tests.models.checks.planted.common import error, warning
from tests.models.checks.planting import SOUND, plant, sound

STORE = {**SOUND["terminals"][0], "store_mt": 1.0}

SEASONS = (
    error(
        "limit-outside-plan",
        ("season_limits", 0, "year"),
        plant("season_limits", 0, year=2027),
        ("years", None, "year"),
    ),
    error(
        "limit-reversed",
        ("season_limits", 0, "max_mt"),
        plant("season_limits", 0, min_mt=11.0),
        ("season_limits", 0, "min_mt"),
    ),
    error(
        "limit-without-volume",
        ("season_limits", 0, "min_mt"),
        plant("season_limits", 0, max_mt=None),
        ("season_limits", 0, "max_mt"),
    ),
    error(
        "limit-on-total",
        ("season_limits", 0, "corridor"),
        plant("season_limits", 0, corridor="transit"),
        ("corridors", 1, "id"),
    ),
    error("season-shares", ("seasons", 1, "share"), plant("seasons", 1, share=0.4)),
    error("season-name", ("seasons", 2, "id"), plant("seasons", 2, id="spring@", share=0.0001)),
    warning(
        "season-demand-mean",
        ("season_demand", 1, "factor"),
        plant("season_demand", 1, factor=0.9),
        ("seasons", None, "share"),
    ),
    warning(
        "season-capacity-mean",
        ("season_capacity", 0, "factor"),
        plant("season_capacity", 0, factor=1.25),
        ("seasons", None, "share"),
    ),
    warning(
        "store-without-seasons",
        ("terminals", 0, "store_mt"),
        sound(terminals=[STORE], seasons=[], season_capacity=[], season_demand=[]),
        ("seasons", None, "id"),
    ),
)

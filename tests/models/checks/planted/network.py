"""Faults of years and settings, of the network and of freight."""

from __future__ import annotations

from tests.models.checks.planted.common import error, warning
from tests.models.checks.planting import SOUND, plant, sound
from tests.networks import cargo

FRAME = (
    error("unknown-setting", ("settings", 6, "key"), plant("settings", 6, key="budget_cary_over", value="no")),
    error("missing-setting", ("settings", None, "value"), sound(settings=SOUND["settings"][:-1])),
    error("missing-setting", ("settings", 3, "value"), plant("settings", 3, value=None)),
    error("wrong-type", ("settings", 3, "value"), plant("settings", 3, value="5 %")),
    error("wrong-type", ("settings", 2, "value"), plant("settings", 2, value="2025.5")),
    error("wrong-type", ("settings", 6, "value"), plant("settings", 6, key="budget_carry_over", value="ja")),
    error("out-of-range", ("settings", 3, "value"), plant("settings", 3, value="5")),
    error("unknown-country", ("settings", 1, "value"), plant("settings", 1, value="KAZ"), ("nodes", None, "country")),
    error(
        "years-out-of-order",
        ("years", 1, "year"),
        sound(years=[{"year": 2026}, {"year": 2025}]),
        ("years", 0, "year"),
    ),
)

NETWORK = (
    error("same-ends", ("links", 0, "to_node"), plant("links", 0, to_node="china"), ("links", 0, "from_node")),
    error("same-modes", ("terminals", 0, "mode_b"), plant("terminals", 0, mode_b="rail"), ("terminals", 0, "mode_a")),
    warning("idle-terminal", ("terminals", 0, "mode_b"), plant("terminals", 0, mode_b="see"), ("terminals", 0, "node")),
    warning(
        "change-after-plan",
        ("asset_changes", 0, "year"),
        plant("asset_changes", 0, year=2027),
        ("years", 1, "year"),
    ),
    warning("change-of-nothing", ("asset_changes", 0, "asset"), plant("asset_changes", 0, capacity_change=0.0)),
    error(
        "negative-after-changes",
        ("asset_changes", 0, "cost_change_usd_per_t"),
        plant("asset_changes", 0, cost_change_usd_per_t=-1.5),
        ("links", 0, "cost_usd_per_t"),
    ),
    warning(
        "displaced-load",
        ("terminals", 0, "existing_load_mt"),
        plant("terminals", 0, existing_load_mt=7.0),
        ("terminals", 0, "capacity_mt"),
    ),
)

FREIGHT = (
    error("missing-year-column", ("demand", None, "2027"), plant("years", 2, year=2027), ("years", 2, "year")),
    warning("ignored-year-column", ("demand", None, "2026"), sound(years=SOUND["years"][:1]), ("years", None, "year")),
    error("same-ends", ("demand", 1, "destination"), plant("demand", 1, origin="aktau"), ("demand", 1, "origin")),
    error("unknown-mode", ("demand", 1, "modes"), plant("demand", 1, modes=("rial",)), ("links", None, "mode")),
    error(
        "unknown-mode", ("commodity_rates", 0, "mode"), plant("commodity_rates", 0, mode="see"), ("links", None, "mode")
    ),
    error("unknown-reference", ("commodity_rates", 0, "commodity"), plant("commodity_rates", 0, commodity="good")),
    error("out-of-range", ("commodity_rates", 0, "cost_factor"), plant("commodity_rates", 0, cost_factor=0.0)),
    error("out-of-range", ("commodity_rates", 0, "cost_factor"), plant("commodity_rates", 0, cost_factor=101.0)),
    error(
        "duplicate-key",
        ("commodity_rates", 1, "commodity"),
        plant("commodity_rates", 1, commodity="goods", mode="sea", cost_factor=1.0),
        ("commodity_rates", 0, "commodity"),
    ),
    error(
        "unknown-mode",
        ("commodities", 0, "modes"),
        plant("commodities", 0, modes=("rail", "sea", "air")),
        ("links", None, "mode"),
    ),
    error(
        "unknown-country",
        ("demand", 0, "avoid_countries"),
        plant("demand", 0, avoid_countries=("RU",)),
        ("nodes", None, "country"),
    ),
    warning(
        "avoids-own-end",
        ("demand", 0, "destination"),
        plant("demand", 0, avoid_countries=("AZ",)),
        ("demand", 0, "avoid_countries"),
    ),
    warning("no-mode-at-end", ("demand", 1, "origin"), plant("demand", 1, modes=("sea",)), ("demand", 1, "modes")),
    warning(
        "no-mode-at-end",
        ("demand", 2, "destination"),
        sound(
            commodities=[*SOUND["commodities"], {"id": "coal", "value_of_time_usd_per_t_day": 0.0, "modes": ("rail",)}],
            demand=[*SOUND["demand"], cargo("d3", "china-baku", [1, 1], commodity="coal")],
        ),
        ("commodities", 1, "modes"),
    ),
    warning(
        "no-route",
        ("demand", 0, "destination"),
        sound(terminals=[], project_effects=[], tariffs=[]),
        ("demand", 0, "origin"),
    ),
)

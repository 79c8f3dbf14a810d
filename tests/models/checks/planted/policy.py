"""Faults of budgets, shared limits, corridors and targets."""

from __future__ import annotations

from tests.models.checks.planted.common import error, warning
from tests.models.checks.planting import SOUND, plant, sound

POLICY = (
    error("missing-budget-year", ("budget", None, "year"), sound(budget=SOUND["budget"][:1]), ("years", 1, "year")),
    warning(
        "budget-outside-plan",
        ("budget", 2, "year"),
        plant("budget", 2, year=2024, available_musd=1.0),
        ("years", None, "year"),
    ),
    error(
        "limit-outside-plan",
        ("corridor_limits", 0, "year"),
        plant("corridor_limits", 0, year=2027),
        ("years", None, "year"),
    ),
    error(
        "limit-reversed",
        ("corridor_limits", 0, "max_mt"),
        plant("corridor_limits", 0, min_mt=11.0),
        ("corridor_limits", 0, "min_mt"),
    ),
    error(
        "limit-without-volume",
        ("corridor_limits", 0, "min_mt"),
        plant("corridor_limits", 0, max_mt=None),
        ("corridor_limits", 0, "max_mt"),
    ),
    error(
        "limit-without-gateways",
        ("corridor_limits", 0, "corridor"),
        sound(corridor_gateways=[], season_limits=[]),
        ("corridors", 0, "id"),
    ),
    error(
        "limit-on-total",
        ("corridor_limits", 0, "corridor"),
        plant("corridor_limits", 0, corridor="transit"),
        ("corridors", 1, "id"),
    ),
    warning(
        "corridor-without-gateways",
        ("corridors", 2, "id"),
        plant("corridors", 2, id="north", role="competitor"),
        ("corridor_gateways", None, "corridor"),
    ),
    warning(
        "total-with-gateways",
        ("corridor_gateways", 1, "corridor"),
        plant("corridor_gateways", 1, corridor="transit", asset="china-dostyk"),
        ("corridors", 1, "id"),
    ),
    error(
        "observed-without-place",
        ("observed", 0, "assets"),
        plant("observed", 0, assets=()),
        ("observed", 0, "corridor"),
    ),
    error(
        "observed-without-gateways",
        ("observed", 2, "corridor"),
        sound(
            corridors=[*SOUND["corridors"], {"id": "north", "role": "reference"}],
            observed=[*SOUND["observed"], {"id": "north_2025", "corridor": "north", "year": 2025, "mt": 1.0}],
        ),
        ("corridors", 2, "id"),
    ),
    warning(
        "observed-between-years", ("observed", 0, "year"), plant("observed", 0, year=2027), ("years", None, "year")
    ),
    warning(
        "repeated-observation",
        ("observed", 2, "id"),
        plant("observed", 2, id="again", assets=("dostyk-aktau", "china-dostyk"), year=2025, mt=2.0),
        ("observed", 0, "id"),
    ),
    warning(
        "contradictory-ends",
        ("corridors", 0, "not_ends_in"),
        plant("corridors", 0, not_ends_in=("baku", "china")),
        ("corridors", 0, "ends_in"),
    ),
    warning(
        "limit-without-members",
        ("shared_limits", 1, "id"),
        plant("shared_limits", 1, id="crews", capacity=1.0),
        ("shared_limit_members", None, "limit"),
    ),
    warning(
        "weightless-member",
        ("shared_limit_members", 0, "weight"),
        plant("shared_limit_members", 0, weight=0.0),
        ("shared_limit_members", 0, "asset"),
    ),
    warning(
        "overlapping-members",
        ("shared_limit_members", 1, "commodity"),
        plant("shared_limit_members", 1, limit="ships", asset="aktau-baku", commodity="goods"),
        ("shared_limit_members", 0, "commodity"),
    ),
)

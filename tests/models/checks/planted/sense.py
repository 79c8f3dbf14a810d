"""Cases that keep every rule and make no sense."""

from __future__ import annotations

from tests.models.checks.planted.common import warning
from tests.models.checks.planting import SOUND, plant, sound
from tests.networks import Row, cargo, effect, link, node, project

PARALLEL: list[Row] = [
    link("china-dostyk", 15.0, 10.0, id=f"track{number}", length_km=500.0, time_h=20.0) for number in range(8)
]
"""Eight more railways of 500 km from China to Dostyk: enough to say what is usual."""

SENSE = (
    warning(
        "demand-beyond-capacity",
        ("terminals", 0, "capacity_mt"),
        plant("demand", 0, **{"2026": 12.0}),
        ("demand", 0, "2026"),
    ),
    warning(
        "effect-without-cargo",
        ("project_effects", 2, "asset"),
        sound(
            nodes=[*SOUND["nodes"], node("poti", "GE")],
            links=[*SOUND["links"], link("baku-poti", mode="sea")],
            projects=[*SOUND["projects"], project("ferries", 1.0)],
            project_effects=[*SOUND["project_effects"], effect("ferries", "baku-poti", 5.0)],
        ),
        ("project_effects", 2, "project"),
    ),
    warning(
        "project-beyond-budget",
        ("projects", 0, "capex_musd"),
        plant("projects", 0, capex_musd=100.0),
        ("budget", None, "available_musd"),
    ),
    warning(
        "renewed-after-plan",
        ("projects", 0, "lifetime_years"),
        sound(
            settings=[*SOUND["settings"], {"key": "years_after", "value": "20"}],
            projects=[SOUND["projects"][0], {**SOUND["projects"][1], "lifetime_years": 30}],
        ),
        ("settings", 6, "value"),
    ),
    warning(
        "transit-against-target",
        ("targets", 0, "value"),
        plant("targets", 0, value=40.0),
        ("demand", None, "2026"),
    ),
    warning(
        "corridor-beyond-reach",
        ("corridor_limits", 0, "min_mt"),
        plant("corridor_limits", 0, min_mt=8.0),
        ("corridor_gateways", 0, "asset"),
    ),
    warning(
        "length-against-coordinates",
        ("links", 0, "length_km"),
        sound(
            nodes=[
                {**SOUND["nodes"][0], "lat": 45.0, "lon": 85.0},
                {**SOUND["nodes"][1], "lat": 45.0, "lon": 82.5},
                *SOUND["nodes"][2:],
            ]
        ),
        ("nodes", 0, "lat"),
    ),
    warning("odd-speed", ("links", 1, "time_h"), plant("links", 1, length_km=5000.0), ("links", 1, "length_km")),
    warning(
        "odd-cost",
        ("links", 11, "cost_usd_per_t"),
        sound(links=[*SOUND["links"], *PARALLEL, {**PARALLEL[0], "id": "dear", "cost_usd_per_t": 150.0}]),
        ("links", 11, "length_km"),
    ),
    warning(
        "odd-magnitude",
        ("links", 11, "capacity_mt"),
        sound(links=[*SOUND["links"], *PARALLEL, {**PARALLEL[0], "id": "wide", "capacity_mt": 10_000.0}]),
    ),
    warning(
        "odd-demand",
        ("demand", 10, "2026"),
        sound(
            demand=[
                *SOUND["demand"],
                *(cargo(f"more{number}", "china-dostyk", [1, 1]) for number in range(8)),
                cargo("kt", "china-dostyk", [340, 350]),
            ]
        ),
        ("demand", 10, "id"),
    ),
)

"""Faults of projects."""

from __future__ import annotations

from tests.models.checks.planted.common import error, warning
from tests.models.checks.planting import SOUND, plant, sound

PROJECTS = (
    error(
        "window-reversed",
        ("projects", 0, "latest_year"),
        plant("projects", 0, earliest_year=2026, latest_year=2025),
        ("projects", 0, "earliest_year"),
    ),
    warning(
        "window-outside-plan",
        ("projects", 1, "earliest_year"),
        plant("projects", 1, earliest_year=2027),
        ("projects", 1, "decision"),
    ),
    warning(
        "window-outside-plan",
        ("projects", 1, "latest_year"),
        plant("projects", 1, latest_year=2024),
        ("projects", 1, "decision"),
    ),
    warning(
        "window-outside-plan",
        ("projects", 0, "earliest_year"),
        plant("projects", 0, earliest_year=2027, decision="force"),
        ("projects", 0, "decision"),
    ),
    error(
        "forced-between-years",
        ("projects", 0, "earliest_year"),
        sound(
            years=[{"year": 2025}, {"year": 2030}],
            projects=[{**SOUND["projects"][0], "decision": "force", "earliest_year": 2027}],
        ),
        ("projects", 0, "decision"),
    ),
    warning(
        "forced-after-window",
        ("projects", 0, "latest_year"),
        plant("projects", 0, decision="force", earliest_year=2020, latest_year=2024),
        ("years", 0, "year"),
    ),
    warning(
        "project-without-effects",
        ("projects", 1, "id"),
        sound(project_effects=SOUND["project_effects"][:1]),
        ("project_effects", None, "project"),
    ),
    error(
        "saving-on-limit",
        ("project_effects", 2, "time_saving_h"),
        plant("project_effects", 2, project="berths", asset="ships", time_saving_h=1.0),
        ("shared_limits", 0, "id"),
    ),
    warning(
        "effect-on-idle-limit",
        ("project_effects", 2, "capacity_added"),
        sound(
            shared_limits=[*SOUND["shared_limits"], {"id": "crews", "capacity": 1.0, "active": False}],
            project_effects=[*SOUND["project_effects"], {"project": "berths", "asset": "crews", "capacity_added": 1.0}],
        ),
        ("shared_limits", 1, "active"),
    ),
    error(
        "excessive-saving",
        ("project_effects", 1, "time_saving_h"),
        plant("project_effects", 1, time_saving_h=10.5),
        ("links", 1, "time_h"),
    ),
    error(
        "requires-itself",
        ("projects", 0, "requires"),
        plant("projects", 0, requires=("berths",)),
        ("projects", 0, "id"),
    ),
    error(
        "requires-circle",
        ("projects", 0, "requires"),
        plant("projects", 0, requires=("track",)),
        ("projects", 1, "requires"),
    ),
    warning(
        "requires-forbidden",
        ("projects", 1, "requires"),
        plant("projects", 0, decision="forbid"),
        ("projects", 0, "decision"),
    ),
    warning(
        "required-too-late",
        ("projects", 1, "requires"),
        sound(
            projects=[{**SOUND["projects"][0], "earliest_year": 2026}, {**SOUND["projects"][1], "latest_year": 2025}]
        ),
        ("projects", 0, "earliest_year"),
    ),
    error(
        "forced-without-required",
        ("projects", 1, "requires"),
        sound(projects=[{**SOUND["projects"][0], "decision": "forbid"}, {**SOUND["projects"][1], "decision": "force"}]),
        ("projects", 0, "decision"),
    ),
    error(
        "forced-exclusive",
        ("projects", 1, "exclusive_group"),
        sound(
            projects=[
                {**row, "decision": "force", "exclusive_group": "ports", "requires": None} for row in SOUND["projects"]
            ]
        ),
        ("projects", 0, "exclusive_group"),
    ),
    warning(
        "requires-excluded",
        ("projects", 1, "requires"),
        sound(projects=[{**row, "exclusive_group": "ports"} for row in SOUND["projects"]]),
        ("projects", 1, "exclusive_group"),
    ),
    warning("lonely-group", ("projects", 0, "exclusive_group"), plant("projects", 0, exclusive_group="ports")),
)

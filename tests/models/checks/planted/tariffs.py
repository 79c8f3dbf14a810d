"""Faults of tariffs."""

from __future__ import annotations

from tests.models.checks.planted.common import error, warning
from tests.models.checks.planting import SOUND, plant, sound

LINKS = [{**SOUND["links"][0], "home_km": None}, *SOUND["links"][1:]]
STATE = [*SOUND["settings"], {"key": "state_owners", "value": "railway|ferry"}]

TARIFFS = (
    error(
        "tariff-without-price",
        ("tariffs", 0, "usd_per_tkm"),
        plant("tariffs", 0, usd_per_tkm=None),
        ("tariffs", 0, "usd_per_t"),
    ),
    warning(
        "tariff-never-reached",
        ("tariffs", 2, "owner"),
        plant("tariffs", 2, owner="railway", asset="dostyk-aktau", usd_per_tkm=0.5),
        ("tariffs", 0, "owner"),
    ),
    warning(
        "tariff-abroad",
        ("tariffs", 2, "asset"),
        sound(
            nodes=[*SOUND["nodes"], {"id": "tbilisi", "country": "GE"}],
            links=[
                *SOUND["links"],
                {**SOUND["links"][2], "id": "baku-tbilisi", "from_node": "baku", "to_node": "tbilisi"},
            ],
            tariffs=[*SOUND["tariffs"], {"owner": "ferry", "asset": "baku-tbilisi", "usd_per_t": 1.0}],
        ),
        ("settings", None, "key"),
    ),
    warning("unmeasured-link", ("links", 0, "home_km"), sound(links=LINKS), ("tariffs", 0, "usd_per_tkm")),
    error("home-beyond-length", ("links", 0, "home_km"), plant("links", 0, home_km=1.5), ("links", 0, "length_km")),
    warning("unknown-owner", ("settings", len(STATE) - 1, "value"), sound(settings=STATE), ("tariffs", None, "owner")),
)

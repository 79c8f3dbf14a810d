"""Random tariffs of a few owners, and how much of border links lies at home."""

from __future__ import annotations

from random import Random

from tests.models.random_cases.draws.networks import MODES, Rows, given
from tests.networks import Row


def tariffs(random: Random, rows: Rows) -> Rows:
    """Up to five rows, the more general ones anywhere among them."""
    assets = [asset["id"] for asset in rows["links"] + rows["terminals"]]
    modes = [mode for mode in MODES if any(link["mode"] == mode for link in rows["links"])]
    cargo = [commodity["id"] for commodity in rows["commodities"]]
    found = [_tariff(random, assets, modes, cargo) for _ in range(random.choice((0, 1, 2, 3, 5)))]
    links: list[Row] = [{**link, **_at_home(random, link)} for link in rows["links"]]
    return {"tariffs": found, "links": links if found else rows["links"]}


def _at_home(random: Random, link: Row) -> Row:
    """None, half or all of a link, where it says anything."""
    length = link.get("length_km")
    parts = [0.0] if length is None else [0.0, length / 2, length]
    return given(random, "home_km", 0.4, *parts)


def _tariff(random: Random, assets: list[str], modes: list[str], cargo: list[str]) -> Row:
    return {
        "owner": random.choice(("railway", "railway", "port")),
        "usd_per_tkm": random.choice((0.0, 0.01, 0.02)),
        **given(random, "asset", 0.3, *assets),
        **given(random, "mode", 0.4, *modes),
        **given(random, "commodity", 0.3, *cargo),
        **given(random, "flow_type", 0.3, "transit", "export", "import", "domestic"),
        **given(random, "usd_per_t", 0.4, 1.0, 3.0),
    }

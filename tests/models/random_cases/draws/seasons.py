"""Random seasons: parts of the year in capacities, limits and demand, stores, and limits of corridors in a season."""

from __future__ import annotations

from random import Random

from tests.models.random_cases.draws.networks import Rows, given
from tests.models.random_cases.draws.policy import volumes
from tests.networks import Row

MOST_GATEWAYS = 2
"""Gateways of least volumes in a case with stores: a tonne may pass each in every season."""

SHARES = ((0.5, 0.5), (0.5, 0.5), (0.25, 0.75), (0.2, 0.3, 0.5))


def seasons(random: Random, rows: Rows, years: list[int], settings: dict[str, str]) -> Rows:
    """Two or three seasons in half of the cases in which demand does not answer, more rarely where nothing can wait.

    No equipment returns in these.
    """
    if rows.get("demand_response") or random.random() < (0.4 if rows["terminals"] else 0.7):
        return {}
    settings |= given(random, "seasons", 0.2, "yes", "yes", "no")
    shares = random.choice(SHARES)
    names = [f"s{number}" for number in range(len(shares))]
    found: Rows = {
        "seasons": [{"id": name, "share": share} for name, share in zip(names, shares, strict=True)],
        "season_capacity": _capacities(random, rows, names),
        "season_demand": _demands(random, rows, names),
        "season_limits": _limits(random, rows, names, years),
        "equipment": [],
    }
    return found if _many_gateways(rows | found) else found | {"terminals": _stores(random, rows["terminals"])}


def _many_gateways(rows: Rows) -> bool:
    """Whether least volumes have more gateways than the layers of a case with stores can hold."""
    limited = {row["corridor"] for row in [*rows["corridor_limits"], *rows["season_limits"]] if row.get("min_mt")}
    return sum(row["corridor"] in limited for row in rows["corridor_gateways"]) > MOST_GATEWAYS


def _capacities(random: Random, rows: Rows, seasons: list[str]) -> list[Row]:
    """Links, terminals and shared limits that are closed, narrower or wider in a season."""
    targets = [row["id"] for name in ("links", "terminals", "shared_limits") for row in rows[name]]
    return [
        {"asset": target, "season": season, "factor": random.choice((0.0, 0.0, 0.4, 0.5, 1.5))}
        for target in targets
        for season in seasons
        if random.random() < 0.25
    ]


def _demands(random: Random, rows: Rows, seasons: list[str]) -> list[Row]:
    """Cargo that moves more in some seasons, all kinds of flow or one."""
    return [
        {"commodity": row["id"], "season": season, "factor": random.choice((0.0, 0.5, 1.5, 2.0)), **flow}
        for row in rows["commodities"]
        for season in seasons
        for flow in ({}, {"flow_type": random.choice(("transit", "export"))})
        if random.random() < 0.2
    ]


def _limits(random: Random, rows: Rows, seasons: list[str], years: list[int]) -> list[Row]:
    return [
        {"corridor": corridor["id"], "year": year, "season": season, **volumes(random)}
        for corridor in rows["corridors"]
        for year in years
        for season in seasons
        if random.random() < 0.25
    ]


def _stores(random: Random, terminals: list[Row]) -> list[Row]:
    """One terminal that keeps cargo; more would make too many ways."""
    keeps = random.randrange(len(terminals)) if terminals else None
    return [{**row, **_store(random)} if number == keeps else row for number, row in enumerate(terminals)]


def _store(random: Random) -> Row:
    return given(random, "store_mt", 0.9, 0.5, 1.0, 5.0) | given(random, "store_cost_usd_per_t", 0.5, 0.5, 1.0, 3.0)

"""Random shared limits and corridors."""

from __future__ import annotations

from random import Random

from tests.models.random_cases.draws.networks import Rows, given
from tests.networks import Row

GATEWAYS = 6
"""Most gateways of a corridor."""


def shared_limits(random: Random, rows: Rows) -> Rows:
    """Up to two limits over links and terminals, by commodity or for all cargo."""
    limits: list[Row] = [
        {
            "id": f"h{number}",
            "capacity": random.choice((0.0, 1.0, 2.0, 5.0, 10.0, 20.0)),
            **given(random, "active", 0.6, True, True, False),
        }
        for number in range(random.choice((0, 0, 0, 1, 1, 2)))
    ]
    members = [member for limit in limits for member in _members(random, rows, limit["id"])]
    return {"shared_limits": limits, "shared_limit_members": members}


def _members(random: Random, rows: Rows, limit: str) -> list[Row]:
    assets = [asset["id"] for asset in rows["links"] + rows["terminals"]]
    kinds = [commodity["id"] for commodity in rows["commodities"]]
    chosen = [
        {
            "limit": limit,
            "asset": asset,
            **given(random, "commodity", 0.35, *kinds),
            **given(random, "weight", 0.6, 1.0, 2.0, 0.5, 0.0),
        }
        for asset in random.choices(assets, k=random.randint(1, 4))
    ]
    return list({(member["asset"], member.get("commodity")): member for member in chosen}.values())


def corridors(random: Random, rows: Rows, years: list[int]) -> Rows:
    """Up to three corridors, their gateways side by side, in a row or shared, with hard and soft limits."""
    found = [_corridor(random, f"k{number}", rows) for number in range(random.choice((0, 0, 1, 1, 1, 2, 3)))]
    gateways: list[Row] = []
    for corridor in found:
        assets = _gateways(random, rows, [gateway["asset"] for gateway in gateways])
        gateways += [{"corridor": corridor["id"], "asset": asset} for asset in assets]
    limited = [(corridor["id"], year) for corridor in found for year in years if random.random() < 0.6]
    limits: list[Row] = [{"corridor": corridor, "year": year, **volumes(random)} for corridor, year in limited]
    return {"corridors": found, "corridor_gateways": gateways, "corridor_limits": limits}


def _corridor(random: Random, name: str, rows: Rows) -> Row:
    ends = [row[end] for row in rows["demand"] for end in ("origin", "destination")]
    nodes = [node["id"] for node in rows["nodes"]]
    return {
        "id": name,
        **given(random, "role", 0.5, "planning", "reference", "competitor"),
        **given(random, "ends_in", 0.35, (random.choice(ends),), tuple(random.sample(nodes, 2))),
        **given(random, "not_ends_in", 0.15, (random.choice(ends),), (random.choice(nodes),)),
        **given(random, "outside_model_mt", 0.2, 1.0),
    }


def _gateways(random: Random, rows: Rows, others: list[str]) -> list[str]:
    """Some assets, and often those beside the first, so that they stand one after the other."""
    links = rows["links"]
    first = random.choice(links)
    beside = [
        link["id"] for link in links if {link["from_node"], link["to_node"]} & {first["from_node"], first["to_node"]}
    ]
    pool = random.choice((beside, [asset["id"] for asset in links + rows["terminals"]], others or beside))
    chosen = [first["id"], *random.choices(pool, k=random.choice((0, 0, 1, 1, 2, 3, 5)))]
    return list(dict.fromkeys(chosen))[:GATEWAYS]


def volumes(random: Random) -> Row:
    """Least and most volume of a corridor, at a price or hard."""
    penalty = given(random, "penalty_usd_per_t", 0.75, 0.0, 1.0, 2.0, 5.0, 50.0, 1000.0)
    least, more = random.choice((0.0, 0.5, 1.0, 1.0, 2.0, 3.0)), random.choice((0.0, 0.0, 1.0, 5.0))
    kinds: tuple[Row, ...] = ({"min_mt": least}, {"max_mt": least + more}, {"min_mt": least, "max_mt": least + more})
    return {**random.choice(kinds), **penalty}

"""Random networks: few nodes, few distinct costs, and every kind of link and terminal."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.networks import Row

COUNTRIES = ("KZ", "RU", "UZ")
MODES = ("rail", "road", "sea")
CAPACITIES = (0.0, 0.0, 1.0, 1.0, 2.0, 3.0, 5.0, 10.0, 100.0)
COSTS = (0.0, 0.0, 1.0, 1.0, 1.0, 2.0, 2.0, 3.0, 5.0, 0.3)
HOURS = (0.0, 0.0, 0.0, 12.0, 24.0, 48.0)

Rows = dict[str, list[Row]]
"""Rows by table."""


def given(random: Random, name: str, chance: float, *values: Any) -> dict[str, Any]:
    """A cell with one of the values, or no cell: blank."""
    return {name: random.choice(values)} if random.random() < chance else {}


def network(random: Random) -> Rows:
    """Nodes, links and terminals: a tree, further links, some of them beside others, and transfers."""
    names = [f"n{number}" for number in range(random.choices(range(4, 10), (3, 5, 5, 3, 2, 1))[0])]
    nodes: list[Row] = [{"id": name, "country": random.choice(COUNTRIES)} for name in names]
    nodes[random.randrange(len(nodes))] = {"id": random.choice(names), "country": "KZ"}
    nodes = [{**node, "id": name} for node, name in zip(nodes, names, strict=True)]
    modes = MODES[: random.choices((1, 2, 3), (5, 4, 2))[0]]
    pairs = [(random.choice(names[:place]), names[place]) for place in range(1, len(names))]
    pairs += [tuple(random.sample(names, 2)) for _ in range(random.randint(1, len(names) + 2))]  # type: ignore[misc]
    pairs += random.choices(pairs, k=random.choice((0, 0, 1, 2)))
    links = [_link(random, f"l{number}", pair, modes) for number, pair in enumerate(pairs)]
    return {"nodes": nodes, "links": links, "terminals": _terminals(random, links)}


def _link(random: Random, name: str, ends: tuple[str, str], modes: tuple[str, ...]) -> Row:
    start, end = random.sample(ends, 2)
    return {
        "id": name,
        "from_node": start,
        "to_node": end,
        "mode": random.choice((modes[0], modes[0], *modes)),
        "time_h": random.choice(HOURS),
        "cost_usd_per_t": random.choice(COSTS),
        "capacity_mt": random.choice(CAPACITIES),
        **given(random, "length_km", 0.5, 10.0, 500.0),
        **given(random, "direction", 0.7, "both", "each", "each", "oneway"),
        **given(random, "existing_load_mt", 0.25, 0.0, 1.0, 2.0, 5.0),
    }


def _terminals(random: Random, links: list[Row]) -> list[Row]:
    """Transfers between modes, mostly where links of both meet."""
    modes = sorted({link["mode"] for link in links})
    meeting = {(link[end], link["mode"]) for link in links for end in ("from_node", "to_node")}
    places = [
        (node, one, other)
        for node in sorted({node for node, _ in meeting})
        for place, one in enumerate(modes)
        for other in modes[place + 1 :]
        if random.random() < (0.7 if {(node, one), (node, other)} <= meeting else 0.15)
    ]
    return [_terminal(random, f"t{number}", *place) for number, place in enumerate(places)]


def _terminal(random: Random, name: str, node: str, one: str, other: str) -> Row:
    mode_a, mode_b = random.sample((one, other), 2)
    return {
        "id": name,
        "node": node,
        "mode_a": mode_a,
        "mode_b": mode_b,
        "time_h": random.choice(HOURS),
        "cost_usd_per_t": random.choice(COSTS),
        "capacity_mt": random.choice(CAPACITIES),
        **given(random, "existing_load_mt", 0.2, 0.0, 1.0, 3.0),
    }


def asset_changes(random: Random, rows: Rows, years: list[int]) -> Rows:
    """Changes of capacity up and down, of cost and time down to nothing at most; some in a scenario only."""
    changes: list[Row] = []
    for asset in random.sample(rows["links"] + rows["terminals"], random.choice((0, 0, 1, 2))):
        changes.append(
            {
                "event": "flood",
                "asset": asset["id"],
                "year": random.randint(years[0] - 1, years[-1]),
                "capacity_change": random.choice((-1.0, -2.0, -5.0, -100.0, 1.0, 3.0)),
                **given(random, "cost_change_usd_per_t", 0.5, 1.0, 2.0, 0.0 - asset["cost_usd_per_t"]),
                **given(random, "time_change_h", 0.5, 12.0, 0.0 - asset["time_h"]),
            }
        )
        if random.random() < 0.3:
            changes.append({**changes[-1], "cost_change_usd_per_t": 1.0, "time_change_h": 6.0, "scenario": "war"})
    return {"asset_changes": changes, "scenarios": [{"id": "war"}]}

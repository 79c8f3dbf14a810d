"""Projects that widen links, terminals and shared limits, and the money for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from benchmarks.cases.geography import HOME, Columns
from models.tables import Integers, Numbers

MUSD_PER_MT_KM = 0.16
"""Capital cost of one Mt a year over one km of link."""

MUSD_PER_MT = 25.0
"""Capital cost of one Mt a year of a terminal, or of one unit of a shared limit."""

BUDGET_SHARE = 0.3
"""Share of the capital cost of all projects that the budget could pay for in the whole plan."""

KINDS = ("auto", "required", "variant a", "variant b", "saving", "divisible")
"""What the projects are in turn, after one that is forced and one that is forbidden."""


EFFECT = ("project", "asset", "capacity_added", "time_saving_h", "cost_saving_usd_per_t")
"""Columns of the effects."""


@dataclass(frozen=True)
class Asset:
    """What a project may widen: Mt a year, hours, USD/t, and MUSD for one Mt a year more."""

    id: str
    capacity: float
    hours: float
    cost: float
    musd_per_mt: float


def shared_tables(links: Columns) -> dict[str, Columns]:
    """Ships for the sea links, and locomotives of one commodity on every fourth railway."""
    modes, number = np.array(links["mode"]), np.arange(len(links["id"]))
    length, capacity = np.array(links["length_km"]), np.array(links["capacity_mt"])
    limits: Columns = {name: [] for name in ("id", "capacity", "unit")}
    members: Columns = {name: [] for name in ("limit", "asset", "commodity", "weight")}
    for name, used, per_km, room, commodity in (
        ("ships", modes == "sea", 0.004, 0.4, None),
        ("locomotives", (modes == "rail") & (number % 4 == 0), 0.001, 0.1, "cargo1"),
    ):
        weight = np.round(length[used] * per_km, 4)
        capacity_of_limit = round(room * float(weight @ capacity[used]), 2)
        _append(limits, name, capacity_of_limit, name)
        for asset, use in zip(np.flatnonzero(used).tolist(), weight.tolist(), strict=True):
            _append(members, name, links["id"][asset], commodity, use)
    return {"shared_limits": limits, "shared_limit_members": members}


def project_tables(
    tables: dict[str, Columns], count: int, years: list[int], random: np.random.Generator
) -> dict[str, Columns]:
    """Rows of the projects, of what they do, and of the budget."""
    kinds = ["forced", "forbidden", *(KINDS[number % len(KINDS)] for number in range(count - 2))]
    names = [f"p{number:03d}" for number in range(count)]
    effects, price = _effects(tables, kinds, names, random)
    capex = np.round(price * random.uniform(0.7, 1.4, count), 1)
    window = random.integers(0, max(1, len(years) // 2), count)
    projects: Columns = {
        "id": names,
        "decision": [{"forced": "force", "forbidden": "forbid"}.get(kind) for kind in kinds],
        "earliest_year": [years[first] for first in window.tolist()],
        "construction_years": random.integers(1, 4, count).tolist(),
        "lifetime_years": random.integers(15, 40, count).tolist(),
        "capex_musd": capex.tolist(),
        "budget_share": random.choice([1.0, 0.6], count).tolist(),
        "fixed_opex_musd_per_year": np.round(0.01 * capex, 2).tolist(),
        "divisible": [kind == "divisible" for kind in kinds],
        "requires": [(names[position - 1],) if kind == "required" else None for position, kind in enumerate(kinds)],
        "exclusive_group": [_group(names, position, kind) for position, kind in enumerate(kinds)],
    }
    money = round(BUDGET_SHARE * float(capex.sum()) / len(years), 1)
    budget: Columns = {"year": years, "available_musd": [money] * len(years)}
    return {"projects": projects, "project_effects": effects, "budget": budget}


def _group(names: list[str], position: int, kind: str) -> str | None:
    """Two variants of a project share a group, named after the first."""
    return {"variant a": names[position], "variant b": names[position - 1]}.get(kind)


def _effects(
    tables: dict[str, Columns], kinds: list[str], names: list[str], random: np.random.Generator
) -> tuple[Columns, Numbers]:
    """One effect of each project, and its capital cost in MUSD before chance; variants share their asset."""
    assets, limits = _assets(tables), tables["shared_limits"]
    own = _chosen(tables, len(kinds), random).tolist()
    effects: Columns = {name: [] for name in EFFECT}
    capex = []
    for position, (kind, name) in enumerate(zip(kinds, names, strict=True)):
        asset = assets[own[position - (kind == "variant b")]]
        added = round(asset.capacity * float(random.uniform(0.4, 1.0)), 2)
        saved = 0.25 if kind in ("saving", "forced") else 0.0
        limit = position - len(kinds) + len(limits["id"])
        if limit >= 0:
            added = round(0.5 * limits["capacity"][limit], 2)
            _append(effects, name, limits["id"][limit], added, None, None)
            capex.append(added * MUSD_PER_MT)
            continue
        _append(effects, name, asset.id, added, round(saved * asset.hours, 2), round(saved * asset.cost, 2))
        capex.append(added * asset.musd_per_mt)
    return effects, np.array(capex)


def _assets(tables: dict[str, Columns]) -> list[Asset]:
    """Links, then terminals."""
    links, terminals = tables["links"], tables["terminals"]
    price = [MUSD_PER_MT_KM * length for length in links["length_km"]] + [MUSD_PER_MT] * len(terminals["id"])
    columns = ([*links[name], *terminals[name]] for name in ("id", "capacity_mt", "time_h", "cost_usd_per_t"))
    return [Asset(*row) for row in zip(*columns, price, strict=True)]


def _chosen(tables: dict[str, Columns], count: int, random: np.random.Generator) -> Integers:
    """Different assets for the projects, four links to a terminal; links of the home country more often."""
    nodes, links = tables["nodes"], tables["links"]
    country = dict(zip(nodes["id"], nodes["country"], strict=True))
    ends = zip(links["from_node"], links["to_node"], strict=True)
    home = np.array([HOME in (country[start], country[end]) for start, end in ends])
    weight = np.where(home, 8.0, 1.0)
    terminals = min(count // 5, len(tables["terminals"]["id"]))
    chosen = random.choice(len(home), count - terminals, replace=False, p=weight / weight.sum())
    others = len(home) + random.choice(len(tables["terminals"]["id"]), terminals, replace=False)
    return np.asarray(random.permutation(np.append(chosen, others)), np.int64)


def _append(table: Columns, *cells: Any) -> None:
    """Add a row."""
    for column, cell in zip(table.values(), cells, strict=True):
        column.append(cell)

"""Commodities and demand between zones at the outer borders and in the home country."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benchmarks.cases.geography import HOME, NORTH, SOUTH, Columns, Grid
from models.tables import Integers

VALUES_OF_TIME = (12.0, 1.5, 5.0, 0.6, 25.0)
"""USD per tonne and day of each commodity."""

AVOIDED: tuple[tuple[str, ...], ...] = ((), (NORTH,), (SOUTH,))
AVOIDING = (0.7, 0.2, 0.1)
"""Share of the demand that avoids these countries."""


@dataclass(frozen=True)
class Freight:
    """How much demand there is: commodities, destinations, origins of each commodity at a destination, Mt."""

    commodities: int
    destinations: int
    origins: int
    tonnes: float


def commodity_table(freight: Freight) -> Columns:
    """Rows of the commodities: the second keeps to rail and sea, the third is left behind at a price of its own."""
    numbers = range(freight.commodities)
    return {
        "id": [f"cargo{number}" for number in numbers],
        "value_of_time_usd_per_t_day": [VALUES_OF_TIME[number] for number in numbers],
        "modes": [("rail", "sea") if number == 1 else None for number in numbers],
        "unmet_penalty_usd_per_t": [3000.0 if number == 2 else None for number in numbers],
    }


def demand_table(grid: Grid, freight: Freight, years: list[int], random: np.random.Generator) -> Columns:
    """Rows of the demand; a destination in the west is served from the east, and the other way round."""
    origin, destination, commodity = _pairs(grid, freight, random)
    ids, country, count = grid.ids(), grid.countries(), len(origin)
    avoided = random.choice(len(AVOIDED), count, p=AVOIDING).tolist()
    size = random.lognormal(0.0, 0.8, count)
    growth = 1 + random.uniform(0.01, 0.07, count)
    tonnes = freight.tonnes * size / size.sum()
    volumes = {str(year): np.round(tonnes * growth**ahead, 4).tolist() for ahead, year in enumerate(years)}
    ends = list(zip(origin.tolist(), destination.tolist(), strict=True))
    return {
        "id": [f"d{number:05d}" for number in range(count)],
        "flow_type": [_flow_type(country[start], country[end]) for start, end in ends],
        "origin": [ids[start] for start, _ in ends],
        "destination": [ids[end] for _, end in ends],
        "commodity": [f"cargo{number}" for number in commodity.tolist()],
        "avoid_countries": [AVOIDED[number] or None for number in avoided],
        **volumes,
    }


def _pairs(grid: Grid, freight: Freight, random: np.random.Generator) -> tuple[Integers, Integers, Integers]:
    """Origin, destination and commodity of each row."""
    west, east, home = _zones(grid)
    zones = np.concatenate([east, west, home])
    chosen = zones[np.linspace(0, len(zones) - 1, freight.destinations).round().astype(int)]
    rows = []
    for destination in chosen.tolist():
        from_here = np.concatenate([west if destination not in west else east, home[home != destination]])
        for commodity in range(freight.commodities):
            origins = random.choice(from_here, min(freight.origins, len(from_here)), replace=False)
            rows += [(int(origin), destination, commodity) for origin in np.sort(origins)]
    origin, destination, commodity = np.array(rows).T
    return origin, destination, commodity


def _zones(grid: Grid) -> tuple[Integers, Integers, Integers]:
    """Nodes at the western and the eastern border, and some of the home country."""
    home = np.flatnonzero(np.array(grid.countries()) == HOME)
    inner = home[:: max(1, len(home) // max(2, grid.height // 2))]
    return grid.nodes[:, 0], grid.nodes[:, -1], inner


def _flow_type(start: str, end: str) -> str:
    kinds = {(True, True): "domestic", (True, False): "export", (False, True): "import", (False, False): "transit"}
    return kinds[start == HOME, end == HOME]

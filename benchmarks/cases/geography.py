"""A grid of inland nodes with rail and road, cut by a sea with ports; countries in bands.

Columns of nodes run from west to east, rows from north to south. A northern and a southern country lie above and
below the bands, so that a way through the home country has bypasses on both sides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from models.tables import Flags, Integers, Numbers

HOME, NORTH, SOUTH = "C", "N", "S"
BANDS = ("A", "B", HOME, "D", "E")

USD_PER_T_KM = {"rail": 0.025, "road": 0.06, "sea": 0.015}
KM_PER_H = {"rail": 28.0, "road": 55.0, "sea": 22.0}
SHARE_OF_ROW = {"rail": (0.5, 1.4), "road": (0.15, 0.5), "sea": (0.3, 0.9)}
"""Capacity of a link as a share of what one row of the grid must carry."""

Columns = dict[str, list[Any]]
"""Cells of a table by the header of their column."""


@dataclass(frozen=True)
class Grid:
    """width x height nodes, numbered row by row; the sea lies east of column `shore` from row `sea_from` down."""

    width: int
    height: int

    @property
    def nodes(self) -> Integers:
        """Node numbers, shape (height, width)."""
        return np.arange(self.width * self.height).reshape(self.height, self.width)

    @property
    def shore(self) -> int:
        """Column of the western shore."""
        return self.width * 3 // 4 - 1

    @property
    def sea_from(self) -> int:
        """First row in which the sea parts the land."""
        return max(2, self.height // 3 + 1)

    def ids(self) -> list[str]:
        """Names of the nodes."""
        return [f"n{row:03d}_{column:03d}" for row in range(self.height) for column in range(self.width)]

    def countries(self) -> list[str]:
        """Country of each node: bands from west to east, the outer rows of the inner bands north and south."""
        edge, country = max(1, self.height // 6), []
        for row in range(self.height):
            for column in range(self.width):
                band = BANDS[column * len(BANDS) // self.width]
                inner = band in BANDS[1:-1]
                outer = NORTH if row < edge else SOUTH if row >= self.height - edge else band
                country.append(outer if inner else band)
        return country


@dataclass(frozen=True)
class Ends:
    """Links by position: from and to node, mode."""

    start: Integers
    end: Integers
    mode: list[str]

    def only(self, chosen: Flags) -> Ends:
        """Some of the links."""
        kept = [mode for mode, keep in zip(self.mode, chosen.tolist(), strict=True) if keep]
        return Ends(self.start[chosen], self.end[chosen], kept)


def node_table(grid: Grid) -> Columns:
    """Rows of the nodes."""
    row, column = np.divmod(np.arange(grid.nodes.size), grid.width)
    return {
        "id": grid.ids(),
        "country": grid.countries(),
        "lat": (60.0 - 30.0 * row / grid.height).tolist(),
        "lon": (20.0 + 90.0 * column / grid.width).tolist(),
    }


def link_table(grid: Grid, tonnes: float, random: np.random.Generator) -> Columns:
    """Rows of the links; tonnes: Mt that cross the grid in the first year."""
    ends = _all_ends(grid, random)
    ids, count = grid.ids(), len(ends.mode)
    length = np.round(random.uniform(120, 420, count), 0)
    speed = _by_mode(KM_PER_H, ends.mode) * random.uniform(0.85, 1.15, count)
    cost = length * _by_mode(USD_PER_T_KM, ends.mode) * random.uniform(0.8, 1.25, count)
    low, high = (_by_mode({mode: span[side] for mode, span in SHARE_OF_ROW.items()}, ends.mode) for side in (0, 1))
    capacity = np.round(tonnes / grid.height * (low + (high - low) * random.random(count)), 2)
    return {
        "id": [f"{mode}{number:05d}" for number, mode in enumerate(ends.mode)],
        "from_node": [ids[node] for node in ends.start.tolist()],
        "to_node": [ids[node] for node in ends.end.tolist()],
        "mode": ends.mode,
        "length_km": length.tolist(),
        "time_h": np.round(length / speed, 1).tolist(),
        "cost_usd_per_t": np.round(cost, 2).tolist(),
        "capacity_mt": capacity.tolist(),
        "direction": _directions(ends.mode, random),
        "existing_load_mt": np.round(capacity * random.choice([0.0, 0.1, 0.3], count, p=[0.7, 0.2, 0.1]), 2).tolist(),
    }


def terminal_table(grid: Grid, tonnes: float, random: np.random.Generator) -> Columns:
    """Rows of the terminals: rail with road at every third node, both with the sea at ports."""
    row, column = np.divmod(np.arange(grid.nodes.size), grid.width)
    inland = [(node, "rail", "road") for node in np.flatnonzero((row + column) % 3 == 0).tolist()]
    at_sea = [(node, mode, "sea") for node in _ports(grid).ravel().tolist() for mode in ("rail", "road")]
    places, count, ids = inland + at_sea, len(inland + at_sea), grid.ids()
    return {
        "id": [f"{first}_{second}_{ids[node]}" for node, first, second in places],
        "node": [ids[node] for node, _, _ in places],
        "mode_a": [first for _, first, _ in places],
        "mode_b": [second for _, _, second in places],
        "time_h": np.round(random.uniform(8, 48, count), 0).tolist(),
        "cost_usd_per_t": np.round(random.uniform(2, 7, count), 1).tolist(),
        "capacity_mt": np.round(tonnes / grid.height * random.uniform(0.3, 1.0, count), 2).tolist(),
    }


def _all_ends(grid: Grid, random: np.random.Generator) -> Ends:
    """Rail between all neighbours on land, road between most of them, ships between ports."""
    nodes = grid.nodes
    east = Ends(nodes[:, :-1].ravel(), nodes[:, 1:].ravel(), ["rail"] * nodes[:, 1:].size)
    crosses = (east.start % grid.width == grid.shore) & (east.start // grid.width >= grid.sea_from)
    east = east.only(~crosses)
    south = Ends(nodes[:-1].ravel(), nodes[1:].ravel(), ["rail"] * nodes[1:].size)
    rail = _join(east, south)
    road = rail.only(random.random(len(rail.mode)) < 0.75)
    road = Ends(road.start, road.end, ["road"] * len(road.mode))
    return _join(rail, road, _sea(grid))


def _sea(grid: Grid) -> Ends:
    west, east = _ports(grid).T
    start, end = np.concatenate([west, west[:-1], west[1:]]), np.concatenate([east, east[1:], east[:-1]])
    return Ends(start, end, ["sea"] * len(start))


def _ports(grid: Grid) -> Integers:
    """Ports on the western and the eastern shore, shape (ports, 2)."""
    rows = np.arange(grid.sea_from, grid.height, 2)
    return np.stack([grid.nodes[rows, grid.shore], grid.nodes[rows, grid.shore + 1]], axis=1)


def _join(*parts: Ends) -> Ends:
    return Ends(
        np.concatenate([part.start for part in parts]),
        np.concatenate([part.end for part in parts]),
        [mode for part in parts for mode in part.mode],
    )


def _by_mode(values: dict[str, float], modes: list[str]) -> Numbers:
    return np.array([values[mode] for mode in modes])


def _directions(modes: list[str], random: np.random.Generator) -> list[str]:
    """A fifth of the railways have a track per direction, a tenth of the roads are one-way."""
    drawn = random.random(len(modes)).tolist()
    special = {"rail": ("each", 0.2), "road": ("oneway", 0.1), "sea": ("both", 1.0)}
    return [special[mode][0] if draw < special[mode][1] else "both" for mode, draw in zip(modes, drawn, strict=True)]

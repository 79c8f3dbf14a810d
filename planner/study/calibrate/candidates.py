"""What may change: crossings and other places that were counted, and modes at the border of the home country."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from models.case import Case
from models.network import assets_counted, corridors_counted, gateways, nodes_of_assets
from models.tables import Flags


@dataclass(frozen=True)
class Place:
    """name: as a planner knows it. assets: positions in `Case.asset_ids` whose cost changes together."""

    name: str
    assets: tuple[int, ...]


def places_of(case: Case, fitted: Flags) -> tuple[Place, ...]:
    """Places that may have a constant, none twice: what was counted as a whole, its assets one by one, modes.

    fitted: which observations may be fitted; places of the others are none.
    """
    found: dict[tuple[int, ...], Place] = {}
    for place in (*_counted(case, fitted), *_single(case, fitted), *_modes(case)):
        if place.assets:
            found.setdefault(place.assets, place)
    return tuple(found.values())


def assets_of(case: Case, row: int) -> tuple[int, ...]:
    """Assets at which an observation was counted: those named, or the gateways of its corridor; () of a total."""
    corridor = np.flatnonzero(corridors_counted(case)[row])
    members = gateways(case)[corridor[0]] if len(corridor) else assets_counted(case)[row]
    return tuple(np.flatnonzero(members).tolist())


def name_of(case: Case, row: int) -> str:
    """Name of an observation."""
    return str(case.observed.place[row] or case.observed.id[row])


def _counted(case: Case, fitted: Flags) -> Iterator[Place]:
    for row in np.flatnonzero(fitted).tolist():
        yield Place(name_of(case, row), assets_of(case, row))


def _single(case: Case, fitted: Flags) -> Iterator[Place]:
    for row in np.flatnonzero(fitted).tolist():
        for asset in assets_of(case, row):
            yield Place(str(case.asset_ids[asset]), (asset,))


def _modes(case: Case) -> Iterator[Place]:
    """All links of a mode that join the home country with another."""
    first, second = (case.nodes.country[ends][: len(case.links)] for ends in nodes_of_assets(case))
    home = case.parameters.home_country
    crosses = (first != second) & ((first == home) | (second == home))
    for mode in sorted(set(case.links.mode[crosses].tolist())):
        links = np.flatnonzero(crosses & (case.links.mode == mode))
        yield Place(mode_at_border(mode, home), tuple(links.tolist()))


def mode_at_border(mode: str, home: str) -> str:
    """Name of the place that all links of a mode over the border of the home country are."""
    return f"{mode} at every border crossing of {home}"

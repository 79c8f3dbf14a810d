"""Which arcs a class can use in which year, when it has cargo, and who uses an asset."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from models.network import BOARDING, DemandClasses, Layered, Network, useful_arcs
from models.tables import Integers


def arcs_by_year(on: Layered, classes: DemandClasses) -> list[list[Integers]]:
    """Arcs that each class can use in each year: on layers where a least volume of the year counts it."""
    groups = on.group_of_class
    with_layers, without = useful_arcs(on, classes, groups), useful_arcs(on, classes, np.zeros_like(groups))
    return [
        [with_layers[c] if counts else without[c] for counts in on.counts[group].tolist()]
        for c, group in enumerate(groups.tolist())
    ]


def years_with_cargo(classes: DemandClasses) -> tuple[list[int], ...]:
    """Years in which each class has demand."""
    mt = np.zeros((len(classes.destination), classes.source_mt.shape[1]))
    np.add.at(mt, classes.source_class, classes.source_mt)
    return tuple(np.flatnonzero(row).tolist() for row in mt > 0)


def users_of_assets(network: Network, arcs_of_class: tuple[Integers, ...]) -> dict[int, list[tuple[int, int]]]:
    """Classes and arcs that pass each asset."""
    users: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for c, arcs in enumerate(arcs_of_class):
        for arc, asset in zip(arcs.tolist(), network.asset[arcs].tolist(), strict=True):
            users[asset].append((c, arc))
    users.pop(BOARDING, None)
    return users

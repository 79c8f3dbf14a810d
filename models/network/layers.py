"""Networks that count the gateways a tonne passes, where a least volume rewards passing them.

A way passes each state at most once. Without rewards the cheapest way does so by itself; a least volume can make cargo
go round a gateway again and again. So the classes that a corridor with a least volume counts travel on layers: a
gateway leads one layer up, and no circle holds a gateway. A way up the layers may still come back to a state; where one
that would pay is found, the state is *watched*: layers tell apart whether cargo has been there, and it enters once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from models.case import Case
from models.errors import TooManyLayers
from models.network.demand import DemandClasses
from models.network.limits import gateway_of_limits, limit_years
from models.network.states import BOARDING, Network
from models.tables import Flags, Integers

PLAIN = 0
"""Group of the classes that no least volume counts, and of the arcs they use."""

MOST_ARCS = 20_000_000
"""Arcs of a group on all its layers; what needs more does not fit the memory."""

Watched = Mapping[int, tuple[int, ...]]
"""States of the base network that the classes of a group may enter once, by group."""


@dataclass(frozen=True)
class Layered:
    """A network with the arcs of every group; arcs and classes meet only within their group.

    base: the network without layers. base_arc, base_state: what each arc and state is a copy of.
    passed: gateways of each corridor passed on the way to a state, (states, corridors). most: at most so many can be
    passed, (groups, corridors). corridors: those with a least volume. counts: groups with a least volume in a year,
    (groups, years); in other years their classes travel on the plain network.
    """

    network: Network
    base: Network
    base_arc: Integers
    base_state: Integers
    group_of_arc: Integers
    group_of_class: Integers
    passed: Integers
    most: Integers
    corridors: tuple[str, ...]
    counts: Flags

    def group(self, number: int, year: int) -> int:
        """The group on whose arcs the classes of a group travel in a year."""
        return number if self.counts[number, year] else PLAIN


def plain(case: Case, network: Network, classes: DemandClasses) -> Layered:
    """Every class on the network as it is."""
    return Layered(
        network=network,
        base=network,
        base_arc=np.arange(len(network.tail)),
        base_state=np.arange(network.states),
        group_of_arc=np.full(len(network.tail), PLAIN),
        group_of_class=np.full(len(classes.destination), PLAIN),
        passed=np.zeros((network.states, 0), np.int64),
        most=np.zeros((1, 0), np.int64),
        corridors=(),
        counts=np.zeros((1, len(case.years)), np.bool_),
    )


def layered(case: Case, network: Network, classes: DemandClasses, watched: Watched) -> Layered:
    """The classes that a corridor with a least volume counts, each group on layers of its own.

    Raises SolverFailure where the layers do not fit the memory.
    """
    start, limited = plain(case, network, classes), np.flatnonzero(~np.isnan(case.corridor_limits.min_mt))
    if not len(limited) or not classes.counted[:, limited].any():
        return start
    corridors, first = np.unique(case.corridor_limits.corridor[limited].astype(str), return_index=True)
    gateways = gateway_of_limits(case)[limited[first]]
    passes = classes.permitted.astype(float) @ gateways.T > 0
    patterns, group_of_class = _patterns(classes.counted[:, limited[first]] & passes)
    found = replace(
        start,
        group_of_class=group_of_class,
        passed=np.zeros((network.states, len(corridors)), np.int64),
        most=patterns * gateways.sum(axis=1),
        corridors=tuple(corridors.tolist()),
        counts=_years_that_count(case, corridors, limited, patterns),
    )
    for group in range(1, len(patterns)):
        found = _with_layers(found, group, gateways, watched.get(group, ()))
    return found


def _patterns(counted: Flags) -> tuple[Flags, Integers]:
    """Which corridors count the classes of each group, the first none at all, and the group of each class."""
    everything = np.vstack([np.zeros(counted.shape[1], np.bool_), counted])
    patterns, group = np.unique(everything, axis=0, return_inverse=True)
    return patterns, group.ravel()[1:]


def _years_that_count(case: Case, corridors: Integers, limited: Integers, patterns: Flags) -> Flags:
    """Years in which a corridor of each group has a least volume, (groups, years)."""
    corridor = np.searchsorted(corridors, case.corridor_limits.corridor[limited].astype(str))
    in_year = np.zeros((len(corridors), len(case.years)), np.bool_)
    in_year[corridor, limit_years(case)[limited]] = True
    return np.asarray((patterns[:, :, None] & in_year).any(axis=1))


def _with_layers(found: Layered, group: int, gateways: Flags, watched: tuple[int, ...]) -> Layered:
    """Add the layers of one group; gateways: (corridors, assets)."""
    base, size = found.base, np.append(found.most[group] + 1, np.full(len(watched), 2))
    if np.prod(size.astype(float)) * len(base.tail) > MOST_ARCS:
        raise TooManyLayers("the least volumes of corridors have too many gateways that a tonne could pass")
    layers = np.stack(np.unravel_index(np.arange(size.prod()), size), axis=1)
    step = _steps(base, gateways * (found.most[group] > 0)[:, None], watched)
    # cargo boards in the first layer only; it may alight from any
    boards = np.isin(base.tail, base.departure)
    usable = (layers[:, None] + step < size).all(axis=2) & (~boards | (np.arange(len(layers)) == 0)[:, None])
    layer, arc = np.nonzero(usable)
    onward = np.ravel_multi_index((layers[layer] + step[arc]).T, size)
    network, copies = found.network, len(layers)
    return replace(
        found,
        network=replace(
            network,
            tail=np.append(network.tail, _state(found, base.tail[arc], layer)),
            head=np.append(network.head, _state(found, base.head[arc], onward)),
            states=network.states + base.states * copies,
            **{name: np.append(getattr(network, name), getattr(base, name)[arc]) for name in CARRIED},
        ),
        base_arc=np.append(found.base_arc, arc),
        base_state=np.append(found.base_state, np.tile(np.arange(base.states), copies)),
        group_of_arc=np.append(found.group_of_arc, np.full(len(arc), group)),
        passed=np.append(found.passed, np.repeat(layers[:, : len(gateways)], base.states, axis=0), axis=0),
    )


CARRIED = ("asset", "lane", "direction")
"""What an arc of a layer has from the arc that it copies."""


def _steps(base: Network, gateways: Flags, watched: tuple[int, ...]) -> Integers:
    """How many layers up each arc leads, by corridor and by watched state; (arcs, corridors + watched)."""
    of_assets = np.append(gateways, np.zeros((len(gateways), 1), np.bool_), axis=1)
    counted = of_assets[:, np.where(base.asset == BOARDING, -1, base.asset)].T
    enters = base.head[:, None] == np.array(watched, np.int64)
    return np.asarray(np.append(counted, enters, axis=1), np.int64)


def _state(found: Layered, state: Integers, layer: Integers) -> Integers:
    """State on a layer; departures and arrivals are shared by all layers."""
    base = found.base
    shared = np.isin(state, base.departure) | np.isin(state, base.arrival)
    return np.where(shared, state, found.network.states + base.states * layer + state)

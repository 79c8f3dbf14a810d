"""Networks in which a tonne passes no gateway twice.

A least volume could be met on paper by cargo that circles over a gateway. So the classes that the corridor counts
travel on copies of the network, one for each set of gateways already passed: a gateway leads from a copy to the copy
that has it too, and not on from there. Where a corridor has many gateways, all of them together count as one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from models.case import Case
from models.columns import Flags, Integers
from models.demand_classes import DemandClasses
from models.limits import gateway_of_limits
from models.network import BOARDING, Network

TOLD_APART = 4
"""Gateways of a corridor up to which a tonne may pass one after the other; each doubles the copies."""

PLAIN = 0
"""Group of the classes that no least volume counts, and of the arcs they use."""


@dataclass(frozen=True)
class Grouped:
    """A network with the arcs of every group; arcs and classes meet only within their group.

    passed: gateways that cargo has passed in each state, as bits. corridors_of_group: the corridor of each bit.
    """

    network: Network
    group_of_arc: Integers
    group_of_class: Integers
    passed: Integers
    corridors_of_group: tuple[tuple[str, ...], ...]


def plain(network: Network, classes: DemandClasses) -> Grouped:
    """Every class on the network as it is."""
    return Grouped(
        network=network,
        group_of_arc=np.full(len(network.tail), PLAIN),
        group_of_class=np.full(len(classes.destination), PLAIN),
        passed=np.zeros(network.states, np.int64),
        corridors_of_group=((),),
    )


def passing_once(case: Case, network: Network, classes: DemandClasses) -> Grouped:
    """The classes that a corridor with a least volume counts, each group on copies of its own."""
    limited = ~np.isnan(case.corridor_limits.min_mt)
    if not limited.any():
        return plain(network, classes)
    corridors, corridor = np.unique(case.corridor_limits.corridor[limited].astype(str), return_inverse=True)
    first = np.flatnonzero(limited)[np.unique(corridor, return_index=True)[1]]
    counted, bits = classes.counted[:, first], [_bits(gateways) for gateways in gateway_of_limits(case)[first]]
    patterns, group_of_class = np.unique(counted, axis=0, return_inverse=True)
    if patterns[0].any():
        # the plain network stays group 0 even where every class is counted
        patterns, group_of_class = np.vstack([np.zeros(len(corridors), np.bool_), patterns]), group_of_class + 1
    grouped, groups, passed = network, [np.full(len(network.tail), PLAIN)], [np.zeros(network.states, np.int64)]
    of_bits: list[tuple[str, ...]] = [()]
    for group, pattern in enumerate(patterns[1:], start=1):
        chosen = np.flatnonzero(pattern).tolist()
        before, gateways = len(grouped.tail), np.concatenate([bits[c] for c in chosen])
        grouped = _with_copies(grouped, network, gateways)
        groups.append(np.full(len(grouped.tail) - before, group))
        passed.append(np.repeat(np.arange(1 << len(gateways)), network.states))
        of_bits.append(tuple(str(corridors[c]) for c in chosen for _ in bits[c]))
    return Grouped(
        network=grouped,
        group_of_arc=np.concatenate(groups),
        group_of_class=group_of_class,
        passed=np.concatenate(passed),
        corridors_of_group=tuple(of_bits),
    )


def _bits(gateways: Flags) -> Flags:
    """What the copies tell apart of a corridor, (bits, assets): each gateway, or all as one where they are many."""
    each = np.flatnonzero(gateways)
    if len(each) > TOLD_APART:
        return gateways[None, :]
    return np.asarray(each[:, None] == np.arange(len(gateways)))


def _with_copies(grouped: Network, base: Network, gateways: Flags) -> Network:
    """Add the copies of the base network for one set of corridors; gateways: (bits, assets)."""
    bits = (gateways * (1 << np.arange(len(gateways)))[:, None]).sum(axis=0)
    passes = np.where(base.asset == BOARDING, 0, bits[base.asset])
    copies = np.arange(1 << len(gateways))
    # cargo boards in the first copy only; it may alight from any
    usable = ((passes & copies[:, None]) == 0) & (~np.isin(base.tail, base.departure) | (copies[:, None] == 0))
    copy, arc = np.nonzero(usable)
    return replace(
        grouped,
        tail=np.append(grouped.tail, _state(grouped, base, base.tail[arc], copy)),
        head=np.append(grouped.head, _state(grouped, base, base.head[arc], copy | passes[arc])),
        states=grouped.states + base.states * len(copies),
        **{name: np.append(getattr(grouped, name), getattr(base, name)[arc]) for name in CARRIED},
    )


CARRIED = ("asset", "lane", "direction")
"""What an arc of a copy has from the arc that it copies."""


def _state(grouped: Network, base: Network, state: Integers, copy: Integers) -> Integers:
    """State of a copy; departures and arrivals are shared by all copies."""
    shared = np.isin(state, base.departure) | np.isin(state, base.arrival)
    return np.where(shared, state, grouped.states + base.states * copy + state)

"""Walks the routes of a plan asset by asset, and says which of them are not ways for their cargo.

Routes share paths, so each pair of a path and a kind of demand is walked once: a trip.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

import numpy as np

from models.solution import Routes
from models.tables import Flags, Integers
from models.verify.network import Assets, Cargo

FAULTS = {
    "route-empty": "has no links",
    "route-disconnected": "is not connected, or does not start at the origin",
    "route-destination": "does not end at the destination",
    "route-direction": "runs against a one-way link",
    "route-mode-change": "changes mode without a terminal",
    "route-mode": "uses a mode that the demand does not allow",
    "route-country": "touches a country that the demand avoids",
    "route-repeats": "passes the same node in the same mode twice",
}
"""Rule of each fault, and the words for it."""


@dataclass(frozen=True, eq=False)
class Trips:
    """Distinct pairs of a path and a kind of demand, and their steps one after the other.

    of_route: the trip of each route. step_trip, step_asset, step_lane: of each step. faults: (trips,) by rule.
    """

    of_route: Integers
    step_trip: Integers
    step_asset: Integers
    step_lane: Integers
    faults: dict[str, Flags]

    def __len__(self) -> int:
        return len(self.faults["route-empty"])


@dataclass(frozen=True, eq=False)
class _Walk:
    """Where trips of equal length lead: lane and after each step the node, shape (trips, steps); flags (trips,)."""

    lane: Integers
    end: Integers
    disconnected: Flags
    against: Flags
    mode_breaks: Flags
    repeats: Flags


def trips_of(routes: Routes, cargo: Cargo, assets: Assets) -> Trips:
    """Find the distinct trips of a plan and walk them."""
    kinds, kind_of_demand = _distinct(cargo.origin, cargo.destination, cargo.permit)
    (path, kind), of_route = _distinct(routes.path, kind_of_demand[routes.demand])
    origin, destination, permit = kinds[:, kind]
    length, flat = _flatten(routes.paths)
    steps = length[path]
    step_trip = np.repeat(np.arange(len(path)), steps)
    start, path_start = np.cumsum(steps) - steps, np.cumsum(length) - length
    step_asset = flat[np.arange(len(step_trip)) + np.repeat(path_start[path] - start, steps)]
    step_lane = np.zeros_like(step_asset)
    faults = {rule: np.zeros(len(path), np.bool_) for rule in FAULTS} | {"route-empty": steps == 0}
    for trips, places in _by_length(steps, start):
        walk = _walk(step_asset[places], origin[trips], assets)
        step_lane[places] = walk.lane
        _note(faults, trips, walk, destination[trips])
    for rule, barred in (("route-mode", cargo.barred_mode), ("route-country", cargo.barred_country)):
        faults[rule][step_trip[barred[permit[step_trip], step_asset]]] = True
    return Trips(of_route, step_trip, step_asset, step_lane, faults)


def _distinct(*columns: Integers) -> tuple[Integers, Integers]:
    """Distinct rows of equally long columns, shape (columns, rows), and which of them each row is."""
    rows, inverse = np.unique(np.stack(columns), axis=1, return_inverse=True)
    return rows, inverse


def _flatten(paths: tuple[tuple[int, ...], ...]) -> tuple[Integers, Integers]:
    length = np.fromiter(map(len, paths), np.int64, len(paths))
    return length, np.fromiter(chain.from_iterable(paths), np.int64, int(length.sum()))


def _by_length(steps: Integers, start: Integers) -> Iterator[tuple[Integers, Integers]]:
    """Trips of equal length and the places of their steps, shape (trips, length); arrays without gaps, that is."""
    for length in np.unique(steps[steps > 0]):
        trips = np.flatnonzero(steps == length)
        yield trips, start[trips][:, None] + np.arange(length)


def _walk(asset: Integers, origin: Integers, assets: Assets) -> _Walk:
    lane, node, disconnected = _follow_nodes(asset, origin, assets)
    first = asset[:, 0]
    mode, unbroken = _follow_modes(asset, assets.mode_a[first], assets)
    other, other_unbroken = _follow_modes(asset, assets.mode_b[first], assets)
    # A path that begins with a terminal may begin in either of its modes.
    mode = np.where(unbroken[:, None], mode, other)
    # a terminal stays at its node: its mode says in which direction it is passed
    at_terminal = assets.mode_a[asset] != assets.mode_b[asset]
    lane = np.where(at_terminal, mode[:, :-1] != assets.mode_a[asset], lane)
    states = np.sort(node * len(assets.modes) + mode, axis=1)
    return _Walk(
        lane=lane,
        end=node[:, -1],
        disconnected=disconnected,
        against=(assets.oneway[asset] & (lane == 1)).any(axis=1),
        mode_breaks=~(unbroken | other_unbroken),
        repeats=(states[:, 1:] == states[:, :-1]).any(axis=1),
    )


def _follow_nodes(asset: Integers, origin: Integers, assets: Assets) -> tuple[Integers, Integers, Flags]:
    """Lane of each step, node before the first and after each step, and whether a step starts somewhere else."""
    lane = np.zeros_like(asset)
    node = np.repeat(origin[:, None], asset.shape[1] + 1, axis=1)
    disconnected = np.zeros(len(asset), np.bool_)
    for step, passed in enumerate(asset.T):
        tail, head, here = assets.tail[passed], assets.head[passed], node[:, step]
        lane[:, step] = (tail != here) & (head == here)
        disconnected |= (tail != here) & (head != here)
        node[:, step + 1] = np.where(lane[:, step] == 1, tail, head)
    return lane, node, disconnected


def _follow_modes(asset: Integers, mode: Integers, assets: Assets) -> tuple[Integers, Flags]:
    """Mode before the first and after each step from a starting mode, and whether every step joins its mode."""
    modes = np.repeat(mode[:, None], asset.shape[1] + 1, axis=1)
    unbroken = np.ones(len(asset), np.bool_)
    for step, passed in enumerate(asset.T):
        mode_a, mode_b, now = assets.mode_a[passed], assets.mode_b[passed], modes[:, step]
        unbroken &= (mode_a == now) | (mode_b == now)
        modes[:, step + 1] = np.where(mode_a == now, mode_b, mode_a)
    return modes, unbroken


def _note(faults: dict[str, Flags], trips: Integers, walk: _Walk, destination: Integers) -> None:
    """Write down the faults of a walk; what follows from a gap in it is not a fault of its own."""
    connected = ~walk.disconnected
    faults["route-disconnected"][trips] = walk.disconnected
    faults["route-destination"][trips] = connected & (walk.end != destination)
    faults["route-direction"][trips] = connected & walk.against
    faults["route-mode-change"][trips] = connected & walk.mode_breaks
    faults["route-repeats"][trips] = connected & ~walk.mode_breaks & walk.repeats

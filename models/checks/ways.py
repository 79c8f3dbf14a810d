"""The network as far as its references are known, and what hangs together in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from models.case import Case, positions
from models.columns import Flags, Integers, Texts


@dataclass(frozen=True, eq=False)
class Ways:
    """Links and terminals with known nodes and modes; positions of nodes and modes, shape (links,) or (terminals,).

    country: of each node. modes: name of each mode. whole: there are links, and every link and terminal names
    known nodes, so that what hangs together here is what the planner meant.
    """

    whole: bool
    country: Texts
    modes: list[str]
    start: Integers
    end: Integers
    mode: Integers
    oneway: Flags
    node: Integers
    mode_a: Integers
    mode_b: Integers

    def leaving(self, modes: Flags) -> Flags:
        """Nodes that a link of one of the modes leaves; `modes`: which modes count."""
        return self._touched(modes, self.start, self.end)

    def arriving(self, modes: Flags) -> Flags:
        """Nodes at which a link of one of the modes arrives."""
        return self._touched(modes, self.end, self.start)

    def joined(self, modes: Flags, avoided: Flags, origin: Integers, destination: Integers) -> Flags:
        """Whether origin and destination hang together by the modes outside the avoided nodes; shape of `origin`.

        The direction of links is not asked: False is certain, True is not.
        """
        width = len(self.modes)
        link = modes[self.mode] & ~avoided[self.start] & ~avoided[self.end]
        change = modes[self.mode_a] & modes[self.mode_b] & ~avoided[self.node]
        one = np.concatenate([self.start * width + self.mode, self.node * width + self.mode_a])
        other = np.concatenate([self.end * width + self.mode, self.node * width + self.mode_b])
        used = np.concatenate([link, change])
        lowest = components(len(self.country) * width, one[used], other[used])
        state = lowest.reshape(len(self.country), width)[:, modes]
        together = np.zeros(len(origin), np.bool_)
        for start in state.T:
            together |= (start[origin][:, None] == state[destination]).any(axis=1)
        return together

    def _touched(self, modes: Flags, near: Integers, far: Integers) -> Flags:
        touched = np.zeros(len(self.country), np.bool_)
        used = modes[self.mode]
        touched[near[used]] = True
        touched[far[used & ~self.oneway]] = True
        return touched


def ways_of(case: Case) -> Ways:
    """Links and terminals of the case, without those that name unknown nodes or modes."""
    links, terminals = case.links, case.terminals
    modes = sorted({mode for mode in links.mode.tolist() if mode})
    node_at, mode_at = positions(case.nodes.id), {mode: place for place, mode in enumerate(modes)}
    joins = [find(links.from_node, node_at), find(links.to_node, node_at), find(links.mode, mode_at)]
    changes = [find(terminals.node, node_at), find(terminals.mode_a, mode_at), find(terminals.mode_b, mode_at)]
    good, fit = np.min(joins, axis=0) >= 0, np.min(changes, axis=0) >= 0
    oneway = np.asarray(links.direction == "oneway", np.bool_)[good]
    start, end, mode = (column[good] for column in joins)
    node, mode_a, mode_b = (column[fit] for column in changes)
    whole = bool(good.all() and good.size and (changes[0] >= 0).all())
    return Ways(whole, case.nodes.country, modes, start, end, mode, oneway, node, mode_a, mode_b)


def find(names: Texts, places: Mapping[str, int]) -> Integers:
    """Position of each name; -1 where it is unknown."""
    return np.fromiter((places.get(name, -1) for name in names.tolist()), np.int64, len(names))


def components(count: int, one: Integers, other: Integers) -> Integers:
    """The lowest member of each state's component, where `one` and `other` are joined pairwise; shape (count,)."""
    lowest = np.arange(count)
    while True:
        roots = np.minimum(lowest[one], lowest[other])
        joined = lowest.copy()
        np.minimum.at(joined, lowest[one], roots)
        np.minimum.at(joined, lowest[other], roots)
        while not np.array_equal(joined, joined[joined]):
            joined = joined[joined]
        if np.array_equal(joined, lowest):
            return lowest
        lowest = joined

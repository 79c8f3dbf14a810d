"""The network as far as its references are known, and what hangs together in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from models.case import Case, positions
from models.tables import Flags, Integers, Texts


@dataclass(frozen=True, eq=False)
class Ways:
    """Links with known nodes and modes: positions of nodes and modes, shape (links,).

    nodes: their number. modes: name of each mode. whole: there are links, and every link and terminal names known
    nodes, so that what hangs together here is what the planner meant.
    """

    whole: bool
    nodes: int
    modes: list[str]
    start: Integers
    end: Integers
    mode: Integers
    oneway: Flags

    def leaving(self, modes: Flags) -> Flags:
        """Nodes that a link of one of the modes leaves; `modes`: which modes count."""
        return self._touched(modes, self.start, self.end)

    def arriving(self, modes: Flags) -> Flags:
        """Nodes at which a link of one of the modes arrives."""
        return self._touched(modes, self.end, self.start)

    def _touched(self, modes: Flags, near: Integers, far: Integers) -> Flags:
        touched = np.zeros(self.nodes, np.bool_)
        used = modes[self.mode]
        touched[near[used]] = True
        touched[far[used & ~self.oneway]] = True
        return touched


def ways_of(case: Case) -> Ways:
    """Links of the case, without those that name unknown nodes or modes."""
    links, terminals = case.links, case.terminals
    modes = sorted({mode for mode in links.mode.tolist() if mode})
    node_at, mode_at = positions(case.nodes.id), {mode: place for place, mode in enumerate(modes)}
    joins = [find(links.from_node, node_at), find(links.to_node, node_at), find(links.mode, mode_at)]
    good = np.min(joins, axis=0) >= 0
    oneway = np.asarray(links.direction == "oneway", np.bool_)[good]
    start, end, mode = (column[good] for column in joins)
    whole = bool(good.all() and good.size and (find(terminals.node, node_at) >= 0).all())
    return Ways(whole, len(case.nodes), modes, start, end, mode, oneway)


def find(names: Texts, places: Mapping[str, int]) -> Integers:
    """Position of each name; -1 where it is unknown."""
    return np.fromiter((places.get(name, -1) for name in names.tolist()), np.int64, len(names))

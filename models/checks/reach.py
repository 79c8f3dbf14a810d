"""Links which cargo may use leave its origin and arrive at its destination, and its equipment comes back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from models.case import Case, positions
from models.checks.derived import Ways, find, rows_by_value, ways_of
from models.checks.words import Check, warning
from models.findings import Finding
from models.network import runs_on
from models.tables import Flags, Integers


@dataclass(frozen=True, eq=False)
class Cargo:
    """Demand rows that may use the same modes (none named: all)."""

    modes: tuple[str, ...]
    rows: Integers


def cargo_without_links(case: Case) -> Iterator[Finding]:
    """Cargo has a link of an allowed mode to leave by, and one to arrive by."""
    ways = ways_of(case)
    if not ways.whole:
        return
    for cargo, origin, destination in _cargo_between(case):
        allowed = _allowed(ways, cargo)
        for column, ends, served in (
            ("origin", origin, ways.leaving(allowed)),
            ("destination", destination, ways.arriving(allowed)),
        ):
            for row, node in zip(cargo.rows[~served[ends]].tolist(), case.nodes.id[ends[~served[ends]]], strict=True):
                verb = "leaves" if column == "origin" else "arrives at"
                yield warning(
                    "no-mode-at-end",
                    ("demand", row, column),
                    node,
                    expected=f"a node that a link of an allowed mode {verb} ({_modes(cargo)})",
                    fix=f"Correct the node, allow another mode, or add a link at {node}: this cargo cannot move.",
                    related=("demand", row, "modes") if case.demand.modes[row] else _commodity_modes(case, row),
                )


def _cargo_between(case: Case) -> Iterator[tuple[Cargo, Integers, Integers]]:
    """Cargo of known modes whose two ends are known and differ, with the positions of its ends."""
    modes_of_links = set(case.links.mode.tolist())
    nodes = positions(case.nodes.id)
    origin, destination = find(case.demand.origin, nodes), find(case.demand.destination, nodes)
    known = (origin >= 0) & (destination >= 0) & (origin != destination)
    for modes, rows in _classes(case):
        kept = rows[known[rows]]
        if modes_of_links.issuperset(modes):
            yield Cargo(modes, kept), origin[kept], destination[kept]


def _classes(case: Case) -> Iterator[tuple[tuple[str, ...], Integers]]:
    """Demand rows of known commodities by allowed modes."""
    demand, commodities = case.demand, case.commodities
    own = dict(zip(commodities.id.tolist(), commodities.modes.tolist(), strict=True))
    keys = zip(demand.modes.tolist(), demand.commodity.tolist(), strict=True)
    for (modes, commodity), rows in rows_by_value(list(keys)):
        if commodity in own:
            yield modes or own[commodity], rows


def _allowed(ways: Ways, cargo: Cargo) -> Flags:
    return np.array([not cargo.modes or mode in cargo.modes for mode in ways.modes], np.bool_)


def _modes(cargo: Cargo) -> str:
    return ", ".join(cargo.modes) or "any mode"


def _commodity_modes(case: Case, row: int) -> tuple[str, int, str]:
    return "commodities", positions(case.commodities.id)[case.demand.commodity[row]], "modes"


def stranded(case: Case) -> Iterator[Finding]:
    """From wherever a one-way link leads, equipment finds a way back on its modes."""
    fleet, types = case.fleet, runs_on(case)
    nodes = positions(case.nodes.id)
    oneway = np.flatnonzero(case.links.direction == "oneway")
    for row in range(len(fleet)) if len(oneway) else ():
        part = _parts(case, types[row], nodes)
        for link in oneway[types[row][oneway]].tolist():
            start, end = case.links.from_node[link], case.links.to_node[link]
            mode = case.links.mode[link]
            if start in nodes and end in nodes and part[start, mode] != part[end, mode]:
                yield warning(
                    "stranded-equipment",
                    ("equipment", row, "modes"),
                    "|".join(fleet.modes[row]) or None,
                    expected=f"a way back from {end} to {start}: {case.links.id[link]} leads one way",
                    fix="Add the way back, or take the mode off: cargo in it cannot pass there now.",
                    related=("links", link, "direction"),
                )
                break


def _parts(case: Case, on: Flags, nodes: dict[str, int]) -> dict[tuple[str, str], int]:
    """The part of the network of each (node, mode) in which a unit can go round; on: assets where it runs."""
    states: dict[tuple[str, str], int] = {}
    arcs: list[tuple[int, int]] = []
    for asset in np.flatnonzero(on).tolist():
        first, second, both = _ends(case, asset)
        if first[0] in nodes and second[0] in nodes:
            tail, head = (states.setdefault(end, len(states)) for end in (first, second))
            arcs += [(tail, head), (head, tail)] if both else [(tail, head)]
    if not arcs:
        return {}
    tails, heads = zip(*arcs, strict=True)
    graph = csr_array((np.ones(len(arcs)), (tails, heads)), shape=(len(states), len(states)))
    part = connected_components(graph, directed=True, connection="strong")[1].tolist()
    return {state: part[place] for state, place in states.items()}


def _ends(case: Case, asset: int) -> tuple[tuple[str, str], tuple[str, str], bool]:
    """Node and mode at both ends of an asset, and whether it is passed both ways."""
    links, beyond = case.links, asset - len(case.links)
    if beyond < 0:
        mode = links.mode[asset]
        return (links.from_node[asset], mode), (links.to_node[asset], mode), links.direction[asset] != "oneway"
    node = case.terminals.node[beyond]
    return (node, case.terminals.mode_a[beyond]), (node, case.terminals.mode_b[beyond]), True


CHECKS: tuple[Check, ...] = (cargo_without_links, stranded)

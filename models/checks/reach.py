"""The rule that links which cargo may use leave its origin and arrive at its destination."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from models.case import Case, positions
from models.checks.derived import Ways, find, rows_by_value, ways_of
from models.checks.words import Check, warning
from models.findings import Finding
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


CHECKS: tuple[Check, ...] = (cargo_without_links,)

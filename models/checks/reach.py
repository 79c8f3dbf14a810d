"""Rules on whether cargo can move at all: on links that it may use, whatever their capacity."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from models.case import Case, positions
from models.checks.grouping import rows_by_value
from models.checks.report import Check, warning
from models.checks.ways import Ways, find, ways_of
from models.columns import Flags, Integers
from models.findings import Finding


@dataclass(frozen=True, eq=False)
class Cargo:
    """Demand rows that may use the same modes (none named: all) and avoid the same countries."""

    modes: tuple[str, ...]
    avoided: tuple[str, ...]
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


def cargo_without_route(case: Case) -> Iterator[Finding]:
    """Allowed links and transfers join the origin of cargo with its destination, around the countries it avoids."""
    ways = ways_of(case)
    if not ways.whole:
        return
    for cargo, origin, destination in _cargo_between(case):
        allowed, avoided = _allowed(ways, cargo), np.isin(ways.country, list(cargo.avoided))
        told = ~ways.leaving(allowed)[origin] | ~ways.arriving(allowed)[destination]
        told |= avoided[origin] | avoided[destination]
        for row in cargo.rows[~told & ~ways.joined(allowed, avoided, origin, destination)].tolist():
            around = f" outside {', '.join(cargo.avoided)}" if cargo.avoided else ""
            yield warning(
                "no-route",
                ("demand", row, "destination"),
                case.demand.destination[row],
                expected=f"a node joined with {case.demand.origin[row]} by {_modes(cargo)}{around}",
                fix="Add the missing link or terminal, or allow another mode: this cargo cannot move.",
                related=("demand", row, "origin"),
            )


def _cargo_between(case: Case) -> Iterator[tuple[Cargo, Integers, Integers]]:
    """Cargo of known modes whose two ends are known and differ, with the positions of its ends."""
    modes_of_links = set(case.links.mode.tolist())
    nodes = positions(case.nodes.id)
    origin, destination = find(case.demand.origin, nodes), find(case.demand.destination, nodes)
    known = (origin >= 0) & (destination >= 0) & (origin != destination)
    for modes, avoided, rows in _classes(case):
        kept = rows[known[rows]]
        if modes_of_links.issuperset(modes):
            yield Cargo(modes, avoided, kept), origin[kept], destination[kept]


def _classes(case: Case) -> Iterator[tuple[tuple[str, ...], tuple[str, ...], Integers]]:
    """Demand rows of known commodities by allowed modes and avoided countries."""
    demand, commodities = case.demand, case.commodities
    own = dict(zip(commodities.id.tolist(), commodities.modes.tolist(), strict=True))
    keys = zip(demand.modes.tolist(), demand.commodity.tolist(), demand.avoid_countries.tolist(), strict=True)
    for (modes, commodity, avoided), rows in rows_by_value(list(keys)):
        if commodity in own:
            yield modes or own[commodity], avoided, rows


def _allowed(ways: Ways, cargo: Cargo) -> Flags:
    return np.array([not cargo.modes or mode in cargo.modes for mode in ways.modes], np.bool_)


def _modes(cargo: Cargo) -> str:
    return ", ".join(cargo.modes) or "any mode"


def _commodity_modes(case: Case, row: int) -> tuple[str, int, str]:
    return "commodities", positions(case.commodities.id)[case.demand.commodity[row]], "modes"


CHECKS: tuple[Check, ...] = (cargo_without_links, cargo_without_route)

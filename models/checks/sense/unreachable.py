"""Cargo that cannot move at all, with what is missing on the way that lacks least."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from models.case import Case
from models.checks.sense.gathered import Gathered, gather
from models.checks.sense.joined import joined, open_arcs
from models.checks.sense.lacking import Lack, least_lacking
from models.checks.words import Check, as_text, warning
from models.findings import Finding
from models.network import build_network, nodes_of_assets
from models.tables import Flags, Integers


def cargo_without_route(case: Case) -> Iterator[Finding]:
    """Permitted links and terminals lead from the origin of cargo to its destination.

    Silent where an end has no link of an allowed mode or lies in an avoided country: other rules tell that.
    """
    gathered = gather(case)
    cut_off = np.flatnonzero(~_told_elsewhere(case, gathered) & ~connected(case, gathered))
    lacks = dict(zip(cut_off.tolist(), least_lacking(case, gathered, cut_off), strict=True))
    for row in np.flatnonzero(np.isin(gathered.pair_of, cut_off)).tolist():
        pair = int(gathered.pair_of[row])
        yield _finding(case, row, gathered, pair, lacks[pair])


def connected(case: Case, gathered: Gathered) -> Flags:
    """Whether there is any permitted way for each pair, whatever its capacity; shape (pairs,)."""
    network, found = build_network(case), np.zeros(len(gathered.permit), np.bool_)
    for permit, permitted in enumerate(gathered.permitted):
        pairs = np.flatnonzero(gathered.permit == permit)
        arcs = open_arcs(network, permitted)
        found[pairs] = joined(network, arcs, gathered.origin[pairs], gathered.destination[pairs])
    return found


def _told_elsewhere(case: Case, gathered: Gathered) -> Flags:
    """Pairs with an end in an avoided country, or at which no link of an allowed mode starts or ends."""
    told = np.zeros(len(gathered.permit), np.bool_)
    for permit, (modes, avoided) in enumerate(zip(gathered.modes, gathered.avoided, strict=True)):
        pairs = np.flatnonzero(gathered.permit == permit)
        shunned = np.isin(case.nodes.country, avoided)
        leaves, arrives = _served(case, modes)
        ends = gathered.origin[pairs], gathered.destination[pairs]
        told[pairs] = shunned[ends[0]] | shunned[ends[1]] | ~leaves[ends[0]] | ~arrives[ends[1]]
    return told


def _served(case: Case, modes: tuple[str, ...]) -> tuple[Flags, Flags]:
    """Nodes that a link of one of the modes leaves, and those at which one arrives."""
    links = len(case.links)
    first, second = (ends[:links] for ends in nodes_of_assets(case))
    chosen = np.isin(case.links.mode, modes) if modes else np.ones(links, np.bool_)
    back = chosen & (case.links.direction != "oneway")
    return _marked(case, first[chosen], second[back]), _marked(case, second[chosen], first[back])


def _marked(case: Case, one: Integers, other: Integers) -> Flags:
    marked = np.zeros(len(case.nodes), np.bool_)
    marked[one] = marked[other] = True
    return marked


def _finding(case: Case, row: int, gathered: Gathered, pair: int, lack: Lack) -> Finding:
    permit, most = int(gathered.permit[pair]), int(np.argmax(case.demand_mt[row]))
    modes = ", ".join(gathered.modes[permit]) or "any mode"
    around = f" outside {', '.join(gathered.avoided[permit])}" if gathered.avoided[permit] else ""
    return warning(
        "no-route",
        ("demand", row, "destination"),
        case.demand.destination[row],
        expected=f"a node joined with {case.demand.origin[row]} by {modes}{around}; {lack.words}",
        fix=f"{lack.fix} As it stands this cargo cannot move, {as_text(case.demand_mt[row, most].item())} Mt in "
        f"{case.years.year[most]}.",
        related=("demand", row, "origin"),
    )


CHECKS: tuple[Check, ...] = (cargo_without_route,)

"""What can close: links, terminals, crossings, ports, corridors, countries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from models.accounts import capacity_worth
from models.case import Case
from models.errors import PlannerError
from models.network import asset_flow, find_ways, gateways, nodes_of_assets
from models.solution import Solution
from models.tables import Integers

MOST_USED = 10
"""Links and terminals with the most cargo, and as many with the highest prices, that close where nothing is named."""

PORT, ZONE = "port", "zone"
"""Kinds of nodes: a port, and a place that stands for a whole area."""

SHOWN_PLACES = 2
"""Places by which a country is named."""


LARGER: tuple[str, ...] = ("countries", "corridors", "ports", "crossings")
"""What closes where nothing is named, besides the links and terminals that the plan uses most."""


@dataclass(frozen=True, eq=False)
class Target:
    """Something that closes as a whole. assets: positions in Case.asset_ids."""

    kind: str
    id: str
    name: str
    assets: Integers


def targets(case: Case, wanted: str, base: Solution) -> tuple[Target, ...]:
    """What closes in turn: kinds and ids, parted by commas; '' is what the plan uses most and every larger place.

    What closes the same links and terminals as an earlier one is left out. Raises PlannerError for an unknown name.
    """
    if not wanted:
        found = [*(target for kind in LARGER for target in KINDS[kind](case)), *_most_used(case, base)]
    else:
        found = [target for word in wanted.split(",") for target in _named(case, word.strip())]
    alike = {target.assets.tobytes(): target for target in reversed(found) if len(target.assets)}
    return tuple(target for target in found if alike.get(target.assets.tobytes()) is target)


def links(case: Case) -> Iterator[Target]:
    """Every link."""
    return (_asset(case, asset) for asset in range(len(case.links)))


def terminals(case: Case) -> Iterator[Target]:
    """Every terminal."""
    return (_asset(case, asset) for asset in range(len(case.links), len(case.asset_ids)))


def crossings(case: Case) -> Iterator[Target]:
    """Every pair of nodes in two countries, with all links between them."""
    first, second = (ends[: len(case.links)] for ends in nodes_of_assets(case))
    abroad = case.nodes.country[first] != case.nodes.country[second]
    pairs = np.sort(np.stack([first, second], axis=1), axis=1)
    for pair in np.unique(pairs[abroad], axis=0):
        a, b = pair.tolist()
        between = np.flatnonzero((pairs == pair).all(axis=1))
        yield Target(
            "crossing", f"{case.nodes.id[a]}/{case.nodes.id[b]}", f"{_node(case, a)} / {_node(case, b)}", between
        )


def ports(case: Case) -> Iterator[Target]:
    """Every node of kind port."""
    return (_place(case, node) for node in np.flatnonzero(case.nodes.kind == PORT).tolist())


def corridors(case: Case) -> Iterator[Target]:
    """Every corridor with gateways; all of them close."""
    gates = gateways(case)
    for corridor in np.flatnonzero(gates.any(axis=1)).tolist():
        name, title = str(case.corridors.id[corridor]), str(case.corridors.name[corridor])
        yield Target("corridor", name, title or name, np.flatnonzero(gates[corridor]))


def countries(case: Case) -> Iterator[Target]:
    """Every country but home: all that touches it."""
    for name in dict.fromkeys(case.nodes.country.tolist()):
        if name != case.parameters.home_country:
            yield _country(case, name)


KINDS: dict[str, Callable[[Case], Iterable[Target]]] = {
    "countries": countries,
    "corridors": corridors,
    "ports": ports,
    "crossings": crossings,
    "terminals": terminals,
    "links": links,
    "all": lambda case: (target for kind in [*LARGER, "terminals", "links"] for target in KINDS[kind](case)),
}
"""What closes one by one, by the word that --close takes."""


def _named(case: Case, word: str) -> Iterable[Target]:
    if word in KINDS:
        return KINDS[word](case)
    if word in case.asset_position:
        return [_asset(case, case.asset_position[word])]
    if word in case.nodes.id:
        return [_place(case, case.nodes.id.tolist().index(word))]
    if word in case.nodes.country:
        return [_country(case, word)]
    either_way = (word, "/".join(reversed(word.split("/"))))
    found = [target for kind in ("corridors", "crossings") for target in KINDS[kind](case) if target.id in either_way]
    if not found:
        raise PlannerError(
            f"--close {word}: no link, terminal, node, country, corridor with gateways or crossing (node/node) has "
            f"this id; kinds are {', '.join(KINDS)}"
        )
    return found[:1]


def _most_used(case: Case, base: Solution) -> Iterator[Target]:
    """Links and terminals with the most cargo of a year, then those with the highest price."""
    flow = asset_flow(case, base.routes, find_ways(case, base.routes)).sum(axis=1).max(axis=1)
    worth = capacity_worth(case, base.prices).max(axis=1)
    for measure in (flow, np.where(flow > 0, worth, 0.0)):
        for asset in np.argsort(-measure, kind="stable")[:MOST_USED].tolist():
            if measure[asset] > 0:
                yield _asset(case, asset)


def _asset(case: Case, asset: int) -> Target:
    first, second = (_node(case, int(ends[asset])) for ends in nodes_of_assets(case))
    if asset < len(case.links):
        return Target(
            "link", str(case.links.id[asset]), f"{first} to {second}, {case.links.mode[asset]}", np.array([asset])
        )
    row = asset - len(case.links)
    modes = f"{case.terminals.mode_a[row]} / {case.terminals.mode_b[row]}"
    return Target("terminal", str(case.terminals.id[row]), f"{first}, {modes}", np.array([asset]))


def _place(case: Case, node: int) -> Target:
    first, second = nodes_of_assets(case)
    kind = str(case.nodes.kind[node]) or "node"
    return Target(kind, str(case.nodes.id[node]), _node(case, node), np.flatnonzero((first == node) | (second == node)))


def _country(case: Case, name: str) -> Target:
    first, second = (case.nodes.country[ends] == name for ends in nodes_of_assets(case))
    return Target("country", name, _places_in(case, name), np.flatnonzero(np.asarray(first | second, np.bool_)))


def _places_in(case: Case, country: str) -> str:
    """The places of a country, zones first: a zone may stand for more than the country whose code it has."""
    inside = np.flatnonzero(case.nodes.country == country)
    ordered = inside[np.argsort(case.nodes.kind[inside] != ZONE, kind="stable")]
    named = [_node(case, node) for node in ordered[:SHOWN_PLACES].tolist()]
    return ", ".join([*named, *["…"] * (len(ordered) > SHOWN_PLACES)])


def _node(case: Case, node: int) -> str:
    return str(case.nodes.name[node] or case.nodes.id[node])

"""Stores: cargo waits at a terminal from one season to the next, and from the last season to the first of the year.

A tonne waits in a mode of the terminal: it comes and leaves in that mode, before or after its transfer. So a store is a
way from (node, mode@q) to (node, mode@next), over a place and a mode of its own, in which nothing else can go.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from models.case import Case
from models.tables import Cell, Corridors, Demand, more_rows, replace_cells

AT = "@"
"""What stands between the id of a thing and the season that its copy is of."""


@dataclass(frozen=True)
class Store:
    """What may wait at a terminal (position) in one of its modes, from a season (position) to the next one.

    place: name of the node and mode that are its own. kept: id of the link that carries what waits; asset: its position
    among the assets of the copies.
    """

    terminal: int
    mode: str
    season: int
    place: str
    kept: str
    asset: int = -1


def find_stores(case: Case) -> tuple[Store, ...]:
    """The stores of a case with seasons; a year of one season has none."""
    return tuple(_stores(case)) if len(case.seasons) > 1 else ()


def _stores(case: Case) -> Iterator[Store]:
    terminals = case.terminals
    for row in np.flatnonzero(terminals.store_mt > 0).tolist():
        for mode in sorted({str(terminals.mode_a[row]), str(terminals.mode_b[row])}):
            for season, name in enumerate(case.seasons.id.tolist()):
                place = f"{terminals.id[row]} {mode} {name}"
                yield Store(row, mode, season, f"store {place}", f"kept {place}")


def with_stores(by_season: Case, case: Case, stores: tuple[Store, ...]) -> Case:
    """The copies of a case with its stores, and with origins of each season: cargo departs in its season.

    It arrives in the season of its last way.
    """
    seasons = case.seasons.id.tolist()
    links, terminals, nodes = [], [], []
    for store in stores:
        row = _rows_of(case, store, seasons)
        nodes.append(row[0])
        links += row[1]
        terminals += row[2]
    origins = _origins(case, seasons)
    return replace(
        by_season,
        nodes=more_rows(case.nodes, [*nodes, *origins[0]]),
        links=more_rows(by_season.links, [*links, *origins[1]]),
        terminals=more_rows(by_season.terminals, terminals),
        demand=_demand(by_season, case, stores, seasons),
        corridors=_corridors(case, seasons),
        **_room(by_season, case, stores),
    )


def _rows_of(
    case: Case, store: Store, seasons: list[str]
) -> tuple[dict[str, Cell], list[dict[str, Cell]], list[dict[str, Cell]]]:
    """Rows of nodes, links and terminals of a store: in at its node, along its link, out at its own place and back.

    What fits is said by the shared limit alone.
    """
    terminals, row = case.terminals, store.terminal
    node, room = str(terminals.node[row]), _all_demand(case)
    come = f"{store.mode}{AT}{seasons[store.season]}"
    leave = f"{store.mode}{AT}{seasons[(store.season + 1) % len(seasons)]}"
    free: dict[str, Cell] = {"time_h": 0.0, "cost_usd_per_t": 0.0, "capacity_mt": room}
    oneway: dict[str, Cell] = {**free, "length_km": 0.0, "direction": "oneway"}
    cost = float(terminals.store_cost_usd_per_t[row])
    kept: dict[str, Cell] = {
        "id": store.kept,
        "from_node": node,
        "to_node": store.place,
        "mode": store.place,
        "cost_usd_per_t": cost,
    }
    back: dict[str, Cell] = {"id": f"out of {store.place}", "from_node": store.place, "to_node": node, "mode": leave}
    into: dict[str, Cell] = {"id": f"into {store.place}", "node": node, "mode_a": come, "mode_b": store.place}
    out: dict[str, Cell] = {"id": f"leaving {store.place}", "node": store.place, "mode_a": store.place, "mode_b": leave}
    return (
        {"id": store.place, "country": _country(case, node)},
        [oneway | kept, oneway | back],
        [free | into, free | out],
    )


def _all_demand(case: Case) -> float:
    """Mt that nothing exceeds: more than all cargo of a year, whatever its factors."""
    factors = case.season_demand.factor.max(initial=1.0)
    return float(case.demand.mt.sum(axis=0).max(initial=1.0) * factors * len(case.seasons))


def _country(case: Case, node: str) -> str:
    return str(case.nodes.country[case.nodes.id.tolist().index(node)])


def _origins(case: Case, seasons: list[str]) -> tuple[list[dict[str, Cell]], list[dict[str, Cell]]]:
    """A place for the departures of every origin in each season, and free ways from there in each of its modes."""
    most = _all_demand(case)
    nodes: list[dict[str, Cell]] = []
    links: list[dict[str, Cell]] = []
    for origin in sorted(set(case.demand.origin.tolist())):
        for season in seasons:
            here = f"{origin}{AT}{season}"
            nodes.append({"id": here, "country": _country(case, origin)})
            links += [_departure(origin, mode, season, most) for mode in _modes_at(case, origin)]
    return nodes, links


def _departure(origin: str, mode: str, season: str, most: float) -> dict[str, Cell]:
    """A free way from where cargo departs in a season into a mode of its origin."""
    return {
        "id": f"from {origin} {mode} {season}",
        "from_node": f"{origin}{AT}{season}",
        "to_node": origin,
        "mode": f"{mode}{AT}{season}",
        "length_km": 0.0,
        "time_h": 0.0,
        "cost_usd_per_t": 0.0,
        "capacity_mt": most,
        "direction": "oneway",
    }


def _modes_at(case: Case, node: str) -> list[str]:
    links, terminals = case.links, case.terminals
    at_links = links.mode[(links.from_node == node) | (links.to_node == node)]
    here = terminals.node == node
    return sorted({*at_links.tolist(), *terminals.mode_a[here].tolist(), *terminals.mode_b[here].tolist()})


def _demand(by_season: Case, case: Case, stores: tuple[Store, ...], seasons: list[str]) -> Demand:
    """Demand that departs in its season and may go on in any other that it can wait for."""
    table = by_season.demand
    modes: list[Cell] = []
    for own in table.modes.tolist():
        plain = {name.rpartition(AT)[0] for name in own}
        every = [f"{mode}{AT}{season}" for mode in sorted(plain) for season in seasons]
        modes.append((*every, *(store.place for store in stores if store.mode in plain)))
    origin: list[Cell] = [f"{name}{AT}{season}" for name in case.demand.origin.tolist() for season in seasons]
    return replace_cells(table, {"modes": modes, "origin": origin})


def _corridors(case: Case, seasons: list[str]) -> Corridors:
    """Corridors that tell cargo by its ends know the places of departure too."""
    changed: dict[str, list[Cell]] = {}
    for header in ("ends_in", "not_ends_in"):
        if header in case.corridors.header:
            given = getattr(case.corridors, header).tolist()
            changed[header] = [
                (*nodes, *(f"{node}{AT}{season}" for node in nodes for season in seasons)) or None for nodes in given
            ]
    return replace_cells(case.corridors, changed)


def _room(by_season: Case, case: Case, stores: tuple[Store, ...]) -> dict[str, Any]:
    """Both modes of a terminal wait in one store: a shared limit over what is kept from a season to the next."""
    limits: dict[str, dict[str, Cell]] = {}
    members: list[dict[str, Cell]] = []
    for store in stores:
        name = f"store {case.terminals.id[store.terminal]} {case.seasons.id[store.season]}"
        limits[name] = {"id": name, "capacity": float(case.terminals.store_mt[store.terminal])}
        members.append({"limit": name, "asset": store.kept})
    return {
        "shared_limits": more_rows(by_season.shared_limits, list(limits.values())),
        "shared_limit_members": more_rows(by_season.shared_limit_members, members),
    }

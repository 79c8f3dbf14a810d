"""What a corridor's cargo passes: the elements of its chain, how full each is and what its next tonne costs there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from models.accounts import limit_use, project_capacity
from models.case import Case, places
from models.network import fits_corridor, gateways, limit_weights, nodes_of_assets
from models.tables import Flags, Numbers
from planner.show.result import PRICE_NOISE, Facts

LINE, BORDER, PORT, SHIPS, LIMIT = "line", "border", "port", "ships", "limit"
KINDS = {LINE: "line", BORDER: "border crossing", PORT: "port or terminal", SHIPS: "ships", LIMIT: "shared limit"}
"""Kinds of elements with their names; the kinds themselves are short words for a narrow cell."""

NODE_BORDER = "border_crossing"
WATER = ("sea", "ship", "ships", "ferry", "water", "river", "inland_water")
"""Modes whose links are ships; so is a link between two ports."""

LEAST_SHARE = 0.05
"""Share of a corridor's cargo of the year that an element must carry to belong to its chain."""


@dataclass(frozen=True)
class Element:
    """The element of one kind that holds a corridor back most in a year; positions as in `models.solution`.

    place: of the asset, or of the shared limit. mt: the corridor's cargo on it (of a limit: its use, in its unit).
    utilisation: of all cargo. price: USD/t, or USD per unit of a limit. weight: price x mt, by which elements are put
    in order; no money that could be saved.
    """

    corridor: int
    year: int
    kind: str
    place: int
    mt: float
    utilisation: float
    price: float
    weight: float


def elements(facts: Facts) -> tuple[Element, ...]:
    """Of every planning corridor, year and kind the element whose next tonne is dearest to it, else the fullest."""
    case, kinds = facts.case, asset_kinds(facts.case)
    found: list[Element] = []
    for corridor in np.flatnonzero(case.corridors.role == "planning").tolist():
        chosen = _routes_of(facts, corridor)
        if chosen.any():
            found += _of_assets(facts, corridor, _flow(facts, chosen), kinds)
            found += _of_limits(facts, corridor, chosen)
    return tuple(sorted(found, key=lambda one: (one.corridor, one.year, list(KINDS).index(one.kind))))


def binding(found: tuple[Element, ...]) -> dict[tuple[int, int], Element]:
    """Of every corridor and year the element whose next tonne is dearest to it, where any has a price."""
    best: dict[tuple[int, int], Element] = {}
    for one in found:
        key = one.corridor, one.year
        if one.weight > 0 and (key not in best or one.weight > best[key].weight):
            best[key] = one
    return best


def asset_kinds(case: Case) -> list[str]:
    """Kind of each asset: ships, border crossings, ports and other terminals, and lines, which are all the rest."""
    first, second = nodes_of_assets(case)
    kind, country = case.nodes.kind, case.nodes.country
    is_link = np.arange(len(first)) < len(case.links)
    mode = np.concatenate([case.links.mode, np.full(len(case.terminals), "", object)])
    ships = is_link & (np.isin(mode, WATER) | ((kind[first] == "port") & (kind[second] == "port")))
    crosses = is_link & (country[first] != country[second]) & (mode != "air")
    at_border = ~is_link & (kind[first] == NODE_BORDER)
    found: list[str] = np.select([ships, crosses | at_border, ~is_link], [SHIPS, BORDER, PORT], LINE).tolist()
    return found


def _routes_of(facts: Facts, corridor: int) -> Flags:
    """Which routes the corridor counts."""
    case, routes = facts.case, facts.solution.routes
    gates = np.asarray(facts.ways.passages @ gateways(case)[corridor].astype(float)) > 0
    return np.asarray(gates[facts.ways.of_route] & fits_corridor(case)[routes.demand, corridor])


def _flow(facts: Facts, chosen: Flags) -> Numbers:
    """Mt of the chosen routes on each asset, shape (assets, 2, years)."""
    routes, ways = facts.solution.routes, facts.ways
    where = (ways.of_route[chosen], routes.year[chosen])
    mt = csr_array((routes.mt[chosen], where), shape=(len(ways.origin), len(facts.years))).toarray()
    return np.stack([ways.there.T @ mt, ways.back.T @ mt], axis=1)


def _of_assets(facts: Facts, corridor: int, flow: Numbers, kinds: list[str]) -> Iterator[Element]:
    prices = np.where(facts.is_open[:, None], facts.solution.prices.capacity, 0.0)
    # one capacity for both directions has its price in both entries, so that the flow of each pays it once
    worth = np.where(prices > PRICE_NOISE, prices * flow, 0.0).sum(axis=1)
    mt, volume = flow.sum(axis=1), facts.volumes[corridor]
    carries = (mt >= LEAST_SHARE * volume) & (mt > 0)
    for kind in (LINE, BORDER, PORT, SHIPS):
        members = np.array([of == kind for of in kinds], np.bool_)
        for year in range(len(facts.years)):
            rows = np.flatnonzero(members & carries[:, year])
            if len(rows):
                full = np.nan_to_num(facts.utilisation[rows, year])
                place = int(rows[np.lexsort((-full, -worth[rows, year]))[0]])
                measured = (mt, facts.utilisation, facts.worth, worth)
                yield Element(corridor, year, kind, place, *(float(values[place, year]) for values in measured))


def _of_limits(facts: Facts, corridor: int, chosen: Flags) -> Iterator[Element]:
    case = facts.case
    if not case.shared_limits.active.any():
        return
    own = _limit_use(facts, chosen)
    capacity = case.shared_limits.capacity[:, None] + project_capacity(case, facts.solution.openings)[1]
    use = limit_use(case, facts.solution, facts.ways)
    full = np.divide(use, capacity, out=np.full(use.shape, np.nan), where=capacity > 0)
    price = np.where(facts.solution.prices.shared_limit > PRICE_NOISE, facts.solution.prices.shared_limit, 0.0)
    for year in range(len(facts.years)):
        rows = np.flatnonzero(own[:, year] > 0)
        if len(rows):
            worth = price[:, year] * own[:, year]
            place = int(rows[np.lexsort((-np.nan_to_num(full[rows, year]), -worth[rows]))[0]])
            measured = (own[:, year], full[:, year], price[:, year], worth)
            yield Element(corridor, year, LIMIT, place, *(float(values[place]) for values in measured))


def _limit_use(facts: Facts, chosen: Flags) -> Numbers:
    """Use of each shared limit by the chosen routes, in its unit, shape (limits, years)."""
    case, routes = facts.case, facts.solution.routes
    use = np.zeros((len(case.shared_limits), len(facts.years)))
    commodity = places(case.demand.commodity, case.commodities.id)[routes.demand]
    for number in np.unique(commodity[chosen]).tolist():
        of_cargo = chosen & (commodity == number)
        use += limit_weights(case)[:, number] @ _flow(facts, of_cargo).sum(axis=1)
    return use

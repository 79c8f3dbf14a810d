"""Demand against the capacity that any plan could offer: the tightest cuts between origins and destinations.

A cut is a set of lanes without which cargo does not arrive. Candidates come from maximum flows of demand that shares
an origin, a destination or a country; each is then judged by all cargo that must pass it, in both directions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from models.case import Case
from models.checks.derived import asset_place
from models.checks.sense.gathered import Gathered, gather
from models.checks.sense.joined import joined, open_arcs
from models.checks.sense.possible import most_capacity
from models.checks.sense.unreachable import connected
from models.checks.words import Check, Place, as_text, warning
from models.findings import Finding
from models.network import Network, Wanted, build_network, most_passing
from models.tables import Flags, Integers, Numbers

MOST_GROUPS = 300
"""Groups of demand for which a flow is sought, the largest first: each takes milliseconds."""

MOST_JUDGED = 25
"""Cuts that are judged by all cargo, those first that hold back most of a group."""

MOST_CUTS = 5
"""Cuts that are told; they share no link or terminal."""

NAMED = 4
"""Links and terminals of a cut that are named."""

SHORT_SHARE, SHORT_MT = 1e-3, 1e-3
"""What is short is told from a thousandth of the cargo and 1,000 t on: less is rounding of somebody's figures."""


@dataclass(frozen=True, eq=False)
class Cut:
    """Lanes that cargo must pass: what they offer at most, must pass and so stays behind; Mt, shape (years,).

    pairs: which pairs of `gather` must pass them.
    """

    lanes: Integers
    offered: Numbers
    forced: Numbers
    pairs: Flags

    @property
    def short(self) -> Numbers:
        """Mt that stay behind in any plan, shape (years,)."""
        return np.maximum(0.0, self.forced - self.offered)


@dataclass(frozen=True, eq=False)
class _Ground:
    """What all searches share. lane_mt: most Mt of each lane, (lanes, years). pairs: those that have some way."""

    network: Network
    gathered: Gathered
    lane_mt: Numbers
    pairs: Integers


@dataclass(frozen=True, eq=False)
class _Group:
    """Pairs whose cargo is taken together, and the nodes from which and to which it is taken to go."""

    pairs: Integers
    start: Integers
    end: Integers

    def part(self, rows: Integers | Flags) -> _Group:
        """Some of them."""
        return _Group(self.pairs[rows], self.start[rows], self.end[rows])

    def joined_with(self, other: _Group) -> _Group:
        """These and others."""
        columns = ((self.pairs, other.pairs), (self.start, other.start), (self.end, other.end))
        return _Group(*(np.concatenate(column) for column in columns))

    def parted(self, key: Integers) -> list[_Group]:
        """A group for each value of the key."""
        order = np.argsort(key, kind="stable")
        parts = np.split(order, np.flatnonzero(np.diff(key[order])) + 1) if len(order) else []
        return [self.part(rows) for rows in parts]


def demand_beyond_cuts(case: Case) -> Iterator[Finding]:
    """What must pass the tightest places fits through them once every project that could be open is open."""
    cuts = tightest_cuts(case)
    pair_of = gather(case).pair_of if cuts else np.zeros(0, np.int64)
    for cut in cuts:
        yield _finding(case, cut, cut.pairs[pair_of])


def tightest_cuts(case: Case) -> list[Cut]:
    """Cuts that hold cargo back in any plan, the tightest first; no two share a lane."""
    network, gathered = build_network(case), gather(case)
    pairs = np.flatnonzero(connected(case, gathered) & (gathered.mt.max(axis=1, initial=0.0) > 0))
    ground = _Ground(network, gathered, most_capacity(case)[network.lane_asset], pairs)
    cuts = [_judged(ground, lanes) for lanes in _candidates(case, ground)]
    cuts = [cut for cut in cuts if (cut.short > np.maximum(SHORT_MT, SHORT_SHARE * cut.forced)).any()]
    cuts.sort(key=lambda cut: (-cut.short.max(), len(cut.lanes), cut.lanes.tolist()))
    told: list[Cut] = []
    for cut in cuts:
        if len(told) < MOST_CUTS and not any(np.isin(cut.lanes, other.lanes).any() for other in told):
            told.append(cut)
    return told


def _candidates(case: Case, ground: _Ground) -> list[Integers]:
    """Lanes of the cuts that hold back most of some group of demand in some year."""
    found: dict[tuple[int, ...], float] = {}
    least, mt = ground.lane_mt.min(axis=1, initial=np.inf), ground.gathered.mt
    for group in _groups(case, ground):
        wanted = mt[group.pairs]
        if _held_back(ground, group, wanted.max(axis=1), least):
            for year in {0, int(np.argmax(wanted.sum(axis=0))), mt.shape[1] - 1}:
                for lanes, short in _held_back(ground, group, wanted[:, year], ground.lane_mt[:, year]).items():
                    found[lanes] = max(short, found.get(lanes, 0.0))
    most = sorted(found, key=lambda lanes: (-found[lanes], lanes))[:MOST_JUDGED]
    return [np.array(lanes, np.int64) for lanes in most]


def _held_back(ground: _Ground, group: _Group, mt: Numbers, lane_mt: Numbers) -> dict[tuple[int, ...], float]:
    """The cuts that hold back some of a group, with the Mt; none where all of it can pass. mt: of its pairs."""
    permits = np.unique(ground.gathered.permit[group.pairs])
    usable = np.asarray(ground.gathered.permitted[permits].any(axis=0), np.bool_)
    wanted = Wanted(*_summed(group.start, mt), *_summed(group.end, mt))
    passing = most_passing(ground.network, usable, lane_mt, wanted)
    short = float(mt.sum() - passing.mt)
    if short <= max(SHORT_MT, SHORT_SHARE * mt.sum()):
        return {}
    return {tuple(lanes.tolist()): short for lanes in (passing.near_origins, passing.near_ends)}


def _groups(case: Case, ground: _Ground) -> list[_Group]:
    """Pairs that share an origin or a destination with one permit, or an end or a country with any; largest first.

    Those of one end or country go both ways and are taken as if all left it. No group starts where another part of
    it ends: there cargo would seem to arrive without moving.
    """
    gathered, pairs = ground.gathered, ground.pairs
    permit, nodes = gathered.permit[pairs], len(case.nodes)
    origin, destination = gathered.origin[pairs], gathered.destination[pairs]
    country = np.unique(case.nodes.country.astype(str), return_inverse=True)[1]
    abroad = country[origin] != country[destination]
    there = _Group(pairs, origin, destination)
    both = there.joined_with(_Group(pairs, destination, origin))
    over_border = there.part(abroad).joined_with(_Group(pairs, destination, origin).part(abroad))
    groups = [
        *there.parted(permit * nodes + origin),
        *there.parted(permit * nodes + destination),
        *both.parted(both.start),
        *over_border.parted(country[over_border.start]),
    ]
    size = gathered.mt.sum(axis=1)
    return sorted(groups, key=lambda group: -float(size[group.pairs].sum()))[:MOST_GROUPS]


def _judged(ground: _Ground, lanes: Integers) -> Cut:
    """A cut with all the cargo that must pass it."""
    network, gathered = ground.network, ground.gathered
    forced = np.zeros(len(gathered.permit), np.bool_)
    for permit, permitted in enumerate(gathered.permitted):
        pairs = ground.pairs[gathered.permit[ground.pairs] == permit]
        arcs = open_arcs(network, permitted)
        arcs = arcs[~np.isin(network.lane[arcs], lanes)]
        forced[pairs] = ~joined(network, arcs, gathered.origin[pairs], gathered.destination[pairs])
    return Cut(lanes, ground.lane_mt[lanes].sum(axis=0), gathered.mt[forced].sum(axis=0), forced)


def _finding(case: Case, cut: Cut, rows: Flags) -> Finding:
    """What a cut holds back; rows: demand that must pass it."""
    network = build_network(case)
    year = int(np.argmax(cut.short))
    lane_mt = most_capacity(case)[network.lane_asset[cut.lanes], year]
    order = np.argsort(-lane_mt, kind="stable")
    assets = network.lane_asset[cut.lanes[order]]
    place = asset_place(case, int(assets[0]), "capacity_mt")
    named = [f"{case.asset_ids[asset]} {_mt(mt)}" for asset, mt in zip(assets, lane_mt[order], strict=True)]
    more = [f"{len(named) - NAMED} more"] if len(named) > NAMED else []
    calendar = int(case.years.year[year])
    return warning(
        "demand-beyond-capacity",
        place,
        _cell(case, place),
        expected=f"room for the {_mt(cut.forced[year])} that must pass here in {calendar}; with every project that "
        f"could be open by then there is room for at most {_mt(cut.offered[year])}: "
        f"{', '.join([*named[:NAMED], *more])}",
        fix=f"At least {_by_year(case, cut.short)} stay behind whatever is built: add capacity or a project here, or "
        f"correct the demand.",
        related=_largest_demand(case, rows, year),
    )


def _by_year(case: Case, short: Numbers) -> str:
    """The year in which most is short, and in how many it is."""
    year, years = int(np.argmax(short)), case.years.year[short > SHORT_MT]
    others = f" (short from {years[0]} to {years[-1]})" if len(years) > 1 else ""
    return f"{_mt(short[year])} in {case.years.year[year]}{others}"


def _largest_demand(case: Case, rows: Flags, year: int) -> Place:
    return "demand", int(np.argmax(np.where(rows, case.demand_mt[:, year], -1.0))), str(case.years.year[year])


def _cell(case: Case, place: Place) -> object:
    table, row, column = place
    return getattr(getattr(case, table), str(column))[row].item()


def _mt(amount: float) -> str:
    return f"{as_text(float(round(amount, 3)))} Mt"


def _summed(node: Integers, mt: Numbers) -> tuple[Integers, Numbers]:
    nodes, number = np.unique(node, return_inverse=True)
    return nodes, np.asarray(np.bincount(number, mt, len(nodes)), np.float64)


CHECKS: tuple[Check, ...] = (demand_beyond_cuts,)

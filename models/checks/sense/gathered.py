"""Demand gathered by what it may use and where it goes, so that no rule asks the same of two rows."""

from __future__ import annotations

from dataclasses import dataclass
from weakref import ReferenceType, ref

import numpy as np

from models.case import Case, places
from models.checks.derived import rows_by_value
from models.network import permitted_assets
from models.tables import Flags, Integers, Numbers


@dataclass(frozen=True, eq=False)
class Gathered:
    """Pairs of origin and destination by permit: the modes that cargo may use (none: all) and countries it avoids.

    Per permit: modes, avoided, permitted (permits, assets). Per pair: permit, origin and destination (nodes),
    mt (pairs, years). Per demand: pair_of.
    """

    modes: tuple[tuple[str, ...], ...]
    avoided: tuple[tuple[str, ...], ...]
    permitted: Flags
    permit: Integers
    origin: Integers
    destination: Integers
    mt: Numbers
    pair_of: Integers


_latest: list[tuple[ReferenceType[Case], Gathered]] = []
"""The case that was gathered last: several rules ask for the same one after the other."""


def gather(case: Case) -> Gathered:
    """The demand of a case without errors."""
    if not _latest or _latest[0][0]() is not case:
        _latest[:] = [(ref(case), _gathered(case))]
    return _latest[0][1]


def _gathered(case: Case) -> Gathered:
    permits, permit_of = _permits(case)
    nodes = len(case.nodes)
    origin, destination = (places(ends, case.nodes.id) for ends in (case.demand.origin, case.demand.destination))
    codes, pair_of = np.unique((permit_of * nodes + origin) * nodes + destination, return_inverse=True)
    mt = np.zeros((len(codes), len(case.years)))
    np.add.at(mt, pair_of, case.demand_mt)
    modes, avoided = (_column([permit[part] for permit in permits]) for part in (0, 1))
    return Gathered(
        modes=tuple(modes.tolist()),
        avoided=tuple(avoided.tolist()),
        permitted=permitted_assets(case, modes, avoided),
        permit=codes // nodes**2,
        origin=codes // nodes % nodes,
        destination=codes % nodes,
        mt=mt,
        pair_of=pair_of,
    )


def _permits(case: Case) -> tuple[list[tuple[tuple[str, ...], tuple[str, ...]]], Integers]:
    """Modes and avoided countries of each permit, and the permit of each demand."""
    demand, general = case.demand, dict(zip(case.commodities.id.tolist(), case.commodities.modes.tolist(), strict=True))
    cells = zip(demand.modes.tolist(), demand.commodity.tolist(), demand.avoid_countries.tolist(), strict=True)
    numbers: dict[tuple[tuple[str, ...], tuple[str, ...]], int] = {}
    permit_of = np.zeros(len(demand), np.int64)
    for (own, commodity, avoided), rows in rows_by_value(list(cells)):
        permit = tuple(sorted(own or general[commodity])), tuple(sorted(avoided))
        permit_of[rows] = numbers.setdefault(permit, len(numbers))
    return list(numbers), permit_of


def _column(lists: list[tuple[str, ...]]) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    column = np.empty(len(lists), object)
    column[:] = lists
    return column

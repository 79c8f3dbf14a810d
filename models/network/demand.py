"""Demand gathered into classes that share one set of flow variables.

A class is what two tonnes on the same arc cannot be told apart by: destination, commodity, modes, avoided countries
and the limited corridors that count them. A *source* is a class at one origin; rows that share a source are served
in the order of the demand table, by the cheapest route first.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.case import Case, places
from models.network.states import permitted_assets
from models.tables import Flags, Integers, Lists, Numbers


@dataclass(frozen=True)
class DemandClasses:
    """Classes and their sources.

    Per class: destination (node), commodity, permitted (classes, assets), counted (classes, corridor limits).
    Per source: source_class, origin (node), source_mt (sources, years), source_penalty (USD/t).
    Per demand: source_of.
    """

    destination: Integers
    commodity: Integers
    permitted: Flags
    counted: Flags
    source_class: Integers
    origin: Integers
    source_mt: Numbers
    source_penalty: Numbers
    source_of: Integers


def classify(case: Case) -> DemandClasses:
    """Gather the demand of a case."""
    demand = case.demand
    modes, avoided = allowed_modes(case), demand.avoid_countries
    destination = places(demand.destination, case.nodes.id)
    counted = counted_by_limits(case)
    kinds = zip(destination.tolist(), case.demand_commodity.tolist(), _sets(modes), _sets(avoided), strict=True)
    class_of, first = _number([(*kind, *row) for kind, row in zip(kinds, counted.tolist(), strict=True)])
    origin = places(demand.origin, case.nodes.id)
    source_of, sample = _number(list(zip(class_of.tolist(), origin.tolist(), strict=True)))
    source_mt = np.zeros((len(sample), len(case.years)))
    np.add.at(source_mt, source_of, case.demand_mt)
    return DemandClasses(
        destination=destination[first],
        commodity=case.demand_commodity[first],
        permitted=permitted_assets(case, modes[first], avoided[first]),
        counted=counted[first],
        source_class=class_of[sample],
        origin=origin[sample],
        source_mt=source_mt,
        source_penalty=case.unmet_penalty[sample],
        source_of=source_of,
    )


def allowed_modes(case: Case) -> Lists:
    """Modes of each demand: its own, or its commodity's where it names none; () is every mode."""
    own, general = case.demand.modes, case.commodities.modes[case.demand_commodity]
    merged = np.empty(len(own), object)
    for row, (first, second) in enumerate(zip(own.tolist(), general.tolist(), strict=True)):
        merged[row] = first or second
    return merged


def counted_by_limits(case: Case) -> Flags:
    """Which demands the corridor of each corridor limit counts, shape (demand, corridor limits)."""
    corridor = places(case.corridor_limits.corridor, case.corridors.id)
    return fits_corridor(case)[:, corridor]


def fits_corridor(case: Case) -> Flags:
    """Which demands fit a corridor's ends_in and not_ends_in, shape (demand, corridors)."""
    fits = np.ones((len(case.demand), len(case.corridors)), np.bool_)
    for column, (inside, outside) in enumerate(zip(case.corridors.ends_in, case.corridors.not_ends_in, strict=True)):
        if inside:
            fits[:, column] &= _has_end_in(case, inside)
        if outside:
            fits[:, column] &= ~_has_end_in(case, outside)
    return fits


def _has_end_in(case: Case, nodes: tuple[str, ...]) -> Flags:
    return np.asarray(np.isin(case.demand.origin, nodes) | np.isin(case.demand.destination, nodes))


def _sets(lists: Lists) -> list[tuple[str, ...]]:
    return [tuple(sorted(names)) for names in lists.tolist()]


def _number(kinds: list[tuple[object, ...]]) -> tuple[Integers, Integers]:
    """Number of each entry's kind, in order of first appearance, and the first entry of each kind."""
    number = {kind: count for count, kind in enumerate(dict.fromkeys(kinds))}
    numbers = np.fromiter((number[kind] for kind in kinds), np.int64, len(kinds))
    first = np.full(len(number), len(kinds))
    np.minimum.at(first, numbers, np.arange(len(kinds)))
    return numbers, first

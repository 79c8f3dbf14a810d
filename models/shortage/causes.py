"""Why cargo stays behind: the limits it meets on its way, what is missing there, and what the next Mt would cost.

A *place* is a limit that has less room than the cargo needs: a link or terminal, a shared limit, or the most that a
corridor may carry. All amounts are of the plan as it is: other cargo keeps its room.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from models.case import Case
from models.network import build_network, classify
from models.shortage.room_left import room_of
from models.shortage.search import Searches
from models.shortage.told import SMALLEST_MT, Kind, Place, Reason, Shortage
from models.shortage.ways import Ground, ground_of, passage_of
from models.solution import Solution
from models.tables import Flags, Numbers

__all__ = ["MOST_EXPLAINED", "SMALLEST_MT", "Kind", "Place", "Reason", "Shortage", "shortages"]

MOST_EXPLAINED = 2_000
"""Groups that are explained, the largest first: each takes milliseconds."""


def shortages(case: Case, solution: Solution) -> tuple[Shortage, ...]:
    """What stays behind in each year, by year, then the most first; at most MOST_EXPLAINED of the largest."""
    if solution.unmet_mt.max(initial=0.0) <= SMALLEST_MT:
        return ()
    classes, network = classify(case), build_network(case)
    unmet = np.zeros(classes.source_mt.shape)
    np.add.at(unmet, classes.source_of, solution.unmet_mt)
    source, year = np.nonzero(unmet > SMALLEST_MT)
    largest = np.argsort(-unmet[source, year], kind="stable")[:MOST_EXPLAINED]
    chosen = np.zeros(unmet.shape, np.bool_)
    chosen[source[largest], year[largest]] = True
    ground = ground_of(case, network, classes, room_of(case, network, solution), solution)
    found = [one for each in _by_class_and_year(ground, unmet, chosen) for one in each]
    return tuple(sorted(found, key=lambda one: (one.year, -one.mt, one.demands)))


def _by_class_and_year(ground: Ground, unmet: Numbers, chosen: Flags) -> Iterator[list[Shortage]]:
    classes = ground.classes
    order = np.argsort(classes.source_of, kind="stable")
    rows_of = np.split(order, np.cumsum(np.bincount(classes.source_of, minlength=len(classes.origin)))[:-1])
    for number in np.unique(classes.source_class[chosen.any(axis=1)]).tolist():
        sources = np.flatnonzero(classes.source_class == number)
        for year in np.flatnonzero(chosen[sources].any(axis=0)).tolist():
            passage = passage_of(ground, number, year)
            searches = Searches(ground, passage, number, year)
            yield [
                searches.shortage(source, tuple(rows_of[source].tolist()), float(unmet[source, year]))
                for source in sources[chosen[sources, year]].tolist()
            ]

"""What is priced together, and which of it was priced in vain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

import numpy as np

from models.formulations.routes.columns import NO_ROW
from models.formulations.routes.master import RouteMaster
from models.formulations.routes.pricing import Kinds
from models.tables import Flags, Integers, Numbers


@dataclass(frozen=True)
class Search:
    """Sources of one kind with demand in a year, and the states where they start and end.

    number: position among the searches. target: position in `targets` of the end of each source. counted: the corridor
    limits that its cargo counts towards; limited: whether there are any.
    """

    number: int
    kind: int
    year: int
    sources: Integers
    start: Integers
    targets: Integers
    target: Integers
    counted: Flags
    limited: bool


def find_searches(master: RouteMaster, kinds: Kinds, starts: Integers, ends: Integers) -> Iterator[Search]:
    """Every kind in every year in which some source of it has demand; starts, ends: states of every source."""
    classes = master.classes
    kind_of_source, number = kinds.of_class[classes.source_class], count()
    for kind in range(len(kinds.commodity)):
        of_kind = np.flatnonzero(kind_of_source == kind)
        for year in range(len(master.case.years)):
            sources = of_kind[master.rows.demand[of_kind, year] != NO_ROW]
            if not len(sources):
                continue
            targets, target = np.unique(ends[sources], return_inverse=True)
            counted = kinds.counted[kind] & (master.columns.limit_year == year)
            limited = bool(counted.any())
            yield Search(next(number), kind, year, sources, starts[sources], targets, target, counted, limited)


class InVain:
    """Searches that found nothing: they find nothing again where no arc is cheaper and no ceiling higher.

    What a way costs is a sum over its arcs, which falls with none of them.
    """

    def __init__(self) -> None:
        self._last: dict[int, tuple[Numbers, Numbers]] = {}

    def note(self, search: Search, price: Numbers, dearest: Numbers) -> None:
        """A search found nothing at these prices of arcs below these ceilings, one of each source."""
        self._last[search.number] = price, dearest

    def again(self, search: Search, price: Numbers, dearest: Numbers) -> bool:
        """Whether it was searched in vain when no arc was dearer and no ceiling lower."""
        before = self._last.get(search.number)
        return before is not None and bool((price >= before[0]).all() and (dearest <= before[1]).all())

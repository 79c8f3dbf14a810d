"""What a later opening waits for: a figure of the futures that tells those in which it comes from the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from models.case import Case
from models.futures import Future
from models.tables import Flags, Numbers

ALIKE = 1e-6
"""Share by which two figures differ that are told apart."""


@dataclass(frozen=True)
class Sign:
    """A figure of a year that is above (or below) a threshold in every future in which it holds, and in no other.

    figure: total_mt or transit_mt (Mt that want to move, all cargo or transit). at: halfway between the futures that
    are nearest to each other on both sides. holds, others: the figure of these two. above: whether it is above it.
    """

    figure: str
    year: int
    at: float
    holds: float
    others: float
    above: bool


FIGURES = ("transit_mt", "total_mt")
"""Figures that are looked at, the first the best known to planners."""


def sign_of(futures: Sequence[Future], where: Flags, before: int) -> Sign | None:
    """The latest figure up to the year `before` that tells the futures `where` something happens from the others.

    None where no single figure does, or where it happens in all or none.
    """
    if where.all() or not where.any():
        return None
    return next(_signs(futures, where, before), None)


def _signs(futures: Sequence[Future], where: Flags, before: int) -> Iterator[Sign]:
    years = futures[0].case.years.year
    for place in np.flatnonzero(years <= before)[::-1].tolist():
        for figure in FIGURES:
            values = np.array([figures(future.case)[figure][place] for future in futures])
            for above in (True, False):
                inside, outside = (values[where], values[~where]) if above else (-values[where], -values[~where])
                if inside.min() > outside.max() + ALIKE * (1.0 + abs(outside.max())):
                    least, most = (inside.min(), outside.max()) if above else (-inside.min(), -outside.max())
                    middle = (float(least) + float(most)) / 2
                    yield Sign(figure, int(years[place]), middle, float(least), float(most), above)


def figures(case: Case) -> dict[str, Numbers]:
    """Mt that want to move in each plan year, by name of the figure; (years,)."""
    transit = case.demand.flow_type == "transit"
    return {"transit_mt": case.demand_mt[transit].sum(axis=0), "total_mt": case.demand_mt.sum(axis=0)}

"""What stands far outside its kind, by figures that the rules of this folder share."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.tables import Flags, Numbers, Texts

POPULATION = 8
"""Fewer of a kind say nothing about what is usual."""

FAR = 100.0
"""Things of a kind differ by a factor of ten, sometimes thirty; a wrong unit makes a thousand."""

GAP = 20.0
"""What stands apart from all others of its kind by so much is no tail of the same distribution."""

FEW = 0.05
"""Share of a kind that can stand apart; more of them are a kind of their own."""


@dataclass(frozen=True, eq=False)
class Usual:
    """What is usual for each row: the median of its kind, NaN where the kind is too small; how many it has."""

    median: Numbers
    size: Numbers


def usual(values: Numbers, kinds: Texts) -> Usual:
    """The median of the positive values of each row's kind; blanks and zeros are not counted."""
    median, size = np.full(len(values), np.nan), np.zeros(len(values))
    counted = np.isfinite(values) & (values > 0)
    for kind in dict.fromkeys(kinds.tolist()):
        own = kinds == kind
        known = own & counted
        size[own] = known.sum()
        if known.sum() >= POPULATION:
            median[own] = np.median(values[known])
    return Usual(median, size)


def apart(values: Numbers, kinds: Texts) -> Flags:
    """Values a hundredfold above or below the median of their kind, and apart from all others of it."""
    found = np.zeros(len(values), np.bool_)
    for kind in dict.fromkeys(kinds.tolist()):
        rows = np.flatnonzero((kinds == kind) & np.isfinite(values) & (values > 0))
        if len(rows) >= POPULATION:
            own = values[rows]
            found[rows] = _beyond_gap(own) | _beyond_gap(1 / own)
    return found


def _beyond_gap(values: Numbers) -> Flags:
    """Values beyond the highest wide gap that has only few above it."""
    ordered = np.sort(values)
    gaps = np.flatnonzero(ordered[1:] >= GAP * ordered[:-1])
    few = max(1, int(FEW * len(values)))
    gaps = gaps[len(values) - 1 - gaps <= few]
    if not len(gaps):
        return np.zeros(len(values), np.bool_)
    return np.asarray((values > ordered[gaps[0]]) & (values >= FAR * np.median(values)), np.bool_)

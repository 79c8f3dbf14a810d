"""A way that pays in one year often pays in others: found once, it joins for every year that it improves."""

from __future__ import annotations

import numpy as np

from models.formulations.routes.columns import Ways, join
from models.network import DemandClasses
from models.tables import Numbers


def in_other_years(ways: Ways, arc_price: Numbers, ceiling: Numbers, classes: DemandClasses) -> Ways:
    """The ways, and each of them in every other year in which its arcs cost less than the ceiling of its source.

    arc_price: (commodities, arcs, years). ceiling: (sources, years).
    """
    if ceiling.shape[1] == 1:
        return ways
    commodity = classes.commodity[classes.source_class[ways.source]]
    parts = [ways]
    for year in range(ceiling.shape[1]):
        price = np.append(arc_price[:, :, year], np.zeros((len(arc_price), 1)), axis=1)
        cost = price[commodity, ways.arcs].sum(axis=0)
        pays = np.flatnonzero((cost < ceiling[ways.source, year]) & (ways.year != year))
        parts.append(Ways(ways.source[pays], np.full(len(pays), year), ways.arcs[:, pays]))
    return _once(join(parts))


def _once(ways: Ways) -> Ways:
    """Each way of a source in a year once; of two with one fingerprint the first stays: one that was searched for."""
    weights = np.random.default_rng(0).integers(2**62, size=len(ways.arcs) + 2)
    fingerprint = np.concatenate([ways.source[None], ways.year[None], ways.arcs]).T @ weights
    _, first = np.unique(fingerprint, return_index=True)
    return ways.only(np.sort(first))

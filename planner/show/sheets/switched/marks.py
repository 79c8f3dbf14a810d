"""Marks on heat maps where a season binds although the year has room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from models.tables import Flags, Integers
from planner.show.result import BANDS, Facts, Sample
from planner.show.sheets.switched.seasons import season_facts

SEASON = "season"
"""Mark of a year in which a season binds; the number is that of the year."""


def season_marks(facts: Facts, row: Integers) -> Mapping[str, Sequence[str]]:
    """Marks of the columns of years of a heat map, an asset a row; {} of a case without seasons."""
    seasons = season_facts(facts)
    if seasons is None:
        return {}
    binds: Flags = np.asarray(seasons.binds.any(axis=1))
    used = facts.utilisation
    return {
        f"y{year}": [SEASON if binds[asset, y] else _band(used[asset, y]) for asset in row.tolist()]
        for y, year in enumerate(facts.years.tolist())
    }


def season_legend(facts: Facts) -> tuple[Sample, ...]:
    """What the mark means; none of a case without seasons."""
    if facts.by_season is None:
        return ()
    return (Sample(SEASON, "70% *", "the year has room, but a season binds: see the sheet Seasons"),)


def _band(share: float) -> str:
    found = [band.mark for band in BANDS if band.low <= share and (band.high is None or share < band.high)]
    return found[0] if found and not np.isnan(share) else ""

"""A plan of copies as verification reads it, and which id stands for what in which season."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.case import Case
from models.solution import Solution
from models.tables import Integers, Numbers, Texts
from models.verify.walk import Trips


@dataclass(frozen=True, eq=False)
class SeasonPlan:
    """A plan of copies: their case, their plan, the trips of it and the share of each project in service.

    flow: Mt, shape (assets, 2 lanes, commodities, years); missed_musd: price of soft limits of corridors that are
    missed, undiscounted, shape (years,); empty: Mt of payload of empty units, shape (types, assets, 2 lanes, years);
    all of the copies.
    """

    case: Case
    solution: Solution
    trips: Trips
    flow: Numbers
    in_service: Numbers
    missed_musd: Numbers
    empty: Numbers


def named(ids: Texts, known: Texts, seasons: Texts) -> tuple[Integers, Integers]:
    """Position among `known` and season of each id of a copy; -1 and -1 of others."""
    place, season = ({name: row for row, name in enumerate(names.tolist())} for names in (known, seasons))
    found = [
        (place[stem], season[tail]) if stem in place and tail in season else (-1, -1)
        for stem, _, tail in (str(name).rpartition("@") for name in ids.tolist())
    ]
    pairs = np.array(found, np.int64).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]


def in_season(case: Case, season: int, year: int) -> str:
    """A season of a year in words."""
    return f"in {case.seasons.id[season]} of {case.years.year[year]}"

"""What the going is worth to cargo that moves only with a project, or only without it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from models.as_decided import YearMoney
from models.tables import LEAST_MT, Numbers
from planner.study.appraise.streams import OF_CARGO
from planner.study.appraise.years import Years


class Basis(StrEnum):
    """What the worth of going rests on: the column of the case, the best way without, the cost of its own way."""

    STATED = "stated"
    WAY = "way"
    OWN = "own"


@dataclass(frozen=True, eq=False)
class Moving:
    """Of one year: Mt of each demand that move more, their worth in MUSD, at prices paid and converted; by basis Mt."""

    more_mt: Numbers
    worth: Numbers
    converted: Numbers
    mt: dict[Basis, float]


def moving(
    years: Years, year: int, now: YearMoney, before: YearMoney, served: Numbers, factors: dict[str, float]
) -> Moving:
    """now, before: with and without the project; served: shares in service without it, (projects,).

    What goes is worth what the case states; where it states nothing, the cost of the best way without the project, and
    at least what it pays where it moves: nobody sends it at a loss.
    """
    case = years.case
    more = before.unmet_mt - now.unmet_mt
    some = np.flatnonzero(np.abs(more) > LEAST_MT)
    worth, converted = np.zeros((2, len(more)))
    mt = dict.fromkeys(Basis, 0.0)
    unstated = some[np.isnan(case.demand.willingness_usd_per_t[some])]
    ways = years.cheapest(year, served, unstated)
    for demand in some.tolist():
        moves = now if more[demand] > 0 else before
        there = case.demand_mt[demand, year] - moves.unmet_mt[demand] - moves.response_mt[demand]
        paid = {kind: float(getattr(moves, kind)[demand]) / there for kind in OF_CARGO}
        price, factor, basis = float(case.demand.willingness_usd_per_t[demand]), 1.0, Basis.STATED
        if demand in ways:
            own, way = sum(paid.values()), ways[demand]
            basis = Basis.WAY if own < way < np.inf else Basis.OWN
            price = way if basis is Basis.WAY else own
            factor = sum(factors[kind] * each for kind, each in paid.items()) / own if own > 0 else 1.0
        worth[demand], converted[demand] = more[demand] * price, more[demand] * price * factor
        mt[basis] += abs(float(more[demand]))
    return Moving(np.where(np.abs(more) > LEAST_MT, more, 0.0), worth, converted, mt)

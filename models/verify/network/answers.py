"""How demand answers to cost, as verification reads it off the case: what cargo that leaves or comes is worth."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan

import numpy as np

from models.case import Case
from models.tables import Numbers

FLAT = 1e-6
"""Share by which the dearest price must exceed the reference cost for the curve to have any steps."""


@dataclass(frozen=True)
class Answer:
    """The curve of one demand in one year: (USD/t, Mt) of each step, in the order in which they are taken.

    leaves: the cheapest first. comes: the dearest first.
    """

    leaves: tuple[tuple[float, float], ...] = ()
    comes: tuple[tuple[float, float], ...] = ()

    @property
    def range(self) -> tuple[float, float]:
        """Mt that may come, below 0, and that may leave."""
        return -sum(mt for _, mt in self.comes), sum(mt for _, mt in self.leaves)

    def worth(self, mt: float) -> float:
        """MUSD that going is worth to `mt` that leave; below 0 that it is to those that come."""
        steps, sign = (self.leaves, 1.0) if mt > 0 else (self.comes, -1.0)
        left, total = abs(mt), 0.0
        for price, width in steps:
            taken = min(left, width)
            total += price * taken
            left -= taken
        return sign * total

    def gained(self, price: float) -> float:
        """MUSD that it saves to answer in the best way, where a tonne costs `price` USD/t to go."""
        left = sum(mt * max(0.0, price - step) for step, mt in self.leaves)
        return left + sum(mt * max(0.0, step - price) for step, mt in self.comes)


def answers_of(case: Case) -> dict[tuple[int, int], Answer]:
    """The curve of every demand and year (positions) that answers to cost."""
    return answers_in(case, case.demand_mt, "")


def answers_in(case: Case, demand_mt: Numbers, season: str) -> dict[tuple[int, int], Answer]:
    """The curves of what departs in a season, '' for the year as a whole; demand_mt: Mt of it, (demand, years)."""
    if not case.parameters.demand_response:
        return {}
    table, demand, years = case.demand_response, case.demand, case.years.year.tolist()
    whole, own = _references(case, ""), _references(case, season)
    found = {}
    for d, name in enumerate(demand.id.tolist()):
        for row in [row for row in range(len(table)) if _fits(case, row, d)][:1]:
            for y, year in enumerate(years):
                general = whole.get((name, year), float(table.reference_cost_usd_per_t[row]))
                if (mt := float(demand_mt[d, y])) > 0:
                    found[d, y] = _answer(case, row, d, mt, own.get((name, year), general))
    return found


def _references(case: Case, of_season: str) -> dict[tuple[str, int], float]:
    """USD/t of the rows of a season, by demand and year."""
    return {
        (name, year): float(cost)
        for name, year, season, cost in zip(
            case.demand_reference.demand,
            case.demand_reference.year,
            case.demand_reference.season,
            case.demand_reference.cost_usd_per_t,
            strict=True,
        )
        if season == of_season
    }


def worth_of_answers(case: Case, response_mt: Numbers) -> Numbers:
    """MUSD a year that going is worth to what leaves, less what it is to what comes, shape (years,)."""
    worth = np.zeros(len(case.years))
    for (d, y), answer in answers_of(case).items():
        worth[y] += answer.worth(float(response_mt[d, y]))
    return worth


def _fits(case: Case, row: int, demand: int) -> bool:
    table, cargo = case.demand_response, case.demand
    flow_type, commodity, named = table.flow_type[row], table.commodity[row], table.demands[row]
    return bool(
        flow_type in ("", cargo.flow_type[demand])
        and commodity in ("", cargo.commodity[demand])
        and (not named or cargo.id[demand] in named)
    )


def _answer(case: Case, row: int, demand: int, mt: float, reference: float) -> Answer:
    table, kind = case.demand_response, case.demand_commodity[demand]
    outside = float(table.outside_cost_usd_per_t[row])
    outside += float(table.outside_days[row]) * float(case.commodities.value_of_time_usd_per_t_day[kind])
    penalty = float(case.unmet_penalty[demand])
    end = penalty if isnan(outside) else min(outside, penalty)
    elasticity = float(table.elasticity[row])
    leaves: list[tuple[float, float]] = []
    comes: list[tuple[float, float]] = []
    left = mt
    if not isnan(elasticity) and not isnan(reference) and end > reference * (1 + FLAT):
        lowest = reference * float((1 + table.growth_most[row]) ** (1 / elasticity))
        leaves = _steps(case, reference, end, elasticity, mt)
        comes = _steps(case, reference, lowest, elasticity, mt)
        left = mt * (end / reference) ** elasticity
    if outside < penalty and left > 0:
        leaves.append((outside, left))
    return Answer(tuple(leaves), tuple(comes))


def _steps(case: Case, start: float, end: float, elasticity: float, mt: float) -> list[tuple[float, float]]:
    """Steps between the cost at which `mt` want to go and another: edges grow by one factor."""
    count = case.parameters.response_steps
    edges = [start * (end / start) ** (k / count) for k in range(count + 1)]
    wanted = [mt * (edge / start) ** elasticity for edge in edges]
    steps = zip(edges[:-1], edges[1:], wanted[:-1], wanted[1:], strict=True)
    return [((here + there) / 2, abs(one - other)) for here, there, one, other in steps if one != other]

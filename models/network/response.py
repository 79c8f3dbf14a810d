"""Demand that answers to cost: steps in which its cargo leaves or comes, each with the price at which it does.

A demand with reference cost p0 and elasticity e wants D (p/p0)^e at the cost p. Between two costs the curve is a step:
as wide as the cargo between them, priced at their middle, so that its area is that of the rule of half. Steps above p0
end at the way outside, where all that is left leaves, else at the penalty of a tonne left behind.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from models.case import Case, places
from models.tables import Integers, Numbers

SAME_COST = 1e-6
"""Share by which the dearest step must lie above the reference cost for there to be any."""

NO_ROW = -1
"""Position of a demand that no row of demand_response fits."""


class Kind(IntEnum):
    """Why cargo of a step does not move, or moves more."""

    DEARER = 0
    OUTSIDE = 1
    GROWTH = 2


@dataclass(frozen=True, eq=False)
class Steps:
    """Steps of all demands; entry i of each array is one step of one demand in one year.

    demand, year: positions. kind: of `Kind`. price: USD/t at which its cargo would rather not go. mt: Mt, > 0.
    """

    demand: Integers
    year: Integers
    kind: Integers
    price: Numbers
    mt: Numbers

    @property
    def sign(self) -> Numbers:
        """What a tonne of the step takes off the cargo of its demand: 1, or -1 where it grows."""
        return np.where(self.kind == Kind.GROWTH, -1.0, 1.0)


def response_steps(case: Case) -> Steps:
    """Every step of a case; none where its demand does not answer."""
    parts = [_none()]
    if case.parameters.demand_response and len(case.demand_response):
        parts += _parts(case)
    demand, year, kind, price, mt = (np.concatenate(arrays) for arrays in zip(*parts, strict=True))
    order = np.lexsort((price, kind, year, demand))
    order = order[mt[order] > 0]
    return Steps(demand[order], year[order], kind[order], price[order], mt[order])


def response_rows(case: Case) -> Integers:
    """Row of demand_response that counts for each demand: the first that fits, NO_ROW where none does."""
    table, demand = case.demand_response, case.demand
    found = np.full(len(demand), NO_ROW)
    for row in reversed(range(len(table))):
        fits = (demand.flow_type == table.flow_type[row]) | (table.flow_type[row] == "")
        fits &= (demand.commodity == table.commodity[row]) | (table.commodity[row] == "")
        named = np.isin(demand.id, list(table.demands[row])) if table.demands[row] else True
        found[fits & named] = row
    return found


def reference_costs(case: Case) -> Numbers:
    """USD/t at which the Mt of each demand hold, (demand, years); NaN where there is none, costs of seasons aside."""
    row = response_rows(case)
    given = np.append(case.demand_response.reference_cost_usd_per_t, np.nan)[row]
    found = np.repeat(given[:, None], len(case.years), axis=1)
    table = case.demand_reference
    known = np.isin(table.demand, case.demand.id) & np.isin(table.year, case.years.year) & (table.season == "")
    at = places(table.demand[known], case.demand.id), np.searchsorted(case.years.year, table.year[known])
    found[at] = table.cost_usd_per_t[known]
    found[row == NO_ROW] = np.nan
    return found


def outside_costs(case: Case) -> Numbers:
    """USD/t of the way outside of each demand, its days at the value of time; NaN where there is none; (demand,)."""
    row, table = response_rows(case), case.demand_response
    days = case.commodities.value_of_time_usd_per_t_day[case.demand_commodity]
    cost, on_way = (np.append(column, np.nan)[row] for column in (table.outside_cost_usd_per_t, table.outside_days))
    return np.asarray(cost + days * on_way)


def most_growth(case: Case) -> Numbers:
    """Mt by which each demand may grow above the table, or is held to in a base run; (demand, years)."""
    if case.growth_held is not None:
        return case.growth_held * case.demand_mt
    steps, found = response_steps(case), np.zeros_like(case.demand_mt)
    grows = steps.kind == Kind.GROWTH
    np.add.at(found, (steps.demand[grows], steps.year[grows]), steps.mt[grows])
    return found


def filled_steps(steps: Steps, response_mt: Numbers) -> Numbers:
    """Mt of each step where so much does not move, (demand, years), cheapest steps first; below 0 it grows."""
    left = np.where(steps.kind == Kind.GROWTH, -1.0, 1.0) * response_mt[steps.demand, steps.year]
    before = np.zeros(len(steps.mt))
    key = (steps.demand * response_mt.shape[1] + steps.year) * 2 + (steps.kind == Kind.GROWTH)
    order = np.lexsort((steps.price * steps.sign, key))
    summed = np.cumsum(steps.mt[order]) - steps.mt[order]
    first = np.r_[True, key[order][1:] != key[order][:-1]] if len(order) else np.zeros(0, np.bool_)
    before[order] = summed - np.repeat(summed[first], np.diff(np.append(np.flatnonzero(first), len(order))))
    return np.clip(left - before, 0.0, steps.mt)


def response_cost(case: Case, response_mt: Numbers) -> Numbers:
    """MUSD a year that going is worth to cargo that does not go, less what it is to cargo that grows; (years,)."""
    steps = response_steps(case)
    worth = steps.price * steps.sign * filled_steps(steps, response_mt)
    return np.asarray(np.bincount(steps.year, worth, len(case.years)), np.float64)


def _none() -> tuple[Integers, Integers, Integers, Numbers, Numbers]:
    return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0), np.zeros(0)


def _parts(case: Case) -> list[tuple[Integers, Integers, Integers, Numbers, Numbers]]:
    """Steps by kind and number."""
    row, table, count = response_rows(case), case.demand_response, case.parameters.response_steps
    elasticity = np.append(table.elasticity, np.nan)[row][:, None]
    growth = np.append(table.growth_most, np.nan)[row][:, None]
    reference, outside = reference_costs(case), outside_costs(case)[:, None] + np.zeros(len(case.years))
    penalty = case.unmet_penalty[:, None] + np.zeros(len(case.years))
    top = np.fmin(outside, penalty)
    answers = ~np.isnan(elasticity) & (top > reference * (1 + SAME_COST))
    dearest = np.where(answers, top / reference, np.nan)
    cheapest = np.where(answers, (1 + growth) ** (1 / elasticity), np.nan)
    parts = [_step(case, Kind.DEARER, dearest, elasticity, reference, (k, count)) for k in range(count)]
    parts += [_step(case, Kind.GROWTH, cheapest, elasticity, reference, (k, count)) for k in range(count)]
    left = np.where(answers, case.demand_mt * dearest**elasticity, case.demand_mt)
    return [*parts, _flat(Kind.OUTSIDE, outside, np.where(outside < penalty, left, 0.0))]


def _step(
    case: Case, kind: Kind, end: Numbers, elasticity: Numbers, reference: Numbers, place: tuple[int, int]
) -> tuple[Integers, Integers, Integers, Numbers, Numbers]:
    """The k-th of so many steps from the reference cost to `end` times it; costs of steps grow by equal factors."""
    start, stop = (end ** (k / place[1]) for k in (place[0], place[0] + 1))
    mt = case.demand_mt * np.abs(start**elasticity - stop**elasticity)
    return _flat(kind, reference * (start + stop) / 2, mt)


def _flat(kind: Kind, price: Numbers, mt: Numbers) -> tuple[Integers, Integers, Integers, Numbers, Numbers]:
    mt = np.nan_to_num(mt)
    demand, year = np.nonzero(mt > 0)
    return demand, year, np.full(len(demand), kind), price[demand, year], mt[demand, year]

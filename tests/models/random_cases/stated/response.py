"""How much of a demand leaves or comes at which price, step by step, from the text alone."""

from __future__ import annotations

from math import isnan

from models.case import Case


def steps(case: Case, row: int, year: int) -> list[tuple[float, float, float]]:
    """(1 for what leaves or -1 for what comes, USD/t, Mt) of each step of a demand in a year."""
    answer, mt = _row(case, row), float(case.demand_mt[row, case.years.year.tolist().index(year)])
    if answer is None or not mt:
        return []
    table, dearest, outside = case.demand_response, _penalty(case, row), _outside(case, row, answer)
    end = min(dearest, outside)
    elasticity, cost = float(table.elasticity[answer]), _reference(case, row, year, answer)
    found, left = list[tuple[float, float, float]](), mt
    if not isnan(elasticity) and not isnan(cost) and cost * (1 + 1e-6) < end:
        cheap = cost * (1 + float(table.growth_most[answer])) ** (1 / elasticity)
        for sign, last in ((1.0, end), (-1.0, cheap)):
            found += [(sign, *step) for step in _between(case, cost, last, elasticity, mt)]
        left = mt * (end / cost) ** elasticity
    if outside < dearest:
        found.append((1.0, outside, left))
    return found


def growth(case: Case, rows: list[int], year: int) -> float:
    """Mt that some demands may grow by in a year."""
    return sum(mt for row in rows for sign, _, mt in steps(case, row, year) if sign < 0)


def _between(case: Case, first: float, last: float, elasticity: float, mt: float) -> list[tuple[float, float]]:
    count, found = case.parameters.response_steps, []
    here = first
    for _ in range(count):
        there = here * (last / first) ** (1 / count)
        width = abs(mt * (here / first) ** elasticity - mt * (there / first) ** elasticity)
        found.append(((here + there) / 2, width))
        here = there
    return found


def _row(case: Case, demand: int) -> int | None:
    """The first row of the table that fits a demand."""
    if not case.parameters.demand_response:
        return None
    table, cargo = case.demand_response, case.demand
    for row in range(len(table)):
        asked = [(table.flow_type[row], cargo.flow_type[demand]), (table.commodity[row], cargo.commodity[demand])]
        fits = all(not wanted or wanted == own for wanted, own in asked)
        if fits and (not table.demands[row] or cargo.id[demand] in table.demands[row]):
            return row
    return None


def _reference(case: Case, demand: int, year: int, row: int) -> float:
    table = case.demand_reference
    for name, its, cost in zip(table.demand, table.year, table.cost_usd_per_t, strict=True):
        if (name, its) == (case.demand.id[demand], year):
            return float(cost)
    return float(case.demand_response.reference_cost_usd_per_t[row])


def _commodity(case: Case, demand: int) -> int:
    names: list[str] = case.commodities.id.tolist()
    return names.index(case.demand.commodity[demand])


def _penalty(case: Case, demand: int) -> float:
    own = float(case.commodities.unmet_penalty_usd_per_t[_commodity(case, demand)])
    return case.parameters.unmet_penalty if isnan(own) else own


def _outside(case: Case, demand: int, row: int) -> float:
    day = float(case.commodities.value_of_time_usd_per_t_day[_commodity(case, demand)])
    cost = float(case.demand_response.outside_cost_usd_per_t[row])
    return float("inf") if isnan(cost) else cost + day * float(case.demand_response.outside_days[row])

"""A plan as a workbook keeps it, so that what is verified and shown is what can be read back."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from models.case import Case
from models.seasons import copies_of, refold
from models.solution import Empties, Openings, Prices, Routes, Solution
from models.tables import Numbers


def as_stored(case: Case, solution: Solution) -> Solution:
    """The plan in the order of its sheets, its numbers with the 15 digits that a spreadsheet keeps.

    Figures that follow from the plan are then the same to the last digit, whether it was just found or read back, and
    whatever the order of its rows.
    """
    if solution.by_season is not None:
        by_season = as_stored(copies_of(case).by_season, solution.by_season)
        solution = refold(case, solution, by_season)
    return replace(
        solution,
        routes=_routes(solution.routes),
        openings=_openings(solution.openings),
        unmet_mt=_kept(solution.unmet_mt),
        response_mt=_kept(solution.response_mt),
        benefit_mt=_kept(solution.benefit_mt),
        prices=_prices(solution.prices),
        bound_prices=_prices(solution.bound_prices),
        objective=float(_kept(np.array([solution.objective]))[0]),
        bound=float(_kept(np.array([solution.bound]))[0]),
        widenings=tuple(sorted(solution.widenings, key=lambda row: (row.year, -row.saves_musd, row.asset))),
        ranges=tuple(sorted(solution.ranges, key=lambda row: row.year)),
        empties=_empties(solution.empties),
        without=tuple(sorted(solution.without, key=lambda row: (row.dearer_musd, row.project))),
    )


def _routes(routes: Routes) -> Routes:
    """By demand, year and tonnes; paths in the order in which routes take them."""
    mt = _kept(routes.mt)
    ways = np.array([*map(str, routes.paths), ""], object)[:-1]
    alphabetical = np.empty(len(ways), np.int64)
    alphabetical[np.argsort(ways, kind="stable")] = np.arange(len(ways))
    order = np.lexsort((alphabetical[routes.path], -mt, routes.year, routes.demand))
    number: dict[tuple[int, ...], int] = {}
    path = [number.setdefault(routes.paths[old], len(number)) for old in routes.path[order].tolist()]
    return Routes(routes.demand[order], routes.year[order], np.array(path, np.int64), mt[order], tuple(number))


def _empties(empties: Empties) -> Empties:
    order = np.lexsort((empties.year, empties.direction, empties.asset, empties.type))
    of_type, asset, direction, year = (
        values[order] for values in (empties.type, empties.asset, empties.direction, empties.year)
    )
    return Empties(of_type, asset, direction, year, _kept(empties.mt[order]))


def _openings(openings: Openings) -> Openings:
    order = np.lexsort((openings.project, openings.year))
    return Openings(openings.project[order], openings.year[order], _kept(openings.share[order]))


def _prices(prices: Prices) -> Prices:
    arrays = {name: _kept(values) for name, values in vars(prices).items() if name != "exclusive"}
    groups = {name: float(f"{price:.15g}") for name, price in sorted(prices.exclusive.items()) if price}
    return Prices(**arrays, exclusive=groups)


def _kept(values: Numbers) -> Numbers:
    """Numbers with 15 digits, zeros without a sign; most entries are zero, and only the others take time."""
    kept = np.zeros(values.shape)
    there = np.nonzero(values)
    kept[there] = [float(f"{number:.15g}") for number in values[there].tolist()]
    return kept

"""What figures mean beyond prices: what a Mt more saves, the range of home transit, what forced projects bring.

Every figure is a difference or a plan that was solved for, with the projects as the plan has them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from time import perf_counter

import numpy as np

from models.accounts import capacity_worth, has_capacity
from models.as_decided import STEP, DecidedYear, HomeTransit, widen
from models.case import Case
from models.errors import NoPlan, StoppedEmpty
from models.seasons import copies_of, refold
from models.solution import Empties, Routes, Solution, TransitRange, Widening
from models.stop import Stop, interruption
from models.tables import OFFICIAL, TRANSIT_TARGET, Flags, Integers, Numbers
from planner.study.forced import confirmed_meanwhile, forced_meanwhile
from planner.study.service import SAME_PLAN, cost_of

FIRST = 10
"""Places that are asked about, the dearest by price: over all years, and in each year; open and closed ones apart."""

NOISE_USD = 1e-6
"""USD/t up to which a price is rounding."""

SECONDS = 30.0
"""After so long no further place is asked about."""

DIGITS = 6
"""Decimals that are kept of MUSD and Mt: behind them the solver's tolerance stands."""

CONFIRMED_MUSD, CONFIRMED_MT = 1e-3, 1e-2
"""By how much a figure that is solved for again may differ: the solver's tolerance on all cargo, ways not found."""

CONFIRMED_OPEN = 2e-6
"""MUSD by which objective less bound may differ: their last digits, and those that are kept."""

GAIN_MT = 1e-6
"""Mt of home transit by which one of several plans of one cost is preferred."""


def assessed(case: Case, solution: Solution, seconds: float = SECONDS) -> Solution:
    """The plan with what a Mt more saves and how far home transit goes; of plans of equal cost that with most of it.

    What is not done in time is left out; a plan whose search was interrupted is returned as it is.
    """
    if solution.stop is Stop.INTERRUPTED or not len(solution.routes.mt):
        return solution
    started, asked = perf_counter(), places_asked(case, solution)
    found = solution
    with forced_meanwhile(case, solution) as without:
        for position in _in_turn(case):
            if not _over(started + seconds):
                found = _with_year(case, found, position, asked[:, position], started + seconds)
        found = replace(found, without=without())
    spent = found.seconds.get("solve", 0.0) + perf_counter() - started
    # a plan with more home transit may cost more by rounding, so what is open is known at the end
    ranges = tuple(replace(row, dearer_musd=_open_musd(found)) for row in found.ranges)
    return replace(found, ranges=ranges, seconds=found.seconds | {"solve": spent})


def places_asked(case: Case, solution: Solution) -> Flags:
    """At which places and in which years a Mt more is asked about; (assets, years)."""
    price = _prices(case, solution)
    is_open = has_capacity(case, solution.openings)
    asked = np.zeros(price.shape, np.bool_)
    for kind in (is_open, ~is_open):
        priced = np.where(kind, price, 0.0)
        over_plan = priced @ case.discount
        asked[_first(over_plan)] |= priced[_first(over_plan)] > 0
        for year in range(len(case.years)):
            asked[_first(priced[:, year]), year] = True
    return asked & (price > 0)


def headline(case: Case) -> Integers:
    """Position of each plan year with a published target of total transit, and of the last one."""
    targets, years = case.targets, case.years.year
    official = np.isin(targets.scenario, ("", OFFICIAL)) & (targets.basis != "estimate")
    published = targets.year[official & (targets.metric == TRANSIT_TARGET)]
    return np.flatnonzero(np.isin(years, published) | (years == years[-1]))


def range_of(case: Case, solution: Solution, year: DecidedYear, position: int) -> TransitRange:
    """The least and the most home transit of plans found for a year that are as good; raises StoppedEmpty."""
    if solution.by_season is not None:
        case, solution = copies_of(case).by_season, solution.by_season
    home, open_musd = HomeTransit(year), _open_musd(solution)
    home.lean(case, solution.openings, position)
    found = [home.mt(home.parts(home.plan(way, open_musd + _rounding(solution)))[0]) for way in (-1.0, 1.0)]
    own = home.mt(_of_year(solution.routes, position))
    least, most = min(own, *found), max(own, *found)
    return TransitRange(position, round(least, DIGITS), round(most, DIGITS), open_musd)


def restated(case: Case, solution: Solution) -> Solution:
    """The plan with what stands beside it solved for again: a figure that cannot be confirmed is replaced.

    Only what a result states is solved for.
    """
    stated = {*(row.year for row in solution.widenings), *(row.year for row in solution.ranges)}
    widenings: list[Widening] = []
    ranges: list[TransitRange] = []
    with confirmed_meanwhile(case, solution) as without:
        for position in sorted(stated):
            year = DecidedYear(case, solution.openings, position)
            widenings += [_confirmed(row, year) for row in solution.widenings if row.year == position]
            ranges += [_range_confirmed(case, solution, row, year) for row in solution.ranges if row.year == position]
        return replace(solution, widenings=tuple(widenings), ranges=tuple(ranges), without=without())


def _confirmed(row: Widening, year: DecidedYear) -> Widening:
    saves = round(max(0.0, year.with_more((row.asset, *row.together), STEP)[0]), DIGITS)
    agrees = row.mt == STEP and abs(saves - row.saves_musd) <= CONFIRMED_MUSD
    return row if agrees else replace(row, mt=STEP, saves_musd=saves)


def _range_confirmed(case: Case, solution: Solution, row: TransitRange, year: DecidedYear) -> TransitRange:
    again = range_of(case, solution, year, row.year)
    apart = (again.least_mt - row.least_mt, again.most_mt - row.most_mt)
    is_open = abs(again.dearer_musd - row.dearer_musd) <= CONFIRMED_OPEN
    return row if is_open and max(map(abs, apart)) <= CONFIRMED_MT else again


def _open_musd(solution: Solution) -> float:
    """MUSD between a plan and its bound."""
    return round(max(0.0, solution.objective - solution.bound), DIGITS)


def _in_turn(case: Case) -> list[int]:
    """Years, those of headlines first."""
    first = headline(case).tolist()[::-1]
    return [*first, *(year for year in range(len(case.years)) if year not in first)]


def _with_year(case: Case, solution: Solution, position: int, asked: Flags, end: float) -> Solution:
    """The plan with what is found of a year (position), as far as the time reaches."""
    with suppress(StoppedEmpty, NoPlan):
        year = DecidedYear(case, solution.openings, position, end)
        found = tuple(_widenings(case, solution, year, position, asked))
        solution = replace(solution, widenings=(*solution.widenings, *found))
        if position in headline(case) and not _over(end):
            solution = replace(solution, ranges=(*solution.ranges, range_of(case, solution, year, position)))
        if not _over(end):
            solution = _towards_home(case, solution, year, position)
    return solution


def _over(end: float | None) -> bool:
    """Whether the time is over, or the run is asked to end."""
    return interruption.asked or (end is not None and perf_counter() > end)


def _widenings(case: Case, solution: Solution, year: DecidedYear, position: int, asked: Flags) -> Iterator[Widening]:
    """What a Mt more saves at each place, the dearest first, until the time is over."""
    price = _prices(case, solution)[:, position]
    with suppress(StoppedEmpty):
        for asset in sorted(np.flatnonzero(asked).tolist(), key=lambda place: -price[place]):
            if _over(year.end):
                return
            places, saves = widen(year, asset, float(price[asset]))
            together = tuple(place for place in places if place != asset)
            yield Widening(asset, together, position, STEP, round(saves, DIGITS))


def _towards_home(case: Case, solution: Solution, year: DecidedYear, position: int) -> Solution:
    """Of plans of equal cost on the ways that were found, the one with the most home transit in a year."""
    if solution.by_season is not None:
        copies = copies_of(case).by_season
        found = _towards_home(copies, solution.by_season, year, position)
        same = found is solution.by_season
        if same:
            return solution
        return replace(refold(case, solution, found), objective=found.objective, bound=found.bound)
    home = HomeTransit(year)
    routes, unmet, response, benefit, empties = home.parts(home.plan(1.0, _rounding(solution)))
    if home.mt(routes) <= home.mt(_of_year(solution.routes, position)) + GAIN_MT:
        return solution
    unmet_mt, response_mt = solution.unmet_mt.copy(), solution.response_mt.copy()
    benefit_mt = solution.benefit_mt.copy()
    unmet_mt[:, position], response_mt[:, position] = unmet[:, 0], response[:, 0]
    benefit_mt[:, :, position] = benefit[:, :, 0]
    found = replace(
        solution,
        routes=_in_place(solution.routes, routes, position),
        unmet_mt=unmet_mt,
        response_mt=response_mt,
        benefit_mt=benefit_mt,
        empties=_empties_in_place(solution.empties, empties, position),
    )
    objective = cost_of(case, found)
    if objective > solution.objective + _rounding(solution):
        return solution
    return replace(found, objective=objective, bound=min(solution.bound, objective))


def _of_year(routes: Routes, position: int) -> Routes:
    """Routes of one year, which is the first of their case."""
    chosen = routes.year == position
    return Routes(routes.demand[chosen], routes.year[chosen] * 0, routes.path[chosen], routes.mt[chosen], routes.paths)


def _in_place(routes: Routes, of_year: Routes, position: int) -> Routes:
    """Routes with those of one year (position) replaced."""
    kept = routes.year != position
    return Routes(
        np.append(routes.demand[kept], of_year.demand),
        np.append(routes.year[kept], np.full(len(of_year.mt), position)),
        np.append(routes.path[kept], of_year.path + len(routes.paths)),
        np.append(routes.mt[kept], of_year.mt),
        (*routes.paths, *of_year.paths),
    )


def _empties_in_place(empties: Empties, of_year: Empties, position: int) -> Empties:
    """Empty units with those of one year (position) replaced."""
    kept = empties.year != position
    return Empties(
        np.append(empties.type[kept], of_year.type),
        np.append(empties.asset[kept], of_year.asset),
        np.append(empties.direction[kept], of_year.direction),
        np.append(empties.year[kept], np.full(len(of_year.mt), position)),
        np.append(empties.mt[kept], of_year.mt),
    )


def _prices(case: Case, solution: Solution) -> Numbers:
    price = capacity_worth(case, solution.prices)
    return np.where(price > NOISE_USD, price, 0.0)


def _first(worth: Numbers) -> Integers:
    """The places with the highest worth, at most FIRST."""
    return np.argsort(-worth, kind="stable")[:FIRST]


def _rounding(solution: Solution) -> float:
    """MUSD by which plans of equal cost may differ."""
    return SAME_PLAN * (1.0 + abs(solution.objective))

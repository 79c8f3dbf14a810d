"""A plan of the copies of a case, summed up by year: routes, what stays behind, benefits and prices of the case."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from models.case import Case
from models.seasons.copies import NOT_SHOWN, Copies, copies_of
from models.seasons.stores import AT
from models.solution import Empties, Prices, Routes, Solution
from models.tables import Integers, Numbers


def fold(case: Case, by_season: Solution) -> Solution:
    """The plan of a case with seasons by year, from the plan of its copies."""
    return refold(case, replace(by_season, case_digest=case.digest), by_season)


def refold(case: Case, solution: Solution, by_season: Solution) -> Solution:
    """A plan by year with what follows from the plan of its copies taken from there."""
    copies = copies_of(case)
    return replace(
        solution,
        routes=fold_routes(copies, by_season.routes),
        empties=_empties(copies, by_season.empties),
        unmet_mt=over_seasons(copies, by_season.unmet_mt),
        response_mt=over_seasons(copies, by_season.response_mt),
        benefit_mt=over_cargo(copies, by_season.benefit_mt),
        prices=_prices(copies, by_season.prices),
        bound_prices=_prices(copies, by_season.bound_prices),
        by_season=by_season,
    )


def over_seasons(copies: Copies, amounts: Numbers) -> Numbers:
    """Amounts of copies that stand season after season, summed; the first axis is that of the copies."""
    return np.asarray(amounts.reshape(len(amounts) // copies.count, copies.count, *amounts.shape[1:]).sum(axis=1))


def over_cargo(copies: Copies, amounts: Numbers) -> Numbers:
    """Amounts of effects and commodities, (effects, commodities, years), summed over the seasons of both."""
    count = copies.count
    parts = amounts.reshape(len(amounts) // count, count, amounts.shape[1] // count, count, amounts.shape[2])
    return np.asarray(parts.sum(axis=(1, 3)))


def each_season(copies: Copies, rows: Integers) -> Integers:
    """Positions of the copies of rows of demand, commodities, effects or shared limits, season after season."""
    return np.asarray((rows[:, None] * copies.count + np.arange(copies.count)).ravel())


def by_asset(copies: Copies, amounts: Numbers) -> Numbers:
    """Amounts of the assets of the copies (first axis) summed by asset of the case; those of stores are left out."""
    shown = copies.asset != NOT_SHOWN
    found = np.zeros((len(copies.case.asset_ids), *amounts.shape[1:]))
    np.add.at(found, copies.asset[shown], amounts[shown])
    return found


def of_copies(copies: Copies, rates: Numbers) -> Numbers:
    """Rates by asset of the case (last axis) as those of the assets of the copies; stores have none."""
    with_none = np.append(rates, np.zeros((*rates.shape[:-1], 1)), axis=-1)
    return np.asarray(with_none[..., copies.asset])


def fold_path(copies: Copies, path: tuple[int, ...]) -> tuple[int, ...]:
    """The assets of the case on a way through the copies."""
    assets = copies.asset[list(path)].tolist() if path else []
    return tuple(asset for asset in assets if asset != NOT_SHOWN)


def fold_routes(copies: Copies, routes: Routes) -> Routes:
    """Routes of the case: those of all seasons on one way are one."""
    number: dict[tuple[int, ...], int] = {}
    of_path = [number.setdefault(fold_path(copies, path), len(number)) for path in routes.paths]
    path = np.array(of_path, np.int64)[routes.path] if of_path else routes.path
    keys = np.stack([routes.demand // copies.count, routes.year, path])
    kinds, row = np.unique(keys, axis=1, return_inverse=True)
    mt = np.bincount(row.ravel(), routes.mt, kinds.shape[1])
    return Routes(kinds[0], kinds[1], kinds[2], np.asarray(mt, np.float64), tuple(number))


def _prices(copies: Copies, prices: Prices) -> Prices:
    """What one more unit a year is worth, spread over the seasons as the case spreads capacity and demand."""
    limits, of_year = len(copies.limit_part), len(copies.case.corridor_limits)
    effects = np.tile(copies.share, len(copies.case.project_effects))
    return replace(
        prices,
        capacity=by_asset(copies, prices.capacity * copies.part[:, None, None]),
        shared_limit=over_seasons(copies, prices.shared_limit[:limits] * copies.limit_part[:, None]),
        corridor_min=prices.corridor_min[:of_year],
        corridor_max=prices.corridor_max[:of_year],
        saving=over_cargo(copies, prices.saving * effects[:, None, None]),
        unmet=over_seasons(copies, prices.unmet * copies.demand_part[:, None]),
        balance=_balance(copies, prices.balance),
    )


def _balance(copies: Copies, balance: Numbers) -> Numbers:
    """Worth of a unit of each type at each place, each season by its share of the year."""
    case, parts = copies.case, copies.by_season.mode_names.tolist()
    found = np.zeros(case.balance_shape)
    for season, (name, share) in enumerate(zip(case.seasons.id.tolist(), copies.share.tolist(), strict=True)):
        modes = [parts.index(f"{mode}{AT}{name}") for mode in case.mode_names.tolist()] if found.size else []
        found += share * balance[season :: copies.count][:, : found.shape[1], modes] if modes else 0.0
    return found


def _empties(copies: Copies, empties: Empties) -> Empties:
    """Empty units of all seasons; stores carry none."""
    keys = np.stack([empties.type // copies.count, copies.asset[empties.asset], empties.direction, empties.year])
    kinds, row = np.unique(keys, axis=1, return_inverse=True)
    mt = np.bincount(row.ravel(), empties.mt, kinds.shape[1])
    return Empties(kinds[0], kinds[1], kinds[2], kinds[3], np.asarray(mt, np.float64))


def spread(copies: Copies, routes: Routes) -> Routes:
    """Ways of a plan by year in every season, where the search for a plan of the copies starts; mt is not parted."""
    count, places = copies.count, [copies.asset_in(season) for season in range(copies.count)]
    paths = tuple(tuple(place[list(path)].tolist()) for place in places for path in routes.paths)
    season = np.repeat(np.arange(count), len(routes.mt))
    return Routes(
        demand=np.tile(routes.demand * count, count) + season,
        year=np.tile(routes.year, count),
        path=np.tile(routes.path, count) + season * len(routes.paths),
        mt=np.tile(routes.mt, count),
        paths=paths,
    )

"""Whether corridors keep their limits of seasons, and what missing soft ones costs, from the tables of the case."""

from __future__ import annotations

import numpy as np

from models.case import Case, places
from models.tables import Flags, Numbers
from models.verify.by_season.plan import SeasonPlan, in_season, named
from models.verify.corridors import corridor_penalty, corridor_rules, counting, gateways
from models.verify.flow import passes_of
from models.verify.tally import Tally


def check_corridors_of_seasons(case: Case, plan: SeasonPlan, tally: Tally) -> None:
    """Cargo counts in the season in which it passes a gateway, whichever it departed in."""
    limits = case.season_limits
    season = places(limits.season, case.seasons.id)
    year = np.searchsorted(case.years.year, limits.year)
    carried = _volumes(case, plan)[places(limits.corridor, case.corridors.id), season, year]
    soft = ~np.isnan(limits.penalty_usd_per_t)
    for rule, given, compare in (
        ("season-corridor-min", limits.min_mt, tally.at_least),
        ("season-corridor-max", limits.max_mt, tally.at_most),
    ):
        rows = np.flatnonzero(~soft & ~np.isnan(given))
        words = [f"corridor {limits.corridor[row]} {in_season(case, season[row], year[row])}" for row in rows.tolist()]
        compare(rule, carried[rows], given[rows], words.__getitem__)
    missed = np.fmax(0, limits.min_mt - carried) + np.fmax(0, carried - limits.max_mt)
    paid = _paid_for_the_year(case, plan)
    np.add.at(paid, year[soft], (limits.penalty_usd_per_t * missed)[soft])
    tally.equal("season-penalty", plan.missed_musd, paid, lambda at: f"the year {case.years.year[at]}", "MUSD")


def _volumes(case: Case, plan: SeasonPlan) -> Numbers:
    """Mt on the gateways of each corridor, every passing counted, shape (corridors, seasons, years)."""
    asset, season = named(plan.case.asset_ids, case.asset_ids, case.seasons.id)
    routes = plan.solution.routes
    counts = _counts(case, plan)[:, routes.demand]
    found = np.zeros((len(case.corridors), len(case.seasons), len(case.years)))
    for corridor, chosen in enumerate(gateways(case)):
        for q in range(len(case.seasons)):
            here = (asset >= 0) & (season == q) & chosen[asset]
            mt = routes.mt * passes_of(plan.trips, here)[plan.trips.of_route] * counts[corridor]
            np.add.at(found[corridor, q], routes.year, mt)
    return found


def _counts(case: Case, plan: SeasonPlan) -> Flags:
    """Whether a corridor counts a demand of the copies, shape (corridors, demand)."""
    demand, _ = named(plan.case.demand.id, case.demand.id, case.seasons.id)
    return counting(case)[:, demand]


def _paid_for_the_year(case: Case, plan: SeasonPlan) -> Numbers:
    """MUSD for the soft limits of years, shape (years,)."""
    return corridor_penalty(corridor_rules(case), _volumes(case, plan).sum(axis=1))

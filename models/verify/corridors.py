"""What passes the gateways of corridors, and whether it keeps to policy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.case import Case, places
from models.solution import Solution
from models.tables import Flags, Integers, Numbers, Texts
from models.verify.flow import by_year, passes_of
from models.verify.tally import Tally
from models.verify.walk import Trips


@dataclass(frozen=True, eq=False)
class CorridorRules:
    """Limits on corridors in plan years; entry i belongs to row `row[i]` of the table.

    corridor, year: positions. minimum, maximum: Mt, NaN where not given. penalty: USD/t, NaN for a hard limit.
    """

    row: Integers
    corridor: Integers
    year: Integers
    minimum: Numbers
    maximum: Numbers
    penalty: Numbers


def corridor_rules(case: Case) -> CorridorRules:
    """Read the limits of the plan years."""
    limits = case.corridor_limits
    row = np.flatnonzero(np.isin(limits.year, case.years.year))
    return CorridorRules(
        row=row,
        corridor=places(limits.corridor[row], case.corridors.id),
        year=np.searchsorted(case.years.year, limits.year[row]),
        minimum=limits.min_mt[row],
        maximum=limits.max_mt[row],
        penalty=limits.penalty_usd_per_t[row],
    )


def gateways(case: Case) -> Flags:
    """Whether an asset is a gateway of a corridor, shape (corridors, assets)."""
    chosen = np.zeros((len(case.corridors), len(case.asset_ids)), np.bool_)
    rows = case.corridor_gateways
    chosen[places(rows.corridor, case.corridors.id), places(rows.asset, case.asset_ids)] = True
    return chosen


def counting(case: Case) -> Flags:
    """Whether a corridor counts a demand, by its two ends, shape (corridors, demand)."""
    corridors = case.corridors
    counts = np.ones((len(corridors), len(case.demand)), np.bool_)
    for row, (within, without) in enumerate(zip(corridors.ends_in, corridors.not_ends_in, strict=True)):
        if within:
            counts[row] = _ends_in(case, within)
        counts[row] &= ~_ends_in(case, without)
    return counts


def corridor_volume(case: Case, solution: Solution, trips: Trips) -> Numbers:
    """Mt on the gateways of each corridor, every passing counted, shape (corridors, years)."""
    routes, volume = solution.routes, np.zeros((len(case.corridors), len(case.years)))
    for corridor, (chosen, counts) in enumerate(zip(gateways(case), counting(case), strict=True)):
        mt = routes.mt * passes_of(trips, chosen)[trips.of_route] * counts[routes.demand]
        volume[corridor] = by_year(routes.year, mt, len(case.years))
    return volume


def check_corridors(case: Case, rules: CorridorRules, volume: Numbers, tally: Tally) -> None:
    """Report hard limits that are not kept."""
    hard, carried = np.isnan(rules.penalty), volume[rules.corridor, rules.year]
    for rule, given, compare in (
        ("corridor-min", rules.minimum, tally.at_least),
        ("corridor-max", rules.maximum, tally.at_most),
    ):
        rows = np.flatnonzero(hard & ~np.isnan(given))
        names, years = case.corridors.id[rules.corridor[rows]], case.years.year[rules.year[rows]]
        words = [f"corridor {name} in {year}" for name, year in zip(names, years, strict=True)]
        compare(rule, carried[rows], given[rows], words.__getitem__)


def corridor_penalty(rules: CorridorRules, volume: Numbers) -> Numbers:
    """MUSD for tonnes short of or over soft limits, shape (years,)."""
    carried = volume[rules.corridor, rules.year]
    short = np.maximum(0, np.nan_to_num(rules.minimum - carried))
    over = np.maximum(0, np.nan_to_num(carried - rules.maximum))
    return by_year(rules.year, (short + over) * np.nan_to_num(rules.penalty), volume.shape[1])


def _ends_in(case: Case, nodes: tuple[str, ...]) -> Flags:
    named: Texts = np.array(nodes, object)
    return np.asarray(np.isin(case.demand.origin, named) | np.isin(case.demand.destination, named))

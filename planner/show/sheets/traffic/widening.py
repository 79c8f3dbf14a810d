"""What one Mt more saves: true differences, and which places must grow together for it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.tables import BESIDE_PLAN, WIDENING, Flags, Integers, Numbers
from planner.show.result import Columns, Facts, Sheet, amount, result_table, text
from planner.show.texts import NOTHING_MT

NOTE = (
    "Each row is the difference of two plans with the same projects: as it is, and with one Mt more in that year at "
    "the place and at those that are full with it on the way of the same cargo. Solved for the ten places with the "
    "dearest next tonne over all years and in each year, as far as half a minute reaches. The price holds for the next "
    "tonne only; no Mt more at the place alone saves more."
)
NOTHING_MUSD = 5e-4
"""MUSD a year that no sentence names."""


@dataclass(frozen=True)
class Ranking:
    """Assets in the years that were chosen, the most saving first, then those that were not asked about by price.

    price: USD/t of the next tonne, (assets, years). saves: MUSD over the plan, discounted, of one Mt more in every year
    with a price, (assets,); NaN where it was not solved for. order: assets with a price in any year.
    """

    price: Numbers
    saves: Numbers
    order: Integers


def saved(facts: Facts) -> Numbers:
    """MUSD of the year that one Mt more at each asset saves, (assets, years).

    0 where the next tonne has no price, NaN where it was not solved for.
    """
    saves = np.where(facts.worth > 0, np.nan, 0.0)
    for found in facts.solution.widenings:
        saves[found.asset, found.year] = found.saves_musd
    return saves


def ranking(facts: Facts, where: Flags) -> Ranking:
    """Assets with a price in the years that `where` chooses, (assets, years)."""
    price = np.where(where, facts.worth, 0.0)
    saves = np.where(where, saved(facts), 0.0) @ facts.case.discount
    over_plan = price @ facts.case.discount
    priced = np.flatnonzero(over_plan > 0)
    order = np.lexsort((-over_plan[priced], -np.nan_to_num(saves[priced], nan=-1.0)))
    return Ranking(price, saves, priced[order])


def saving_most(facts: Facts, year: int) -> list[tuple[str, float]]:
    """Places that have capacity, named with those that must grow with them, and MUSD that a Mt more saves in a year.

    The most first; places that must grow together once; without those where it saves nothing.
    """
    found: dict[tuple[int, ...], float] = {}
    for widening in facts.solution.widenings:
        if widening.year == year and facts.is_open[widening.asset, year] and widening.saves_musd > NOTHING_MUSD:
            places = tuple(sorted((widening.asset, *widening.together)))
            found[places] = max(widening.saves_musd, found.get(places, 0.0))
    return [(places_named(facts, places), saves) for places, saves in sorted(found.items(), key=lambda row: -row[1])]


def places_named(facts: Facts, places: tuple[int, ...]) -> str:
    """One place, or several that are full one after the other and must grow together."""
    names = facts.asset_names[list(places)].tolist()
    if len(names) == 1:
        return str(names[0])
    return facts.words.say("{places} together", places=" + ".join(names))


def companions(facts: Facts, assets: Integers, where: Flags) -> list[str]:
    """Names of what must grow with each of some assets in any year that `where` chooses."""
    names: dict[int, dict[str, None]] = {asset: {} for asset in assets.tolist()}
    for found in facts.solution.widenings:
        if found.asset in names and where[found.asset, found.year]:
            names[found.asset] |= dict.fromkeys(facts.asset_names[list(found.together)].tolist())
    return ["; ".join(names[asset]) for asset in assets.tolist()]


def range_sentence(facts: Facts, year: int, home: float) -> str:
    """How far home transit of plans as good goes in a year, '' where it was not sought; home: of the plan, Mt."""
    words = facts.words
    for found in facts.solution.ranges:
        if found.year == year:
            if found.most_mt - found.least_mt <= NOTHING_MT:
                return words.say("Plans as good that were found move as much.")
            return words.say(
                "Plans as good have been found from {least} to {most} Mt: the same projects, at most {dearer} MUSD "
                "dearer over all years.",
                least=words.number(min(found.least_mt, home), 1),
                most=words.number(max(found.most_mt, home), 1),
                dearer=words.number(found.dearer_musd, 1),
            )
    return ""


def widening_sheet(facts: Facts) -> Sheet:
    """The sheet Widening: by year, the most saving first."""
    ids, declared = facts.case.asset_ids, BESIDE_PLAN[WIDENING]
    rows = sorted(facts.solution.widenings, key=lambda row: (row.year, -row.saves_musd, row.asset))
    columns: Columns = {
        "asset": (declared["asset"], [ids[row.asset] for row in rows]),
        "together_with": (declared["together_with"], ["|".join(ids[list(row.together)]) for row in rows]),
        "year": (declared["year"], [int(facts.years[row.year]) for row in rows]),
        "more_mt": (declared["more_mt"], [row.mt for row in rows]),
        "saves_musd": (declared["saves_musd"], [row.saves_musd for row in rows]),
        "price_usd_per_t": (
            amount("Price of the next tonne", "USD/t"),
            [float(facts.worth[row.asset, row.year]) for row in rows],
        ),
        "has_capacity": (text("Has capacity"), ["yes" if facts.is_open[row.asset, row.year] else "no" for row in rows]),
        "name": (text("Places"), [places_named(facts, (row.asset, *row.together)) for row in rows]),
    }
    table = result_table("widening", "What one Mt more saves", columns, spoken=("has_capacity",))
    return Sheet(WIDENING, "What one Mt more saves, solved again", NOTE, (table,), part="data")

"""Answers to cost and equipment of a season, stated from the tables of the case alone."""

from __future__ import annotations

import numpy as np

from models.case import Case
from models.solution import Solution
from models.tables import Integers, Numbers
from models.verify.network import Assets, answers_in, fleet_of, surplus
from models.verify.tally import Tally


def check_answers(case: Case, wanted: Numbers, answered: Numbers, worth: Numbers, tally: Tally) -> None:
    """Report answers of a season outside its curve, and years in which they are worth something else.

    wanted, answered: Mt, shape (demand, seasons, years). worth: MUSD as the plan of the copies counts it, (years,).
    """
    least, most, stated = np.zeros_like(answered), np.zeros_like(answered), np.zeros_like(worth)
    for q, season in enumerate(case.seasons.id.tolist()):
        for (d, y), answer in answers_in(case, wanted[:, q], season).items():
            least[d, q, y], most[d, q, y] = answer.range
            stated[y] += answer.worth(float(answered[d, q, y]))

    def where(row: int, of: int, year: int) -> str:
        return f"demand {case.demand.id[row]} in {case.seasons.id[of]} of {case.years.year[year]}"

    tally.at_least("season-response", answered, least, where)
    tally.at_most("season-response", answered, most, where)
    tally.equal("season-response", worth, stated, lambda y: f"worth of going in {case.years.year[y]}", "MUSD")


def check_equipment(case: Case, assets: Assets, load: Numbers, empty: Numbers, tally: Tally) -> None:
    """Report places of equipment to which in a season more comes than leaves, or less, and units where none run.

    load: Mt, (assets, 2 lanes, commodities, seasons, years). empty: Mt of payload, (types, assets, 2 lanes, seasons,
    years).
    """
    fleet = fleet_of(case, assets)
    loaded = np.einsum("wk,alkqy->walqy", fleet.carries.astype(float), load)
    moved = (loaded + empty).reshape(*empty.shape[:3], -1)
    shape = (len(case.fleet), len(case.nodes), len(assets.modes), *empty.shape[3:])

    def place(number: int, node: int, mode: int, season: int, year: int) -> str:
        where = f"{case.nodes.id[node]} by {assets.modes[mode]}"
        return f"{case.fleet.id[number]} at {where} in {case.seasons.id[season]} of {case.years.year[year]}"

    def run(number: int, asset: int, _: int, season: int, year: int) -> str:
        at = f"{case.asset_ids[asset]} in {case.seasons.id[season]} of {case.years.year[year]}"
        return f"empty {case.fleet.id[number]} on {at}"

    there = fleet.runs[:, :, :, None, None]
    tally.at_most("season-empties", np.where(there, 0.0, empty), 0.0, run)
    tally.equal("season-empties", surplus(assets, fleet, moved, len(case.nodes)).reshape(shape), 0.0, place)


def empties_by_season(case: Case, at: tuple[Integers, Integers], of_type: Integers, empty: Numbers) -> Numbers:
    """Mt of payload, (types, assets, 2 lanes, seasons, years); at: asset and season of each asset of the copies.

    of_type: type of each of the copies. empty: Mt, (types and assets of the copies, 2 lanes, years).
    """
    shape = (len(case.fleet), len(case.asset_ids), 2, len(case.seasons), len(case.years))
    found = np.zeros(shape)
    asset, season = at
    for number, row in enumerate(of_type.tolist()):
        for copy in np.flatnonzero(asset >= 0).tolist():
            found[row, asset[copy], :, season[copy]] += empty[number, copy]
    return found


def empties_by_year(case: Case, solution: Solution) -> Numbers:
    """Mt of payload as the plan by year has it, (types, assets, 2 lanes, years)."""
    found = np.zeros((len(case.fleet), len(case.asset_ids), 2, len(case.years)))
    units = solution.empties
    for of, asset, lane, year, mt in zip(units.type, units.asset, units.direction, units.year, units.mt, strict=True):
        found[of, asset, lane, year] += mt
    return found

"""Equipment that returns: loaded and empty units by link and direction, what comes to each place and leaves it."""

from __future__ import annotations

import numpy as np

from models.case import Case
from models.network import nodes_of_assets
from models.tables import BESIDE_PLAN, EMPTIES, Integers, Numbers, Texts
from planner.show.result import Columns, Facts, ResultTable, Sheet, amount, count, result_table, text

NOTE = (
    "Units: of the payload that the table equipment gives. Empty units in Mt: of the cargo that they could carry. "
    "There is from the first end of a link to its second, or from the first mode of a terminal. Pays more: what a "
    "loaded tonne costs there besides its own cost, because the unit that it takes must come back; below zero it "
    "brings one where it is wanted."
)
BALANCE_NOTE = (
    "What comes to a node in a mode leaves it again, loaded or empty, in every year: the last column is 0 but for "
    "rounding. Units, not Mt."
)
SMALLEST_USD = 1e-6
"""USD/t below which a price is rounding."""

UNITS = 1e6
"""Tonnes in a Mt."""


def empties_sheets(facts: Facts) -> tuple[Sheet, ...]:
    """The sheets Empties and Balance; none where no equipment returns."""
    if not len(facts.case.fleet):
        return ()
    return (
        Sheet(EMPTIES, "Loaded and empty units by link and direction", NOTE, (_runs_table(facts),), part="data"),
        Sheet("Balance", "What comes to each place and leaves it", BALANCE_NOTE, (_places_table(facts),), part="data"),
    )


def surcharge(facts: Facts) -> Numbers:
    """USD/t that a loaded tonne pays more on each run for the unit that it takes away, (runs, years)."""
    of_type, node, mode = facts.returns.place
    worth = facts.solution.prices.balance[of_type, node, mode]
    found = worth[facts.returns.tail] - worth[facts.returns.head]
    return np.where(np.abs(found) > SMALLEST_USD, found, 0.0)


def ends_of(case: Case, asset: Integers, direction: Integers) -> tuple[Integers, Integers]:
    """Node from which each of these assets is passed in a direction, and the node to which."""
    first, second = nodes_of_assets(case)
    return np.where(direction == 0, first[asset], second[asset]), np.where(direction == 0, second[asset], first[asset])


def type_names(facts: Facts) -> Texts:
    """Name of each type, its id where it has none."""
    fleet = facts.case.fleet
    return np.where(fleet.name == "", fleet.id, fleet.name)


def _runs_table(facts: Facts) -> ResultTable:
    returns, fleet, declared = facts.returns, facts.case.fleet, BESIDE_PLAN[EMPTIES]
    run, year = np.nonzero((facts.loaded_mt > 0) | (facts.empty_mt > 0))
    start, end = ends_of(facts.case, returns.asset[run], returns.direction[run])
    loaded, empty = facts.loaded_mt[run, year], facts.empty_mt[run, year]
    payload = fleet.payload_t[returns.type[run]]
    columns: Columns = {
        "type": (declared["type"], fleet.id[returns.type[run]]),
        "asset": (declared["asset"], facts.case.asset_ids[returns.asset[run]]),
        "direction": (declared["direction"], np.array(["there", "back"], object)[returns.direction[run]]),
        "year": (declared["year"], facts.years[year]),
        "from_name": (text("From"), facts.short_names[start]),
        "to_name": (text("To"), facts.short_names[end]),
        "loaded_units": (amount("Loaded units", "units/year"), loaded * UNITS / payload),
        "empty_units": (amount("Empty units", "units/year"), empty * UNITS / payload),
        "loaded_mt": (amount("Cargo", "Mt"), loaded),
        "empty_mt": (declared["empty_mt"], empty),
        "empty_use_mt": (amount("Capacity that empty units use", "Mt"), empty * returns.use[run]),
        "empty_musd": (amount("Empty units pay", "MUSD/year"), empty * returns.cost[run, year]),
        "surcharge_usd_per_t": (
            amount("A loaded tonne pays more", "USD/t"),
            surcharge(facts)[run, year],
        ),
    }
    return result_table("empties", "Loaded and empty units", columns)


def _places_table(facts: Facts) -> ResultTable:
    """What comes to each place and leaves it, in units."""
    returns, fleet = facts.returns, facts.case.fleet
    of_type, node, mode = returns.place
    units = UNITS / fleet.payload_t[of_type][:, None]
    sums: dict[str, Numbers] = {}
    for name, mt in (("loaded", facts.loaded_mt), ("empty", facts.empty_mt)):
        for way, places in (("in", returns.head), ("out", returns.tail)):
            found = np.zeros((len(of_type), len(facts.years)))
            np.add.at(found, places, mt)
            sums[f"{name}_{way}"] = found * units
    place, year = np.nonzero(np.sum(list(sums.values()), axis=0) > 0)
    came, left = sums["loaded_in"] + sums["empty_in"], sums["loaded_out"] + sums["empty_out"]
    columns: Columns = {
        "type": (text("Type"), fleet.id[of_type[place]]),
        "node": (text("Node"), facts.case.nodes.id[node[place]]),
        "name": (text("Name"), facts.short_names[node[place]]),
        "mode": (text("Mode"), facts.case.mode_names[mode[place]]),
        "year": (count("Year", "year"), facts.years[year]),
        "loaded_in": (amount("Come loaded", "units/year"), sums["loaded_in"][place, year]),
        "empty_in": (amount("Come empty", "units/year"), sums["empty_in"][place, year]),
        "loaded_out": (amount("Leave loaded", "units/year"), sums["loaded_out"][place, year]),
        "empty_out": (amount("Leave empty", "units/year"), sums["empty_out"][place, year]),
        "left_over": (amount("Come less leave", "units/year"), _rounded((came - left)[place, year])),
    }
    return result_table("balance", "Units by place", columns)


def _rounded(units: Numbers) -> Numbers:
    """Without what the solver's rounding leaves: less than a unit."""
    return np.where(np.abs(units) < 1.0, 0.0, units)

"""Links and terminals in a year, with the changes that no one decides."""

from __future__ import annotations

from dataclasses import dataclass

from models.case import Case


@dataclass(frozen=True)
class Asset:
    """capacity, load: Mt a year, load of traffic outside the model. cost: USD/t. hours: to pass it."""

    capacity: float
    load: float
    cost: float
    hours: float
    lanes: tuple[tuple[int, ...], ...]
    """Directions that share a capacity."""


def assets_in(case: Case, year: int) -> dict[str, Asset]:
    """Every asset by its id."""
    found = {}
    for table in (case.links, case.terminals):
        for row, name in enumerate(table.id.tolist()):
            capacity, cost, hours = _changed(case, name, year)
            apart = table is case.links and case.links.direction[row] == "each"
            found[name] = Asset(
                capacity=float(table.capacity_mt[row]) + capacity,
                load=float(table.existing_load_mt[row]),
                cost=float(table.cost_usd_per_t[row]) + cost,
                hours=float(table.time_h[row]) + hours,
                lanes=((0,), (1,)) if apart else ((0, 1),),
            )
    return found


def _changed(case: Case, name: str, year: int) -> tuple[float, float, float]:
    """What is added to capacity, cost and hours; changes of a scenario are not at work in the case itself."""
    changes = case.asset_changes
    at_work = (changes.asset == name) & (changes.year <= year) & (changes.scenario == "")
    columns = (changes.capacity_change, changes.cost_change_usd_per_t, changes.time_change_h)
    capacity, cost, hours = (float(column[at_work].sum()) for column in columns)
    return capacity, cost, hours

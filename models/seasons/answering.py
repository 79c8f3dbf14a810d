"""Answers to cost and equipment season by season.

What departs in a season answers to what that season costs; units of a type run in the modes of a season, and balance in
it by themselves.
"""

from __future__ import annotations

from models.case import Case
from models.seasons.stores import AT
from models.tables import (
    Cell,
    DemandReference,
    DemandResponse,
    Equipment,
    Table,
    cells,
    make_table,
)


def _ids(case: Case) -> list[str]:
    return [str(name) for name in case.seasons.id]


def _each(names: tuple[str, ...], seasons: list[str]) -> Cell:
    """Every name in every season; None of none, which stands for all."""
    return tuple(f"{name}{AT}{season}" for name in names for season in seasons) or None


def _repeated(table: Table, seasons: list[str], changed: dict[str, list[Cell]]) -> dict[str, list[Cell]]:
    """The columns of a table, every row once in each season; changed: columns that are given, season by season."""
    columns = {header: [cell for cell in cells(table, header) for _ in seasons] for header in table.header}
    return columns | changed


def answers(case: Case) -> bool:
    """Whether demand answers to cost."""
    return case.parameters.demand_response and len(case.demand_response) > 0


def responses(case: Case) -> DemandResponse:
    """The same curve in every season; the order of rows, of which the first that fits counts, stays."""
    if not answers(case):
        return make_table(DemandResponse, {})
    table, seasons = case.demand_response, _ids(case)
    changed: dict[str, list[Cell]] = {
        "commodity": [f"{name}{AT}{season}" if name else None for name in table.commodity for season in seasons],
        "demands": [_each(names, [season]) for names in table.demands for season in seasons],
    }
    return make_table(DemandResponse, _repeated(table, seasons, changed))


def references(case: Case) -> DemandReference:
    """The cost of a season where one is given, else that of the year."""
    if not answers(case):
        return make_table(DemandReference, {})
    table, seasons = case.demand_reference, _ids(case)
    keys = list(zip(table.demand.tolist(), table.year.tolist(), table.season.tolist(), strict=True))
    known = dict(zip(keys, table.cost_usd_per_t.tolist(), strict=True))
    found = {
        (f"{demand}{AT}{season}", year): known.get((demand, year, season), known.get((demand, year, "")))
        for demand, year, _ in keys
        for season in seasons
    }
    kept = {key: cost for key, cost in found.items() if cost is not None}
    return make_table(
        DemandReference,
        {
            "demand": [demand for demand, _ in kept],
            "year": [year for _, year in kept],
            "cost_usd_per_t": list(kept.values()),
        },
    )


def fleet(case: Case, modes: list[str]) -> Equipment:
    """A type a season, in the modes of it; what departed in another season and waited goes in it too.

    modes: all of the case, for types that run on every one.
    """
    if not len(case.fleet):
        return make_table(Equipment, {})
    table, seasons = case.fleet, _ids(case)
    changed: dict[str, list[Cell]] = {
        "id": [f"{name}{AT}{season}" for name in table.id for season in seasons],
        "modes": [_each(own or tuple(modes), [season]) for own in table.modes for season in seasons],
        "commodities": [_each(own, seasons) for own in table.commodities for _ in seasons],
    }
    return make_table(Equipment, _repeated(table, seasons, changed))

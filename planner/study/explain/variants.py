"""Cases to compare a plan with: a project left out or held in service, at another cost, freed of a rule; other room.

Only numbers and decisions change, so that models.reuse can carry what it knows from one to the next. A project is held
in service by a marker: a project that costs nothing, is forced to serve in one year and requires the other. Unlike a
forced project, one that is held so is paid from the budget and opens in its best year.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from models.accounts import budget_payments
from models.case import Case
from models.projects import budget_money, may_open, serves
from models.solution import Openings
from models.tables import (
    ANY_EARLIEST,
    ANY_LATEST,
    AssetChanges,
    Budget,
    Cell,
    Flags,
    Projects,
    cells,
    make_table,
    replace_cells,
)

MARKER = "in service"
"""Id of the marker, lengthened where a project of the case has it."""


def with_marker(case: Case) -> Case:
    """The case with a further project, the last one, that is forbidden and adds nothing."""
    name = MARKER
    while name in case.projects.id:
        name += "_"
    row: dict[str, Cell] = {"id": name, "decision": "forbid", "earliest_year": None, "lifetime_years": 1}
    row |= {"capex_musd": 0.0, "requires": None}
    table, count = case.projects, len(case.projects)
    columns: dict[str, list[Cell]] = {header: [*cells(table, header), row.get(header)] for header in table.header}
    columns |= {header: [None] * count + [value] for header, value in row.items() if header not in columns}
    return replace(case, projects=make_table(Projects, columns))


def left_out(case: Case, project: int) -> Case:
    """The case in which a project (position) is never built."""
    return _projects(case, {"decision": {project: "forbid"}})


def decided_by_plan(case: Case, project: int) -> Case:
    """The case in which a forbidden project may be built."""
    return _projects(case, {"decision": {project: "auto"}}) if case.projects.decision[project] == "forbid" else case


def held(case: Case, project: int, year: int) -> Case:
    """The case, with its marker, in which a project serves as a whole in a plan year (position)."""
    marker = len(case.projects) - 1
    changes: dict[str, dict[int, Cell]] = {
        "decision": {marker: "force"},
        "earliest_year": {marker: int(case.years.year[year])},
        "requires": {marker: (str(case.projects.id[project]),)},
    }
    return _projects(decided_by_plan(case, project), changes)


def years_to_hold(case: Case, project: int) -> list[int]:
    """The fewest plan years such that the project, whenever it opens, serves in one of them; [] where it never can."""
    case = decided_by_plan(case, project)
    openings, served = may_open(case)[project], serves(case)[project]
    found: list[int] = []
    for opening in np.flatnonzero(openings).tolist():
        if not served[opening, found].any():
            found.append(int(np.flatnonzero(served[opening])[-1]))
    return found


def opened_in(case: Case, project: int, year: int) -> Case:
    """The case, with its marker, in which a project opens as a whole in a plan year (position)."""
    calendar = int(case.years.year[year])
    if case.projects.decision[project] == "force":
        return _projects(case, {"earliest_year": {project: calendar}})
    window: dict[str, dict[int, Cell]] = {"earliest_year": {project: calendar}, "latest_year": {project: calendar}}
    return held(_projects(case, window), project, year)


def at_capital_cost(case: Case, project: int, musd: float) -> Case:
    """The case in which a project costs so much, MUSD."""
    return _projects(case, {"capex_musd": {project: musd}})


def free_of_budget(case: Case, project: int) -> Case:
    """The case in which the budget pays nothing of a project."""
    return _projects(case, {"budget_share": {project: 0.0}})


def free_of_requirements(case: Case, project: int) -> Case:
    """The case in which a project requires no other."""
    return _projects(case, {"requires": {project: ()}})


def free_of_group(case: Case, project: int) -> Case:
    """The case in which a project excludes no other."""
    return _projects(case, {"exclusive_group": {project: ""}})


def free_of_window(case: Case, project: int) -> Case:
    """The case in which a project may open in any plan year."""
    return _projects(case, {"earliest_year": {project: ANY_EARLIEST}, "latest_year": {project: ANY_LATEST}})


def as_planned(case: Case, openings: Openings) -> Case:
    """The case in which whole projects are those of a plan, and divisible ones have the money that these leave."""
    divisible = case.projects.divisible
    pairs = zip(openings.project.tolist(), openings.year.tolist(), strict=True)
    opened = {project: year for project, year in pairs if not divisible[project]}
    whole = np.flatnonzero(~divisible).tolist()
    changes: dict[str, dict[int, Cell]] = {
        "decision": {project: "force" if project in opened else "forbid" for project in whole},
        "earliest_year": {project: int(case.years.year[year]) for project, year in opened.items()},
    }
    fixed = _projects(case, changes)
    return replace(fixed, budget=_left(case, openings, divisible)) if len(case.budget) and divisible.any() else fixed


def _left(case: Case, openings: Openings, divisible: Flags) -> Budget:
    """The budget less what whole projects take; with carry-over the money of a single year may be below 0."""
    whole = ~divisible[openings.project]
    chosen = Openings(openings.project[whole], openings.year[whole], openings.share[whole])
    money = budget_money(case)
    own = np.diff(money, prepend=0.0) if case.parameters.budget_carry_over else money
    rest = own - budget_payments(case, chosen).sum(axis=0)
    return make_table(Budget, {"year": case.years.year.tolist(), "available_musd": rest.tolist()})


def with_capacity(case: Case, asset: int, year: int, mt: float) -> Case:
    """The case in which an asset (position) has so many Mt more in one plan year (position)."""
    table, calendar = case.asset_changes, case.years.year
    rows: list[dict[str, Cell]] = [_change(case, asset, int(calendar[year]), mt)]
    if year + 1 < len(calendar):
        rows.append(_change(case, asset, int(calendar[year + 1]), -mt))
    columns: dict[str, list[Cell]] = {
        header: [*cells(table, header), *(row.get(header) for row in rows)] for header in table.header
    }
    missing = {header: [None] * len(table) + [row[header] for row in rows] for header in rows[0]}
    columns |= {header: values for header, values in missing.items() if header not in columns}
    return replace(case, asset_changes=make_table(AssetChanges, columns))


def _change(case: Case, asset: int, year: int, mt: float) -> dict[str, Cell]:
    return {"event": "room", "asset": str(case.asset_ids[asset]), "year": year, "capacity_change": mt}


def with_limit(case: Case, limit: int, units: float) -> Case:
    """The case in which a shared limit (position) has so many units more, in every year."""
    capacity = case.shared_limits.capacity.tolist()
    capacity[limit] += units
    return replace(case, shared_limits=replace_cells(case.shared_limits, {"capacity": capacity}))


def _projects(case: Case, changes: Mapping[str, Mapping[int, Cell]]) -> Case:
    """The case with cells of its projects changed: by column and row."""
    columns: dict[str, list[Cell]] = {}
    for header, cells_of in changes.items():
        columns[header] = getattr(case.projects, header).tolist()
        for row, cell in cells_of.items():
            columns[header][row] = cell
    return replace(case, projects=replace_cells(case.projects, columns))

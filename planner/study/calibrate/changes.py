"""The base year as a case of its own, and changes of it that bring it nearer to what was counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from models.case import Case
from models.network import asset_costs, existing_load, rate_factors
from models.tables import Cell, more_rows, replace_cells
from models.whole_projects import single_year

Kind = Literal["constant", "load"]

EVENT = "calibration"
"""Label of the rows of `asset_changes` that carry constants."""


@dataclass(frozen=True)
class Change:
    """kind: `constant`, USD/t added to the cost of each asset; `load`, Mt/year added to the existing load of each.

    name: of what changes, as a planner knows it. assets: positions in `Case.asset_ids`.
    """

    kind: Kind
    name: str
    assets: tuple[int, ...]
    amount: float


def base_year_case(case: Case, year: int) -> Case:
    """The case in plan year `year` (position) with the projects that it forces by then, and no other.

    What was counted was carried by what stood there; a project that is still to be decided cannot have carried it.
    """
    alone = single_year(case, year)
    needed = _needed(alone)
    decided = [
        given if given != "auto" or name in needed else "forbid"
        for name, given in zip(alone.projects.id.tolist(), alone.projects.decision.tolist(), strict=True)
    ]
    return replace(alone, projects=replace_cells(alone.projects, {"decision": decided}))


def _needed(case: Case) -> set[str]:
    """Forced projects, and those that they require, one through another."""
    projects = case.projects
    requires = dict(zip(projects.id.tolist(), projects.requires.tolist(), strict=True))
    found: set[str] = set()
    waiting = projects.id[projects.decision == "force"].tolist()
    while waiting:
        project = waiting.pop()
        if project not in found:
            found.add(project)
            waiting += requires[project]
    return found


def with_changes(case: Case, changes: Iterable[Change]) -> Case:
    """The base year with changes made to it."""
    made = list(changes)
    constants = [row for change in made if change.kind == "constant" for row in constant_rows(case, change)]
    changed = replace(case, asset_changes=more_rows(case.asset_changes, constants)) if constants else case
    loads = existing_load(case)
    for change in made:
        if change.kind == "load":
            loads[list(change.assets)] += change.amount
    return changed if all(change.kind == "constant" for change in made) else _with_loads(changed, loads.tolist())


def constant_rows(case: Case, change: Change) -> list[dict[str, Cell]]:
    """Rows of `asset_changes` that add a constant to its assets from the first plan year of the case on."""
    year = int(case.years.year[0])
    return [
        {
            "event": EVENT,
            "asset": str(case.asset_ids[asset]),
            "year": year,
            "cost_change_usd_per_t": change.amount,
        }
        for asset in change.assets
    ]


def _with_loads(case: Case, loads: Sequence[float]) -> Case:
    links = len(case.links)
    return replace(
        case,
        links=replace_cells(case.links, {"existing_load_mt": loads[:links]}),
        terminals=replace_cells(case.terminals, {"existing_load_mt": loads[links:]})
        if loads[links:]
        else case.terminals,
    )


def least_constants(case: Case) -> list[float]:
    """USD/t by which each asset may become cheaper: its cost in its cheapest year less all that projects save there.

    As `asset_changes` count it: before the rate factor of a cargo multiplies it.
    """
    saved, factors = np.zeros(len(case.asset_ids)), rate_factors(case)
    effects = case.project_effects
    for asset, saving in zip(effects.asset.tolist(), effects.cost_saving_usd_per_t.tolist(), strict=True):
        if asset in case.asset_position and not np.isnan(saving):
            saved[case.asset_position[asset]] += saving
    cost = (asset_costs(case) / factors[:, :, None]).min(axis=(0, 2))
    least: list[float] = np.maximum(0.0, cost - saved / factors.min(axis=0)).tolist()
    return least

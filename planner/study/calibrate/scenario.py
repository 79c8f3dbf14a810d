"""What was found as a scenario of the case: rows that a planner reads, accepts and switches off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import count

from models.case import Case
from models.tables import Cell, more_rows
from planner.study.calibrate.changes import EVENT, Change

NAME = "calibrated"
SOURCE = "planner calibrate"

THETA_NOTE = "Fitted; it counts with --choice logit alone."

Rows = dict[str, list[dict[str, Cell]]]
"""Rows by the table that they are added to."""


def scenario_rows(
    case: Case,
    parent: str,
    year: int,
    changes: Sequence[Change],
    notes: Sequence[str],
    theta: float | None = None,
) -> Rows:
    """Rows that make the changes in a scenario of their own; nothing found: none.

    year: base year, from which on constants hold. notes: of each change. theta: of all cargo, 1/USD per t.
    """
    if not changes and theta is None:
        return {}
    name = scenario_name(case)
    said: dict[str, Cell] = {"basis": "estimate", "source": SOURCE}
    rows: Rows = {
        "scenarios": [{"id": name, "name": f"Fitted to what was counted in {year}", "parent": parent or None, **said}],
        "asset_changes": [],
        "scenario_changes": [],
    }
    for change, note in zip(changes, notes, strict=True):
        for asset in change.assets:
            table = "asset_changes" if change.kind == "constant" else "scenario_changes"
            row = _constant if change.kind == "constant" else _load
            rows[table].append({**row(case, change, asset, year), "scenario": name, **said, "note": note})
    if theta is not None:
        rows["scenario_changes"].append({**_theta(theta), "scenario": name, **said, "note": THETA_NOTE})
    return {table: found for table, found in rows.items() if found}


def scenario_name(case: Case) -> str:
    """`calibrated`, or the first of calibrated_2, ... that the case does not have."""
    names = (NAME if number == 1 else f"{NAME}_{number}" for number in count(1))
    return next(name for name in names if name not in case.scenarios.id)


def with_scenario(case: Case, rows: Rows) -> Case:
    """The case with the scenario added; nothing else of it changes."""
    return replace(case, **{table: more_rows(getattr(case, table), added) for table, added in rows.items()})


def _constant(case: Case, change: Change, asset: int, year: int) -> dict[str, Cell]:
    return {
        "event": EVENT,
        "name": f"Constant: {change.name}",
        "asset": str(case.asset_ids[asset]),
        "year": year,
        "cost_change_usd_per_t": change.amount,
    }


def _load(case: Case, change: Change, asset: int, _: int) -> dict[str, Cell]:
    sheet = "links" if asset < len(case.links) else "terminals"
    return {
        "sheet": sheet,
        "where": f"id={case.asset_ids[asset]}",
        "column": "existing_load_mt",
        "operation": "add",
        "value": f"{change.amount:g}",
    }


def _theta(theta: float) -> dict[str, Cell]:
    return {
        "sheet": "commodities",
        "column": "choice_theta_per_usd",
        "operation": "set",
        "value": f"{theta:g}",
    }

"""The case in which links and terminals lose capacity for some years."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from models.accounts import total_capacity
from models.case import Case
from models.errors import PlannerError
from models.network import base_capacity, existing_load, whole_capacity
from models.solution import Openings
from models.tables import Cell, Flags, Integers, Numbers, more_rows, replace_cells

MARK = "closing"
"""Event of the changes, and beginning of the ids of corridors that hold assets closed."""


def room_left(case: Case, openings: Openings, loses: float) -> Numbers:
    """Mt a year that each asset offers once it lost a share of the capacity it has in a plan; (assets, years).

    Traffic outside the model keeps its place. Per direction where the capacity is.
    """
    return np.maximum(0.0, (1 - loses) * total_capacity(case, openings) - existing_load(case)[:, None])


def closed(case: Case, assets: Integers, years: Flags, room: Numbers) -> Case:
    """The case in which some assets carry no more than `room` in some years, whatever is built.

    room: Mt, shape (assets of the case, years). What no project adds to loses capacity; of the others the flow of both
    directions is limited, so that a project cannot open what is closed. Such a limit counts no empty units: where
    equipment returns, projects add nothing to them instead. Raises PlannerError where they open again.
    """
    grows = np.isin(case.asset_ids[assets], case.project_effects.asset[case.project_effects.capacity_added > 0])
    lowered = _lowered(case, assets[~grows], years, room)
    if len(case.fleet) and grows.any():
        return _kept_at(lowered, assets[grows], years, room)
    return _held(lowered, assets[grows], years, room)


def _lowered(case: Case, assets: Integers, years: Flags, room: Numbers) -> Case:
    """Capacity taken from the first closed year on, and given back after the last."""
    offered = base_capacity(case)[assets]
    return _changed(case, assets, np.where(years, np.minimum(0.0, room[assets] - offered), 0.0))


def _changed(case: Case, assets: Integers, more: Numbers) -> Case:
    """Capacity that is so much more in each year, Mt, shape (of assets, years)."""
    steps = np.diff(more, axis=1, prepend=0.0)
    rows: list[dict[str, Cell]] = [
        {
            "event": MARK,
            "asset": str(case.asset_ids[assets[place]]),
            "year": int(case.years.year[year]),
            "capacity_change": float(steps[place, year]),
        }
        for place, year in np.argwhere(steps != 0).tolist()
    ]
    return replace(case, asset_changes=more_rows(case.asset_changes, rows)) if rows else case


def _kept_at(case: Case, assets: Integers, years: Flags, room: Numbers) -> Case:
    """Capacity as it is left in every year, whatever projects would add."""
    if not years.all():
        raise PlannerError(
            f"{case.asset_ids[assets[0]]} grows by projects: where equipment returns it closes in all years only; "
            "leave out --years, or set settings.equipment to no"
        )
    effects = case.project_effects
    added = np.where(np.isin(effects.asset, case.asset_ids[assets]), 0.0, effects.capacity_added)
    fixed = replace(case, project_effects=replace_cells(effects, {"capacity_added": added.tolist()}))
    more = (room + existing_load(case)[:, None] - whole_capacity(case))[assets]
    return _changed(fixed, assets, more)


def _held(case: Case, assets: Integers, years: Flags, room: Numbers) -> Case:
    """A hard limit on the flow of each asset; of all together where none has any room."""
    shut = not room[assets][:, years].any()
    groups = [assets] if shut and len(assets) else [assets[place : place + 1] for place in range(len(assets))]
    each = np.append(case.links.direction == "each", np.zeros(len(case.terminals), np.bool_))
    corridors: list[dict[str, Cell]] = []
    gateways: list[dict[str, Cell]] = []
    limits: list[dict[str, Cell]] = []
    for group in groups:
        name = f"{MARK} {case.asset_ids[group[0]]}"
        corridors.append({"id": name, "role": "reference"})
        gateways += [{"corridor": name, "asset": str(case.asset_ids[asset])} for asset in group.tolist()]
        limits += [
            {
                "corridor": name,
                "year": int(case.years.year[year]),
                "max_mt": float(room[group[0], year] * (2.0 if each[group[0]] else 1.0)),
            }
            for year in np.flatnonzero(years).tolist()
        ]
    return replace(
        case,
        corridors=more_rows(case.corridors, corridors),
        corridor_gateways=more_rows(case.corridor_gateways, gateways),
        corridor_limits=more_rows(case.corridor_limits, limits),
    )

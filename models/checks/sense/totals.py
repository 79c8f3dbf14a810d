"""Totals against targets: what is wanted, what corridors could carry, and what is published."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from models.case import Case
from models.checks.sense.possible import most_capacity
from models.checks.words import Check, Place, as_text, rows_where, warning
from models.findings import Finding
from models.network import TOTAL, TRANSIT, fits_corridor, gateways
from models.tables import OFFICIAL, TRANSIT_TARGET, Integers, Numbers

MISSED_SHARE = 0.01
"""Published targets are rounded to a whole Mt or so: a per cent is no contradiction."""

DOUBLED_SHARE = 1.5
"""Cargo half as large again as the target is more than a high forecast: rows may be counted twice."""

THOUSANDFOLD = (300.0, 3000.0)
"""Between these a ratio looks like another unit, a factor of 1000, rather than another forecast."""


def transit_against_targets(case: Case) -> Iterator[Finding]:
    """The year's transit could reach the target, and is not far above it."""
    wanted = case.demand_mt[case.demand.flow_type == TRANSIT].sum(axis=0)
    outside = float(case.corridors.outside_model_mt[case.corridors.role == TOTAL].sum())
    for row, year in _rows(case, TRANSIT_TARGET):
        target, most = float(case.targets.value[row]), float(wanted[year]) + outside
        if target <= 0 or most <= 0 or target * (1 - MISSED_SHARE) <= most <= target * DOUBLED_SHARE:
            continue
        apart = f"missed by {_mt(target - most)} whatever is built" if most < target else "far below what is wanted"
        calendar = str(case.years.year[year])
        yield warning(
            "transit-against-target",
            ("targets", row, "value"),
            case.targets.value[row].item(),
            expected=f"about the transit of {calendar}, {_mt(most)}; the target is {apart}",
            fix=f"Correct the transit demand or the target.{_unit_hint(most / target)}",
            related=("demand", None, calendar),
        )


def corridors_against_targets(case: Case) -> Iterator[Finding]:
    """The gateways of a corridor could carry its target and its least volume, and enough cargo fits the corridor."""
    capacity, cargo = _gateway_capacity(case), _fitting_cargo(case)
    for corridor, name in enumerate(case.corridors.id.tolist()):
        if not gateways(case)[corridor].any():
            continue
        outside = float(case.corridors.outside_model_mt[corridor])
        for row, year in _rows(case, f"{name}_mt"):
            wanted = float(case.targets.value[row])
            room, fits = capacity[corridor, year] + outside, cargo[corridor, year] + outside
            yield from _beyond(case, ("targets", row, "value"), (corridor, year), wanted, (room, fits))
        limits = case.corridor_limits
        for row in rows_where((limits.corridor == name) & ~np.isnan(limits.min_mt)):
            year = int(np.searchsorted(case.years.year, limits.year[row]))
            room, fits = capacity[corridor, year], cargo[corridor, year]
            wanted = float(limits.min_mt[row])
            yield from _beyond(case, ("corridor_limits", row, "min_mt"), (corridor, year), wanted, (room, fits))


def _beyond(
    case: Case, place: Place, at: tuple[int, int], wanted: float, offered: tuple[float, float]
) -> Iterator[Finding]:
    """What is wanted of a corridor in a year beyond the room at its gateways or the cargo that fits it."""
    corridor, year = at
    room, fits = (float(amount) for amount in offered)
    if wanted * (1 - MISSED_SHARE) <= min(room, fits):
        return
    outside = float(case.corridors.outside_model_mt[corridor])
    counted = f", {_mt(outside)} of it outside the model" if place[0] == "targets" and outside else ""
    least = f"its gateways can carry in {case.years.year[year]} with every project that could be open"
    if fits < room:
        least = f"can be counted in {case.years.year[year]} of the cargo that fits it"
    gateway = rows_where(case.corridor_gateways.corridor == case.corridors.id[corridor])[0]
    yield warning(
        "corridor-beyond-reach",
        place,
        wanted,
        expected=f"at most {_mt(min(room, fits))}: so much {least}{counted}",
        fix=f"Correct the figure, the gateways, or what leads there.{_unit_hint(min(room, fits) / wanted)}",
        related=("corridor_gateways", gateway, "asset"),
    )


def _gateway_capacity(case: Case) -> Numbers:
    """Mt that the gateways of each corridor can carry at most, both directions together; (corridors, years)."""
    each = np.concatenate([case.links.direction == "each", np.zeros(len(case.terminals), np.bool_)])
    both = most_capacity(case) * (1 + each)[:, None]
    return np.asarray(gateways(case).astype(float) @ both)


def _fitting_cargo(case: Case) -> Numbers:
    """Mt that the corridor can count at most: cargo that fits it, at every one of its gateways; (corridors, years)."""
    passings = gateways(case).sum(axis=1)[:, None]
    return np.asarray(fits_corridor(case).T.astype(float) @ case.demand_mt * passings)


def _rows(case: Case, metric: str) -> list[tuple[int, int]]:
    """Rows of the official targets of a metric in plan years, and the position of their year."""
    targets = case.targets
    chosen = (targets.metric == metric) & np.isin(targets.scenario, ("", OFFICIAL))
    chosen &= np.isin(targets.year, case.years.year) & np.isfinite(targets.value)
    rows: Integers = np.flatnonzero(chosen)
    return list(zip(rows.tolist(), np.searchsorted(case.years.year, targets.year[rows]).tolist(), strict=True))


def _unit_hint(ratio: float) -> str:
    low, high = THOUSANDFOLD
    if low <= ratio <= high or low <= 1 / ratio <= high if ratio > 0 else False:
        return " They are about a thousandfold apart: is one of them in thousand t instead of million t?"
    return ""


def _mt(amount: float) -> str:
    return f"{as_text(round(amount, 3))} Mt"


CHECKS: tuple[Check, ...] = (transit_against_targets, corridors_against_targets)

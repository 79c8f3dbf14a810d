"""Rules on the changes of assets over the years, and on traffic that finds no room."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from models.case import Case
from models.checks.derived import CHANGE_OF, Variant, asset_column, asset_place, plan_years, variants, yearly
from models.checks.words import Check, as_text, error, rows_where, warning
from models.findings import Finding
from models.tables import Numbers

_ROUNDING = 1e-9


def late_changes(case: Case) -> Iterator[Finding]:
    """A change after the last plan year does nothing."""
    years = plan_years(case)
    for row in rows_where(case.asset_changes.year > years[-1]) if len(years) else []:
        yield warning(
            "change-after-plan",
            ("asset_changes", row, "year"),
            case.asset_changes.year[row].item(),
            expected=f"a year up to {years[-1]}, the last plan year",
            fix="Correct the year, or leave the row for a longer plan: it does nothing now.",
            related=("years", len(case.years) - 1, "year"),
        )


def changes_of_nothing(case: Case) -> Iterator[Finding]:
    """A change changes something."""
    changes = case.asset_changes
    for row in rows_where(
        (changes.capacity_change == 0) & (changes.cost_change_usd_per_t == 0) & (changes.time_change_h == 0)
    ):
        yield warning(
            "change-of-nothing",
            ("asset_changes", row, "asset"),
            changes.asset[row],
            expected="a capacity, cost or time that changes, such as capacity_change 5",
            fix="Fill one of the changes or delete the row.",
        )


def negative_after_changes(case: Case) -> Iterator[Finding]:
    """No change makes the cost or the time of an asset negative."""
    told: set[tuple[int, str]] = set()
    for variant in variants(case):
        for column in ("cost_usd_per_t", "time_h"):
            values = yearly(case, column, variant)
            negative = (values < -_ROUNDING) & (asset_column(case, column) >= 0)[:, None]
            for asset in rows_where(negative.any(axis=1)):
                if (asset, column) not in told:
                    told.add((asset, column))
                    yield _negative(case, variant, asset, column, values[asset])


def displaced_loads(case: Case) -> Iterator[Finding]:
    """Traffic outside the model fits into the capacity of its asset; what does not is displaced."""
    capacity = np.maximum(0.0, yearly(case, "capacity_mt", next(variants(case))))
    load = asset_column(case, "existing_load_mt")
    displaced = load[:, None] - capacity
    for asset in rows_where((displaced > _ROUNDING).any(axis=1)):
        yield warning(
            "displaced-load",
            asset_place(case, asset, "existing_load_mt"),
            load[asset].item(),
            expected=f"at most the capacity; without room: {_by_year(case, displaced[asset])}",
            fix="Correct the load or the capacity; otherwise this traffic is taken as displaced.",
            related=asset_place(case, asset, "capacity_mt"),
        )


def _negative(case: Case, variant: Variant, asset: int, column: str, values: Numbers) -> Finding:
    lowest, change = int(np.nanargmin(values)), CHANGE_OF[column]
    year = plan_years(case)[lowest]
    changes = case.asset_changes
    at_work = variant.applies & (variant.asset == asset) & (changes.year <= year) & (getattr(changes, change) < 0)
    row = rows_where(at_work)[-1]
    own = as_text(asset_column(case, column)[asset].item())
    return error(
        "negative-after-changes",
        ("asset_changes", row, change),
        getattr(changes, change)[row].item(),
        expected=f"{column} of {case.asset_ids[asset]} stays at least 0; {own} with all its changes becomes "
        f"{as_text(values[lowest].item())} in {year}{variant.where}",
        fix="Make the change smaller, or give it to another scenario.",
        related=asset_place(case, asset, column),
    )


def _by_year(case: Case, mt: Numbers) -> str:
    """Years in which as much is displaced, taken together: '2025-2028 3 Mt, 2029 5 Mt'."""
    spans: list[tuple[int, int, float]] = []
    for year, amount in zip(plan_years(case).tolist(), np.round(mt, 6).tolist(), strict=True):
        if spans and spans[-1][2] == amount:
            spans[-1] = (spans[-1][0], year, amount)
        else:
            spans.append((year, year, amount))
    named = ((str(first) if first == last else f"{first}-{last}", amount) for first, last, amount in spans)
    return ", ".join(f"{years} {as_text(amount)} Mt" for years, amount in named if amount > 0)


CHECKS: tuple[Check, ...] = (late_changes, changes_of_nothing, negative_after_changes, displaced_loads)

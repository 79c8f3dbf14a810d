"""What the corridors carry, beside targets and history."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from models.columns import Numbers
from models.flows import TOTAL, first_corridor, sum_by_year
from models.tables.policy import TRANSIT_TARGET
from planner.show.facts import Facts
from planner.show.layout import Chart, Columns, ResultTable, Sheet, amount, count, result_table, text
from planner.show.years import home_transit, outside_transit, transit_target

NOTE = (
    "Volume: flow on a corridor's gateways of the demand that fits it, all flow types; a tonne that passes gateways of "
    "two corridors counts in both; a corridor without gateways has no volume. Targets and history are compared with "
    "the volume plus what the model leaves out. The chart counts every tonne of home transit once, in the first "
    "planning corridor that it uses."
)


NOT_STACKED = ("year", "target_mt", "published_mt")


def corridors_sheet(facts: Facts) -> Sheet:
    """The sheet Corridors."""
    shares = _shares_table(facts)
    used = tuple(name for name in shares.columns if name not in NOT_STACKED and shares.frame[name].any())
    chart = Chart(
        title="Home transit by corridor and the transit target",
        table=shares.name,
        category="year",
        columns=used or ("other_mt",),
        lines=("target_mt",),
        points=("published_mt",),
        unit="Mt",
    )
    tables = (shares, _volumes_table(facts), *_limits_table(facts), _long_table(facts))
    return Sheet("Corridors", "What the corridors carry", NOTE, tables, (chart,))


def _shares_table(facts: Facts) -> ResultTable:
    """Home transit by year, every tonne in one corridor only."""
    columns: Columns = {
        "year": (count("Year", "year"), facts.years),
        **_parts(facts),
        "target_mt": (amount("Target", "Mt"), transit_target(facts)),
        "published_mt": (amount("Published target", "Mt"), transit_target(facts, firm=True)),
    }
    return result_table("home_transit_by_corridor", "Home transit by corridor, every tonne once", columns)


def _parts(facts: Facts) -> Columns:
    case, routes = facts.case, facts.solution.routes
    first = first_corridor(case, routes, facts.ways)
    counted = routes.mt * ((case.demand.flow_type == "transit")[routes.demand] & facts.route_is_home)
    labels = facts.corridor_labels
    parts: Columns = {}
    for corridor in np.flatnonzero(case.corridors.role == "planning").tolist():
        name = f"corridor_{case.corridors.id[corridor]}"
        parts[name] = (amount(labels[corridor], "Mt"), sum_by_year(case, routes.year, counted * (first == corridor)))
    rest = sum_by_year(case, routes.year, counted * (first < 0))
    parts["other_mt"] = (amount("Other home transit", "Mt"), rest)
    if outside_transit(facts):
        outside = np.full(len(facts.years), outside_transit(facts))
        parts["outside_model_mt"] = (amount("Outside the model", "Mt"), outside)
    return parts


def _volumes_table(facts: Facts) -> ResultTable:
    """Model volume by year of every corridor that the model counts."""
    columns: Columns = {"year": (count("Year", "year"), facts.years)}
    for corridor in np.flatnonzero(facts.is_counted).tolist():
        columns[f"corridor_{facts.case.corridors.id[corridor]}"] = (
            amount(facts.corridor_labels[corridor], "Mt"),
            facts.volumes[corridor],
        )
    return result_table("corridor_volumes", "Volume of every corridor in the model", columns)


def _long_table(facts: Facts) -> ResultTable:
    """A row per corridor and year, plan years and years of history."""
    corridors, history = facts.case.corridors, facts.case.corridor_history
    at = {int(year): position for position, year in enumerate(facts.years)}
    past = {(name, year): row for row, (name, year) in enumerate(zip(history.corridor, history.year, strict=True))}
    rows = []
    for number, name in enumerate(corridors.id.tolist()):
        targets = _targets(facts, number)
        planned = at if facts.is_counted[number] else ()
        for year in sorted({*planned, *(year for corridor, year in past if corridor == name)}):
            volume = facts.volumes[number, at[year]] if year in planned else np.nan
            row = past.get((name, year))
            known = (np.nan, np.nan) if row is None else (history.mt[row], history.teu[row])
            outside = corridors.outside_model_mt[number]
            rows.append((number, year, volume, volume + outside, targets.get(year, np.nan), *known))
    chosen, year, volume, whole, target, mt, teu = _as_columns(rows)
    columns: Columns = {
        "corridor": (text("Corridor"), corridors.id[chosen]),
        "year": (count("Year", "year"), year),
        "role": (text("Role"), corridors.role[chosen]),
        "volume_mt": (amount("Volume in the model", "Mt"), volume),
        "with_outside_mt": (amount("Volume with what the model leaves out", "Mt"), whole),
        "target_mt": (amount("Target", "Mt"), target),
        "history_mt": (amount("Carried in the past", "Mt"), mt),
        "history_teu": (amount("Containers in the past", "TEU"), teu),
    }
    return result_table("corridors", "Corridors by year, with targets and history", columns)


def _as_columns(rows: Sequence[Sequence[float]]) -> Iterator[Any]:
    """Columns of rows of seven numbers; the first of them whole."""
    columns = np.array(rows, float).reshape(-1, 7).T
    yield columns[0].astype(np.int64)
    yield from columns[1:]


def _targets(facts: Facts, corridor: int) -> dict[int, float]:
    corridors = facts.case.corridors
    if corridors.role[corridor] == TOTAL:
        return facts.target(TRANSIT_TARGET)
    return facts.target(f"{corridors.id[corridor]}_mt")


def _limits_table(facts: Facts) -> tuple[ResultTable, ...]:
    """Corridor limits with volumes and prices, where the case has any."""
    limits, prices = facts.case.corridor_limits, facts.solution.prices
    if not len(limits):
        return ()
    number = {name: position for position, name in enumerate(facts.case.corridors.id.tolist())}
    corridor = np.array([number[name] for name in limits.corridor])
    columns: Columns = {
        "corridor": (text("Corridor"), limits.corridor),
        "year": (count("Year", "year"), limits.year),
        "min_mt": (amount("Least volume", "Mt"), limits.min_mt),
        "max_mt": (amount("Most volume", "Mt"), limits.max_mt),
        "volume_mt": (amount("Volume", "Mt"), facts.volumes[corridor, np.searchsorted(facts.years, limits.year)]),
        "min_price_usd_per_t": (amount("Worth of one Mt less of least volume", "USD/t"), prices.corridor_min),
        "max_price_usd_per_t": (amount("Worth of one Mt more of most volume", "USD/t"), prices.corridor_max),
    }
    return (result_table("corridor_limits", "Limits of corridors", columns),)


def total_home_transit(facts: Facts) -> Numbers:
    """Mt of home transit with what the model leaves out, as targets count it."""
    return home_transit(facts) + outside_transit(facts)

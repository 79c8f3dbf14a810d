"""What the corridors carry, beside targets and history."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from models.network import TOTAL, first_corridor, sum_by_year
from models.tables import TRANSIT_TARGET, Flags, Numbers
from planner.show.result import (
    OTHER,
    Chart,
    Columns,
    Facts,
    ResultTable,
    Sheet,
    amount,
    corridor_colours,
    count,
    linked,
    outside_transit,
    result_table,
    text,
    transit_target,
)
from planner.show.texts import Said

NOTE = (
    "Volume: flow on a corridor's gateways of the demand that fits it, all flow types; a tonne that passes gateways of "
    "two corridors counts in both; a corridor without gateways has no volume. Targets and history are compared with "
    "the volume plus what the model leaves out. The chart counts every tonne of home transit once, in the first "
    "planning corridor that it uses; other home transit passes no gateway of any of them. What lies outside the model "
    "is the yearly volume that the case gives a corridor beside its demand."
)


NOT_STACKED = ("year", "history_mt", "target_mt", "published_mt")

YEARS_NOTE = "Plan years and years of history, corridor by corridor; the charts of each corridor are drawn from here."

CHARTED = 12
"""Corridors with the most cargo that have a chart of their own."""


def corridors_sheets(facts: Facts) -> tuple[Sheet, Sheet]:
    """The sheets Corridors and Volumes."""
    shares, by_year = _shares_table(facts), _long_table(facts)
    charts = (_together(facts, shares), *_each(facts, by_year))
    tables = (shares, _volumes_table(facts), *_limits_table(facts))
    return (
        Sheet("Corridors", "What the corridors carry", _note(facts), tables, charts, charts_first=True),
        Sheet("Volumes", "Corridors by year, with targets and history", YEARS_NOTE, (by_year,), part="data"),
    )


def _note(facts: Facts) -> str:
    """What a reader must know, and that corridors with little cargo have no chart where there are many."""
    if np.count_nonzero(_largest(facts) > 0) <= CHARTED:
        return NOTE
    only = facts.words.say("Only the {n} corridors with the most cargo have a chart of their own.", n=CHARTED)
    return Said(f"{facts.words.say(NOTE)} {only}")


def _largest(facts: Facts) -> Numbers:
    """Mt of each corridor in its fullest year; 0 of the total, which has a chart anyway."""
    return np.where(facts.case.corridors.role == TOTAL, 0.0, facts.volumes.max(axis=1))


def _together(facts: Facts, shares: ResultTable) -> Chart:
    used = tuple(name for name in shares.columns if name not in NOT_STACKED and shares.frame[name].any())
    past = ("history_mt",) if "history_mt" in shares.columns else ()
    return Chart(
        title="Home transit by corridor and the transit target",
        table=shares.name,
        category="year",
        columns=(*past, *(used or ("other_mt",))),
        lines=("target_mt",) if shares.frame["target_mt"].notna().any() else (),
        points=("published_mt",) if shares.frame["published_mt"].notna().any() else (),
        unit="Mt",
        grey=("history_mt", "outside_model_mt"),
        colours=home_transit_colours(facts),
    )


def home_transit_colours(facts: Facts) -> dict[str, str]:
    """Colour of each column of home transit but the grey ones: that of its corridor."""
    colours = corridor_colours(facts.case.corridors)
    return {f"corridor_{name}": colour for name, colour in colours.items()} | {"other_mt": OTHER}


def _each(facts: Facts, by_year: ResultTable) -> Iterator[Chart]:
    """A chart for each of the corridors with the most cargo: the plan, the past and the target."""
    frame = by_year.frame
    first, ids = 0, facts.case.corridors.id.tolist()
    largest, colours = _largest(facts), corridor_colours(facts.case.corridors)
    most = {ids[c] for c in np.argsort(-largest, kind="stable")[:CHARTED] if largest[c] > 0}
    for name, rows in frame.groupby("corridor", sort=False):
        if name in most:
            has = {column: bool(rows[column].notna().any()) for column in ("history_mt", "target_mt")}
            yield Chart(
                title=Said(facts.corridor_labels[ids.index(name)]),
                table=by_year.name,
                category="year",
                columns=("with_outside_mt", *(("history_mt",) if has["history_mt"] else ())),
                points=("target_mt",) if has["target_mt"] else (),
                unit="Mt",
                stacked=False,
                grey=("history_mt",),
                rows=(first, len(rows)),
                across=3,
                colours={"with_outside_mt": colours[str(name)]},
            )
        first += len(rows)


def _shares_table(facts: Facts) -> ResultTable:
    """Home transit by year, every tonne in one corridor only; before, what was carried in all."""
    past = _past(facts)
    columns: Columns = {"year": (count("Year", "year"), [*past, *facts.years.tolist()])}
    if past:
        carried = np.concatenate([list(past.values()), np.full(len(facts.years), np.nan)])
        columns["history_mt"] = (amount("Carried in the past, in all", "Mt"), carried)
    planned = {
        **home_transit_parts(facts),
        "target_mt": (amount("Target", "Mt"), transit_target(facts)),
        "published_mt": (amount("Published target", "Mt"), transit_target(facts, firm=True)),
    }
    blank = np.full(len(past), np.nan)
    columns |= {name: (column, np.concatenate([blank, values])) for name, (column, values) in planned.items()}
    return result_table("home_transit_by_corridor", "Home transit by corridor, every tonne once", columns)


def _past(facts: Facts) -> dict[int, float]:
    """Mt of home transit by year before the plan, as far as known."""
    case, history = facts.case, facts.case.corridor_history
    totals = case.corridors.id[case.corridors.role == TOTAL][:1]
    rows = np.flatnonzero(np.isin(history.corridor, totals) & (history.year < facts.years[0]) & ~np.isnan(history.mt))
    return dict(sorted(zip(history.year[rows].tolist(), history.mt[rows].tolist(), strict=True)))


def home_transit_parts(facts: Facts) -> Columns:
    """Home transit by plan year in the first planning corridor of each tonne, in none, and outside the model."""
    case, routes = facts.case, facts.solution.routes
    first = first_corridor(case, routes, facts.ways)
    counted = routes.mt * ((case.demand.flow_type == "transit")[routes.demand] & facts.route_is_home)
    labels = facts.corridor_labels
    parts: Columns = {}
    for corridor in np.flatnonzero(case.corridors.role == "planning").tolist():
        name = f"corridor_{case.corridors.id[corridor]}"
        parts[name] = (
            amount(Said(labels[corridor]), "Mt"),
            sum_by_year(case, routes.year, counted * (first == corridor)),
        )
    rest = sum_by_year(case, routes.year, counted * (first < 0))
    parts["other_mt"] = (amount("Other home transit, in no planning corridor", "Mt"), rest)
    if outside_transit(facts):
        outside = np.full(len(facts.years), outside_transit(facts))
        parts["outside_model_mt"] = (amount("Outside the model", "Mt"), outside)
    return parts


def _volumes_table(facts: Facts) -> ResultTable:
    """Model volume by year of every corridor that the model counts."""
    columns: Columns = {"year": (count("Year", "year"), facts.years)}
    for corridor in np.flatnonzero(facts.is_counted).tolist():
        columns[f"corridor_{facts.case.corridors.id[corridor]}"] = (
            amount(Said(facts.corridor_labels[corridor]), "Mt"),
            facts.volumes[corridor],
        )
    chosen = planning(facts)
    columns["planning_sum_mt"] = (
        amount("Planning corridors added up, with what lies outside the model", "Mt"),
        whole_volumes(facts)[chosen].sum(axis=0),
    )
    columns["counted_again_mt"] = (amount("Of it counted in more than one of them", "Mt"), counted_again(facts))
    return result_table("corridor_volumes", "Volume of every corridor in the model", columns)


def planning(facts: Facts) -> Flags:
    """Which corridors are for planning and can be counted; (corridors,)."""
    return np.asarray((facts.case.corridors.role == "planning") & facts.is_counted)


def whole_volumes(facts: Facts) -> Numbers:
    """Mt of each corridor with what lies outside the model, as targets and history count it; (corridors, years)."""
    return np.asarray(facts.volumes + facts.case.corridors.outside_model_mt[:, None])


def counted_again(facts: Facts) -> Numbers:
    """Mt by which the planning corridors together are more than the cargo that passes any of them; (years,)."""
    case, routes = facts.case, facts.solution.routes
    once = sum_by_year(case, routes.year, routes.mt * (first_corridor(case, routes, facts.ways) >= 0))
    return np.asarray(np.maximum(0.0, facts.volumes[planning(facts)].sum(axis=0) - once))


def _long_table(facts: Facts) -> ResultTable:
    """A row per corridor and year, plan years and years of history."""
    corridors, history = facts.case.corridors, facts.case.corridor_history
    at = {int(year): position for position, year in enumerate(facts.years)}
    past = {(name, year): row for row, (name, year) in enumerate(zip(history.corridor, history.year, strict=True))}
    rows = []
    for number, name in enumerate(corridors.id.tolist()):
        targets = corridor_targets(facts, number)
        planned = at if facts.is_counted[number] else ()
        for year in sorted({*planned, *(year for corridor, year in past if corridor == name)}):
            volume = facts.volumes[number, at[year]] if year in planned else np.nan
            row = past.get((name, year))
            known = (np.nan, np.nan) if row is None else (history.mt[row], history.teu[row])
            outside = corridors.outside_model_mt[number]
            rows.append((number, year, volume, volume + outside, targets.get(year, np.nan), *known))
    chosen, year, volume, whole, target, mt, teu = _as_columns(rows)
    columns: Columns = {
        "corridor": (linked("Corridor", "corridors"), corridors.id[chosen]),
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


def corridor_targets(facts: Facts, corridor: int) -> dict[int, float]:
    """Target of a corridor by year, Mt; corridor: its position."""
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
        "corridor": (linked("Corridor", "corridors"), limits.corridor),
        "year": (count("Year", "year"), limits.year),
        "min_mt": (amount("Least volume", "Mt"), limits.min_mt),
        "max_mt": (amount("Most volume", "Mt"), limits.max_mt),
        "volume_mt": (amount("Volume", "Mt"), facts.volumes[corridor, np.searchsorted(facts.years, limits.year)]),
        "min_price_usd_per_t": (amount("Worth of one Mt less of least volume", "USD/t"), prices.corridor_min),
        "max_price_usd_per_t": (amount("Worth of one Mt more of most volume", "USD/t"), prices.corridor_max),
    }
    return (result_table("corridor_limits", "Limits of corridors", columns),)

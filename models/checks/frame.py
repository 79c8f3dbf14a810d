"""Rules on what frames a case: the settings, the plan years and the parts of a year."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from models.case import Case
from models.checks.columns import check_value
from models.checks.words import Check, error, rows_where, suggestions, wanted, warning
from models.findings import Finding
from models.tables import Parameters, columns_of

ROUNDING = 1e-6
"""By how much shares and means may miss 1: they are typed with a few digits."""

BARRED = "@|"
"""Signs that an id of a season may not have: plans write the season behind them."""


def unknown_settings(case: Case) -> Iterator[Finding]:
    """Every key of the settings is one that the model knows; a misspelt one would quietly do nothing."""
    known = columns_of(Parameters)
    keys = case.settings.key.tolist()
    hints = suggestions({key for key in keys if key not in known}, known)
    for row, key in enumerate(keys):
        if key and key not in known:
            yield error(
                "unknown-setting",
                ("settings", row, "key"),
                key,
                expected=f"one of: {', '.join(known)}",
                fix=hints[key] or "Correct the key or delete the row.",
            )


def missing_settings(case: Case) -> Iterator[Finding]:
    """Every setting without a default is given; one that is only misspelt is not missing."""
    known, keys = columns_of(Parameters), case.settings.key.tolist()
    misspelt = " ".join(suggestions({key for key in keys if key and key not in known}, known).values())
    rows = {key: row for row, key in enumerate(keys)}
    for key, column in known.items():
        row = rows.get(key)
        misread = row is None and f"'{key}'" in misspelt
        if column.required and not misread and (row is None or not case.settings.value[row]):
            yield error(
                "missing-setting",
                ("settings", row, "value"),
                "" if row is not None else key,
                expected=wanted(column),
                fix=f"Give the setting {key}: {column.help}.",
            )


def wrong_settings(case: Case) -> Iterator[Finding]:
    """The value of every setting has its type and keeps its bounds."""
    known = columns_of(Parameters)
    for row, (key, value) in enumerate(zip(case.settings.key.tolist(), case.settings.value.tolist(), strict=True)):
        if key in known and value:
            yield from check_value(case, ("settings", row, "value"), known[key], value)


def unknown_home(case: Case) -> Iterator[Finding]:
    """The home country is that of some node."""
    countries = {country for country in case.nodes.country.tolist() if country}
    for row in rows_where(case.settings.key == "home_country"):
        home = case.settings.value[row]
        if home and countries and home not in countries:
            yield error(
                "unknown-country",
                ("settings", row, "value"),
                home,
                expected=f"the country of some node, such as {min(countries)}",
                fix=suggestions([home], countries)[home] or "Write the country as the nodes have it.",
                related=("nodes", None, "country"),
            )


def years_out_of_order(case: Case) -> Iterator[Finding]:
    """Plan years increase from row to row."""
    years = case.years.year
    for row in rows_where(np.diff(years) < 0):
        yield error(
            "years-out-of-order",
            ("years", row + 1, "year"),
            years[row + 1].item(),
            expected=f"a year after {years[row]}, such as {years[row] + 1}",
            fix="Sort the plan years so that they increase.",
            related=("years", row, "year"),
        )


def season_shares(case: Case) -> Iterator[Finding]:
    """The shares of all seasons make the year."""
    total = float(case.seasons.share.sum())
    if len(case.seasons) and not abs(total - 1) <= ROUNDING:
        yield error(
            "season-shares",
            ("seasons", len(case.seasons) - 1, "share"),
            case.seasons.share[-1].item(),
            expected=f"shares of all seasons that add up to 1, not to {total:g}",
            fix="Correct the shares: every day of the year belongs to one season.",
        )


def season_names(case: Case) -> Iterator[Finding]:
    """An id of a season has no sign that parts it from others."""
    for row in rows_where(np.array([any(sign in name for sign in BARRED) for name in case.seasons.id.tolist()], bool)):
        yield error(
            "season-name",
            ("seasons", row, "id"),
            case.seasons.id[row],
            expected="an id without @ and |",
            fix="Give the season another id, in the tables that name it too.",
        )


def demand_means(case: Case) -> Iterator[Finding]:
    """The demand of all seasons makes that of the year."""
    share = dict(zip(case.seasons.id.tolist(), case.seasons.share.tolist(), strict=True))
    rows = case.season_demand
    missing: dict[tuple[str, str], float] = {}
    last: dict[tuple[str, str], int] = {}
    kinds = zip(rows.commodity.tolist(), rows.flow_type.tolist(), strict=True)
    for row, kind in enumerate(kinds):
        part = share.get(rows.season[row], 0.0)
        missing[kind] = missing.get(kind, 0.0) + part * (rows.factor[row].item() - 1.0)
        last[kind] = row
    for kind, more in missing.items():
        if abs(more) > ROUNDING:
            yield warning(
                "season-demand-mean",
                ("season_demand", last[kind], "factor"),
                rows.factor[last[kind]].item(),
                expected=f"factors with a mean of 1 over the year, seasons without a row at 1, not {1 + more:.6g}",
                fix="Correct the factors: as they are the year has more or less cargo than the table demand says.",
                related=("seasons", None, "share"),
            )


def capacity_means(case: Case) -> Iterator[Finding]:
    """A link, terminal or shared limit has no more in all seasons than in the year."""
    share = dict(zip(case.seasons.id.tolist(), case.seasons.share.tolist(), strict=True))
    rows, more, last = case.season_capacity, dict[str, float](), dict[str, int]()
    for row, asset in enumerate(rows.asset.tolist()):
        more[asset] = more.get(asset, 0.0) + share.get(rows.season[row], 0.0) * (rows.factor[row].item() - 1.0)
        last[asset] = row
    for asset, above in more.items():
        if above > ROUNDING:
            yield warning(
                "season-capacity-mean",
                ("season_capacity", last[asset], "factor"),
                rows.factor[last[asset]].item(),
                expected=f"factors with a mean of at most 1 (seasons without a row at 1), not {1 + above:.6g}",
                fix="Correct the factors: as they are the seasons have more capacity than the year.",
                related=("seasons", None, "share"),
            )


def stores(case: Case) -> Iterator[Finding]:
    """A store lies between seasons."""
    for row in rows_where((case.terminals.store_mt > 0) & (len(case.seasons) < 2)):
        yield warning(
            "store-without-seasons",
            ("terminals", row, "store_mt"),
            case.terminals.store_mt[row].item(),
            expected="at least two rows of the table seasons",
            fix="Fill the table seasons, or leave the store blank: within a year nothing is kept.",
            related=("seasons", None, "id"),
        )


CHECKS: tuple[Check, ...] = (
    *(unknown_settings, missing_settings, wrong_settings, unknown_home, years_out_of_order),
    *(season_shares, season_names, demand_means, capacity_means, stores),
)

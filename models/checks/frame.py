"""Rules on what frames a case: the settings and the plan years."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from models.case import Case
from models.checks.columns import check_value
from models.checks.words import Check, error, rows_where, suggestions, wanted
from models.findings import Finding
from models.tables import Parameters, columns_of


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


CHECKS: tuple[Check, ...] = (unknown_settings, missing_settings, wrong_settings, unknown_home, years_out_of_order)

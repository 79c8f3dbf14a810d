"""Rules on demand and commodities: the years of the plan, the ends of cargo, its modes and the countries it avoids."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from models.case import Case
from models.checks.derived import rows_by_value
from models.checks.words import Check, error, list_suggestions, rows_where, such_as, warning
from models.findings import Finding


def missing_years(case: Case) -> Iterator[Finding]:
    """Demand has a column for every plan year."""
    for row, year in enumerate(case.years.year.tolist()):
        if len(case.demand) and year not in case.demand.mt_years:
            yield error(
                "missing-year-column",
                ("demand", None, str(year)),
                expected=f"a column {year} with the Mt of that year, 0 where there is none",
                fix=f"Add the column {year} to demand, or delete the plan year.",
                related=("years", row, "year"),
            )


def years_outside_plan(case: Case) -> Iterator[Finding]:
    """A year of demand that is no plan year is ignored."""
    plan = case.years.year.tolist()
    for year in case.demand.mt_years:
        if plan and year not in plan:
            yield warning(
                "ignored-year-column",
                ("demand", None, str(year)),
                str(year),
                expected=f"a plan year, such as {plan[0]}",
                fix=f"Add {year} to years, or leave the column: it does nothing now.",
                related=("years", None, "year"),
            )


def cargo_to_its_origin(case: Case) -> Iterator[Finding]:
    """Cargo goes from one node to another."""
    demand = case.demand
    for row in rows_where((demand.origin == demand.destination) & (demand.origin != "")):
        yield error(
            "same-ends",
            ("demand", row, "destination"),
            demand.destination[row],
            expected=f"another node than {demand.origin[row]}{such_as(case.nodes.id, demand.origin[row])}",
            fix="Correct one end, or delete the row.",
            related=("demand", row, "origin"),
        )


def unknown_modes(case: Case) -> Iterator[Finding]:
    """Every mode of a commodity, a demand, a rate or a tariff is that of some link."""
    known = {mode for mode in case.links.mode.tolist() if mode}
    rated, priced = (_alone(table.mode.tolist()) for table in (case.commodity_rates, case.tariffs))
    for table, header, listed in (
        ("commodities", "modes", case.commodities.modes.tolist()),
        ("demand", "modes", case.demand.modes.tolist()),
        ("equipment", "modes", case.equipment.modes.tolist()),
        ("commodity_rates", "mode", rated),
        ("tariffs", "mode", priced),
    ):
        for row, mode, hint in _strangers(listed, known):
            yield error(
                "unknown-mode",
                (table, row, header),
                mode,
                expected=f"modes of links: {', '.join(sorted(known))}",
                fix=hint or f"Correct the mode, or add a link of mode {mode}.",
                related=("links", None, "mode"),
            )


def _alone(words: list[str]) -> list[tuple[str, ...]]:
    """Each word as a list of its own, a blank as an empty one."""
    return [(word,) if word else () for word in words]


def unknown_countries(case: Case) -> Iterator[Finding]:
    """Every country that cargo avoids is that of some node."""
    known = {country for country in case.nodes.country.tolist() if country}
    for row, country, hint in _strangers(case.demand.avoid_countries.tolist(), known):
        yield error(
            "unknown-country",
            ("demand", row, "avoid_countries"),
            country,
            expected=f"countries of nodes, such as {min(known)}",
            fix=hint or "Write the country as the nodes have it, or delete it from the list.",
            related=("nodes", None, "country"),
        )


def avoided_ends(case: Case) -> Iterator[Finding]:
    """Cargo does not start or end in a country that it avoids."""
    demand = case.demand
    country = dict(zip(case.nodes.id.tolist(), case.nodes.country.tolist(), strict=True))
    for avoided, rows in rows_by_value(demand.avoid_countries.tolist()):
        inside = {node for node, its in country.items() if its in avoided}
        for column in ("origin", "destination") if inside else ():
            ends = getattr(demand, column)
            for row in [row for row in rows.tolist() if ends[row] in inside]:
                yield warning(
                    "avoids-own-end",
                    ("demand", row, column),
                    ends[row],
                    expected=f"a node outside {', '.join(avoided)}{such_as(case.nodes.id, *inside)}; "
                    f"this one is in {country[ends[row]]}",
                    fix=f"Take {country[ends[row]]} off avoid_countries, or none of this cargo can move.",
                    related=("demand", row, "avoid_countries"),
                )


def _strangers(listed: list[tuple[str, ...]], known: Collection[str]) -> Iterator[tuple[int, str, str]]:
    """Row, word and hint of every listed word that is not known; nothing where no word is known."""
    unknown = {word for words in set(listed) for word in words} - set(known)
    if not known or not unknown:
        return
    hints = list_suggestions(unknown, known)
    for row, words in enumerate(listed):
        yield from ((row, word, hints[word]) for word in dict.fromkeys(words) if word in unknown)


CHECKS: tuple[Check, ...] = (
    missing_years,
    years_outside_plan,
    cargo_to_its_origin,
    unknown_modes,
    unknown_countries,
    avoided_ends,
)

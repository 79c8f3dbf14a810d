"""Rules on observations: what was counted, where and when."""

from __future__ import annotations

from collections.abc import Iterator

from models.case import Case
from models.checks.words import Check, error, such_as, warning
from models.findings import Finding


def observed_nowhere(case: Case) -> Iterator[Finding]:
    """An observation is of links and terminals or of a corridor."""
    rows = case.observed
    for row, (assets, corridor) in enumerate(zip(rows.assets.tolist(), rows.corridor.tolist(), strict=True)):
        if bool(assets) == bool(corridor):
            yield error(
                "observed-without-place",
                ("observed", row, "corridor" if corridor else "assets"),
                corridor or None,
                expected="assets or corridor, one of the two",
                fix="Delete one of the two." if corridor else f"Name links or terminals{such_as(case.links.id)}.",
                related=("observed", row, "assets" if corridor else "corridor"),
            )


def observed_uncounted(case: Case) -> Iterator[Finding]:
    """An observed corridor has gateways at which the model counts it, or is the total."""
    corridors, counted = case.corridors, set(case.corridor_gateways.corridor.tolist())
    known = {name: (row, role) for row, (name, role) in enumerate(zip(corridors.id, corridors.role, strict=True))}
    for row, corridor in enumerate(case.observed.corridor.tolist()):
        if corridor in known and corridor not in counted and known[corridor][1] != "total":
            yield error(
                "observed-without-gateways",
                ("observed", row, "corridor"),
                corridor,
                expected=f"a corridor with rows in corridor_gateways{such_as(case.corridor_gateways.corridor)}, "
                "or a total",
                fix=f"Name the links at which {corridor} is counted in corridor_gateways, or delete the row.",
                related=("corridors", known[corridor][0], "id"),
            )


def observed_outside_plan(case: Case) -> Iterator[Finding]:
    """From the first plan year on an observation is of a plan year: with others nothing is compared."""
    plan = set(case.years.year.tolist())
    for row, year in enumerate(case.observed.year.tolist()):
        if plan and year >= min(plan) and year not in plan:
            yield warning(
                "observed-between-years",
                ("observed", row, "year"),
                year,
                expected=f"a plan year, such as {min(plan)}, or a year before it",
                fix="Correct the year, or add it to years: no plan says what is carried in it.",
                related=("years", None, "year"),
            )


def observed_twice(case: Case) -> Iterator[Finding]:
    """No two observations are of the same place and year."""
    rows = case.observed
    first: dict[tuple[frozenset[str], str, int], int] = {}
    for row, (assets, corridor, year) in enumerate(
        zip(rows.assets.tolist(), rows.corridor.tolist(), rows.year.tolist(), strict=True)
    ):
        place = frozenset(assets), corridor, year
        if (assets or corridor) and first.setdefault(place, row) != row:
            yield warning(
                "repeated-observation",
                ("observed", row, "id"),
                rows.id[row],
                expected=f"a place and year that {rows.id[first[place]]} does not have",
                fix="Delete one of the two rows: the place counts twice.",
                related=("observed", first[place], "id"),
            )


CHECKS: tuple[Check, ...] = (observed_nowhere, observed_uncounted, observed_outside_plan, observed_twice)

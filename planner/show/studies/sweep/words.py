"""A sweep as lines on the screen."""

from __future__ import annotations

from collections.abc import Iterator

from planner.show.studies.sweep.answers import answers
from planner.show.studies.sweep.shown import Found, Shown, has_plan, of_year


def lines_of(shown: Shown) -> Iterator[str]:
    """A line per variant, then what they say together."""
    yield from map(variant_line, shown.found)
    yield from (f"{topic}: {sentence}" for topic, sentence in answers(shown))


def variant_line(found: Found) -> str:
    """A variant in a line: its cost, and the home transit and what stays behind in the last year."""
    if not has_plan(found):
        return f"{found['variant']}: {found['status']}: {found.get('message', '')}"
    year = max(map(int, found["years"]))
    transit, behind = (of_year(found, year, name) for name in ("home_transit_mt", "unmet_mt"))
    return (
        f"{found['variant']}: {found['status']}, {found['objective_musd']:,.3f} MUSD, gap {found['gap']:.2%}; "
        f"{year}: home transit {transit:,.3f} Mt, left behind {behind:,.3f} Mt"
    )

"""A sweep as lines on the screen."""

from __future__ import annotations

from collections.abc import Iterator

from planner.show.studies.sweep.shown import Found, Shown


def lines_of(shown: Shown) -> Iterator[str]:
    """A line per variant."""
    yield from map(variant_line, shown.found)


def variant_line(found: Found) -> str:
    """A variant in a line."""
    if found.get("objective_musd") is None:
        return f"{found['variant']}: {found['status']}: {found.get('message', '')}"
    return f"{found['variant']}: {found['status']}, {found['objective_musd']:,.3f} MUSD, gap {found['gap']:.2%}"

"""A stress test as lines on the screen."""

from __future__ import annotations

from collections.abc import Iterator

from planner.show.studies.alike import INCOMPLETE
from planner.show.studies.stress.shown import Shown

SHOWN = 25
"""Rows on the screen."""


def lines_of(shown: Shown) -> Iterator[str]:
    """What closes, and a line for each closing that costs something, the worst first."""
    yield shown.statement
    lost = [row for row in shown.rows if not row.fixed.exists or row.costs]
    for row in lost[:SHOWN]:
        yield f"{row.rank:>3} {row.kind} {row.id}: {row.words}"
    if len(lost) > SHOWN:
        yield f"{len(lost) - SHOWN} more lose less; the workbook and --json list them"
    if len(shown.rows) > len(lost):
        yield f"{len(shown.rows) - len(lost)} lose nothing: the plan leads no more over them than is left"
    if not shown.complete:
        yield INCOMPLETE

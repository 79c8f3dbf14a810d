"""A stress test as lines on the screen."""

from __future__ import annotations

from collections.abc import Iterator

from planner.show.studies.alike import INCOMPLETE
from planner.show.studies.stress.events import events
from planner.show.studies.stress.shown import Shown

SHOWN = 25
"""Events on the screen."""


def lines_of(shown: Shown) -> Iterator[str]:
    """What closes, and a line for each event that costs something, the worst first."""
    yield shown.statement
    found = events(shown.rows)
    lost = [event for event in found if event.first.costs]
    for event in lost[:SHOWN]:
        what = f"{event.kinds(shown.words)} {event.name} ({event.joined(event.ids.split('|'))})"
        yield f"{event.first.rank:>3} {what}: {event.words}"
    if len(lost) > SHOWN:
        yield f"{len(lost) - SHOWN} more lose less; the workbook and --json list them"
    if len(found) > len(lost):
        yield f"{len(found) - len(lost)} lose nothing: the plan leads no more over them than is left"
    if not shown.complete:
        yield INCOMPLETE

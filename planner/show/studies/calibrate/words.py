"""A calibration as lines on the screen."""

from __future__ import annotations

from collections.abc import Iterator

from planner.show.studies.alike import INCOMPLETE
from planner.show.studies.calibrate.shown import Shown


def lines_of(shown: Shown) -> Iterator[str]:
    """How it was done, the changes, how near the model is before and after, and what is still off and why."""
    yield shown.method
    yield shown.statement
    yield from (f"{number}. {change.words}" for number, change in enumerate(shown.changes, start=1))
    if not shown.changes:
        yield "no change gains enough: the case is left as it is"
    yield f"{'places':>16} {'number':>6} {'within 10%':>10} {'within 20%':>10} {'mean, Mt':>9} {'mean GEH':>9}"
    for fit in shown.fits:
        near = f"{fit.within_10:>10.0%} {fit.within_20:>10.0%}"
        yield f"{f'{fit.group}, {fit.when}':>16} {fit.number:>6} {near} {fit.mean_mt:>9.3f} {fit.mean_geh:>9.3f}"
    yield from _off(shown)
    if shown.scenario:
        yield f"scenario {shown.scenario} of the copy of the case makes these changes; without it nothing changes"
    if not shown.complete:
        yield INCOMPLETE


def _off(shown: Shown) -> Iterator[str]:
    """Places that are off after the changes, and those that were before, and why."""
    for row in shown.rows:
        said, mt = (row.words, row.after_mt) if row.words else (row.before_words, row.before_mt)
        held, when = " (held out)" if row.held_out else "", "" if row.words else "before the changes "
        if said:
            yield f"{row.place}{held}: {when}{mt:.2f} Mt against {row.observed_mt:.2f} Mt. {said}"

"""Income against cost as lines on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan

from planner.show.studies.alike import INCOMPLETE
from planner.show.studies.earnings.answers import answers
from planner.show.studies.earnings.shown import Shown


def lines_of(shown: Shown) -> Iterator[str]:
    """A line per plan, and the answers."""
    yield f"{'weight':>8} {'income MUSD':>14} {'cost MUSD':>14} {'a dollar costs':>15} {'moved Mt':>10}"
    for point in shown.points:
        price = "-" if isnan(point.price) else f"{point.price:,.3f}"
        yield f"{point.weight:>8.4g} {point.income:>14,.1f} {point.cost:>14,.1f} {price:>15} {point.moved_mt:>10,.2f}"
    yield from (f"{topic}: {sentence}" for topic, sentence in answers(shown))
    if not shown.complete:
        yield INCOMPLETE

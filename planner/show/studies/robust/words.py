"""A plan for many futures as lines on the screen."""

from __future__ import annotations

from collections.abc import Iterator

from planner.show.studies.alike import INCOMPLETE
from planner.show.studies.robust.answers import answers
from planner.show.studies.robust.shown import Shown


def lines_of(shown: Shown) -> Iterator[str]:
    """A line per future, then the answers in sentences."""
    wide = max(len("future"), *(len(one.id) for one in shown.futures))
    yield f"{'future':<{wide}} {'probability':>11} {'real cost':>13} {'penalty':>13} {'regret':>12}"
    yield f"{'':<{wide}} {'':>11} {'MUSD':>13} {'MUSD':>13} {'MUSD':>12}"
    for one, future in zip(shown.ways[0].standing, shown.futures, strict=True):
        yield (
            f"{future.id:<{wide}} {future.probability:>11.3f} {one.real_cost_musd:>13,.1f} {one.penalty_musd:>13,.1f} "
            f"{one.regret.value_musd:>12,.1f}"
        )
    yield from (f"{topic}: {sentence}" for topic, sentence in answers(shown))
    if not shown.complete:
        yield INCOMPLETE

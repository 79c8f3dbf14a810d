"""An appraisal as lines on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan

from planner.show.studies.alike import INCOMPLETE
from planner.show.studies.appraise.answers import answers, ranked
from planner.show.studies.appraise.labels import missing_words, rates_words
from planner.show.studies.appraise.rows import Row
from planner.show.studies.appraise.shown import Shown


def lines_of(shown: Shown) -> Iterator[str]:
    """The answers, then a line for the programme and for each project, the most net value first."""
    for topic, sentence in answers(shown):
        yield f"{topic}: {sentence}"
    yield ""
    width = max(len(row.name) for row in shown.rows)
    yield f"{'':<{width}} {'net MUSD':>10} {'B/C':>6} {'return':>8} {'alone MUSD':>10}"
    for row in (shown.programme, *ranked(shown)):
        yield f"{row.name:<{width}} {_figures(shown, row)}"
    if not shown.complete:
        yield INCOMPLETE


def _figures(shown: Shown, row: Row) -> str:
    if row.in_plan is None:
        return f"{'-':>10} {missing_words(shown.words, row.why)}"
    worth, alone = row.in_plan.worth[0], "-" if row.alone is None else f"{row.alone.npv:,.1f}"
    ratio = "-" if isnan(worth.bcr) else f"{worth.bcr:.2f}"
    plan = "" if row.planned else "  not in the plan"
    return f"{worth.npv:>10,.1f} {ratio:>6} {rates_words(shown.words, row.in_plan):>8} {alone:>10}{plan}"

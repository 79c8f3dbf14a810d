"""A frontier as lines on the screen."""

from __future__ import annotations

from collections.abc import Iterator

from planner.show.studies.alike import INCOMPLETE
from planner.show.studies.frontier.answers import answers
from planner.show.studies.frontier.shown import PER, Shown


def lines_of(shown: Shown) -> Iterator[str]:
    """What is best, a line per budget, the kink that matters, and the answers in sentences."""
    yield shown.statement
    heads = (
        ("budget", "moved", "behind", "days", "real cost", "penalty", "needs", "opens"),
        ("MUSD", "Mt", "Mt", "", "MUSD", "MUSD", "MUSD", ""),
    )
    for first, names in zip(("budget", "x"), heads, strict=True):
        widths = (10, 10, 10, 6, 12, 12, 10, 6)
        yield f"{first:>9} " + " ".join(f"{name:>{width}}" for name, width in zip(names, widths, strict=True))
    for p in shown.points:
        opened = len({opening.id for opening in p.projects})
        yield (
            f"{p.budget:>9.4g} {p.budget_musd:>10,.1f} {p.moved_mt:>10,.3f} {p.unmet_mt:>10,.3f} {p.days:>6.2f} "
            f"{p.real_cost_musd:>12,.1f} {p.penalty_musd:>12,.1f} {p.needs_musd:>10,.1f} {opened:>6}"
        )
    yield from _kinks(shown)
    yield from (f"{topic}: {sentence}" for topic, sentence in answers(shown)[:-1])
    if not shown.complete:
        yield INCOMPLETE


def _kinks(shown: Shown) -> Iterator[str]:
    """The kink at the bend; the workbook has all of them."""
    at = shown.bend.point.budget_musd if shown.bend else None
    for kink in shown.kinks:
        if kink.budget_musd == at:
            gain = f"{kink.worth_before:,.3g} -> {kink.worth_after:,.3g} {shown.unit} per {PER:.0f} MUSD"
            apart = (
                f"real money {kink.real_before:,.3g} -> {kink.real_after:,.3g}, "
                f"penalty avoided {kink.penalty_before:,.3g} -> {kink.penalty_after:,.3g}"
            )
            said = f"{gain} ({apart})" if shown.goal == "cost" else gain
            yield f"kink at {kink.budget_musd:,.1f} MUSD ({kink.budget:.4g} x): {said}: {kink.words}"
    others = sum(kink.budget_musd != at for kink in shown.kinks)
    if others:
        yield f"{others} {'other kink stands' if others == 1 else 'other kinks stand'} on the sheet Kinks"

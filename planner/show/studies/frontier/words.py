"""A frontier as lines on the screen."""

from __future__ import annotations

from collections.abc import Iterator

from planner.show.studies.alike import INCOMPLETE
from planner.show.studies.frontier.shown import PER, Shown


def lines_of(shown: Shown) -> Iterator[str]:
    """What is best, a line per budget, the kinks and the service levels."""
    yield shown.statement
    heads = (
        ("budget", "moved", "behind", "days", "cost", "needs", "opens"),
        ("MUSD", "Mt", "Mt", "", "MUSD", "MUSD", ""),
    )
    for first, names in zip(("budget", "x"), heads, strict=True):
        widths = (10, 10, 10, 6, 12, 10, 6)
        yield f"{first:>9} " + " ".join(f"{name:>{width}}" for name, width in zip(names, widths, strict=True))
    for p in shown.points:
        opened = len({opening.id for opening in p.projects})
        yield (
            f"{p.budget:>9.4g} {p.budget_musd:>10,.1f} {p.moved_mt:>10,.3f} {p.unmet_mt:>10,.3f} {p.days:>6.2f} "
            f"{p.objective_musd:>12,.1f} {p.needs_musd:>10,.1f} {opened:>6}"
        )
    for kink in shown.kinks:
        gain = f"{kink.worth_before:,.3g} -> {kink.worth_after:,.3g} {shown.unit} per {PER:.0f} MUSD"
        yield f"kink at {kink.budget_musd:,.1f} MUSD ({kink.budget:.4g} x): {gain}: {kink.words}"
    yield from (level.words for level in shown.service_levels)
    if not shown.complete:
        yield INCOMPLETE

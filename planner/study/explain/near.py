"""Must, optional or never: what every plan near the best has in common.

A project is a must within e if every plan without it costs more than (1 + e) x the best plan found, and never built if
every plan with it does. Both are proven by the bounds of two more searches; a plan in hand proves the contrary.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from planner.study.explain.comparison import BUILT, Comparison
from planner.study.explain.trials import Trial, difference_musd, money_apart
from planner.study.service import rounding

NEAR = (0.01, 0.02)
"""Shares of the cost of the best plan by which a plan near it may be dearer."""


class Verdict(StrEnum):
    """What plans near the best have in common."""

    MUST = "must"
    OPTIONAL = "optional"
    PART = "in part"
    NEVER = "never"
    UNPROVEN = "not proven"


@dataclass(frozen=True)
class NearRow:
    """A project over all plans near the best.

    share, opening_year: in the best plan. without_musd, with_musd: by how much the best plan found without it, or with
    it as a whole, is dearer, MUSD; None where no plan was found. *_least_musd: by how much it is at least, proven;
    None where no such plan exists. within_1, within_2: within 1 % and 2 % of the best plan. least_share, most_share:
    plans within that share are known to build so little and so much; divisible projects only, else None. *_real_musd,
    *_penalty_musd: what without_musd and with_musd are made of.
    """

    project: str
    name: str
    decision: str
    share: float
    opening_year: int | None
    without_musd: float | None
    without_least_musd: float | None
    with_musd: float | None
    with_least_musd: float | None
    within_1: Verdict
    within_2: Verdict
    least_share_1: float | None
    most_share_1: float | None
    least_share_2: float | None
    most_share_2: float | None
    without_real_musd: float | None = None
    without_penalty_musd: float | None = None
    with_real_musd: float | None = None
    with_penalty_musd: float | None = None


def near_row(comparison: Comparison, project: int) -> NearRow:
    """One project (position); its two further searches are made unless they are known."""
    comparison.without(project), comparison.included(project)
    # either search may have found a better plan than the best so far
    without, included = comparison.without(project), comparison.included(project)
    ranges = [_share_range(comparison, project, without, included, near) for near in NEAR]
    table, best = comparison.case.projects, comparison.best.objective
    return NearRow(
        project=str(table.id[project]),
        name=str(table.name[project] or table.id[project]),
        decision=str(table.decision[project]),
        share=comparison.share(project),
        opening_year=comparison.opening_year(project),
        without_musd=difference_musd(without.objective, best),
        without_least_musd=difference_musd(without.bound, best),
        with_musd=difference_musd(included.objective, best),
        with_least_musd=difference_musd(included.bound, best),
        within_1=verdict(comparison, project, NEAR[0]),
        within_2=verdict(comparison, project, NEAR[1]),
        least_share_1=ranges[0][0],
        most_share_1=ranges[0][1],
        least_share_2=ranges[1][0],
        most_share_2=ranges[1][1],
        **_apart(comparison, without, included),
    )


def _apart(comparison: Comparison, without: Trial, included: Trial) -> dict[str, float | None]:
    sides = (money_apart(trial, comparison.best) for trial in (without, included))
    names = ("without_real_musd", "without_penalty_musd", "with_real_musd", "with_penalty_musd")
    return dict(zip(names, (musd for side in sides for musd in side), strict=True))


def verdict(comparison: Comparison, project: int, near: float) -> Verdict:
    """What all plans within (1 + near) x the best plan have in common."""
    without, included = comparison.without(project), comparison.included(project)
    limit = _limit(comparison, near)
    if without.bound > limit:
        return Verdict.MUST
    if included.bound > limit:
        in_part = comparison.divisible(project) and comparison.share(project) >= BUILT
        return Verdict.PART if in_part else Verdict.NEVER
    either = without.objective <= limit and included.objective <= limit
    return Verdict.OPTIONAL if either else Verdict.UNPROVEN


def _limit(comparison: Comparison, near: float) -> float:
    best = comparison.best.objective
    return best + near * abs(best) + rounding(best)


def _share_range(
    comparison: Comparison, project: int, without: Trial, included: Trial, near: float
) -> tuple[float | None, float | None]:
    """Shares that a mixture of the best plan with one of the others builds within the limit."""
    if not comparison.relaxed:
        return None, None
    share, spare = comparison.share(project), near * abs(comparison.best.objective)
    down, up = (_mixed(trial.objective - comparison.best.objective, spare) for trial in (without, included))
    return share * (1.0 - down), share + (1.0 - share) * up


def _mixed(dearer: float, spare: float) -> float:
    """How much of a plan that is so much dearer can be mixed with the best plan for the spare money."""
    return 1.0 if dearer <= spare else spare / dearer

"""A frontier in a planner's words."""

from __future__ import annotations

from collections.abc import Sequence

from planner.study.frontier.goal import DAY, Goal
from planner.study.frontier.study import Frontier, Level, Move

WHOLE = 1 - 1e-6
"""Share from which on a project counts as whole."""


def statement(found: Frontier) -> str:
    """What the plans are best at, and how sure that is."""
    years = found.case.years.year[found.order.counted]
    when = f"{years[0]} to {years[-1]}" if len(years) > 1 else str(years[0])
    first = f"most Mt moved in {when} ({found.demand_mt:,.1f} Mt wanted), whatever the cargo"
    kept = f"a plan that moved more would cost at least {found.level:,.0f} USD more for each tonne"
    best = {
        Goal.MT: f"{first}, then least cost: {kept}",
        Goal.DAYS: f"{first}, then fewest days on the way, a tonne-day at {DAY:,.0f} USD, then least cost: {kept}",
        Goal.COST: "least cost, penalties for cargo left behind included, as the case prices it",
    }[found.order.goal]
    sure = (
        "Projects may be built in part, and every point is the best there is."
        if found.exact
        else "Projects are whole; each point says by how much the best may be better, and a difference that is smaller "
        "than that is none."
    )
    return f"Each plan is best at this: {best}. {sure}"


def move_words(move: Move, names: Sequence[str]) -> str:
    """What becomes of a project with more money."""
    name = names[move.project]
    if move.year_before is None or move.year_after is None:
        year, share = move.year_after or move.year_before, max(move.share_before, move.share_after)
        part = "" if share > WHOLE else f" ({share:.1%} of it)"
        return f"{name} opens in {year}{part}" if move.year_after else f"{name} is not built (before: {year}{part})"
    parts = []
    if move.year_before != move.year_after:
        parts.append(f"opens in {move.year_after} instead of {move.year_before}")
    if abs(move.share_before - move.share_after) > 1 - WHOLE:
        changes = "grows" if move.share_after > move.share_before else "shrinks"
        parts.append(f"{changes} from {move.share_before:.1%} to {move.share_after:.1%}")
    return f"{name} {' and '.join(parts)}"


def level_words(level: Level, found: Frontier) -> str:
    """The least budget of a service level in a sentence."""
    aim = f"{level.share:.4%}".rstrip("%").rstrip("0").rstrip(".") + " % of the demand"
    if level.enough is None:
        most = max(point.budget_musd for point in found.points)
        known = "cannot be moved" if level.proven else "are not moved by any plan found"
        return f"{aim} {known} with {most:,.1f} MUSD"
    if level.too_little is None:
        return f"{aim} need {level.enough:,.1f} MUSD at most; no smaller budget was tried"
    how = "do not" if level.proven else "did not, in the plans found"
    return f"{aim} need {level.enough:,.1f} MUSD; {level.too_little:,.1f} MUSD {how} do"

"""What is lost when something closes, in a planner's words."""

from __future__ import annotations

from planner.study.stress.study import Loss, Stressed

NOTHING_MUSD = 0.05
"""MUSD that are told as none."""


def sentence(result: Stressed) -> str:
    """What the closing of a target costs, and how sure that is."""
    fixed = result.fixed
    if not fixed.exists:
        return "No plan keeps every rule of the case without it, with the projects as planned."
    if fixed.most_musd <= NOTHING_MUSD:
        return f"{result.carries_mt:,.2f} Mt over it; nothing is lost."
    said = f"{_amounts(fixed)} with the projects as planned"
    if fixed.most_musd - fixed.least_musd > NOTHING_MUSD:
        said += f" (proven: {fixed.least_musd:,.1f} to {fixed.most_musd:,.1f} MUSD)"
    return f"{said}{_adapted(fixed, result.free)}."


def _adapted(fixed: Loss, free: Loss | None) -> str:
    """What other projects would change, and whether that is proven."""
    if free is None:
        return ""
    if not free.exists or free.musd >= fixed.musd - NOTHING_MUSD:
        return "; no other projects were found that lose less"
    saved = fixed.least_musd - free.most_musd
    if saved > NOTHING_MUSD:
        return f"; {_amounts(free)} with other projects, at least {saved:,.1f} MUSD less"
    return f"; {_amounts(free)} with other projects, which is not proven to be less"


def _amounts(loss: Loss) -> str:
    return f"{loss.unmet_mt:,.2f} Mt more left behind, {loss.musd:,.1f} MUSD, {loss.days:+.2f} days"

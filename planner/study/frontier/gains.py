"""How much of what money can gain each budget gains, and where the curve bends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.study.frontier.budgets import Point
from planner.study.frontier.goal import Goal

NOTHING = 1e-6
"""Gain, in units of the goal or as a share, that is none."""


@dataclass(frozen=True)
class Gain:
    """What a budget (a position among the points) gains against the least one, in units of the goal.

    share: of the gain of the largest budget; 0 where money gains nothing.
    """

    at: int
    gained: float
    share: float


def measure(goal: Goal, point: Point) -> float:
    """The figure of a plan that a goal counts: Mt moved, MUSD of the objective, days a tonne takes, or Mt CO2e."""
    plan = point.plan
    return {
        Goal.MT: plan.moved_mt,
        Goal.COST: plan.verification.objective_musd,
        Goal.DAYS: plan.days,
        Goal.CARBON: plan.emitted_mt,
    }[goal]


def gains(goal: Goal, points: Sequence[Point]) -> list[Gain]:
    """Of every budget, in order."""
    values = [measure(goal, point) for point in points]
    sign = 1.0 if goal is Goal.MT else -1.0
    gained = [sign * (value - values[0]) for value in values]
    whole = gained[-1]
    return [Gain(at, own, own / whole if whole > NOTHING else 0.0) for at, own in enumerate(gained)]


def bend(points: Sequence[Point], found: Sequence[Gain]) -> Gain | None:
    """Where the share of the gain is most above the share of the budget; None where money gains nothing."""
    first, last = points[0].budget_musd, points[-1].budget_musd
    inner = [gain for gain in found[1:-1] if 0 < gain.share < 1 + NOTHING]
    if last <= first or not inner:
        return None

    def above(gain: Gain) -> float:
        return gain.share - (points[gain.at].budget_musd - first) / (last - first)

    best = max(inner, key=above)
    return best if above(best) > NOTHING else None

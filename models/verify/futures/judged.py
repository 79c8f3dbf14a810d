"""What a plan costs by a measure, from what it costs in each future; and whether weights prove a bound on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.tables import Numbers


@dataclass(frozen=True)
class Judged:
    """How many futures are judged as one.

    kind: expected, cvar, worst, regret or mix. level: of cvar and mix, the share of likelihood that is left out.
    share: of mix, the part of cvar. reference: MUSD that each future's cost is measured against in a regret.
    """

    kind: str
    level: float
    share: float
    reference: Numbers | None


def judge(judged: Judged, probability: Numbers, cost: Numbers) -> float:
    """MUSD; probability and cost: (futures,)."""
    average = float(probability @ cost)
    if judged.kind == "expected":
        return average
    if judged.kind in ("worst", "regret"):
        against = np.zeros_like(cost) if judged.reference is None else judged.reference
        return float((cost - against)[probability > 0].max())
    tail = _tail(probability, cost, 1.0 - judged.level)
    return tail if judged.kind == "cvar" else (1.0 - judged.share) * average + judged.share * tail


def _tail(probability: Numbers, cost: Numbers, likely: float) -> float:
    """The average cost of the dearest futures that together are so likely."""
    left, total = likely, 0.0
    for future in sorted(range(len(cost)), key=lambda at: -cost[at]):
        taken = min(left, float(probability[future]))
        total += taken * float(cost[future])
        left -= taken
    return total / likely


def weighs(judged: Judged, probability: Numbers, weights: Sequence[float], tolerance: float) -> bool:
    """Whether no measured cost is below that of the futures at these weights."""
    weight = np.asarray(weights, float)
    low, high = np.zeros_like(probability), np.where(probability > 0, 1.0, 0.0)
    if judged.kind == "expected":
        low = high = probability
    if judged.kind in ("cvar", "mix"):
        part = 1.0 if judged.kind == "cvar" else judged.share
        low = (1.0 - part) * probability
        high = low + part * probability / (1.0 - judged.level)
    sums_up = abs(float(weight.sum()) - 1.0) <= tolerance
    return sums_up and bool(((weight >= low - tolerance) & (weight <= high + tolerance)).all())

"""Where futures come from: scenarios with a probability, or draws that a few of them stand for."""

from __future__ import annotations

import numpy as np

from models.case import Case
from models.errors import InputErrors, PlannerError
from models.findings import Finding
from models.futures import Future
from models.tables import Integers, Numbers
from planner.study.changes import apply_changes
from planner.study.scenarios import apply_scenario
from planner.study.sweep import draws

SUM = 1e-6
"""By how much probabilities may miss 1 in all."""


def futures_of_scenarios(case: Case) -> tuple[Future, ...]:
    """The scenarios that have a probability; raises PlannerError where there are none, InputErrors for a wrong sum."""
    likely = case.scenarios.probability
    rows = np.flatnonzero(~np.isnan(likely) & (likely > 0))
    if not len(rows):
        raise PlannerError(
            "no scenario has a probability: fill in the column probability of the sheet scenarios, all together 1, or "
            "take --draws"
        )
    total = float(likely[rows].sum())
    if abs(total - 1.0) > SUM:
        raise InputErrors((_sum(float(likely[rows[-1]]), int(rows[-1]), total),))
    names = case.scenarios.id[rows].tolist()
    return tuple(
        Future(name, probability / total, apply_scenario(case, name))
        for name, probability in zip(names, likely[rows].tolist(), strict=True)
    )


def _sum(last: float, row: int, total: float) -> Finding:
    return Finding(
        rule="probabilities-sum",
        severity="error",
        table="scenarios",
        row=row,
        column="probability",
        value=f"{last:g}",
        expected=f"probabilities that add up to 1; now {total:g}",
        fix=f"Correct the probabilities; with {max(0.0, last + 1.0 - total):g} in this cell they add up to 1.",
    )


def futures_of_draws(case: Case, number: int, seed: int, most: int) -> tuple[Future, ...]:
    """At most `most` draws from the sheet uncertainty that stand for `number`, each for those nearest to it.

    Raises PlannerError where the case has no ranges.
    """
    points = draws(case, number, seed)
    values = np.array([[float(text) for name, text in point.values.items() if name != "draw"] for point in points])
    kept, share = reduced(values, min(most, number))
    return tuple(
        Future(points[at].label, float(probability), apply_changes(case, points[at].changes))
        for at, probability in zip(kept.tolist(), share.tolist(), strict=True)
        if probability > 0
    )


def reduced(values: Numbers, most: int) -> tuple[Integers, Numbers]:
    """Draws that are kept of equally likely ones, and the share of all that each stands for; values: (draws, ranges).

    Forward selection (Heitsch and Roemisch, 2003): one after the other that draw joins which leaves the least sum of
    distances of all draws to the nearest kept one; ranges are scaled to the same spread.
    """
    spread = values.std(axis=0)
    scaled = values / np.where(spread > 0, spread, 1.0)
    distance = np.linalg.norm(scaled[:, None] - scaled[None], axis=2)
    nearest = np.full(len(values), np.inf)
    kept: list[int] = []
    for _ in range(most):
        left = np.minimum(distance, nearest).sum(axis=1)
        left[kept] = np.inf
        kept.append(int(left.argmin()))
        nearest = np.minimum(nearest, distance[kept[-1]])
    chosen = np.sort(np.array(kept, np.int64))
    stands_for = distance[:, chosen].argmin(axis=1)
    return chosen, np.bincount(stands_for, minlength=len(chosen)) / len(values)

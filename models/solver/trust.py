"""What a solver says is compared with the values that it hands over and with the plan that it began from."""

from __future__ import annotations

import numpy as np

from models.solver.program import LinearProgram
from models.tables import Numbers

ROUNDING = 1e-6
"""Difference that counts as rounding, as a share of all costs and savings added up."""

KEPT = 1e-6
"""By how much a start may miss a row or a bound, relative to that above 1, and still be a plan."""

WORSE = 1e-5
"""Share of its cost by which a plan must be beaten to be: it keeps the rows less exactly than it is compared."""


def promise(program: LinearProgram, start: Numbers) -> float:
    """What the least cost cannot exceed when a search begins from `start`; infinite where `start` breaks a rule."""
    rows = program.matrix @ start
    whole = start[program.whole]
    kept = (
        _between(program.row_lower, rows, program.row_upper)
        and _between(program.lower, start, program.upper)
        and bool((np.abs(whole - np.round(whole)) <= KEPT).all())
    )
    return cost(program, start) if kept else np.inf


def contradiction(
    program: LinearProgram, values: Numbers, objective: float, bound: float, promised: float = np.inf
) -> str | None:
    """What does not agree between the values, objective and bound of a search and its start; None: all does."""
    real = cost(program, values)
    rounding = ROUNDING * max(1.0, abs(program.offset) + float(np.abs(program.cost * values).sum()))
    if abs(real - objective) > rounding:
        return f"it reports {objective:.9g} for values that cost {real:.9g}"
    if bound > objective + rounding:
        return f"it reports a bound of {bound:.9g} above its own plan of {objective:.9g}"
    if max(bound, objective) > promised + max(rounding, WORSE * abs(promised)):
        return f"it reports a plan of {objective:.9g} and a bound of {bound:.9g} from a start that costs {promised:.9g}"
    return None


def cost(program: LinearProgram, values: Numbers) -> float:
    """The objective of values."""
    return float(program.cost @ values) + program.offset


def _between(least: Numbers, values: Numbers, most: Numbers) -> bool:
    under = least - values > KEPT * np.maximum(1.0, np.abs(values))
    over = values - most > KEPT * np.maximum(1.0, np.abs(values))
    return not bool((under | over).any())

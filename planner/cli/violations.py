"""What a broken rule means, in words with the amounts of both sides."""

from __future__ import annotations

from math import isfinite, isnan

from models.verify.result import Violation

MEASURED = {
    "demand-balance": "{value} {unit} arrive or stay behind of {limit} {unit}",
    "objective": "the workbook says {value} {unit}; the plan costs {limit} {unit}",
    "stated-bound": "the workbook says {value} {unit}; the plan costs only {limit} {unit}",
    "bound-above-objective": "{value} {unit}; the plan costs only {limit} {unit}",
}
"""Words by rule; of others what there is and what is allowed."""


def told_violation(found: Violation) -> str:
    """One line for the screen."""
    if found.rule == "other-input":
        return f"{found.rule}: {found.where}"
    if isnan(found.value) or not isfinite(found.amount):
        return f"{found.rule}: {found.where}: {found.amount:.6g} {found.unit}"
    words = MEASURED.get(found.rule, "{value} {unit}; allowed {side} {limit} {unit}")
    side = "at most" if found.value > found.limit else "at least"
    value, limit = (f"{number:.9g}" for number in (found.value, found.limit))
    return f"{found.rule}: {found.where}: {words.format(value=value, limit=limit, unit=found.unit, side=side)}"

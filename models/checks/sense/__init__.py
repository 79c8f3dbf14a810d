"""Is a case sensible: warnings with numbers about what no solver needs to be asked.

These rules work on a case without errors only. What they say holds in every plan: capacities are those with all
projects that could be open, whatever the money.
"""

from __future__ import annotations

from models.checks.sense import cuts, distances, idle, magnitudes, renewed, response, totals, unreachable
from models.checks.words import Check

CHECKS: tuple[Check, ...] = (
    *unreachable.CHECKS,
    *cuts.CHECKS,
    *idle.CHECKS,
    *totals.CHECKS,
    *distances.CHECKS,
    *magnitudes.CHECKS,
    *renewed.CHECKS,
    *response.CHECKS,
)

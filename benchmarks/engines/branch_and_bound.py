"""HiGHS alone on the node-link program with whole projects, to the same gap as the production engine."""

from __future__ import annotations

from benchmarks.engines.found import Found, StageWatch
from benchmarks.engines.highs import solved
from models.case import Case


def run(case: Case, watch: StageWatch) -> Found:
    """Solve and read values."""
    return solved(case, watch, whole=True)

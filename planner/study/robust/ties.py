"""Of plans that are as good by a measure, the one that is cheapest on average.

A search ends at its gap, where plans that are as good by a measure such as the worst future differ on average.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from models.futures import FuturesPlan, Measure
from models.tables import Numbers
from models.verify import Judged, judge

ROUNDING = 1e-9
"""Share of a cost by which plans are as good."""


def judged_by(measure: Measure, reference: Numbers | None) -> Judged:
    """A measure as verification takes it."""
    return Judged(measure.kind, measure.level, measure.share, reference)


def cheapest_on_average(plan: FuturesPlan, others: Iterable[FuturesPlan]) -> FuturesPlan:
    """The plan with the openings of one of the others where that is as good by its measure and cheaper on average."""
    judged = judged_by(plan.order.measure, plan.order.reference)
    most = plan.objective + ROUNDING * (1.0 + abs(plan.objective) + plan.level)
    best = plan
    for other in others:
        measured = judge(judged, plan.probability, other.costs)
        if measured <= most and plan.probability @ other.costs < plan.probability @ best.costs:
            best = _with_plans(plan, other, measured)
    return best


def _with_plans(plan: FuturesPlan, other: FuturesPlan, measured: float) -> FuturesPlan:
    """What proves the bound of the measure stays."""
    plans = tuple(
        replace(each, bound_prices=own.bound_prices) for each, own in zip(other.plans, plan.plans, strict=True)
    )
    return replace(plan, plans=plans, objective=measured, bound=min(plan.bound, measured))

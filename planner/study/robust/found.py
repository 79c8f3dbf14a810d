"""What a study of many futures is asked for, and what it finds."""

from __future__ import annotations

from dataclasses import dataclass

from models.case import Case
from models.futures import Future, FuturesPlan, Measure
from models.request import Request
from models.solution import Solution
from models.verify import FuturesVerification
from planner.study.robust.choices import Choice
from planner.study.robust.explain import Other
from planner.study.robust.worth import Between


@dataclass(frozen=True)
class Order:
    """What is asked. path: name of the future whose own best plan is taken for the plan without futures.

    risk: whether plans are sought from the average to the worst future. explain: whether the other decision on every
    project is looked at.
    """

    request: Request
    measure: Measure
    decide_until: int
    path: str
    risk: bool = False
    explain: bool = False


@dataclass(frozen=True)
class Standing:
    """How a plan does in a future; MUSD discounted, Mt of all plan years, home transit of the last one.

    regret: what it costs more than the future's own best plan.
    """

    objective_musd: float
    real_musd: float
    penalty_musd: float
    moved_mt: float
    unmet_mt: float
    home_transit_mt: float
    regret: Between


@dataclass(frozen=True)
class Alternative:
    """A way to decide, and what comes of it in each future. kind: plan, average, best, path or nothing.

    standing: None in a future where it cannot be carried out; then there is no average. average_musd, worst_musd: what
    it costs on average and in its worst future; average_bound_musd: no plan of its kind costs less on average.
    """

    kind: str
    standing: tuple[Standing | None, ...]
    average_musd: float | None
    average_bound_musd: float | None
    worst_musd: float | None


@dataclass(frozen=True)
class RiskPoint:
    """The plan of a measure: what it costs on average and in the worst future, MUSD, and its gap."""

    measure: Measure
    average_musd: float
    worst_musd: float
    gap: float


@dataclass(frozen=True, eq=False)
class Robust:
    """What was found. best: each future's own best plan. alternatives: the plan first.

    knowing: what it would save on average to know the future. planning: what the plan for all futures saves against
    that of the path, kept until futures are known. caution: what the measure costs on average. None: not asked, or
    broken off. complete: false where it was broken off. others: other decisions, where they were asked for.
    """

    case: Case
    order: Order
    futures: tuple[Future, ...]
    plan: FuturesPlan
    verification: FuturesVerification
    best: tuple[Solution, ...]
    choices: tuple[Choice, ...]
    alternatives: tuple[Alternative, ...]
    knowing: Between | None
    planning: Between | None
    caution: Between | None
    risk: tuple[RiskPoint, ...]
    complete: bool
    others: tuple[Other, ...] = ()

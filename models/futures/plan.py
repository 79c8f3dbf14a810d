"""A plan for many futures: what is decided before they are known, and the plan that follows in each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from models.case import Case
from models.futures.measure import Measure
from models.solution import Solution
from models.stop import Stop, gap_between
from models.tables import Numbers


@dataclass(frozen=True)
class Future:
    """A case as it may come, and how likely it is held to be."""

    name: str
    probability: float
    case: Case


@dataclass(frozen=True)
class Order:
    """What a plan for many futures is asked for.

    decide_until: calendar year up to which openings are the same in all futures. reference: MUSD of each future's own
    best plan, that a regret is measured against; None for other measures. held: shares by project and year of what is
    decided before the future is known, where that is given and only the rest is sought. later: whether projects whose
    decision is free may open after `decide_until`.
    """

    measure: Measure
    decide_until: int
    reference: Numbers | None = None
    held: Mapping[tuple[str, int], float] | None = None
    later: bool = True


Key = tuple[str, int, str, int]
"""Project, calendar year of opening, decision, and the future that decides for itself, ALL before it is known."""

ALL = -1


@dataclass(frozen=True)
class Progress:
    """How far a search is. openings: shares of the best plan so far by what each decides. bound: MUSD as sought."""

    openings: Mapping[Key, float]
    bound: float


@dataclass(frozen=True)
class FuturesPlan:
    """plans: of each future, in their order. weights: of each future at the bound; they prove it.

    objective, bound: MUSD of the measure; a regret is counted against `Order.reference`.
    """

    order: Order
    names: tuple[str, ...]
    probability: Numbers
    plans: tuple[Solution, ...]
    weights: Numbers
    objective: float
    bound: float
    stop: Stop
    seconds: dict[str, float]

    @property
    def costs(self) -> Numbers:
        """MUSD of each future's objective, discounted, penalties included; (futures,)."""
        return np.array([plan.objective for plan in self.plans])

    @property
    def level(self) -> float:
        """MUSD that a regret is small against: what the futures' own best plans cost on average; 0 for others."""
        return 0.0 if self.order.reference is None else float(self.order.reference @ self.probability)

    @property
    def gap(self) -> float:
        """How far the plan can be from the best, as a share of what it costs; never negative."""
        return gap_between(self.objective + self.level, self.bound + self.level)

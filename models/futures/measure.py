"""How a plan is judged in many futures: what it costs on average, in the worst of them, or against their best plans.

Each measure is the dearest weighing of the futures that it allows (Artzner and others, 1999): weights between two
limits that add up to 1. The conditional value at risk is the average over the dearest share 1 - level of the futures
(Rockafellar and Uryasev, 2000).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.tables import Numbers

SHARE_OF_ALL = 1e-6
"""Share of the average in every measure: of plans as good in it the one that is cheaper on average is chosen."""


@dataclass(frozen=True)
class Measure:
    """kind: expected, cvar, worst, regret or mix. level: of cvar and mix, in [0, 1).

    share: of mix, the weight of cvar against the average.
    """

    kind: str = "expected"
    level: float = 0.0
    share: float = 1.0

    @property
    def against_best(self) -> bool:
        """Whether costs are compared with those of each future's own best plan."""
        return self.kind == "regret"

    def weights(self, probability: Numbers) -> tuple[Numbers, Numbers]:
        """Least and most weight of each future; (futures,)."""
        none = np.zeros_like(probability)
        if self.kind == "expected":
            return probability, probability
        if self.kind in ("worst", "regret"):
            return none, np.where(probability > 0, 1.0, 0.0)
        tail = np.minimum(1.0, probability / (1.0 - self.level))
        share = self.share if self.kind == "mix" else 1.0
        return (1.0 - share) * probability, (1.0 - share) * probability + share * tail

    def sought(self, probability: Numbers) -> tuple[Numbers, Numbers]:
        """The weights that are sought with: those of the measure with a little of the average; never below it."""
        least, most = self.weights(probability)
        return tuple((1.0 - SHARE_OF_ALL) * part + SHARE_OF_ALL * probability for part in (least, most))  # type: ignore[return-value]


def read_measure(text: str) -> Measure:
    """The measure of a word: expected, worst, regret, cvar:LEVEL or mix:SHARE:LEVEL; raises ValueError for others."""
    kind, *numbers = text.strip().lower().split(":")
    wanted = {"expected": 0, "worst": 0, "regret": 0, "cvar": 1, "mix": 2}
    if kind not in wanted or len(numbers) != wanted[kind]:
        raise ValueError(text)
    values = [float(number) for number in numbers]
    if kind == "cvar" and 0.0 <= values[0] < 1.0:
        return Measure(kind, level=values[0])
    if kind == "mix" and 0.0 <= values[0] <= 1.0 and 0.0 <= values[1] < 1.0:
        return Measure(kind, share=values[0], level=values[1])
    if numbers:
        raise ValueError(text)
    return Measure(kind)

"""What knowing, planning and caution are worth: differences of costs, each with what the gaps leave open."""

from __future__ import annotations

from dataclasses import dataclass

ROUNDING = 1e-6
"""Share of a cost that is rounding."""


@dataclass(frozen=True)
class Between:
    """A figure in MUSD that lies between two, both included; value: from the plans in hand."""

    least: float
    value: float
    most: float

    @property
    def decided(self) -> bool:
        """Whether the gaps leave no doubt that it is above nothing."""
        return self.least > 0.0

    @property
    def exact(self) -> bool:
        """Whether both ends are the same but for rounding."""
        return self.most - self.least <= ROUNDING * (1.0 + abs(self.value))


@dataclass(frozen=True)
class Cost:
    """What a plan costs and what no plan of its kind is under, MUSD."""

    objective: float
    bound: float


def difference(dearer: Cost, cheaper: Cost, *, never_below: float = 0.0) -> Between:
    """What the best plan of one kind costs more than that of another, which is never less than `never_below`."""
    least, most = dearer.bound - cheaper.objective, dearer.objective - cheaper.bound
    return Between(
        max(never_below, least), max(never_below, dearer.objective - cheaper.objective), max(never_below, most)
    )

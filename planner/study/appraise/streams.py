"""Yearly streams of money of a project: what is paid and what is gained, with it less without it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.case import Case
from models.tables import Integers, Numbers
from planner.study.appraise.figures import Figures, discount_factors, mirr, payback_year, rates_of_return

OF_CARGO = ("transport", "time", "carbon")
"""What cargo pays, by kind."""

RESPONSE = "response"
"""Worth of going to cargo that answers to cost; there is no such stream where demand does not."""

CARGO = (*OF_CARGO, RESPONSE, "moved")
"""Streams of what cargo gains."""

COUNTED = ("capital", "upkeep", *CARGO, "residual")
"""Streams that make the value, in the order in which they are shown."""

BESIDE = ("unmet_penalty", "corridor_penalty")
"""Streams that are shown and never counted: nobody pays a penalty."""


@dataclass(frozen=True, eq=False)
class Streams:
    """MUSD of each row, gains above zero: of a plan year, all years that it stands for, or a year after the plan.

    year: calendar years, (rows,). weight: years that each stands for. amounts: by name of the stream, (rows,).
    """

    year: Integers
    weight: Numbers
    amounts: dict[str, Numbers]

    @property
    def net(self) -> Numbers:
        """What counts, summed."""
        return np.asarray(sum(self.amounts[name] for name in COUNTED if name in self.amounts))

    @property
    def gained(self) -> Numbers:
        """What cargo gains."""
        return np.asarray(sum(self.amounts[name] for name in CARGO if name in self.amounts))

    def rates(self) -> tuple[float, ...]:
        """Every rate of return."""
        return rates_of_return(self.year, self.net)


def counted(case: Case) -> tuple[str, ...]:
    """Streams that make the value of the projects of a case."""
    answers = case.parameters.demand_response and len(case.demand_response)
    return tuple(name for name in COUNTED if name != RESPONSE or answers)


def conversion(case: Case) -> dict[str, float]:
    """Factor of each stream that has one."""
    table = case.conversion_factors
    given = dict(zip(table.kind.tolist(), table.factor.tolist(), strict=True))
    return {name: given.get("capital" if name == "residual" else name, 1.0) for name in COUNTED if name != "moved"}


def present_values(streams: Streams, base: int, rate: float) -> dict[str, float]:
    """MUSD of the base year, by stream."""
    factors = discount_factors(streams.year, base, rate)
    return {name: float(amounts @ factors) for name, amounts in streams.amounts.items()}


def figures_of(streams: Streams, base: int, rate: float, first: int | None) -> Figures:
    """The figures of streams at a rate; first: position of the first year of service, None where there is none."""
    values, net = present_values(streams, base, rate), streams.net
    costs = -values["capital"] - values["upkeep"]
    benefits = sum(values[name] for name in CARGO if name in values) + values["residual"]
    factors = discount_factors(streams.year, base, rate)
    return Figures(
        rate=rate,
        npv=benefits - costs,
        benefits=benefits,
        costs=costs,
        bcr=benefits / costs if costs > 0 else np.nan,
        first_year=_first_year(streams, rate, first),
        payback=payback_year(streams.year, (net - streams.amounts["residual"]) * factors),
        mirr=mirr(streams.year, net, rate),
    )


def _first_year(streams: Streams, rate: float, first: int | None) -> float:
    if first is None:
        return np.nan
    interest = 1.0 / discount_factors(streams.year, int(streams.year[first]), rate)
    until = streams.year <= streams.year[first]
    paid = -float((streams.amounts["capital"] / interest)[until].sum())
    gained = float(streams.gained[first] + streams.amounts["upkeep"][first]) / float(streams.weight[first])
    return gained / paid if paid > 0 else np.nan

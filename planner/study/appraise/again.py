"""Switching values: by how much what was assumed may be wrong until a choice is worth nothing."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from planner.study.appraise.figures import Figures
from planner.study.appraise.streams import CARGO, present_values
from planner.study.appraise.subjects import figures
from planner.study.appraise.valued import Missing, Valued, valued
from planner.study.appraise.years import Years
from planner.study.changes import apply_changes

STEP = 0.1
"""Share by which each assumption is changed to see how much hangs on it."""

LOWER, HIGHER = (0.75, 0.5, 0.25), (1.5, 2.0, 3.0, 4.0)
"""Factors at which a change of sign is sought."""

NEAR = 0.01
"""Width of the interval, as a share of what is assumed, at which the search for a switching value ends."""


class What(StrEnum):
    """What is assumed: those up to `cargo` are multiplied in the streams, the others in the case, solved for again."""

    CAPITAL = "capital"
    UPKEEP = "upkeep"
    CARGO = "cargo"
    TIME = "value_of_time"
    DEMAND = "demand"


CELLS = {What.TIME: "commodities.value_of_time_usd_per_t_day", What.DEMAND: "demand.mt"}
"""What of the case is multiplied."""


@dataclass(frozen=True)
class Switch:
    """At which factor on what is assumed the value is nothing.

    It is between low and high; both NaN: at none that was tried, from tried[0] to tried[1]. less, more: net present
    value at 10 % less and more, MUSD; NaN: no plan.
    """

    what: What
    low: float
    high: float
    tried: tuple[float, float]
    less: float
    more: float


def closed_form(case_base: int, value: Valued, found: Figures) -> tuple[Switch, ...]:
    """Switching values of what multiplies a stream: exact, the flows stay as they are."""
    values = present_values(value.economic, case_base, found.rate)
    parts = {
        What.CAPITAL: values["capital"] + values["residual"],
        What.UPKEEP: values["upkeep"],
        What.CARGO: sum(values[name] for name in CARGO if name in values),
    }
    return tuple(_linear(what, part, found.npv) for what, part in parts.items())


def _linear(what: What, part: float, npv: float) -> Switch:
    """The factor on a part of the value at which the rest is what is missing; none below zero."""
    factor = 1.0 - npv / part if part else np.nan
    at = factor if factor >= 0 else np.nan
    return Switch(what, at, at, (0.0, np.inf), npv - STEP * part, npv + STEP * part)


class Again:
    """Values choices with the case changed by a factor."""

    def __init__(self, years: Years, rate: float) -> None:
        self._years, self._rate = years, rate
        self._changed: dict[tuple[What, float], Years] = {}

    def switch(self, what: What, value: Valued) -> Switch:
        """The switching value of what is solved for again: an interval within which the sign changes."""
        known = {1.0: figures(self._years.case, value, self._rate).npv}
        known |= {factor: self.npv(what, factor, value) for factor in (1 - STEP, 1 + STEP)}
        less, more = known[1 - STEP], known[1 + STEP]
        for factors in (LOWER, HIGHER):
            for factor in factors:
                if _bracket(known) is None and not np.isnan(known[min(known) if factor < 1 else max(known)]):
                    known[factor] = self.npv(what, factor, value)
        while (found := _bracket(known)) is not None and found[1] - found[0] > NEAR:
            middle = sum(found) / 2
            known[middle] = self.npv(what, middle, value)
            if np.isnan(known[middle]):
                break
        low, high = _bracket(known) or (np.nan, np.nan)
        sound = [factor for factor, npv in known.items() if not np.isnan(npv)]
        return Switch(what, low, high, (min(sound), max(sound)), less, more)

    def npv(self, what: What, factor: float, value: Valued) -> float:
        """MUSD of a choice where what is assumed is multiplied; NaN where a year has no plan then."""
        found = valued(self._with(what, factor), value.choice, value.against)
        return np.nan if isinstance(found, Missing) else figures(self._years.case, found, self._rate).npv

    def _with(self, what: What, factor: float) -> Years:
        """The years of the changed case; those of ten per cent are asked for by every choice, and kept."""
        if (what, factor) in self._changed:
            return self._changed[what, factor]
        changed = apply_changes(self._years.case, (f"{CELLS[what]}*={factor!r}",))
        years = Years(changed, self._years.start, like=self._years)
        if abs(factor - 1) <= STEP:
            self._changed[what, factor] = years
        return years


def _bracket(known: dict[float, float]) -> tuple[float, float] | None:
    """The neighbouring factors nearest to 1 between which the sign changes."""
    ordered = sorted(factor for factor, npv in known.items() if not np.isnan(npv))
    pairs = [(a, b) for a, b in itertools.pairwise(ordered) if (known[a] > 0) != (known[b] > 0)]
    return min(pairs, key=lambda pair: max(abs(pair[0] - 1), abs(pair[1] - 1)), default=None)

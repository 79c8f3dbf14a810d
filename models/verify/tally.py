"""Compares what a plan does with what it may do, and keeps what goes too far."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from models.tables import Numbers
from models.verify.result import Violation

Where = Callable[..., str]
"""Words for an entry of the compared arrays, from its indices."""


class Tally:
    """Violations so far, and the largest excess seen.

    A value may pass its limit by tolerance x (1 + |limit|): an absolute and a relative part in one.
    """

    def __init__(self, tolerance: float) -> None:
        self.tolerance = tolerance
        self.violations: list[Violation] = []
        self.largest = 0.0

    def at_most(self, rule: str, value: Numbers, limit: Numbers | float, where: Where, unit: str = "Mt") -> None:
        """Report every entry of `value` above its limit; `limit` broadcasts to the shape of `value`."""
        self._report(rule, np.asarray(value - limit), value, limit, where, unit)

    def at_least(self, rule: str, value: Numbers, limit: Numbers | float, where: Where, unit: str = "Mt") -> None:
        """Report every entry of `value` below its limit."""
        self._report(rule, np.asarray(limit - value), value, limit, where, unit)

    def equal(self, rule: str, value: Numbers, limit: Numbers | float, where: Where, unit: str = "Mt") -> None:
        """Report every entry of `value` that is not its limit."""
        self._report(rule, np.abs(value - limit), value, limit, where, unit)

    def fault(self, rule: str, where: str, amount: float) -> None:
        """Report a rule that nothing may break, with the Mt that break it."""
        self.largest = max(self.largest, amount)
        self.remark(rule, where, amount, "Mt")

    def remark(self, rule: str, where: str, amount: float, unit: str) -> None:
        """Report what has no measure in Mt, MUSD or shares."""
        self.violations.append(Violation(rule, where, float(amount), unit, 0.0))

    def _report(
        self, rule: str, excess: Numbers, value: Numbers, limit: Numbers | float, where: Where, unit: str
    ) -> None:
        limits = np.broadcast_to(np.asarray(limit, float), excess.shape)
        values = np.broadcast_to(np.asarray(value, float), excess.shape)
        scaled = excess / (1 + np.abs(limits))
        self.largest = max(self.largest, float(scaled.max(initial=0.0)))
        # Asking for what is within, not for what is beyond, catches NaN too.
        for index in np.argwhere(~(scaled <= self.tolerance)):
            at = tuple(index.tolist())
            self.violations.append(
                Violation(rule, where(*at), float(excess[at]), unit, float(limits[at]), float(values[at]))
            )

"""The dual of the choice of a year: prices of rows at which the shares of the logit keep every limit.

    minimise over 0 <= price <= dearest:  sum_s D_s/theta_s ln sum_r exp(v_r - theta_s (use_r . price)) + room . price

with v_r = beta ln PS_r - theta_s g_r. It is smooth and convex; its gradient is the room that is left.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from models.tables import Integers, Numbers

KEPT_MT = 1e-9
"""Mt by which limits may be passed, or left empty at a price, when prices are found."""

ROUGHLY_MT = 1e-4
"""The same while ways are still sought."""

LEAST_DAMPING, LEAST_CURVE = 1e-9, 1e-9
"""Share of the mean curvature that is added to every row, and Mt per USD of it at least: rows may be full together."""

FIRST_RADIUS = 4.0
"""How far a price moves in the first step at most, in 1 / theta."""

NEWTON_STEPS = 150
QUASI_NEWTON_STEPS = 300


@dataclass(frozen=True, eq=False)
class Dual:
    """uses: (rows, alternatives), sorted by source. value: v of each alternative. first: first of each source.

    theta, mt: of each source. room, dearest: of each row.
    """

    uses: csr_array
    value: Numbers
    first: Integers
    theta: Numbers
    mt: Numbers
    room: Numbers
    dearest: Numbers

    def __post_init__(self) -> None:
        count = np.diff(np.append(self.first, len(self.value)))
        object.__setattr__(self, "of_source", np.repeat(np.arange(len(self.first)), count))
        object.__setattr__(self, "use_of_way", csr_array(self.uses.T))
        object.__setattr__(self, "held", np.where(np.isfinite(self.room), self.room, 0.0))

    of_source: Integers = None  # type: ignore[assignment]
    use_of_way: csr_array = None  # type: ignore[assignment]
    held: Numbers = None  # type: ignore[assignment]

    def worth(self, price: Numbers) -> Numbers:
        """Worth v of each alternative at prices."""
        return np.asarray(self.value - self.theta[self.of_source] * (self.use_of_way @ price))

    def log_sums(self, price: Numbers) -> Numbers:
        """Logarithm of the sum of exp v of each source."""
        return self._shares(self.worth(price))[1]

    def shares(self, price: Numbers) -> Numbers:
        """Share of its source that each alternative holds."""
        return self._shares(self.worth(price))[0]

    def _shares(self, worth: Numbers) -> tuple[Numbers, Numbers]:
        best = np.maximum.reduceat(worth, self.first)
        weight = np.exp(worth - best[self.of_source])
        total = np.add.reduceat(weight, self.first)
        return weight / total[self.of_source], best + np.log(total)

    def evaluate(self, price: Numbers) -> tuple[float, Numbers, Numbers]:
        """The value to be minimised, its gradient, (rows,), and Mt of each alternative."""
        share, log_sum = self._shares(self.worth(price))
        mt = share * self.mt[self.of_source]
        value = float((self.mt / self.theta) @ log_sum + self.held @ price)
        return value, np.asarray(self.room - self.uses @ mt), mt

    def curvature(self, mt: Numbers, rows: Integers) -> Numbers:
        """Second derivatives of some rows, (rows, rows)."""
        uses = self.uses[rows]
        weighted = csr_array(uses.multiply((self.theta[self.of_source] * mt)[None, :]))
        shape = (len(mt), len(self.first))
        of_source = csr_array((mt, (np.arange(len(mt)), self.of_source)), shape=shape)
        mean = (uses @ of_source).toarray()
        return np.asarray((weighted @ uses.T).toarray() - (mean * (self.theta / self.mt)) @ mean.T)


def solve_dual(dual: Dual, start: Numbers, kept: float = KEPT_MT) -> Numbers:
    """Prices of rows, (rows,), with which these keep within `kept`, Mt: Newton steps from `start`.

    Where they come to a standstill, quasi-Newton steps go on, and Newton steps end it.
    """
    if not len(dual.room):
        return start
    price = newton(dual, np.clip(start, 0.0, dual.dearest), NEWTON_STEPS, kept)
    if _off(dual, price, dual.evaluate(price)[1]) <= kept:
        return price
    from scipy.optimize import Bounds, minimize

    bounds = Bounds(np.zeros(len(start)), dual.dearest)
    options: Any = {"maxiter": QUASI_NEWTON_STEPS, "ftol": 1e-15, "gtol": kept, "maxcor": 20}
    found = minimize(  # type: ignore[call-overload]  # its stubs know arrays of one stated dimension only
        lambda at: dual.evaluate(at)[:2], price, jac=True, bounds=bounds, method="L-BFGS-B", options=options
    )
    return newton(dual, np.asarray(found.x), NEWTON_STEPS, kept)


def newton(dual: Dual, price: Numbers, steps: int, kept: float) -> Numbers:
    """Projected Newton steps until rows keep within `kept`, Mt, no longer than a radius that follows their success."""
    value, gradient, mt = dual.evaluate(price)
    damping, radius = LEAST_DAMPING, FIRST_RADIUS / float(dual.theta.min(initial=1.0))
    for _ in range(steps):
        if _off(dual, price, gradient) <= kept:
            break
        move = _newton_move(dual, price, gradient, mt, damping)
        longest = float(np.abs(move).max())
        move *= min(1.0, radius / longest)
        there = np.clip(price + move, 0.0, dual.dearest)
        found = dual.evaluate(there)
        if _better(dual, (price, value, gradient), (there, *found[:2])):
            radius = max(radius, 2 * longest) if longest <= radius else 2 * radius
            damping = max(LEAST_DAMPING, damping / 10)
            price, (value, gradient, mt) = there, found
        else:
            radius = min(longest, radius) / 4
            damping *= 10
    return price


def _newton_move(dual: Dual, price: Numbers, gradient: Numbers, mt: Numbers, damping: float) -> Numbers:
    """The step of the rows that are free to move; others stay where they are held."""
    held = ((price <= 0) & (gradient >= 0)) | ((price >= dual.dearest) & (gradient <= 0))
    free = np.flatnonzero(~held)
    curve = dual.curvature(mt, free)
    scale = damping * (LEAST_CURVE + np.trace(curve) / max(1, len(free)))
    move = np.zeros(len(price))
    move[free] = -np.linalg.solve(curve + scale * np.eye(len(free)), gradient[free])
    return move


def _better(dual: Dual, here: tuple[Numbers, float, Numbers], there: tuple[Numbers, float, Numbers]) -> bool:
    """Whether a step lowers the value enough or, where that no longer shows, what rows are off."""
    (price, value, gradient), (at, found, slope) = here, there
    rounding = 1e-13 * (1 + abs(value))
    falls = found < value - 1e-4 * float(gradient @ (price - at)) - rounding
    level = abs(found - value) <= 100 * rounding and _off(dual, at, slope) < _off(dual, price, gradient)
    return bool(falls or level)


def _off(dual: Dual, price: Numbers, gradient: Numbers) -> float:
    """Mt by which a row is passed, or not filled though it has a price."""
    moved = np.clip(price - gradient, 0.0, dual.dearest)
    over = np.where((price >= dual.dearest) & (gradient < 0), 0.0, np.abs(moved - price))
    return float(np.minimum(over, np.abs(gradient)).max(initial=0.0))

"""What no cost can mend: places whose tonnes no constant brings to the count, and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from planner.study.calibrate.candidates import Place, assets_of, name_of
from planner.study.calibrate.changes import Change
from planner.study.calibrate.search import SAME, UNIT
from planner.study.calibrate.trials import Trial, Trials

NEAR = 0.1
"""Share of the count within which a place needs no more mending."""

Why = Literal["total", "unmoved", "out_of_reach", "split", "within_reach"]


@dataclass(frozen=True)
class Limit:
    """What a constant at one place alone could do there, on top of what was changed.

    place: position in the observations of the year. why: `total`, cargo is not counted at a place; `unmoved`, no
    constant within the bound changes its tonnes; `out_of_reach`, they change but do not reach the count; `split`, they
    jump past it; `within_reach`, a constant brings them within `NEAR`, but it did not gain enough in all.
    before_usd_per_t, after_usd_per_t: constants between which the tonnes jump (`split`), or the best one twice.
    before_mt, after_mt: what the model has there with them. instead: observation that changes most in the other
    direction where the tonnes jump, and by how many Mt.
    """

    place: int
    why: Why
    before_usd_per_t: float = 0.0
    after_usd_per_t: float = 0.0
    before_mt: float = np.nan
    after_mt: float = np.nan
    instead: tuple[int, float] | None = None


def limit_of(trials: Trials, now: Trial, place: int, least: list[float], bound: float) -> Limit:
    """What a constant at the place of one observation could do there; least: USD/t by asset, see `least_constants`."""
    row = int(now.counted.row[place])
    assets = assets_of(trials.case, row)
    if not assets:
        return Limit(place, "total")
    where = Place(name_of(trials.case, row), assets)

    def at(units: int) -> Trial:
        change = Change("constant", where.name, assets, round(units * UNIT, 6))
        return trials.at(*now.changes, change) if units else now

    wanted, model = float(now.counted.observed_mt[place]), float(now.counted.model_mt[place])
    reach = bound if model > wanted else -min(bound, *(least[asset] for asset in assets))
    end = int(reach / UNIT)
    last = float(at(end).counted.model_mt[place])
    if abs(last - model) <= SAME:
        return Limit(place, "unmoved", before_mt=model, after_mt=last)
    if (last - wanted) * (model - wanted) > 0 and abs(last - wanted) > NEAR * wanted:
        amount = round(end * UNIT, 6)
        return Limit(place, "out_of_reach", amount, amount, last, last)
    return _jump(at, place, end, now)


def _jump(at: Callable[[int], Trial], place: int, end: int, now: Trial) -> Limit:
    """The two neighbouring constants between which the model passes the count."""

    def mt(units: int) -> float:
        return float(at(units).counted.model_mt[place])

    wanted = float(now.counted.observed_mt[place])
    above, near, far = mt(0) > wanted, 0, end
    while abs(far - near) > 1:
        middle = (near + far) // 2
        near, far = (middle, far) if (mt(middle) > wanted) == above else (near, middle)
    best = min((near, far), key=lambda units: abs(mt(units) - wanted))
    if abs(mt(best) - wanted) <= NEAR * wanted and best:
        amount = round(best * UNIT, 6)
        return Limit(place, "within_reach", amount, amount, mt(best), mt(best))
    return Limit(
        place,
        "split",
        round(near * UNIT, 6),
        round(far * UNIT, 6),
        mt(near),
        mt(far),
        _instead(at(near), at(far), place),
    )


def _instead(before: Trial, after: Trial, place: int) -> tuple[int, float] | None:
    """The counted place that changes most in the other direction, and by how many Mt."""
    moved = after.counted.model_mt - before.counted.model_mt
    other = -np.sign(moved[place]) * moved
    best = int(np.argmax(other))
    return (best, float(other[best])) if other[best] > SAME else None

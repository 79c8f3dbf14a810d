"""The fewest and smallest constants and loads: one more at a time, the one that gains most."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from models.errors import NoPlan
from models.network import assets_counted, existing_load
from planner.study.calibrate.candidates import Place
from planner.study.calibrate.changes import Change
from planner.study.calibrate.trials import Trial, Trials

UNIT = 0.1
"""USD/t by which constants are told apart."""

COARSE = 4
"""Into so many parts the way from nothing to the bound is cut before it is looked at closer."""

NUDGE = 0.01
"""USD/t: a constant must do the same when it is this much larger, or it rests on ways of equal cost."""

SAME = 1e-6
"""Misfit, and Mt, that are rounding."""


@dataclass(frozen=True)
class Bounds:
    """usd_per_t: of each constant. load_share: of each existing load by which it may change. changes: at most so many.

    stop: share of the misfit that one more change must gain.
    """

    usd_per_t: float
    load_share: float
    changes: int
    stop: float


@dataclass(frozen=True)
class Tried:
    """The best trial at a place, and whether any constant there moves tonnes."""

    best: Trial
    moves: bool


def best_constant(trials: Trials, now: Trial, place: Place, least: float, bound: float) -> Tried:
    """The smallest constant of a place with which the misfit is least; `now` where none makes it less.

    least: USD/t by which the place may become cheaper. bound: USD/t in both directions.
    """
    best, moves = now, False
    for sign, reach in ((1, bound), (-1, min(bound, least))):
        if sign > 0 and now.flow[list(place.assets)].sum() <= SAME:
            continue
        line = _Line(trials, now, place, sign)
        found = line.least(int(reach / UNIT + SAME))
        moves = moves or found is not None
        if found is not None and found.misfit < best.misfit - SAME:
            best = found
    return Tried(best, moves)


class _Line:
    """Constants of one place in one direction, counted in `UNIT`."""

    def __init__(self, trials: Trials, now: Trial, place: Place, sign: int) -> None:
        self.trials, self.now, self.place, self.sign = trials, now, place, sign

    def at(self, units: float) -> Trial:
        """The trial with so many units; `now` with none."""
        if not units:
            return self.now
        amount = round(self.sign * units * UNIT, 6)
        return self.trials.at(*self.now.changes, Change("constant", self.place.name, self.place.assets, amount))

    def misfit(self, units: int) -> float:
        """The misfit that holds also where the constant is a little larger."""
        alone = self.at(units).misfit
        if not units or alone >= self.now.misfit - SAME:
            return alone
        return max(alone, self.at(units + NUDGE / UNIT).misfit)

    def least(self, most: int) -> Trial | None:
        """The smallest constant with the least misfit, None where no constant moves anything."""
        if most < 1 or self._same(0, most):
            return None
        points = sorted({0, most, *self._between(0, most, max(1, most // COARSE))})
        best = min(points, key=lambda units: (self.misfit(units), units))
        inner = max((units for units in points if units < best), default=0)
        while best - inner > 1:
            middle = (inner + best) // 2
            if self.misfit(middle) <= self.misfit(best) + SAME:
                best = middle
            else:
                inner = middle
        return self.at(best)

    def _between(self, low: int, high: int, width: int) -> Iterator[int]:
        """Constants between which what passes the place changes: the dearer it is, the less passes."""
        if high - low <= width or self._same(low, high):
            return
        middle = (low + high) // 2
        yield middle
        yield from self._between(low, middle, width)
        yield from self._between(middle, high, width)

    def _same(self, low: int, high: int) -> bool:
        """Whether the same tonnes pass the place with both constants, and so with all between them."""
        assets = list(self.place.assets)
        return bool(abs(self.at(low).flow[assets].sum() - self.at(high).flow[assets].sum()) <= SAME)


def best_load(trials: Trials, now: Trial, asset: int, share: float) -> Trial:
    """The change of an existing load, at most by a share of it, with the least misfit; `now` where none helps."""
    members = assets_counted(trials.case)[now.counted.row, asset]
    members &= trials.case.observed.includes_existing_load[now.counted.row] & trials.fitted
    load = existing_load(trials.case)[asset]
    if not members.any() or load <= 0 or any(change.assets == (asset,) for change in now.changes):
        return now
    weight = 1.0 / np.maximum(SAME, now.counted.model_mt + now.counted.observed_mt)[members]
    wanted = -float(weight @ now.counted.difference_mt[members]) / float(weight.sum())
    amount = round(float(np.clip(wanted, -share * load, share * load)), 3)
    if abs(amount) < SAME:
        return now
    try:
        name = str(trials.case.asset_ids[asset])
        found = trials.at(*now.changes, Change("load", name, (asset,), amount))
    except NoPlan:
        return now
    return found if found.misfit < now.misfit - SAME else now


def same_from_to(trials: Trials, now: Trial, number: int, least: float, most: float) -> tuple[float, float]:
    """Between which USD/t, from `least` to `most`, constant `number` of a trial may lie with the same misfit."""
    change = now.changes[number]

    def keeps(units: int) -> bool:
        other = replace(change, amount=round(units * UNIT, 6))
        return trials.at(*now.changes[:number], other, *now.changes[number + 1 :]).misfit <= now.misfit + SAME

    own = round(change.amount / UNIT)
    low, high = (_farthest(keeps, own, int(limit / UNIT)) for limit in (least, most))
    return round(low * UNIT, 6), round(high * UNIT, 6)


def _farthest(keeps: Callable[[int], bool], inside: int, outside: int) -> int:
    """The last number from `inside` towards `outside` that keeps something; `inside` does."""
    if keeps(outside):
        return outside
    while abs(outside - inside) > 1:
        middle = (inside + outside) // 2
        inside, outside = (middle, outside) if keeps(middle) else (inside, middle)
    return inside

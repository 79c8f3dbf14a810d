"""The shortest rule that tells when something happens: one figure against a threshold, or two of them.

All thresholds between neighbouring values are tried, alone and in pairs; a pair must be right more often than the best
single one by more than chance. What is said of a rule is how often it is right on draws that it was not made from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from models.tables import Flags, Integers, Numbers

THRESHOLDS = 24
"""Thresholds tried of a figure, at equal shares of its draws."""

WORTH_A_SECOND = 0.03
"""Share of the draws by which two conditions must be right more often than one."""

PAIRED = 6
"""Figures that are tried in pairs, those that tell most alone."""


@dataclass(frozen=True)
class Condition:
    """A figure (position) above, or at most at, a threshold."""

    figure: int
    above: bool
    at: float

    def holds(self, figures: Numbers) -> Flags:
        """In which draws; figures: (draws, figures)."""
        values = figures[:, self.figure]
        return np.asarray(values > self.at if self.above else values <= self.at)


@dataclass(frozen=True)
class Rule:
    """Conditions of which all hold, or any; none: it always happens, or never.

    right: share of the draws kept apart in which it tells what happens. often: share of them in which it happens.
    """

    conditions: tuple[Condition, ...]
    every: bool
    right: float
    often: float
    draws: int

    @property
    def better(self) -> bool:
        """Whether it is right more often than saying always the same."""
        return self.right > max(self.often, 1.0 - self.often)


def holds(conditions: tuple[Condition, ...], figures: Numbers, *, every: bool) -> Flags:
    """In which draws a rule says that it happens."""
    each = np.array([condition.holds(figures) for condition in conditions])
    return np.asarray(each.all(axis=0) if every else each.any(axis=0))


def shortest_rule(figures: Numbers, happens: Flags, seed: int) -> Rule | None:
    """The rule found on two of three draws, judged on the third; None where there are too few to judge.

    figures: (draws, figures); happens: (draws,). The same seed keeps the same draws apart.
    """
    apart = np.random.default_rng(seed).permutation(len(happens)) < len(happens) // 3
    made, judged = np.flatnonzero(~apart), np.flatnonzero(apart)
    if not len(judged) or happens[made].all() or not happens[made].any():
        return None
    conditions, every = _best(figures[made], happens[made])
    told = holds(conditions, figures[judged], every=every)
    right = float((told == happens[judged]).mean())
    return Rule(conditions, every, right, float(happens[judged].mean()), len(judged))


def _best(figures: Numbers, happens: Flags) -> tuple[tuple[Condition, ...], bool]:
    """One condition, or two where they are right clearly more often."""
    single = sorted(_single(figures, happens), key=lambda found: -found[0])
    right, first = single[0]
    likely = list(dict.fromkeys(condition.figure for _, condition in single))[:PAIRED]
    by_figure = [[condition for _, condition in single if condition.figure == figure] for figure in likely]
    best: tuple[float, tuple[tuple[Condition, ...], bool]] = (right + WORTH_A_SECOND, ((first,), True))
    for one, other in combinations(range(len(likely)), 2):
        for every in (True, False):
            found = _pair(figures, happens, by_figure[one], by_figure[other], every=every)
            best = max(best, found, key=lambda told: told[0])
    return best[1]


def _single(figures: Numbers, happens: Flags) -> Iterator[tuple[float, Condition]]:
    """Every condition with the share of draws in which it is right."""
    for figure in range(figures.shape[1]):
        for at in _thresholds(figures[:, figure]):
            for above in (True, False):
                condition = Condition(figure, above, float(at))
                yield float((condition.holds(figures) == happens).mean()), condition


def _thresholds(values: Numbers) -> Numbers:
    """Halfway between neighbours, at equal shares of the draws."""
    known = np.unique(values)
    between = (known[1:] + known[:-1]) / 2
    chosen: Integers = np.unique(np.linspace(0, max(0, len(between) - 1), THRESHOLDS).astype(np.int64))
    return np.asarray(between[chosen] if len(between) else between)


def _pair(
    figures: Numbers, happens: Flags, first: list[Condition], second: list[Condition], *, every: bool
) -> tuple[float, tuple[tuple[Condition, ...], bool]]:
    """The best two conditions on two figures."""
    one, other = (np.array([condition.holds(figures) for condition in side]) for side in (first, second))
    both = one[:, None] & other[None] if every else one[:, None] | other[None]
    right = (both == happens).mean(axis=2)
    row, column = np.unravel_index(int(right.argmax()), right.shape)
    return float(right[row, column]), ((first[int(row)], second[int(column)]), every)

"""Labels on a map: each where it hides least, none on another, the important ones first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from models.tables import Numbers

SIDES = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1))
"""Where a label may stand beside its point; of equally good places the first is taken."""

FARTHER = (1.0, 2.6)
"""Distances from the point that are tried, as multiples of the least one."""

MOST_HIDDEN = 0.35
"""Share of a label that may lie on lines before it is left out."""


@dataclass(frozen=True)
class Box:
    """A rectangle; y grows upwards."""

    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: Box) -> bool:
        """Whether the two have room in common."""
        return (
            self.left < other.right and other.left < self.right and self.bottom < other.top and other.bottom < self.top
        )

    def within(self, other: Box) -> bool:
        """Whether all of it lies in the other."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.bottom >= other.bottom
            and self.top <= other.top
        )


@dataclass(frozen=True)
class Wish:
    """A label for a point: width and height of its words, least distance from the point, 0: on it."""

    x: float
    y: float
    width: float
    height: float
    distance: float


@dataclass(eq=False)
class Ground:
    """What is drawn already: points on lines with the area they stand for, shape (points, 2) and (points)."""

    view: Box
    points: Numbers
    areas: Numbers
    taken: list[Box] = field(default_factory=list)

    def place(self, wish: Wish) -> Box | None:
        """The best free place for a label, taken from now on; None where it would lie on another or hide too much."""
        free = [box for box in _places(wish) if box.within(self.view) and not any(map(box.meets, self.taken))]
        if not free:
            return None
        hidden = [self._hidden(box) for box in free]
        best = int(np.argmin(hidden))
        if wish.distance and hidden[best] > MOST_HIDDEN * wish.width * wish.height:
            return None
        self.taken.append(free[best])
        return free[best]

    def _hidden(self, box: Box) -> float:
        """Area of lines below a box."""
        x, y = self.points[:, 0], self.points[:, 1]
        return float(self.areas[(x > box.left) & (x < box.right) & (y > box.bottom) & (y < box.top)].sum())


def points_on(lines: Sequence[Numbers], widths: Sequence[float], step: float = 2.0) -> tuple[Numbers, Numbers]:
    """Points along lines, each of shape (2, 2), and the area of line that each stands for."""
    points, areas = [np.empty((0, 2))], [np.empty(0)]
    for line, width in zip(lines, widths, strict=True):
        length = float(np.hypot(*(line[1] - line[0])))
        count = max(2, int(length / step))
        along = (np.arange(count)[:, None] + 0.5) / count
        points.append(line[0] + along * (line[1] - line[0]))
        areas.append(np.full(count, length / count * max(width, 1.0)))
    return np.concatenate(points), np.concatenate(areas)


def _places(wish: Wish) -> Iterator[Box]:
    if not wish.distance:
        yield _around(wish.x, wish.y, wish)
        return
    for far in FARTHER:
        for right, up in SIDES:
            diagonal = 0.75 if right and up else 1.0
            gap = wish.distance * far * diagonal
            yield _around(wish.x + right * (gap + wish.width / 2), wish.y + up * (gap + wish.height / 2), wish)


def _around(x: float, y: float, wish: Wish) -> Box:
    return Box(x - wish.width / 2, y - wish.height / 2, x + wish.width / 2, y + wish.height / 2)

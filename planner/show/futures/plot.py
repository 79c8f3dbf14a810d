"""Cost on average against cost in the worst future, as a picture of its own (SVG)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import numpy as np

from planner.show.texts import Words

WIDTH, HEIGHT = 720, 340
LEFT, RIGHT, TOP, BOTTOM = 90, 700, 20, 280
"""Where the axes stand."""

MARGIN = 0.08
"""Share of the range that is left free at both ends."""

TICKS = 5
RADIUS, NEAR = 11, 0.04
"""Dots of a point, and the share of an axis within which two points are told as one."""


@dataclass(frozen=True)
class Point:
    """A plan: what it is called, and its two costs in MUSD."""

    name: str
    worst_musd: float
    average_musd: float


def risk_svg(points: Sequence[Point], words: Words) -> str:
    """Numbered points with a list of what they are; those that lie on each other share a mark."""
    across, up = axis_of([one.worst_musd for one in points]), axis_of([one.average_musd for one in points])
    title = words.say("Cost on average against cost in the worst future")
    parts = [f'<svg class="chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="risk-title">']
    parts += [f'<title id="risk-title">{escape(title)}</title>']
    for share, value in zip(_shares(), np.linspace(*across, TICKS), strict=True):
        x = LEFT + share * (RIGHT - LEFT)
        parts += [f'<line class="grid" x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{BOTTOM}"/>']
        parts += [f'<text class="tick middle" x="{x:.1f}" y="{BOTTOM + 18}">{escape(words.number(value))}</text>']
    for share, value in zip(_shares(), np.linspace(*up, TICKS), strict=True):
        y = BOTTOM - share * (BOTTOM - TOP)
        parts += [f'<line class="grid" x1="{LEFT}" y1="{y:.1f}" x2="{RIGHT}" y2="{y:.1f}"/>']
        parts += [f'<text class="tick end" x="{LEFT - 8}" y="{y + 4:.1f}">{escape(words.number(value))}</text>']
    below, beside = words.say("Cost in its worst future, MUSD"), words.say("Cost on average, MUSD")
    parts += [f'<text class="middle" x="{(LEFT + RIGHT) / 2}" y="{HEIGHT - 12}">{escape(below)}</text>']
    parts += [f'<text class="start" x="{LEFT}" y="{TOP - 6}">{escape(beside)}</text>']
    for names, point in numbered(points):
        x = LEFT + (point.worst_musd - across[0]) / (across[1] - across[0]) * (RIGHT - LEFT)
        y = BOTTOM - (point.average_musd - up[0]) / (up[1] - up[0]) * (BOTTOM - TOP)
        parts += [f'<circle class="series-0" cx="{x:.1f}" cy="{y:.1f}" r="{RADIUS}"/>']
        parts += [f'<text class="sum middle" x="{x:.1f}" y="{y - RADIUS - 4:.1f}">{escape(names)}</text>']
    return "".join([*parts, "</svg>"])


def _shares() -> list[float]:
    return [tick / (TICKS - 1) for tick in range(TICKS)]


def axis_of(values: Sequence[float]) -> tuple[float, float]:
    """Ends of an axis with some room around the values."""
    low, high = min(values), max(values)
    room = MARGIN * (high - low) or max(1.0, 0.01 * abs(high))
    return low - room, high + room


def numbered(points: Sequence[Point]) -> list[tuple[str, Point]]:
    """The points with their numbers, those that lie on each other once with all their numbers."""
    across, up = axis_of([one.worst_musd for one in points]), axis_of([one.average_musd for one in points])
    found: list[tuple[list[int], Point]] = []
    for number, point in enumerate(points, start=1):
        near = next((numbers for numbers, other in found if _near(point, other, across, up)), None)
        if near is None:
            found.append(([number], point))
        else:
            near.append(number)
    return [(", ".join(map(str, numbers)), point) for numbers, point in found]


def _near(one: Point, other: Point, across: tuple[float, float], up: tuple[float, float]) -> bool:
    beside = abs(one.worst_musd - other.worst_musd) / (across[1] - across[0])
    return beside < NEAR and abs(one.average_musd - other.average_musd) / (up[1] - up[0]) < NEAR

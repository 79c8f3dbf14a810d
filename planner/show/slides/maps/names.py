"""Names of places and figures of lines on the map of a slide."""

from __future__ import annotations

import numpy as np
from matplotlib.patheffects import withStroke

from models.tables import Numbers, Texts
from planner.show.slides.labels import Box, Ground, Wish, points_on
from planner.show.slides.look import INK, POINTS, SMALL
from planner.show.slides.paper import Page, text_height
from planner.show.texts import Words

NAMED, COUNTED = 60, 24
"""Nodes and lines, the busiest first, that get a label where there is room."""

ROOM, LINES = 0.14, 3
"""Share of the page's width over which a name runs, and its lines."""

DOT = 3.2
"""Points from the middle of a node's dot to its edge."""

DISTANCE = 4.0
"""Points from a node to its name."""

CLOSE = 1.05
"""Height of a line of a name in heights of its letters."""

HALO = (withStroke(linewidth=2.4, foreground="#FFFFFF"),)


def draw_names(
    page: Page, area: Box, nodes: tuple[Texts, Numbers, Numbers], lines: tuple[Numbers, Numbers, Numbers], words: Words
) -> None:
    """Put the names and figures for which there is room.

    nodes: name, place in points of the page, Mt through each. lines: ends in points, width in points, Mt.
    """
    names, places, through = nodes
    ends, widths, mt = lines
    ground = Ground(area, *points_on(list(ends), widths.tolist()))
    busiest = [node for node in np.argsort(-through, kind="stable").tolist() if through[node] > 0]
    known = [node for node in busiest if _dot(places[node]).within(area)]
    ground.taken += [_dot(places[node]) for node in known]
    for node in known[:NAMED]:
        _name(page, ground, str(names[node]), places[node])
    for line in range(min(COUNTED, len(mt))):
        seen = _within(area, ends[line])
        if seen is not None:
            _figure(page, ground, words.number(mt[line], 0 if mt[line] >= 9.95 else 1), seen.mean(axis=0))


def _name(page: Page, ground: Ground, name: str, place: Numbers) -> None:
    said = page.wrap(name, ROOM, LINES)
    _put(page, ground, said, Wish(float(place[0]), float(place[1]), *_size(page, said, "normal"), DISTANCE))


def _figure(page: Page, ground: Ground, said: str, place: Numbers) -> None:
    width, height = _size(page, said, "bold")
    _put(page, ground, said, Wish(float(place[0]), float(place[1]), width, height, 0.0), weight="bold")


def _put(page: Page, ground: Ground, said: str, wish: Wish, weight: str = "normal") -> None:
    box = ground.place(wish)
    if box is not None:
        x, y = (box.left + box.right) / 2 / POINTS[0], (box.bottom + box.top) / 2 / POINTS[1]
        page.write(x, y, said, ha="center", weight=weight, color=INK, line=CLOSE, path_effects=HALO)


def _within(area: Box, line: Numbers) -> Numbers | None:
    """The part of a line, shape (2, 2), in an area, by Liang and Barsky; None where there is none."""
    start, step = line[0], line[1] - line[0]
    low, high = np.array([area.left, area.bottom]), np.array([area.right, area.top])
    with np.errstate(divide="ignore", invalid="ignore"):
        meets = np.sort(np.stack([(low - start) / step, (high - start) / step]), axis=0)
    first, last = max(0.0, float(np.nanmax(meets[0]))), min(1.0, float(np.nanmin(meets[1])))
    return start + np.array([[first], [last]]) * step if first < last else None


def _size(page: Page, said: str, weight: str) -> tuple[float, float]:
    """Points of width and height, with a little room around."""
    lines = said.count("\n") + 1
    return page.width(said, SMALL, weight) * POINTS[0] + 2, text_height(lines, SMALL, CLOSE) * POINTS[1] + 1


def _dot(place: Numbers) -> Box:
    """The dot of a node; NaN where it has no coordinates, which is nowhere."""
    x, y = place.tolist()
    return Box(x - DOT, y - DOT, x + DOT, y + DOT)

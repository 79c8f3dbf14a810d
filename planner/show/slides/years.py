"""Axes of years: bars on each other, figures below them, names beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from models.tables import Numbers
from planner.show.slides.look import FAINT, GREY, INK, SMALL
from planner.show.slides.paper import Page, spread, text_height
from planner.show.texts import Words

ROW = text_height() * 1.15
"""Height of a row of figures below a chart."""

SCALE = 0.05
"""Room for the figures of a scale at the left of a chart."""


@dataclass(frozen=True)
class Part:
    """A series of a chart of bars: a value per bar, 0 for none."""

    label: str
    values: Numbers
    colour: str


@dataclass(frozen=True)
class Line:
    """A row of figures below a chart: a value per bar, NaN for none."""

    label: str
    values: Numbers
    colour: str = INK


@dataclass(frozen=True)
class Place:
    """Where axes stand on the page: shares of it."""

    left: float
    bottom: float
    right: float
    top: float


def year_axes(page: Page, place: Place, years: Sequence[int], words: Words, rows: Sequence[Line] = ()) -> Axes:
    """Axes with a place for the bar of each year from 0 on; below, the years and rows of figures that have room."""
    margin = _margin(page, place, len(years), rows, words)
    axes = page.axes(place.left + margin, place.bottom + ROW * (len(rows) + 1.3), place.right, place.top)
    axes.set_xlim(-0.5, len(years) - 0.5)
    axes.yaxis.set_major_locator(MaxNLocator(6))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: words.number(value, _digits(value))))
    axes.tick_params("y", length=0, labelsize=SMALL)
    axes.grid(axis="y")
    _rows_below(page, place, axes, [Line("", np.array(years, float)), *rows], words)
    return axes


def stack(axes: Axes, parts: Sequence[Part], width: float = 0.72) -> Numbers:
    """Bars on top of each other, negative ones below zero; returns the tops, shape (bars,)."""
    above = np.zeros(len(parts[0].values))
    below = above.copy()
    for part in parts:
        bottom = np.where(part.values >= 0, above, below)
        axes.bar(np.arange(len(above)), part.values, width, bottom=bottom, color=part.colour, ec="white", lw=0.5)
        above, below = above + np.maximum(part.values, 0), below + np.minimum(part.values, 0)
    return above


def middles(parts: Sequence[Part]) -> list[tuple[float, str, str]]:
    """Height, label and colour of each part that has a label, in the middle of its piece of the last bar."""
    found, above, below = [], 0.0, 0.0
    for part in parts:
        value = float(part.values[-1])
        if part.label:
            found.append(((above if value >= 0 else below) + value / 2, part.label, part.colour))
        above, below = above + max(value, 0.0), below + min(value, 0.0)
    return found


def names_beside(page: Page, axes: Axes, names: Sequence[tuple[float, str, str]], right: float, lines: int = 2) -> None:
    """Names at heights of the axes' own scale, to their right, each with its colour, moved apart where too close."""
    box = axes.get_position()
    x, room = box.x1 + 0.022, right - box.x1 - 0.022
    wrapped = [page.wrap(words, room, lines) for _, words, _ in names]
    low, high = axes.get_ylim()
    wanted = [box.y0 + (box.y1 - box.y0) * (height - low) / (high - low) for height, _, _ in names]
    heights = [text_height(words.count("\n") + 1) * 1.12 for words in wrapped]
    places = spread(wanted, heights, box.y0 - 0.08, box.y1 + 0.02)
    over = page.axes(0, 0, 1, 1)
    over.set_xlim(0, 1)
    over.set_ylim(0, 1)
    for (_, _, colour), words, start, place in zip(names, wrapped, wanted, places, strict=True):
        over.plot([box.x1 + 0.001, box.x1 + 0.012, x - 0.003], [start, place, place], color=colour, lw=1.6)
        page.write(x, place, words)


def shown_every(count: int, room: float, widest: float) -> int:
    """Of how many neighbouring texts one can be shown where all together have a room."""
    return max(1, int(np.ceil(count * widest / room))) if count else 1


def _margin(page: Page, place: Place, bars: int, rows: Sequence[Line], words: Words) -> float:
    """Room at the left for the scale and the labels of rows, which the figure below the first bar must not touch."""
    labels = max((page.width(row.label) for row in rows), default=0.0)
    figures = max((page.width(_figure(value, words)) for row in rows for value in row.values.tolist()), default=0.0)
    beside = max(0.0, figures - (place.right - place.left - labels) / bars) / 2
    return max(SCALE, labels + beside + 0.012)


def _rows_below(page: Page, place: Place, axes: Axes, rows: Sequence[Line], words: Words) -> None:
    said = [[str(int(year)) for year in rows[0].values], *([_figure(v, words) for v in row.values] for row in rows[1:])]
    widest = max((page.width(text) for texts in said for text in texts), default=0.0) + 0.006
    box = axes.get_position()
    step = shown_every(len(rows[0].values), box.width, widest)
    for number, (row, texts) in enumerate(zip(rows, said, strict=True)):
        y = box.y0 - ROW * (number + 0.9)
        if row.label:
            page.write(place.left, y, row.label, color=row.colour)
        for bar in range(0, len(texts), step):
            x = box.x0 + box.width * (bar + 0.5) / len(texts)
            weight = "bold" if number == 0 else "normal"
            page.write(x, y, texts[bar], ha="center", color=GREY if number == 0 else row.colour, weight=weight)
    axes.axhline(0, color=FAINT, lw=0.8)


def _figure(value: float, words: Words) -> str:
    return "" if np.isnan(value) else words.number(value, _digits(value))


def _digits(value: float) -> int:
    whole = abs(value - round(value)) < 5e-3
    return 0 if whole or abs(value) >= 100 else 1 if abs(value) >= 1 else 2

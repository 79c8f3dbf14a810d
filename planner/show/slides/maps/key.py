"""The key of a flow map: figures of the year, colours and widths of lines."""

from __future__ import annotations

from itertools import pairwise
from math import floor, log10

import numpy as np
from matplotlib.lines import Line2D

from models.tables import Numbers
from planner.show.result import Results
from planner.show.slides.look import GREY, HEADING, IDLE, LINE_BANDS, POINTS, RIGHT, SMALL, TOP
from planner.show.slides.paper import Page, text_height
from planner.show.texts import Words

WIDEST, THINNEST = 16.0, 1.1
"""Points of the line of the largest flow of all years, and of the smallest."""

FIGURES = ("demand_mt", "moved_mt", "home_transit_mt", "bypass_mt", "unmet_mt")
"""Columns of the key figures that stand beside a map."""

SAMPLE = 0.035
"""Share of the page's width of a sample of a line."""


def line_width(mt: Numbers, largest: float) -> Numbers:
    """Points of the lines of flows, where the largest one has the widest line."""
    return np.maximum(THINNEST, WIDEST * mt / max(largest, 1e-9))


def draw_key(page: Page, left: float, results: Results, year: int, largest: float, unplaced: int) -> None:
    """The key in the column at the right of the map; unplaced: nodes without coordinates."""
    words = results.facts.words
    y = _figures(page, left, TOP, results, year)
    y = _heading(page, left, y, words.say("Share of capacity in use"))
    for colour, said in zip([colour for _, colour in LINE_BANDS], band_words(words), strict=True):
        y = _sample(page, left, y, said, (colour, 6.0))
    y = _heading(page, left, y - 0.02, words.say("Mt a year"))
    for mt in samples(largest):
        width = float(line_width(np.array([mt]), largest)[0])
        y = _sample(page, left, y, words.number(mt, 0 if mt >= 1 else 1), (LINE_BANDS[0][1], width))
    y = _sample(page, left, y, words.say("no cargo in the year"), (IDLE, 0.6))
    notes = [words.say("The map shows land, no borders.")]
    if unplaced:
        notes.append(
            words.count(
                "{n} place without coordinates is not shown.",
                "{n} places without coordinates are not shown.",
                unplaced,
            )
        )
    page.write(left, y - 0.02, page.wrap(" ".join(notes), RIGHT - left, 4), va="top", color=GREY)


def samples(largest: float) -> list[float]:
    """Round numbers of Mt up to the largest flow."""
    if largest <= 0:
        return []
    power = 10.0 ** floor(log10(largest))
    top = next(power * step for step in (5.0, 2.0, 1.0) if power * step <= largest * (1 + 1e-9))
    return [top, top / 2 if top / power != 5 else top * 0.4, top / 10]


def band_words(words: Words) -> list[str]:
    """The bands of utilisation in words, the emptiest first."""
    limits = [least for least, _ in LINE_BANDS][1:]
    shares = [words.number(100 * limit, 0 if limit * 100 % 1 == 0 else 1) for limit in limits]
    between = [words.say("{low} to {high}%", low=low, high=high) for low, high in pairwise(shares)]
    return [words.say("under {high}%", high=shares[0]), *between, words.say("full")]


def _figures(page: Page, left: float, top: float, results: Results, year: int) -> float:
    """Key figures of the year; returns where to go on below them."""
    words, table = results.facts.words, results.table("years")
    row = table.frame[table.frame["year"] == year].iloc[0]
    y = _heading(page, left, top, words.say("{year}, Mt", year=year))
    for name in FIGURES:
        figure = words.number(float(row[name]), 1)
        room = RIGHT - left - page.width(figure) - 0.008
        label = page.wrap(words.say(table.columns[name].help), room, 2)
        lines = label.count("\n") + 1
        page.write(left, y, label, va="top", color=GREY)
        page.write(RIGHT, y, figure, va="top", ha="right")
        y -= text_height(lines) + 0.006
    return y - 0.02


def _heading(page: Page, left: float, y: float, words: str) -> float:
    said = page.wrap(words, RIGHT - left, 2, SMALL, "bold")
    page.write(left, y, said, va="top", weight="bold", color=HEADING)
    return y - text_height(said.count("\n") + 1) - 0.008


def _sample(page: Page, left: float, y: float, words: str, line: tuple[str, float]) -> float:
    colour, width = line
    height = max(text_height(), width / POINTS[1]) + 0.006
    middle = y - height / 2
    page.figure.add_artist(
        Line2D([left, left + SAMPLE], [middle, middle], color=colour, lw=width, solid_capstyle="butt")
    )
    page.write(left + SAMPLE + 0.008, middle, words)
    return y - height

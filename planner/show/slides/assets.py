"""Which links and terminals are full, and what more of them saves, on slides."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from planner.show.result import Results
from planner.show.slides import messages
from planner.show.slides.look import BANDS, FAINT, GREY, LEFT, PAPER, SERIES, TOP, band, ink_on
from planner.show.slides.maps import band_words
from planner.show.slides.paper import Page, new_page
from planner.show.slides.rows import HEAD, Grid, new_grid
from planner.show.texts import Words

FULLEST, WORTH_MOST = 17, 15
"""Rows of the pages."""

PALEST, DARKEST = np.array([0.93, 0.95, 0.98]), np.array([0.12, 0.31, 0.47])


def asset_pages(results: Results) -> Iterator[Page]:
    """The heat map of utilisation, then the bottlenecks, each where there are any."""
    full = results.table("utilisation").frame
    if len(full):
        yield _utilisation(results, full)
    worth = results.table("bottlenecks").frame
    if len(worth):
        yield _bottlenecks(results, worth.iloc[:WORTH_MOST])


def _utilisation(results: Results, frame: pd.DataFrame) -> Page:
    words, years = results.facts.words, results.facts.years.tolist()
    shares = frame[[f"y{year}" for year in years]].to_numpy(float)
    order = np.argsort(-np.nan_to_num(shares).mean(axis=1), kind="stable")[:FULLEST]
    shown = words.say(
        "Share of the capacity in use, existing load included; the {n} fullest over all years of {all} links and "
        "terminals; blank: no capacity",
        n=len(order),
        all=len(frame),
    )
    topic = words.say("How full links and terminals are")
    page = new_page(results, "utilisation", topic, messages.fullest(results, int(order[0])), shown)
    grid = new_grid(page, len(order), years, 0.36)
    _bands(grid, words)
    for row, asset in enumerate(order.tolist()):
        grid.name(row, str(frame["name"].iloc[asset]))
        colours = [PAPER if np.isnan(share) else band(share) for share in shares[asset]]
        said = ["" if np.isnan(share) else words.share(share) for share in shares[asset]]
        _cells(grid, row, colours, said)
    return page


def _bottlenecks(results: Results, frame: pd.DataFrame) -> Page:
    words, years = results.facts.words, results.facts.years.tolist()
    shown = words.say(
        "Bar: MUSD that 1 Mt a year more in every plan year saves with the same projects, discounted; +: what is full "
        "with it has a Mt more too; none: not solved for. By year: USD/t for the next tonne"
    )
    topic = words.say("Bottlenecks: where more capacity saves most")
    page = new_page(results, "bottlenecks", topic, messages.bottleneck(results, topic), shown)
    grid = new_grid(page, len(frame), years, 0.56)
    prices = frame[[f"y{year}" for year in years]].to_numpy(float)
    highest = np.nanmax(prices, initial=1e-9)
    for row in range(len(frame)):
        colours = [PAPER if np.isnan(price) else _shade(price / highest) for price in prices[row]]
        said = ["" if np.isnan(price) else _price(price, words) for price in prices[row]]
        _cells(grid, row, colours, said)
    _worths(grid, frame, words)
    return page


def _worths(grid: Grid, frame: pd.DataFrame, words: Words) -> None:
    """Names with bars beside them, all on one scale."""
    worth = frame["worth_musd"].to_numpy(float)
    left, right = 0.33, grid.left - 0.015
    named = Grid(grid.page, grid.axes, left, right, grid.row)
    axes = grid.page.axes(left, grid.axes.get_position().y0, right, grid.axes.get_position().y1)
    known = np.nan_to_num(worth)
    most = max(known.max(), 1e-9)
    together = [" +" if names else "" for names in frame["together_with"]]
    said = [
        "" if np.isnan(value) else words.number(value, 0 if most >= 99.5 else 1) + more
        for value, more in zip(worth, together, strict=True)
    ]
    room = max(grid.page.width(text) for text in said) + 0.01
    axes.set_xlim(0, most * (right - left) / (right - left - room))
    axes.set_ylim(len(worth), 0)
    axes.barh(np.arange(len(worth)) + 0.5, known, 0.6, color=SERIES[0])
    for row, text in enumerate(said):
        named.name(row, str(frame["name"].iloc[row]))
        end = left + (right - left) * known[row] / axes.get_xlim()[1]
        grid.page.write(end + 0.005, grid.middle(row), text)


def _cells(grid: Grid, row: int, colours: list[str], said: list[str]) -> None:
    """Coloured cells of a row with their figures, where these fit into a cell."""
    grid.axes.barh([row + 0.5] * len(colours), 0.94, 0.86, np.arange(len(colours)) + 0.03, color=colours, zorder=2)
    width = (grid.right - grid.left) / len(colours)
    fits = max((grid.page.width(text) for text in said if text), default=0.0) < width * 0.94
    for number, (colour, text) in enumerate(zip(colours, said, strict=True)):
        if text and fits:
            grid.page.write(
                grid.left + width * (number + 0.5), grid.middle(row), text, ha="center", color=ink_on(colour)
            )


def _bands(grid: Grid, words: Words) -> None:
    """What the colours stand for, above the names."""
    y, x = TOP - HEAD / 2, LEFT
    for (_, colour), said in zip(BANDS, band_words(words), strict=True):
        sample = grid.page.axes(x, y - 0.009, x + 0.012, y + 0.009)
        sample.set_facecolor(colour)
        sample.patch.set_edgecolor(FAINT)
        grid.page.write(x + 0.016, y, said, color=GREY)
        x += 0.016 + grid.page.width(said) + 0.014


def _price(price: float, words: Words) -> str:
    if price < 0.05:
        return f"<{words.number(0.1, 1)}"
    return words.number(price, 1 if price < 9.95 else 0)


def _shade(share: float) -> str:
    red, green, blue = (PALEST + (DARKEST - PALEST) * share**0.6).tolist()
    return f"#{round(red * 255):02X}{round(green * 255):02X}{round(blue * 255):02X}"

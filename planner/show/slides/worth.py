"""What projects are worth, on a slide: costs to the left of nothing, gains to the right."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from planner.show.result import Results
from planner.show.slides import messages
from planner.show.slides.look import BOTTOM, FAINT, GREY, INK, LEFT, PAPER, RIGHT, SERIES, SMALL, TARGET, TOP
from planner.show.slides.paper import Page, new_page, text_height
from planner.show.slides.rows import HEAD, TALLEST, Grid

ROWS = 17
"""Projects on the page."""

NAMES = 0.34
"""Where the bars begin, as a share of the page's width."""

COLOURS = {
    "capital": SERIES[0],
    "upkeep": SERIES[4],
    "transport": SERIES[2],
    "time": SERIES[1],
    "carbon": SERIES[6],
    "moved": SERIES[3],
    "residual": SERIES[9],
}
"""Of streams, as on the page for a browser."""


def worth_pages(results: Results) -> Iterator[Page]:
    """The projects with the most net present value; nothing where a result does not appraise them."""
    if results.rate is None:
        return
    frame = results.table("appraisal").frame
    known = frame[frame["npv_musd"].notna() & (frame.index > 0)]
    if len(known):
        yield _worth(results, known.iloc[:ROWS], len(known))


def _worth(results: Results, frame: pd.DataFrame, known: int) -> Page:
    words = results.facts.words
    shown = words.say(
        "MUSD of {year} at {rate}: costs left, gains right, net present value as a point; the {n} with the most of "
        "{all} projects, each in the plan; the values do not add up",
        year=results.case.parameters.base_year,
        rate=words.share(results.rate or 0.0, 1),
        n=len(frame),
        all=known,
    )
    topic = words.say("What projects are worth")
    page = new_page(results, "worth", topic, messages.worth(results, topic), shown)
    columns = _columns(results, frame)
    rooms = [max(page.width(said, SMALL, "bold") for said in (head, *cells)) + 0.014 for head, cells in columns]
    grid = _grid(page, len(frame), RIGHT - sum(rooms))
    for column, (head, cells) in enumerate(columns):
        grid.column(RIGHT - sum(rooms[column + 1 :]), head, cells)
    for row, name in enumerate(frame["name"].tolist()):
        grid.name(row, str(name))
    _bars(grid, results, frame)
    _key(grid, results, frame)
    return page


def _columns(results: Results, frame: pd.DataFrame) -> list[tuple[str, list[str]]]:
    """Head and cells of each column at the right."""
    words = results.facts.words
    small = float(frame["npv_musd"].abs().max()) < 99.5
    ratio = ["" if np.isnan(value) else words.number(value, 2) for value in frame["bcr"].tolist()]
    return [
        (words.say("NPV"), [words.number(value, 1 if small else 0) for value in frame["npv_musd"].tolist()]),
        (words.say("B/C"), ratio),
        (words.say("Return"), [str(said).partition(";")[0] for said in frame["rate_of_return"].tolist()]),
    ]


def _grid(page: Page, rows: int, right: float) -> Grid:
    height = min(TALLEST, (TOP - HEAD - BOTTOM - text_height(2)) / rows)
    axes = page.axes(NAMES, TOP - HEAD - height * rows, right, TOP - HEAD)
    axes.set_ylim(rows, 0)
    return Grid(page, axes, NAMES, right, height)


def _bars(grid: Grid, results: Results, frame: pd.DataFrame) -> None:
    """What each stream is worth, on a side of nothing by its sign."""
    amounts = _amounts(results, frame)
    reached = {side: np.zeros(len(frame)) for side in (1, -1)}
    for name, colour in COLOURS.items():
        for side, ends in reached.items():
            part = np.maximum(0.0, side * amounts[name].to_numpy(float)) * side
            grid.axes.barh(np.arange(len(frame)) + 0.5, part, 0.6, ends, color=colour)
            reached[side] = ends + part
    middles = np.arange(len(frame)) + 0.5
    low, high = float(reached[-1].min(initial=0.0)), float(reached[1].max(initial=0.0))
    margin = 0.03 * max(high - low, 1e-9)
    grid.axes.set_xlim(low - margin, high + margin)
    grid.axes.axvline(0.0, color=INK, lw=0.8)
    grid.axes.hlines(range(len(frame) + 1), low - margin, high + margin, color=FAINT, lw=0.6, zorder=0)
    grid.axes.scatter(frame["npv_musd"], middles, s=34, marker="D", c=TARGET, ec=PAPER, lw=0.9, zorder=4)


def _amounts(results: Results, frame: pd.DataFrame) -> pd.DataFrame:
    """Present values of each project's streams, in the order of its rows."""
    return results.table("stream_keys").frame.set_index("key").loc[frame["id"].tolist()]


def _key(grid: Grid, results: Results, frame: pd.DataFrame) -> None:
    """What the colours stand for, below the bars: those that are there."""
    words, columns, amounts = results.facts.words, results.table("stream_keys").columns, _amounts(results, frame)
    y, x = BOTTOM + text_height(), LEFT
    for name, colour in COLOURS.items():
        if amounts[name].to_numpy(float).any():
            sample = grid.page.axes(x, y - 0.009, x + 0.012, y + 0.009)
            sample.set_facecolor(colour)
            said = words.say(columns[name].help)
            grid.page.write(x + 0.016, y, said, color=GREY)
            x += 0.016 + grid.page.width(said) + 0.014

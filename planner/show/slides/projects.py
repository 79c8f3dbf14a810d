"""Which project is built and serves when, on slides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TypeVar

import pandas as pd

from planner.show.result import Results, ResultTable
from planner.show.slides import messages
from planner.show.slides.look import FORCED, GRID, RIGHT, SERIES, SMALL, STRIPES
from planner.show.slides.paper import Page, new_page
from planner.show.slides.rows import Grid, new_grid, portions

ROWS = 16
"""Projects on one page."""

TALL = 0.62
"""Height of a bar as a share of its row."""

WHOLE = 1 - 1e-6

Cell = TypeVar("Cell")

BUILDING = ("build", "grow")
"""Marks of years under construction."""


def project_pages(results: Results) -> Iterator[Page]:
    """The timeline of the projects that open, on as many pages as it needs."""
    frame = results.table("timeline").frame
    opened = [row for row, year in enumerate(frame["opening_year"].tolist()) if year == year]  # noqa: PLR0124 - NaN
    pages = list(portions(opened, ROWS))
    for number, rows in enumerate(pages, start=1):
        yield _timeline(results, list(rows), number, len(pages))


def _timeline(results: Results, rows: list[int], number: int, pages: int) -> Page:
    words, table = results.facts.words, results.table("timeline")
    title = messages.built(results)
    if pages > 1:
        title = words.say("{title} ({number} of {all})", title=title, number=number, all=pages)
    shown = words.say(
        "Striped: construction; blue: in service, as high as the share built; grey: the same, forced by the input; at "
        "the right: capital cost of the whole"
    )
    name = f"timeline-{number}" if pages > 1 else "timeline"
    page = new_page(results, name, words.say("Projects: construction and service"), title, shown)
    frame = table.frame.iloc[rows]
    columns = _columns(results, frame)
    rooms = [max(page.width(said, SMALL, "bold") for said in (head, *cells)) + 0.014 for head, cells in columns]
    grid = new_grid(page, len(rows), results.facts.years.tolist(), 0.36, RIGHT - sum(rooms))
    for column, (head, cells) in enumerate(columns):
        grid.column(RIGHT - sum(rooms[column + 1 :]), head, cells)
    grid.axes.vlines(range(len(results.facts.years) + 1), 0, len(rows), color=GRID, lw=0.6, zorder=0)
    for place, (row, name) in enumerate(zip(rows, frame["name"].tolist(), strict=True)):
        grid.name(place, str(name))
        _bars(grid, place, _cells(results, table, row))
    return page


def _columns(results: Results, frame: pd.DataFrame) -> list[tuple[str, list[str]]]:
    """Head and cells of each column at the right; shares only where one is not the whole."""
    words, shares = results.facts.words, frame["share"].tolist()
    built = [(words.say("Share"), [words.share(min(share, 1.0)) for share in shares])]
    return [
        (words.say("Opens"), [str(int(year)) for year in frame["opening_year"]]),
        *(built if min(shares) < WHOLE else ()),
        (words.say("MUSD"), [words.number(cost) for cost in frame["capex_musd"].tolist()]),
    ]


def _cells(results: Results, table: ResultTable, row: int) -> list[tuple[str, float]]:
    """Mark and share in service of each plan year."""
    names = [f"y{year}" for year in results.facts.years.tolist()]
    shares = [table.frame[name].iloc[row] for name in names]
    return [
        (table.marks[name][row], 0.0 if isinstance(share, str) else float(share))
        for name, share in zip(names, shares, strict=True)
    ]


def _bars(grid: Grid, row: int, cells: list[tuple[str, float]]) -> None:
    """Construction over the whole height of a bar, service before it, as high as the share; equal years as one."""
    foot = row + 0.5 + TALL / 2
    for start, end, building in _runs([mark in BUILDING for mark, _ in cells]):
        if building:
            grid.axes.barh(
                foot, end - start, -TALL, start, align="edge", fc=STRIPES, ec=SERIES[4], hatch="////", lw=0.6
            )
    for start, end, (mark, share) in _runs(cells):
        colour = FORCED if mark == "forced" else SERIES[0]
        grid.axes.barh(foot, end - start, -TALL * min(1.0, share), start, align="edge", fc=colour)


def _runs(cells: Sequence[Cell]) -> Iterator[tuple[int, int, Cell]]:
    """First, end and content of each run of equal cells."""
    start = 0
    for content, run in groupby(cells):
        end = start + len(list(run))
        yield start, end, content
        start = end

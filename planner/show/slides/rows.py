"""Pages of rows: a name at the left, then years, then figures; as many rows on a page as can be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TypeVar

from matplotlib.axes import Axes

from planner.show.slides.look import BOTTOM, FAINT, GREY, LEFT, RIGHT, SMALL, TOP
from planner.show.slides.paper import Page, text_height
from planner.show.slides.years import shown_every

Rows = TypeVar("Rows")

CLOSE = 1.12
"""Height of a line of a name in heights of its letters."""

TALLEST = 0.06
"""Share of the page's height that a row takes where there are few."""

HEAD = text_height() * 1.8
"""Height of the line of years above the rows."""


@dataclass(frozen=True)
class Grid:
    """Rows of a page. left, right: ends of the years; row: height of a row; axes: rows from 0 down, years from 0."""

    page: Page
    axes: Axes
    left: float
    right: float
    row: float

    def middle(self, row: int) -> float:
        """Height of a row's middle on the page."""
        return TOP - HEAD - self.row * (row + 0.5)

    def name(self, row: int, words: str) -> None:
        """The name of a row, on two lines where there is room for them."""
        lines = 2 if self.row >= text_height(2, SMALL, CLOSE) else 1
        said = self.page.wrap(words, self.left - LEFT - 0.012, lines)
        self.page.write(LEFT, self.middle(row), said, line=CLOSE)

    def column(self, x: float, head: str, said: Sequence[str]) -> None:
        """Words at the right end of a column, below its head."""
        self.page.write(x, TOP - HEAD / 2, head, ha="right", color=GREY, weight="bold")
        for row, words in enumerate(said):
            if words:
                self.page.write(x, self.middle(row), words, ha="right")


def new_grid(page: Page, rows: int, years: Sequence[int], left: float, right: float = RIGHT) -> Grid:
    """An empty grid with the years above it and faint lines between its rows."""
    row = min(TALLEST, (TOP - HEAD - BOTTOM) / rows)
    axes = page.axes(left, TOP - HEAD - row * rows, right, TOP - HEAD)
    axes.set_xlim(0, len(years))
    axes.set_ylim(rows, 0)
    step = shown_every(len(years), right - left, page.width("2025", SMALL, "bold") + 0.006)
    for number in range(0, len(years), step):
        x = left + (right - left) * (number + 0.5) / len(years)
        page.write(x, TOP - HEAD / 2, str(years[number]), ha="center", color=GREY, weight="bold")
    axes.hlines(range(rows + 1), 0, len(years), color=FAINT, lw=0.6)
    return Grid(page, axes, left, right, row)


def portions(rows: Sequence[Rows], most: int) -> Iterator[Sequence[Rows]]:
    """The rows in portions of nearly equal size, none with more than so many."""
    count = ceil(len(rows) / most)
    size = ceil(len(rows) / count) if count else 1
    for start in range(0, len(rows), size):
        yield rows[start : start + size]

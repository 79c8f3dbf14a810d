"""Charts of a result: what they say and draw, and the figures they keep of the cells they refer to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from openpyxl.utils.cell import range_to_tuple

from planner.cli.plans.verification.places import Misstated
from planner.cli.plans.verification.rows import agrees, shown
from planner.read.cells import Grid, Raw
from planner.read.result import Book, DrawnChart, Kept
from planner.show.workbook import StatedChart


def charts_apart(book: Book, stated: Sequence[StatedChart]) -> Iterator[Misstated]:
    """What of the charts does not stand: texts, ranges, and kept figures that their cells do not hold.

    A chart that is missing states nothing: not every program keeps charts when it saves.
    """
    words = {word for one in stated for word in one.words}
    ranges = {_plain(cells) for one in stated for cells in one.ranges}
    cells: dict[str, Mapping[int, Sequence[Raw]]] = {}
    for chart in book.charts:
        for word in chart.words:
            if word not in words:
                yield Misstated("", "", word, None, what="chart-text", file=chart.part)
        for kept in chart.kept:
            drawn = _plain(kept.cells)
            if "!" in drawn and drawn not in ranges:
                yield Misstated("", "", drawn, None, what="chart-range", file=chart.part)
            elif not drawn and kept.points:
                yield Misstated("", "", ", ".join(kept.points.values()), None, what="chart-figure", file=chart.part)
            else:
                yield from _kept(book.grids, cells, chart, kept)


def _plain(cells: str) -> str:
    return cells.lstrip("=").replace("$", "").replace("'", "")


def _kept(
    grids: Mapping[str, Grid], cells: dict[str, Mapping[int, Sequence[Raw]]], chart: DrawnChart, kept: Kept
) -> Iterator[Misstated]:
    """Figures kept of a range that are not those of its cells."""
    for place, (sheet, line, column) in enumerate(_places(kept.cells)):
        if place in kept.points and sheet in grids:
            rows = cells.setdefault(sheet, dict(zip(grids[sheet].lines, grids[sheet].rows, strict=True)))
            row = rows.get(line, ())
            value = row[column - 1] if column <= len(row) else None
            if not agrees(_number(kept.points[place]), _number(shown(value))):
                yield Misstated(
                    sheet, kept.cells, kept.points[place], shown(value), what="chart-figure", file=chart.part
                )


def _places(cells: str) -> Iterator[tuple[str, int, int]]:
    """Sheet, line and column of each cell of a range, in the order in which a chart counts them."""
    if "!" not in cells:
        return
    area: Any = range_to_tuple(cells if ":" in cells else f"{cells}:{cells.split('!')[1]}")
    sheet, (first, top, last, bottom) = area
    yield from ((sheet, line, column) for line in range(top, bottom + 1) for column in range(first, last + 1))


def _number(text: str) -> Raw:
    try:
        return float(text)
    except ValueError:
        return text

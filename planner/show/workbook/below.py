"""A picture and a chart beside each other below the rows of a table."""

from __future__ import annotations

from io import BytesIO
from math import ceil
from typing import Any

from planner.show.result import Below, ResultTable
from planner.show.texts import Words
from planner.show.workbook.cells import Cells
from planner.show.workbook.charts import ROW, Anchor, draw_chart

WIDTH, HEIGHT = 500, 260
"""Pixels of a picture, and of a chart."""

GAP = 20
"""Pixels between them."""


def place_below(cells: Cells, below: Below, row: int) -> int:
    """Put the picture; returns how many rows both take, one of them free below."""
    if below.picture:
        data = {"image_data": BytesIO(below.picture), "description": below.words, "object_position": 1}
        cells.accept(cells.target.insert_image(row, 0, "picture.png", data), row, 0)
    return ceil(HEIGHT / ROW) + 1 if below.picture or below.chart else 0


def chart_below(
    workbook: Any, cells: Cells, below: Below, row: int, source: tuple[ResultTable, Anchor], words: Words
) -> None:
    """Put the chart at the right of the picture, or in its place where there is none; source: its table, and where."""
    if below.chart is None:
        return
    drawn = draw_chart(workbook, below.chart, *source, WIDTH, words)
    drawn.set_size({"width": WIDTH, "height": HEIGHT})
    left = WIDTH + GAP if below.picture else 0
    how = {"description": words.say(below.chart.title), "x_offset": left}
    cells.accept(cells.target.insert_chart(row, 0, drawn, how), row, 0)

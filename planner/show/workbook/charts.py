"""Native charts of a result workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

import numpy as np
import pandas as pd
from xlsxwriter.utility import xl_range_formula

from planner.show.result import GREY, PALETTE, Chart, ResultTable
from planner.show.texts import Words
from planner.show.workbook.look import FORMATS, heading

WIDTH, WIDEST = 1080, 1560
"""Pixels over which charts stand beside each other: at least, and at most where the tables are so wide."""

HEIGHTS = {1: 440, 2: 340, 3: 290}
"""Pixels of a chart by the number of charts beside each other."""

AROUND, BAR = 120, 20
"""Pixels of a chart of bars from left to right: around them, and for each row; bars beside each other take half."""

LEAST = 240
"""Pixels of such a chart at least."""

ROW = 20
"""Pixels of a row of cells."""

GAP = 2
"""Rows of cells below a chart."""

PAGE_HEIGHT = 0.64
"""Height of what is printed on a page as a share of its width; a little less than there is."""

TARGET = "#B3261E"


Anchor = tuple[str, int, dict[str, int], int]
"""Where a table stands: sheet, first data row, position of each column, number of rows; all from 0."""


@dataclass(frozen=True)
class Placed:
    """Where a chart stands: the row of cells at its top, pixels from the left, and its width in pixels."""

    row: int
    left: int
    width: int


def pixels(room: Sequence[float]) -> int:
    """Width of columns, given in characters."""
    return int(sum(7 * width + 5 for width in room))


def charts_width(room: Sequence[float]) -> int:
    """Pixels over which charts stand on a sheet with columns of these widths."""
    return min(max(WIDTH, pixels(room)), WIDEST)


def rows_on_page(room: Sequence[float]) -> int:
    """Rows of a printed page that is as wide as columns of these widths, or as the charts."""
    return int(max(WIDTH, pixels(room)) * PAGE_HEIGHT / ROW)


def place_charts(charts: Sequence[Chart], row: int, width: int) -> tuple[list[Placed], int]:
    """Where charts stand from `row` on, those of one size beside each other; and the row below them."""
    placed: list[Placed] = []
    beside = 0
    for number, chart in enumerate(charts):
        if number and (chart.across != charts[number - 1].across or beside == chart.across):
            row, beside = row + _rows(charts[number - 1]), 0
        placed.append(Placed(row, beside * width // chart.across, width // chart.across))
        beside += 1
    return placed, row + (_rows(charts[-1]) if charts else 0)


def _height(chart: Chart) -> int:
    if not (chart.sideways and chart.rows):
        return HEIGHTS[chart.across]
    beside = 1.0 if chart.stacked else (1 + len(chart.columns)) / 2
    return max(AROUND + int(BAR * chart.rows[1] * beside), LEAST)


def _rows(chart: Chart) -> int:
    return ceil(_height(chart) / ROW) + GAP


def draw_chart(workbook: Any, chart: Chart, table: ResultTable, anchor: Anchor, width: int, words: Words) -> Any:
    """A chart of a table's rows, to be put on a sheet, so many pixels wide."""
    kind = _scatter if chart.scatter else _bars if chart.sideways else _columns
    drawn = kind(workbook, chart, table, anchor, words)
    drawn.set_size({"width": width, "height": _height(chart)})
    return drawn


def chart_words(
    chart: Chart, table: ResultTable, anchor: Anchor, words: Words
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a chart says, title and names of its series first, and the ranges of cells that it draws."""
    series = [_series(chart, table, anchor, name, words) for name in (*chart.columns, *chart.lines, *chart.points)]
    along = heading(table.columns[chart.category], words) if chart.scatter else ""
    said = (words.say(chart.title), *(one["name"] for one in series), words.say(chart.unit), along)
    ranges = tuple(xl_range_formula(*one[part]) for one in series for part in ("categories", "values"))
    return tuple(str(each) for each in said if each), ranges


def _columns(workbook: Any, chart: Chart, table: ResultTable, anchor: Anchor, words: Words) -> Any:
    drawn = workbook.add_chart({"type": "column", **({"subtype": "stacked"} if chart.stacked else {})})
    for name in chart.columns:
        fill = {"color": _colour(chart, name)}
        drawn.add_series(_series(chart, table, anchor, name, words) | {"fill": fill, "gap": 60})
    if chart.lines or chart.points:
        lines = workbook.add_chart({"type": "line"})
        for name in chart.lines:
            lines.add_series(_series(chart, table, anchor, name, words) | {"line": {"color": TARGET, "width": 2.25}})
        for name in chart.points:
            lines.add_series(_series(chart, table, anchor, name, words) | _points(chart, table, name, words))
        drawn.combine(lines)
    _frame(drawn, chart, words)
    drawn.set_y_axis(_value_axis(chart, words, _pattern(_shown(chart, table))))
    drawn.set_x_axis({"num_format": "0", "label_position": "low", **_letters(chart)})
    drawn.show_blanks_as("gap")
    return drawn


def _bars(workbook: Any, chart: Chart, table: ResultTable, anchor: Anchor, words: Words) -> Any:
    drawn = workbook.add_chart({"type": "bar", **({"subtype": "stacked"} if chart.stacked else {})})
    for name in chart.columns:
        fill = {"color": _colour(chart, name)}
        drawn.add_series(_series(chart, table, anchor, name, words) | {"fill": fill, "gap": 50})
    _frame(drawn, chart, words)
    drawn.set_x_axis(_value_axis(chart, words, _pattern(_shown(chart, table))))
    drawn.set_y_axis({"reverse": True, "label_position": "low", "crossing": "max", "num_font": {"size": 9}})
    return drawn


def _scatter(workbook: Any, chart: Chart, table: ResultTable, anchor: Anchor, words: Words) -> Any:
    drawn = workbook.add_chart({"type": "scatter", "subtype": "straight_with_markers"})
    for name in chart.columns:
        colour = {"color": _colour(chart, name)}
        look = {
            "line": colour | {"width": 2},
            "marker": {"type": "circle", "size": 5, "fill": colour, "border": colour},
        }
        drawn.add_series(_series(chart, table, anchor, name, words) | look)
    _frame(drawn, chart, words)
    drawn.set_y_axis(_value_axis(chart, words, "#,##0.##"))
    drawn.set_x_axis({"name": heading(table.columns[chart.category], words), "num_format": "#,##0", "min": 0})
    return drawn


def _shown(chart: Chart, table: ResultTable) -> pd.DataFrame:
    """The rows that a chart shows."""
    first, count = chart.rows or (0, len(table.frame))
    return table.frame.iloc[first : first + count]


def _pattern(frame: pd.DataFrame) -> str:
    """Number format of the value axis: as many digits as the largest value needs."""
    known = np.abs(frame.select_dtypes("number").drop(columns="year", errors="ignore").to_numpy(float))
    largest = float(np.max(np.nan_to_num(known), initial=0.0))
    return "#,##0" if largest >= 10 else "0.0" if largest >= 1 else "0.00"


def _frame(drawn: Any, chart: Chart, words: Words) -> None:
    """Title and legend; one series needs no legend."""
    title = {"size": 13 if chart.across == 1 else 11}
    drawn.set_title({"name": words.say(chart.title), "name_font": title, "overlay": False})
    alone = chart.sideways and len(chart.columns) == 1
    drawn.set_legend(
        {"none": True} if alone else {"position": "bottom", **({"font": {"size": 8}} if chart.across > 1 else {})}
    )


def _value_axis(chart: Chart, words: Words, pattern: str) -> dict[str, Any]:
    grid = {"visible": True, "line": {"color": "#D9D9D9"}}
    least = {} if chart.floor is None else {"min": chart.floor}
    return {"name": words.say(chart.unit), "num_format": pattern, "major_gridlines": grid, **least, **_letters(chart)}


def _letters(chart: Chart) -> dict[str, Any]:
    return {"num_font": {"size": 8}, "name_font": {"size": 8}} if chart.across > 1 else {}


def _colour(chart: Chart, name: str) -> str:
    if name in chart.colours:
        return chart.colours[name]
    coloured = [column for column in chart.columns if column not in chart.grey]
    return GREY if name in chart.grey else PALETTE[coloured.index(name) % len(PALETTE)]


def _series(chart: Chart, table: ResultTable, anchor: Anchor, name: str, words: Words) -> dict[str, Any]:
    sheet, top, columns, rows = anchor
    start, count = chart.rows or (0, rows)
    first = top + start
    last = first + max(count, 1) - 1
    return {
        "name": words.say(table.columns[name].help),
        "categories": [sheet, first, columns[chart.category], last, columns[chart.category]],
        "values": [sheet, first, columns[name], last, columns[name]],
    }


def _points(chart: Chart, table: ResultTable, name: str, words: Words) -> dict[str, Any]:
    """Points with their value beside; on a small chart the last one only, so that they do not run into each other."""
    known = np.flatnonzero(_shown(chart, table)[name].notna().to_numpy())
    unlabelled = known[:-1].tolist() if chart.across > 1 else []
    pattern = f'#,##0.# "{words.say(chart.unit)}"' if FORMATS.get(chart.unit) else "General"
    size = 9 if chart.across == 1 else 6
    font = {"bold": True} | ({"size": 8} if chart.across > 1 else {})
    return {
        "line": {"none": True},
        "marker": {"type": "diamond", "size": size, "fill": {"color": TARGET}, "border": {"color": TARGET}},
        "data_labels": {"value": True, "position": "above", "num_format": pattern, "font": font}
        | (
            {"custom": [{"delete": True} if row in unlabelled else None for row in range(known[-1] + 1)]}
            if unlabelled
            else {}
        ),
    }

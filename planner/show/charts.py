"""Native charts of a result workbook."""

from __future__ import annotations

from typing import Any

from planner.show.layout import Chart, ResultTable
from planner.show.look import FORMATS, heading

CHART_ROWS = 24
"""Rows that a chart covers."""

SIZE = {"width": 1080, "height": 440}

PALETTE = (
    "#1F4E78", "#2E9E8F", "#E3A857", "#7B5EA7", "#8FB8DE", "#C25B56",
    "#6B8E23", "#D98880", "#5D6D7E", "#B9770E", "#45B39D", "#A569BD",
)  # fmt: skip
TARGET = "#C00000"


Anchor = tuple[str, int, dict[str, int], int]
"""Where a table stands: sheet, first data row, position of each column, number of rows; all from 0."""


def draw_chart(workbook: Any, chart: Chart, table: ResultTable, anchor: Anchor) -> Any:
    """A chart of a table's rows, to be put on a sheet."""
    if chart.scatter:
        return _scatter(workbook, chart, table, anchor)
    drawn = workbook.add_chart({"type": "column", **({"subtype": "stacked"} if chart.stacked else {})})
    for number, name in enumerate(chart.columns):
        fill = {"color": PALETTE[number % len(PALETTE)]}
        drawn.add_series(_series(chart, table, anchor, name) | {"fill": fill, "gap": 60})
    if chart.lines or chart.points:
        lines = workbook.add_chart({"type": "line"})
        for name in chart.lines:
            lines.add_series(_series(chart, table, anchor, name) | {"line": {"color": TARGET, "width": 2.25}})
        for name in chart.points:
            lines.add_series(_series(chart, table, anchor, name) | _points(chart.unit))
        drawn.combine(lines)
    drawn.set_title({"name": chart.title, "name_font": {"size": 13}, "overlay": False})
    drawn.set_y_axis(
        {"name": chart.unit, "num_format": "#,##0", "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}}
    )
    drawn.set_x_axis({"num_format": "0"})
    drawn.set_legend({"position": "bottom"})
    drawn.set_size(SIZE)
    drawn.show_blanks_as("gap")
    return drawn


def _scatter(workbook: Any, chart: Chart, table: ResultTable, anchor: Anchor) -> Any:
    drawn = workbook.add_chart({"type": "scatter", "subtype": "straight_with_markers"})
    for number, name in enumerate(chart.columns):
        colour = {"color": PALETTE[number % len(PALETTE)]}
        look = {
            "line": colour | {"width": 2},
            "marker": {"type": "circle", "size": 5, "fill": colour, "border": colour},
        }
        drawn.add_series(_series(chart, table, anchor, name) | look)
    drawn.set_title({"name": chart.title, "name_font": {"size": 13}, "overlay": False})
    grid = {"visible": True, "line": {"color": "#D9D9D9"}}
    drawn.set_y_axis({"name": chart.unit, "num_format": "#,##0.##", "major_gridlines": grid})
    drawn.set_x_axis({"name": heading(table.columns[chart.category]), "num_format": "#,##0", "min": 0})
    drawn.set_legend({"position": "bottom"})
    drawn.set_size(SIZE)
    return drawn


def _series(chart: Chart, table: ResultTable, anchor: Anchor, name: str) -> dict[str, Any]:
    sheet, first, columns, rows = anchor
    last = first + max(rows, 1) - 1
    return {
        "name": table.columns[name].help,
        "categories": [sheet, first, columns[chart.category], last, columns[chart.category]],
        "values": [sheet, first, columns[name], last, columns[name]],
    }


def _points(unit: str) -> dict[str, Any]:
    pattern = f'#,##0.# "{unit}"' if FORMATS.get(unit) else "General"
    return {
        "line": {"none": True},
        "marker": {"type": "diamond", "size": 9, "fill": {"color": TARGET}, "border": {"color": TARGET}},
        "data_labels": {"value": True, "position": "above", "num_format": pattern, "font": {"bold": True}},
    }

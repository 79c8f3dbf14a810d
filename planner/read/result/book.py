"""A result workbook opened: the cells of its sheets and what its charts keep."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from planner.read.cells import Grid
from planner.read.collector import collector_paused
from planner.read.excel import inspect
from planner.read.grids import opened, read_sheets
from planner.read.plain_file import require_file
from planner.read.result.charts import DrawnChart, read_charts


@dataclass(frozen=True)
class Book:
    """The filled rows of sheets by name, in the order of the workbook; charts of a book that was read whole."""

    path: Path
    grids: Mapping[str, Grid]
    charts: tuple[DrawnChart, ...] = ()


def read_some(path: Path, wanted: Collection[str]) -> Book:
    """Some sheets of a result workbook; raises UnreadableInput where it is no workbook."""
    require_file(path, "a result workbook")
    return Book(path, read_sheets(path, wanted))


@collector_paused()
def read_whole(path: Path) -> Book:
    """Every sheet and chart of a result workbook; raises UnreadableInput where it is no workbook."""
    require_file(path, "a result workbook")
    inspect(path)
    with opened(path) as package:
        grids = {}
        for sheet in package.sheets:
            rows = {n: row for n, row in package.rows(sheet).items() if any(cell not in (None, "") for cell in row)}
            grids[sheet.name] = Grid(sheet.name, None, list(rows.values()), list(rows))
        return Book(path, grids, read_charts(package.archive))

"""A diagnosis as one JSON object."""

from __future__ import annotations

from typing import Any

from models.tables import Cell
from planner.show.studies.repair.shown import Line, Shown


def json_of(shown: Shown) -> dict[str, Any]:
    """The keys of `solve --json` that say why there is no plan."""
    return {
        "status": "no_plan",
        "message": shown.message,
        "diagnosis": [_line(line) for line in shown.alone],
        "combination": [_line(line, alone=False) for line in shown.together],
    }


def _line(line: Line, *, alone: bool = True) -> dict[str, Any]:
    told = {
        "lever": line.lever,
        "table": line.table,
        **line.place.spot,
        "unit": line.unit,
        "current": line.current,
        "needed": line.needed,
        "change": line.change,
    }
    told |= {"helps_alone": line.helps} if alone else {}
    cells = [{**cell.place.spot, "old": _plain(cell.old), "new": _plain(cell.new)} for cell in line.cells]
    return told | {"proven": line.proven, "projects": line.projects, "words": line.words, "changes": cells}


def _plain(cell: Cell) -> str | float | int | None:
    return "|".join(cell) if isinstance(cell, tuple) else cell

"""The difference of two cases as one JSON object."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from models.tables import Cell
from planner.show.studies.alike import cell_words
from planner.show.studies.difference.shown import Shown, differences_of


def json_of(shown: Shown) -> dict[str, Any]:
    """The object of `diff --json` but for its version and files."""
    plain = {"a": asdict(shown.a), "b": asdict(shown.b)}
    entries = [asdict(entry) | {"a": _plain(entry.a), "b": _plain(entry.b)} for entry in shown.entries]
    return plain | {
        "same": shown.complete and not any(map(differences_of, shown.tables)),
        "tables": [asdict(table) for table in shown.tables],
        "columns": [asdict(total) for total in shown.totals],
        "differences": entries,
    }


def _plain(cell: Cell) -> Any:
    return cell_words(cell) if isinstance(cell, tuple) else cell

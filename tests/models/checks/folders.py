"""Case folders read without any care, for tests that need whole cases."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from models.case import TABLES, Case
from models.tables import Cell, Column, columns_of, is_year, make_table

INSTANCES = Path(__file__).parents[2] / "instances"


def read_folder(folder: Path) -> Case:
    """The case of a folder with one CSV per table; a table without a file is empty."""
    return Case(**{name: _table(name, folder / f"{name}.csv") for name in TABLES})


def _table(name: str, file: Path) -> Any:
    if not file.exists():
        return make_table(TABLES[name], {})
    with file.open(encoding="utf-8", newline="") as lines:
        header, *rows = csv.reader(lines)
    columns = {header: _cells(name, header, [row[place] for row in rows]) for place, header in enumerate(header)}
    return make_table(TABLES[name], columns)


def _cells(table: str, header: str, texts: list[str]) -> list[Cell]:
    column = columns_of(TABLES[table]).get(header)
    kind = "number" if is_year(header) else column.kind if isinstance(column, Column) else "text"
    typed: dict[str, Any] = {
        "number": float,
        "integer": int,
        "flag": lambda text: text == "yes",
        "list": lambda text: tuple(text.split("|")),
    }
    return [typed.get(kind, str)(text) if text else None for text in texts]

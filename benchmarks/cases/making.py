"""Sizes, and the case of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from benchmarks.cases.freight import Freight, commodity_table, demand_table
from benchmarks.cases.geography import HOME, Columns, Grid, link_table, node_table, terminal_table
from benchmarks.cases.investment import project_tables, shared_tables
from models.case import TABLES, Case
from models.tables import make_table

FIRST_YEAR = 2025

PENALTY = 50.0
"""USD/t of unmet demand for each node of the grid's width: more than the way across costs."""

SETTINGS = {
    "home_country": HOME,
    "base_year": str(FIRST_YEAR),
    "discount_rate": "0.05",
    "currency": "USD",
}


@dataclass(frozen=True)
class Size:
    """What a synthetic case is made of."""

    width: int
    height: int
    years: int
    freight: Freight
    projects: int
    room: float = 1.5
    seed: int = 1


SIZES = {
    "tiny": Size(4, 4, 2, Freight(2, 2, 2, 8.0), 8),
    "small": Size(5, 4, 6, Freight(3, 2, 2, 20.0), 10),
    "medium": Size(8, 6, 8, Freight(4, 3, 4, 40.0), 18),
    "large": Size(12, 8, 10, Freight(5, 4, 6, 60.0), 40),
    "larger": Size(15, 10, 11, Freight(5, 5, 6, 80.0), 60, room=2.0),
    "crowded": Size(12, 8, 10, Freight(5, 4, 6, 60.0), 40, room=1.0),
    "huge": Size(50, 32, 10, Freight(5, 72, 3, 200.0), 120, room=3.5),
}
"""Sizes by name; tiny is for tests."""


def synthetic(name: str) -> Case:
    """The case of a size; the same on every machine."""
    size = SIZES[name]
    random = np.random.default_rng(size.seed)
    grid, years = Grid(size.width, size.height), [FIRST_YEAR + ahead for ahead in range(size.years)]
    named = {"case": name, "title": f"Synthetic corridors, {name}", "unmet_penalty": f"{PENALTY * size.width:g}"}
    settings = SETTINGS | named
    tables: dict[str, Columns] = {
        "settings": {"key": list(settings), "value": list(settings.values())},
        "years": {"year": years},
        "nodes": node_table(grid),
        "links": link_table(grid, size.room * size.freight.tonnes, random),
        "terminals": terminal_table(grid, size.room * size.freight.tonnes, random),
        "commodities": commodity_table(size.freight),
        "demand": demand_table(grid, size.freight, years, random),
    }
    tables |= shared_tables(tables["links"])
    tables |= project_tables(tables, size.projects, years, random)
    made: dict[str, Any] = {name: make_table(table, tables.get(name, {})) for name, table in TABLES.items()}
    return Case(**made)

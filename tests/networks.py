"""Small cases built by hand, for tests whose arithmetic a reader can follow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from models.case import TABLES, Case
from models.tables import make_table

Row = Mapping[str, Any]

SETTINGS = {
    "case": "test",
    "home_country": "KZ",
    "base_year": "2025",
    "discount_rate": "0",
    "currency": "USD",
    "unmet_penalty": "1000",
}


def table(name: str, rows: Sequence[Row]) -> Any:
    """The table of a sheet from rows of cells; a column that a row leaves out is blank."""
    headers = list(dict.fromkeys(header for row in rows for header in row))
    return make_table(TABLES[name], {header: [row.get(header) for row in rows] for header in headers})


def case(settings: Mapping[str, str] | None = None, **tables: Sequence[Mapping[str, Any]]) -> Case:
    """A case from rows; tables left out are empty, one commodity `goods` and plan year 2025 are given."""
    given: dict[str, Sequence[Row]] = {
        "settings": [{"key": key, "value": value} for key, value in (SETTINGS | dict(settings or {})).items()],
        "years": [{"year": 2025}],
        "commodities": [{"id": "goods", "value_of_time_usd_per_t_day": 0.0}],
    }
    given.update(tables)
    return Case(**{name: table(name, given.get(name, [])) for name in TABLES})


def node(name: str, country: str = "KZ") -> Row:
    """A node."""
    return {"id": name, "country": country}


def link(ends: str, cost: float = 1.0, capacity: float = 100.0, **more: Any) -> Row:
    """A link of mode rail; `ends` is 'a-b' and also its id."""
    start, end = ends.split("-")
    row = {"id": ends, "from_node": start, "to_node": end, "mode": "rail"}
    return row | {"length_km": 1.0, "time_h": 0.0, "cost_usd_per_t": cost, "capacity_mt": capacity} | more


def cargo(name: str, ends: str, mt: float | Sequence[float], **more: Any) -> Row:
    """A demand for transit of goods; `mt` is Mt of 2025, or of 2025, 2026, ..."""
    start, end = ends.split("-")
    volumes = [mt] if isinstance(mt, int | float) else mt
    years = {str(2025 + offset): float(volume) for offset, volume in enumerate(volumes)}
    return (
        {"id": name, "flow_type": "transit", "origin": start, "destination": end, "commodity": "goods"} | years | more
    )


def project(name: str, capex: float, **more: Any) -> Row:
    """A project that may open in any plan year and lasts one year."""
    return {"id": name, "lifetime_years": 1, "capex_musd": capex} | more


def effect(project: str, asset: str, capacity: float = 0.0, **more: Any) -> Row:
    """What a project does to an asset."""
    return {"project": project, "asset": asset, "capacity_added": capacity} | more


def impossible() -> Case:
    """At least 5 Mt shall pass a link that only 1 Mt wants to pass: no plan exists."""
    return case(
        nodes=[node("a"), node("b")],
        links=[link("a-b")],
        demand=[cargo("d", "a-b", 1)],
        corridors=[{"id": "c"}],
        corridor_gateways=[{"corridor": "c", "asset": "a-b"}],
        corridor_limits=[{"corridor": "c", "year": 2025, "min_mt": 5.0}],
    )

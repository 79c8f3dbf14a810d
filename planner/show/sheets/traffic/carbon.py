"""What cargo emits: by year, mode, corridor, cargo and country, and what building emits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from models.network import carbon_caps, carbon_prices, commodity_flow, has_emissions, sum_by_year
from models.tables import Numbers
from planner.show.result import (
    TRANSFERS,
    Chart,
    Columns,
    Facts,
    ResultTable,
    Sheet,
    amount,
    count,
    emitted_by_corridor,
    emitted_by_country,
    emitted_by_mode,
    named,
    result_table,
    sums,
    text,
)
from planner.show.texts import Said

SHEET = "Carbon"

NOTE = (
    "Emissions of all cargo of the model on its whole way, abroad too, as the factors of the input have them: CO2 and "
    "what equals it. A tonne on a link emits its factor times the km, at a terminal the factor of the transfer; what "
    "projects save is taken off. Links and terminals without a factor count as 0. By corridor: cargo that its gateways "
    "count, on its whole way, so some counts in two corridors. By country: of a link between two countries half in "
    "each. Building: emissions of works, in the year of opening, in no other figure. Price of the cap: what a t more "
    "under it would save."
)

KT_PER_MT = 1000.0

TRANSFERS_LABEL = "Transfers at terminals"


def carbon_sheets(facts: Facts) -> tuple[Sheet, ...]:
    """The sheet Carbon; none where the case says of nothing what it emits."""
    if not has_emissions(facts.case):
        return ()
    by_year = _by_year(facts)
    parts = [_part(facts, *part) for part in _parts(facts)]
    charts = (Chart("Emissions of cargo", by_year.name, "year", ("emitted_mt",), unit="Mt CO2e/year"),)
    tables = (by_year, *parts, *_embodied(facts))
    return (Sheet(SHEET, "What the cargo emits", NOTE, tables, charts),)


def carbon_json(facts: Facts) -> dict[str, Any]:
    """As the sheet has it, under the key `carbon`; nothing where there is no sheet."""
    if not has_emissions(facts.case):
        return {}
    years = [str(year) for year in facts.years.tolist()]
    rows = _by_year(facts).frame.to_dict("records")
    told: dict[str, Any] = {
        "years": {str(row["year"]): {str(k): _number(v) for k, v in row.items() if k != "year"} for row in rows}
    }
    for name, _, _, of_part in _parts(facts):
        told[f"{name}_kt"] = {
            part: dict(zip(years, (KT_PER_MT * mt).tolist(), strict=True)) for part, mt in of_part.items()
        }
    return {"carbon": {**told, "embodied_kt": dict(zip(years, embodied(facts).tolist(), strict=True))}}


def embodied(facts: Facts) -> Numbers:
    """Kt CO2e of building what opens in each plan year, shape (years,)."""
    opened = facts.solution.openings
    kt = facts.case.projects.embodied_kt_co2e[opened.project] * opened.share
    return sum_by_year(facts.case, opened.year, kt)


def _number(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _by_year(facts: Facts) -> ResultTable:
    case, emitted = facts.case, facts.emitted.sum(axis=(0, 1))
    flow = commodity_flow(case, facts.solution.routes, facts.ways).sum(axis=1)
    tkm = np.nan_to_num(case.links.length_km) @ flow[: len(case.links)]
    caps = carbon_caps(case)
    columns: Columns = {
        "year": (count("Year", "year"), facts.years),
        "emitted_mt": (amount("Emissions of all cargo", "Mt CO2e"), emitted),
        "emitted_kt": (amount("Emissions of all cargo", "kt CO2e"), KT_PER_MT * emitted),
        "million_tkm": (amount("Transport", "million tkm"), tkm),
        "g_per_tkm": (amount("Emissions of a tkm", "g CO2e/tkm"), _ratio(1e6 * emitted, tkm)),
        "price_usd_per_t": (amount("Price that the objective counts", "USD/t CO2e"), carbon_prices(case)),
        "cap_mt": (amount("Cap", "Mt CO2e"), np.where(np.isfinite(caps), caps, np.nan)),
        "cap_price_usd_per_t": (
            amount("Price of the cap", "USD/t CO2e"),
            np.where(np.isfinite(caps), facts.solution.prices.carbon_cap, np.nan),
        ),
        "embodied_kt": (amount("Building of what opens", "kt CO2e"), embodied(facts)),
    }
    return result_table("carbon", "Emissions by year", columns)


def _ratio(amounts: Numbers, of: Numbers) -> Numbers:
    return np.asarray(np.divide(amounts, of, out=np.full(len(of), np.nan), where=of > 0))


Part = tuple[str, str, str, dict[str, Numbers]]
"""Name of a table, its title, label of its rows, and Mt CO2e of each row by year."""


def _parts(facts: Facts) -> list[Part]:
    return [
        ("by_mode", "Emissions by mode", "Mode", _by_mode(facts)),
        ("by_corridor", "Emissions by corridor", "Corridor", _by_corridor(facts)),
        ("by_cargo", "Emissions by cargo", "Cargo", _by_cargo(facts)),
        ("by_country", "Emissions by country", "Country", _by_country(facts)),
    ]


def _part(facts: Facts, name: str, title: str, label: str, rows: Mapping[str, Numbers]) -> ResultTable:
    """Kt of each row and year; rows without any are left out."""
    shown = {row: KT_PER_MT * mt for row, mt in rows.items() if mt.any()}
    matrix = np.array([*shown.values()], float).reshape(len(shown), len(facts.years))
    columns: Columns = {
        "part": (text(label), list(shown)),
        **{f"y{year}": (amount(Said(year), "kt CO2e"), matrix[:, y]) for y, year in enumerate(facts.years.tolist())},
    }
    return result_table(f"carbon_{name}", title, columns, spoken=("part",) if name == "by_mode" else ())


def _named(labels: Mapping[str, str], rows: Mapping[str, Numbers]) -> dict[str, Numbers]:
    """The rows under their labels; those of one label together."""
    return sums([labels.get(name, name) for name in rows], np.array([*rows.values()]))


def _by_mode(facts: Facts) -> dict[str, Numbers]:
    modes = facts.case.modes
    label = dict(zip(modes.id.tolist(), named(modes.name, modes.id).tolist(), strict=True))
    said: dict[str, str] = {mode: Said(label.get(mode, mode)) for mode in facts.case.links.mode.tolist()}
    return _named(said | {TRANSFERS: TRANSFERS_LABEL}, emitted_by_mode(facts))


def _by_cargo(facts: Facts) -> dict[str, Numbers]:
    names = named(facts.case.commodities.name, facts.case.commodities.id)
    return sums(names.tolist(), facts.emitted.sum(axis=0))


def _by_country(facts: Facts) -> dict[str, Numbers]:
    found = emitted_by_country(facts)
    return _named({code: facts.words.country(str(code)) for code in found}, found)


def _by_corridor(facts: Facts) -> dict[str, Numbers]:
    corridors = facts.case.corridors
    names = dict(zip(corridors.id.tolist(), named(corridors.name, corridors.id).tolist(), strict=True))
    return _named(names, emitted_by_corridor(facts))


def _embodied(facts: Facts) -> tuple[ResultTable, ...]:
    """What building each project of the plan emits."""
    case, opened = facts.case, facts.solution.openings
    kt = case.projects.embodied_kt_co2e[opened.project] * opened.share
    rows = np.flatnonzero(kt > 0)
    if not len(rows):
        return ()
    columns: Columns = {
        "project": (text("Project"), case.projects.id[opened.project[rows]]),
        "name": (text("Name"), facts.project_names[opened.project[rows]]),
        "opening_year": (count("Opens in", "year"), facts.years[opened.year[rows]]),
        "embodied_kt": (amount("Emissions of building it", "kt CO2e"), kt[rows]),
    }
    return (result_table("carbon_building", "Emissions of building", columns),)

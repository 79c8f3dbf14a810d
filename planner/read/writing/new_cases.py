"""Cases to start from: a blank one, and a small one whose best plan can be worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from models.case import TABLES, Case
from models.tables import Cell, Parameters, Table, columns_of, full_header, make_table

Row = Mapping[str, Cell]

_SETTINGS = {
    "case": ("my_case", "", "short id of the case"),
    "title": ("", "", "printed on every result"),
    "home_country": ("KZ", "", "a tonne that uses a link touching this country counts as its transit"),
    "base_year": ("", "year", "year to which money is discounted"),
    "discount_rate": ("0.05", "per year", "real"),
    "currency": ("", "", "all money is real, in this currency and price year"),
    "unmet_penalty": ("2000", "USD/t", "price of a tonne left behind; not real money, reported apart"),
    "budget_carry_over": ("yes", "", "yes: money not spent in a year may be spent later"),
}


def blank_case(title: str, years: Sequence[int]) -> Case:
    """A case with every table and column, its plan years and settings, and nothing to plan yet."""
    first = str(years[0]) if years else ""
    own = {"title": title, "base_year": first, "currency": f"USD {first}".strip()}
    return _case(years, settings=[*_settings(own), *_others()], years=[{"year": year} for year in years])


def _settings(own: Mapping[str, str]) -> list[Row]:
    return [
        {"key": key, "value": own.get(key, value) or None, "unit": unit or None, "note": note}
        for key, (value, unit, note) in _SETTINGS.items()
    ]


def _others() -> list[Row]:
    """The settings that a blank case leaves blank, as they are declared."""
    declared = columns_of(Parameters)
    return [
        {"key": key, "value": None, "unit": column.unit or None, "note": column.help}
        for key, column in declared.items()
        if key not in _SETTINGS
    ]


def _case(plan_years: Sequence[int], **rows: Sequence[Row]) -> Case:
    tables: dict[str, Any] = {name: _table(owner, plan_years, rows.get(name, ())) for name, owner in TABLES.items()}
    return Case(**tables)


def _table(owner: type[Table], plan_years: Sequence[int], rows: Sequence[Row]) -> Table:
    header = full_header(owner, plan_years)
    return make_table(owner, {heading: [row.get(heading) for row in rows] for heading in header})


def teaching_case() -> Case:
    """Three nodes in a row, West - Border - East; cargo from West to East outgrows the railway behind the border.

    Money is not discounted. Cargo pays 1 USD/t a day for its time; a tonne left behind is priced at 122 USD.

    A tonne by rail all the way: 10 + 10 USD and 24 + 24 h, in all 22 USD. The railway behind the border holds 10 Mt.
    By rail, then by lorry: 10 (24 h) + 6 for the transfer (12 h) + 40 (12 h), in all 58 USD; the road holds 1 Mt.
    The second track adds 10 Mt for 1000 MUSD, serves 4 years, so costs 1000 / 4 = 250 MUSD a year in service.
    It is paid in the year before it opens, from 500 MUSD in 2025 and 500 MUSD in 2026.

    | year | cargo, Mt | without the track, MUSD         | with the track, MUSD |
    |------|-----------|---------------------------------|----------------------|
    | 2025 | 8         | 8 x 22 = 176                    |                      |
    | 2026 | 12        | 10 x 22 + 1 x 58 + 1 x 122 = 400 | 12 x 22 + 250 = 514 |
    | 2027 | 16        | 10 x 22 + 1 x 58 + 5 x 122 = 888 | 16 x 22 + 250 = 602 |

    In 2026 the track costs more than it saves, and its 1000 MUSD are not there in 2025; in 2027 it pays. Best plan:
    open it in 2027 and leave 1 Mt behind in 2026: 176 + 400 + 602 = 1178 MUSD, of which 122 are penalty. Spent: 1000
    MUSD in 2026, just what is there by then. Scenario `no_second_track`: 176 + 400 + 888 = 1464 MUSD.

    With divisible projects a share may be built. A Mt of track costs 25 MUSD a year, so rail costs 47 USD/t, less
    than the lorry: 0.2 of the track opens in 2026, 0.4 more in 2027, and nothing stays behind:
    176 + (12 x 22 + 0.2 x 250) + (16 x 22 + 0.6 x 250) = 992 MUSD; 200 MUSD are spent in 2025 and 400 in 2026.
    """
    own = {"case": "three_nodes", "title": "Три узла: учебный пример", "base_year": "2025", "discount_rate": "0"}
    own |= {"currency": "USD 2025", "unmet_penalty": "122"}
    return _case(
        (2025, 2026, 2027),
        settings=_settings(own),
        years=[{"year": year} for year in (2025, 2026, 2027)],
        nodes=_NODES,
        links=_LINKS,
        terminals=_TERMINALS,
        commodities=_COMMODITIES,
        demand=_DEMAND,
        projects=_PROJECTS,
        project_effects=[{"project": "second_track", "asset": "rail_border_east", "capacity_added": 10.0}],
        budget=[{"year": year, "available_musd": money} for year, money in ((2025, 500.0), (2026, 500.0), (2027, 0.0))],
        corridors=[{"id": "middle", "name": "Через границу", "mode": "rail", "ends_in": ("west",)}],
        corridor_gateways=[{"corridor": "middle", "asset": "rail_west_border"}],
        scenarios=[{"id": "no_second_track", "name": "Второй путь не строится"}],
        scenario_changes=_SCENARIO_CHANGES,
    )


_NODES: tuple[Row, ...] = (
    {"id": "west", "name": "Запад", "country": "CN", "kind": "zone", "lat": 43.8, "lon": 87.6},
    {"id": "border", "name": "Граница", "country": "KZ", "kind": "border_crossing", "lat": 44.2, "lon": 80.4},
    {"id": "east", "name": "Восток", "country": "UZ", "kind": "zone", "lat": 41.3, "lon": 69.3},
)
_LINKS: tuple[Row, ...] = (
    {
        "id": "rail_west_border",
        "from_node": "west",
        "to_node": "border",
        "mode": "rail",
        "length_km": 650.0,
        "time_h": 24.0,
        "cost_usd_per_t": 10.0,
        "capacity_mt": 100.0,
    },
    {
        "id": "rail_border_east",
        "from_node": "border",
        "to_node": "east",
        "mode": "rail",
        "length_km": 1050.0,
        "time_h": 24.0,
        "cost_usd_per_t": 10.0,
        "capacity_mt": 14.0,
        "existing_load_mt": 4.0,
        "note": "10 Mt are free: 14 less the 4 that use it already",
    },
    {
        "id": "road_border_east",
        "from_node": "border",
        "to_node": "east",
        "mode": "road",
        "length_km": 1000.0,
        "time_h": 12.0,
        "cost_usd_per_t": 40.0,
        "capacity_mt": 1.0,
    },
)
_TERMINALS: tuple[Row, ...] = (
    {
        "id": "border_rail_road",
        "node": "border",
        "mode_a": "rail",
        "mode_b": "road",
        "time_h": 12.0,
        "cost_usd_per_t": 6.0,
        "capacity_mt": 5.0,
    },
)
_COMMODITIES: tuple[Row, ...] = (
    {"id": "containers", "name": "Контейнеры", "t_per_teu": 10.0, "value_of_time_usd_per_t_day": 1.0},
)
_DEMAND: tuple[Row, ...] = (
    {
        "id": "west_east",
        "flow_type": "transit",
        "origin": "west",
        "destination": "east",
        "commodity": "containers",
        "2025": 8.0,
        "2026": 12.0,
        "2027": 16.0,
    },
)
_PROJECTS: tuple[Row, ...] = (
    {
        "id": "second_track",
        "name": "Второй путь",
        "status": "candidate",
        "earliest_year": 2026,
        "latest_year": 2027,
        "construction_years": 1,
        "lifetime_years": 4,
        "capex_musd": 1000.0,
    },
)
_SCENARIO_CHANGES: tuple[Row, ...] = (
    {
        "scenario": "no_second_track",
        "sheet": "projects",
        "where": "id=second_track",
        "column": "decision",
        "operation": "set",
        "value": "forbid",
    },
)

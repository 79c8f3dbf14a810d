"""Limits of corridors in a season: in the copies each is one of the year, on a corridor of the season's gateways."""

from __future__ import annotations

from dataclasses import replace

from models.case import Case
from models.seasons.stores import AT
from models.tables import Cell, cells, more_rows


def with_limits(by_season: Case, case: Case) -> Case:
    """The copies of a case with its limits of seasons, behind those of the year and named by corridor, @ and season."""
    limits = case.season_limits
    named = [f"{corridor}{AT}{season}" for corridor, season in zip(limits.corridor, limits.season, strict=True)]
    kinds = dict(zip(named, zip(limits.corridor.tolist(), limits.season.tolist(), strict=True), strict=True))
    gateways: list[dict[str, Cell]] = [
        {"corridor": name, "asset": f"{asset}{AT}{season}"}
        for name, (corridor, season) in kinds.items()
        for asset in case.corridor_gateways.asset[case.corridor_gateways.corridor == corridor].tolist()
    ]
    columns = {header: cells(limits, header) for header in limits.header if header != "season"} | {"corridor": named}
    rows: list[dict[str, Cell]] = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    return replace(
        by_season,
        corridors=more_rows(by_season.corridors, [_counted(by_season, name, of) for name, (of, _) in kinds.items()]),
        corridor_gateways=more_rows(by_season.corridor_gateways, gateways),
        corridor_limits=more_rows(by_season.corridor_limits, rows),
    )


def _counted(by_season: Case, name: str, corridor: str) -> dict[str, Cell]:
    """A corridor that counts the cargo of another."""
    row = by_season.corridors.id.tolist().index(corridor)
    ends = {header: getattr(by_season.corridors, header)[row] or None for header in ("ends_in", "not_ends_in")}
    return {"id": name, "role": "reference", **ends}

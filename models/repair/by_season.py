"""What must give where seasons bind: sought on the copies of a case, said in cells of the case.

A Mt of a season is 1 / part Mt of the year, of which every season gets its part. Where a season has no part at all, its
factor gives first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from models.case import Case
from models.network import whole_capacity
from models.repair.levers import Change, Kind, Lever
from models.repair.table import Repair, RepairTable, repair_tables, rounded_up
from models.seasons import NOT_SHOWN, copies_of
from models.tables import Cell, cells


def season_tables(
    case: Case, *, relaxed: bool, seconds: float | None, watch: Callable[[str], None]
) -> tuple[RepairTable, ...]:
    """As `repair_tables`, of a case with seasons: amounts are those of a season, changes are cells of the case."""
    found = repair_tables(copies_of(case).by_season, relaxed=relaxed, seconds=seconds, watch=watch)
    return tuple(_Told(case).table(table) for table in found)


@dataclass(frozen=True)
class _Cell:
    """The cell of the case that a cell of the copies stands for; season: its name, blank where it is of the year.

    part: what a Mt a year is in the season, 1 where nothing is parted. least: what the case has of it in every year.
    """

    table: str
    row: int
    header: str
    season: str = ""
    part: float = 1.0
    least: float = 0.0


class _Told:
    """Says in terms of the case what was found of its copies."""

    def __init__(self, case: Case) -> None:
        self.case, self.copies = case, copies_of(case)
        self._seasons = [str(name) for name in case.seasons.id]
        self._least = whole_capacity(case).min(axis=1)

    def table(self, table: RepairTable) -> RepairTable:
        """A table without what only the copies have: ways into, through and out of stores."""
        alone, together = (tuple(self._repairs(repairs)) for repairs in (table.alone, table.together))
        return replace(table, alone=alone, together=together, changes=self._changes(table.changes))

    def _repairs(self, repairs: Sequence[Repair]) -> Iterator[Repair]:
        for repair in repairs:
            knobs = [(knob, self._cell(knob.table, knob.rows[0], knob.header)) for knob in repair.lever.knobs]
            if all(cell is not None for _, cell in knobs):
                found = [
                    replace(knob, table=cell.table, rows=(cell.row,) if cell.season else knob.rows, header=cell.header)
                    for knob, cell in knobs
                    if cell is not None
                ]
                lever = replace(self._named(repair.lever, knobs[0][1]), knobs=tuple(found))
                yield replace(repair, lever=lever, changes=self._changes(repair.changes))

    def _named(self, lever: Lever, cell: _Cell | None) -> Lever:
        """The lever with its subject as the case names it, and its season."""
        limits = self.case.season_limits
        of = dict(zip(map("@".join, zip(limits.corridor, limits.season, strict=True)), range(len(limits)), strict=True))
        if lever.subject in of and lever.kind in (Kind.LEAST, Kind.MOST, Kind.DEMAND):
            row = of[lever.subject]
            named = _in_season(lever, str(limits.corridor[row]), str(limits.season[row]))
            return named if lever.kind is not Kind.DEMAND or self.copies.stores else self._departing(named)
        if cell is None or not cell.season or lever.kind is Kind.DEMAND:
            return lever
        name = str(getattr(self.case, cell.table).id[cell.row])
        if cell.header == "store_mt":
            return replace(_in_season(lever, f"store of {name}", cell.season), unit="Mt")
        return _in_season(lever, name, cell.season)

    def _departing(self, lever: Lever) -> Lever:
        """Demand that a corridor counts in a season: where nothing waits it departs then."""
        mt, season = self.copies.by_season.demand_mt, self._seasons.index(lever.season)
        rows = [row for knob in lever.knobs for row in knob.rows if row % self.copies.count == season]
        year = self.case.years.year.tolist().index(lever.year)
        return replace(lever, limit=float(mt[rows, year].sum()))

    def _cell(self, table: str, row: int, header: str) -> _Cell | None:
        """What a cell of the copies stands for; None of ways of stores."""
        case, count, of_year = self.case, self.copies.count, len(self.case.corridor_limits)
        if table in ("links", "terminals"):
            return self._asset(row + (0 if table == "links" else len(self.copies.by_season.links)))
        if table == "shared_limits":
            return self._limit(row)
        if table == "demand":
            mt = _number(cells(case.demand, header)[row // count])
            part = float(self.copies.demand_part[row])
            return _Cell(table, row // count, header, self._seasons[row % count], part, mt)
        if table == "corridor_limits" and row >= of_year:
            return _Cell("season_limits", row - of_year, header, str(case.season_limits.season[row - of_year]))
        return _Cell(table, row, header)

    def _asset(self, place: int) -> _Cell | None:
        copies, links = self.copies, len(self.case.links)
        asset, season = int(copies.asset[place]), self._seasons[copies.season[place]]
        if asset == NOT_SHOWN:
            return None
        own = ("links", asset) if asset < links else ("terminals", asset - links)
        return _Cell(*own, "capacity_mt", season, float(copies.part[place]), float(self._least[asset]))

    def _limit(self, row: int) -> _Cell:
        copies, count = self.copies, self.copies.count
        if row >= len(copies.limit_part):
            return self._store(str(copies.by_season.shared_limits.id[row]))
        limit, part = row // count, float(copies.limit_part[row])
        least = float(self.case.shared_limits.capacity[limit])
        return _Cell("shared_limits", limit, "capacity", self._seasons[row % count], part, least)

    def _store(self, name: str) -> _Cell:
        terminals = self.case.terminals.id
        (found,) = {
            (store.terminal, self._seasons[store.season])
            for store in self.copies.stores
            if name == f"store {terminals[store.terminal]} {self._seasons[store.season]}"
        }
        return _Cell("terminals", found[0], "store_mt", found[1])

    def _changes(self, changes: Sequence[Change]) -> tuple[Change, ...]:
        """The changes in cells of the case; where several seasons ask for more of one cell, the most of it."""
        found: dict[tuple[str, int, str], Change] = {}
        for change in changes:
            cell = self._cell(change.table, change.row, change.column)
            for written in [] if cell is None else self._written(change, cell):
                key = (written.table, written.row, written.column)
                known = found.get(key)
                if known is None or _number(written.new) > _number(known.new):
                    found[key] = written
        return tuple(found.values())

    def _written(self, change: Change, cell: _Cell) -> Iterator[Change]:
        if cell.table in ("season_limits", "corridor_limits") or not cell.season:
            yield replace(change, table=cell.table, row=cell.row, column=cell.header)
            return
        more = _number(change.new) - _number(change.old)
        part, least = cell.part, cell.least
        if not part:
            share = float(self.case.seasons.share[self._seasons.index(cell.season)])
            factor = min(1.0, rounded_up(more / (share * least))) if least > 0 else 1.0
            yield self._factor(cell, factor)
            more, part = max(0.0, more - factor * share * least), factor * share
        if more > 0:
            old = _number(cells(getattr(self.case, cell.table), cell.header)[cell.row])
            yield Change(cell.table, cell.row, cell.header, old, float(f"{old + rounded_up(more / part):.12g}"))

    def _factor(self, cell: _Cell, factor: float) -> Change:
        """The factor that closes a season, opened so far."""
        if cell.table == "demand":
            rows, cargo = self.case.season_demand, self.case.demand
            mine = (rows.commodity == cargo.commodity[cell.row]) & (rows.season == cell.season)
            own = mine & (rows.flow_type == cargo.flow_type[cell.row])
            row = int(np.flatnonzero(own if own.any() else mine & (rows.flow_type == ""))[0])
            return Change("season_demand", row, "factor", 0.0, factor)
        shut = self.case.season_capacity
        name = getattr(self.case, cell.table).id[cell.row]
        row = int(np.flatnonzero((shut.asset == name) & (shut.season == cell.season))[0])
        return Change("season_capacity", row, "factor", 0.0, factor)


def _in_season(lever: Lever, name: str, season: str) -> Lever:
    return replace(lever, subject=f"{name} in {season}", season=season)


def _number(cell: Cell) -> float:
    return float(cell) if isinstance(cell, int | float) else 0.0

"""A case with seasons as a case without: everything that cargo meets once in every season, what is decided once.

A season is told by modes: the copy of a link in season q leads from (node, mode@q) to (node, mode@q), and a demand of
the season may use modes of that season only, so that seasons meet in projects, in limits of the year and in stores.
Commodities are copied too, because the benefits of a project are held against the demand of a commodity.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, TypeVar

import numpy as np

from models.case import Case, places, positions
from models.seasons.answering import fleet, references, responses
from models.seasons.limits import with_limits
from models.seasons.stores import AT, Store, find_stores, with_stores
from models.tables import (
    AssetChanges,
    Cell,
    Commodities,
    Demand,
    Integers,
    Numbers,
    ProjectEffects,
    Table,
    Terminals,
    cells,
    make_table,
    replace_cells,
)

T = TypeVar("T", bound=Table)

Changed = dict[str, Callable[[Cell, str], Cell]]
"""What becomes of the cells of some columns in a season, by header."""

NOT_SHOWN = -1
"""Position of what stands for nothing in the case: ways into, through and out of stores."""

OF_SEASONS = ("seasons", "season_capacity", "season_demand", "season_limits")
"""Tables that say what seasons there are and what holds in them."""

EMPTIED = (
    *("observed", "scenarios", "scenario_changes", "uncertainty"),
    *("tariffs", *OF_SEASONS),
)
"""Tables that the copies do without: they speak of the case, and a plan does not depend on them."""


@dataclass(frozen=True, eq=False)
class Copies:
    """A case and the same case season by season.

    case: with seasons. by_season: without. Of each asset of `by_season`: asset, its position in `case` or NOT_SHOWN;
    season; part, Mt of it per Mt of yearly capacity. demand_part, limit_part: the same of each demand of `by_season`
    and of each copy of a shared limit.
    share: of each season. stores: ways from season to season, with the asset of `by_season` that carries what is kept.
    Copies of demands, commodities, effects and shared limits stand behind each other: row x seasons + season.
    """

    case: Case
    by_season: Case
    asset: Integers
    season: Integers
    part: Numbers
    demand_part: Numbers
    limit_part: Numbers
    share: Numbers
    stores: tuple[Store, ...]

    @property
    def count(self) -> int:
        """Number of seasons."""
        return len(self.share)

    def asset_in(self, season: int) -> Integers:
        """Position in `by_season` of each asset of the case in a season."""
        found = np.zeros(len(self.case.asset_ids), np.int64)
        here = np.flatnonzero((self.season == season) & (self.asset != NOT_SHOWN))
        found[self.asset[here]] = here
        return found


@lru_cache(maxsize=64)
def copies_of(case: Case) -> Copies:
    """The copies of a checked case with seasons."""
    return _Copier(case).copies()


def year_as_one(case: Case) -> Case:
    """The case with its seasons left out."""
    none: dict[str, Any] = {name: make_table(type(getattr(case, name)), {}) for name in OF_SEASONS}
    return replace(case, **none)


def demand_factors(case: Case) -> Numbers:
    """What multiplies the share of each season in a demand: its row, else that for every flow, else 1.

    Shape (demand, seasons).
    """
    rows = case.season_demand
    given = {
        (commodity, flow, season): factor
        for commodity, flow, season, factor in zip(
            rows.commodity.tolist(), rows.flow_type.tolist(), rows.season.tolist(), rows.factor.tolist(), strict=True
        )
    }
    found = np.ones((len(case.demand), len(case.seasons)))
    kinds = zip(case.demand.commodity.tolist(), case.demand.flow_type.tolist(), strict=True)
    for row, (commodity, flow) in enumerate(kinds):
        for place, season in enumerate(case.seasons.id.tolist()):
            general = given.get((commodity, "", season), 1.0)
            found[row, place] = given.get((commodity, flow, season), general)
    return found


def capacity_factors(case: Case) -> Numbers:
    """What multiplies the share of each season in a capacity, shape (assets, then shared limits; seasons)."""
    targets = np.concatenate([case.asset_ids, case.shared_limits.id])
    rows, found = case.season_capacity, np.ones((len(targets), len(case.seasons)))
    found[places(rows.asset, targets), places(rows.season, case.seasons.id)] = rows.factor
    return found


def _same(cell: Cell, season: str) -> Cell:
    """What says the same in every season."""
    del season
    return cell


def _none(cell: Cell, season: str) -> Cell:
    """What says nothing in a copy."""
    del cell, season
    return None


class _Copier:
    """Builds the copies of a case, table by table."""

    def __init__(self, case: Case) -> None:
        self.case, self.ids = case, [str(name) for name in case.seasons.id]
        self.share = case.seasons.share
        self.part, self.limit = np.split(capacity_factors(case) * self.share, [len(case.asset_ids)])
        self.demand = demand_factors(case) * self.share
        self.modes = sorted({*case.links.mode, *case.terminals.mode_a, *case.terminals.mode_b})
        self.stores = find_stores(case)

    def copies(self) -> Copies:
        by_season = self._case()
        asset, season = self._origin(by_season)
        shown = asset != NOT_SHOWN
        part = np.where(shown, self.part[np.where(shown, asset, 0), season], 0.0)
        rows = [replace(store, asset=by_season.asset_position[store.kept]) for store in self.stores]
        return Copies(
            case=self.case,
            by_season=by_season,
            asset=asset,
            season=season,
            part=part,
            demand_part=self.demand.ravel(),
            limit_part=self.limit.ravel(),
            share=self.share,
            stores=tuple(rows),
        )

    def _case(self) -> Case:
        case = self.case
        plain = {name: make_table(type(getattr(case, name)), {}) for name in EMPTIED}
        by_season = replace(
            case,
            **plain,
            demand_response=responses(case),
            demand_reference=references(case),
            equipment=fleet(case, self.modes),
            links=self._assets(case.links, self.part[: len(case.links)], ("mode",)),
            terminals=self._terminals(),
            modes=self._every(case.modes, {"id": self._named}),
            asset_changes=self._changes(),
            commodities=self._commodities(),
            commodity_rates=self._every(
                case.commodity_rates, {"commodity": self._named, "mode": self._named}, of_cargo=True
            ),
            demand=self._demand(),
            project_effects=self._effects(),
            shared_limits=self._scaled(case.shared_limits, {"id": self._named}, {"capacity": self.limit}),
            shared_limit_members=self._every(
                case.shared_limit_members, dict.fromkeys(("limit", "asset", "commodity"), self._named), of_cargo=True
            ),
            corridor_gateways=self._every(case.corridor_gateways, {"asset": self._named}),
            rebate=None,
            growth_held=None if case.growth_held is None else np.repeat(case.growth_held, len(self.ids), axis=0),
        )
        by_season = with_stores(by_season, case, self.stores) if self.stores else by_season
        by_season = with_limits(by_season, case) if len(case.season_limits) else by_season
        by_season = self._without_equipment(by_season)
        return by_season if case.rebate is None else replace(by_season, rebate=self._rebate(by_season, case.rebate))

    def _without_equipment(self, by_season: Case) -> Case:
        """Where cargo departs and waits it is in no unit."""
        if not len(by_season.fleet):
            return by_season
        own = by_season.asset_ids[self._origin(by_season)[0] == NOT_SHOWN]
        return replace(by_season, without_equipment=frozenset(own.tolist()))

    def _named(self, cell: Cell, season: str) -> Cell:
        return None if cell in (None, "") else f"{cell}{AT}{season}"

    def _every(self, table: T, changed: Changed, *, of_cargo: bool = False) -> T:
        """Every row once in each season, some columns changed.

        of_cargo: a row that names a commodity is of its copy in the season; of all copies where cargo may wait.
        """
        columns: dict[str, list[Cell]] = {header: [] for header in table.header}
        given = {header: cells(table, header) for header in table.header}
        none: list[Cell] = [None] * len(table)
        waits = of_cargo and bool(self.stores)
        for row in range(len(table)):
            for season in self.ids:
                for departed in self.ids if waits and given.get("commodity", none)[row] is not None else [season]:
                    for header, values in given.items():
                        change = changed.get(header, _same)
                        columns[header].append(change(values[row], departed if header == "commodity" else season))
        return make_table(type(table), columns)

    def _scaled(self, table: T, changed: Changed, parts: dict[str, Numbers]) -> T:
        """The same, with the part of each season of some columns, shape (rows, seasons)."""
        found = self._every(table, changed)
        scaled = {
            header: [
                None if cell is None else float(cell) * part  # type: ignore[arg-type]
                for cell, part in zip(cells(found, header), parts[header].ravel().tolist(), strict=True)
            ]
            for header in parts
            if header in table.header
        }
        return replace_cells(found, scaled)

    def _assets(self, table: T, part: Numbers, modes: tuple[str, ...]) -> T:
        """Capacity by share and factor; what is outside the model by share alone."""
        outside = np.broadcast_to(self.share, part.shape)
        return self._scaled(
            table,
            dict.fromkeys(("id", *modes), self._named),
            {"capacity_mt": part, "existing_load_mt": outside},
        )

    def _terminals(self) -> Terminals:
        terminals = self._assets(self.case.terminals, self.part[len(self.case.links) :], ("mode_a", "mode_b"))
        none: dict[str, list[Cell]] = {
            header: [None] * len(terminals)
            for header in ("store_mt", "store_cost_usd_per_t")
            if header in terminals.header
        }
        return replace_cells(terminals, none)

    def _changes(self) -> AssetChanges:
        rows = self.case.asset_changes
        part = self.part[places(rows.asset, self.case.asset_ids)]
        return self._scaled(rows, {"asset": self._named}, {"capacity_change": part})

    def _effects(self) -> ProjectEffects:
        rows = self.case.project_effects
        targets = np.concatenate([self.case.asset_ids, self.case.shared_limits.id])
        part = np.concatenate([self.part, self.limit])[places(rows.asset, targets)]
        return self._scaled(rows, {"asset": self._named}, {"capacity_added": part})

    def _commodities(self) -> Commodities:
        return self._every(self.case.commodities, {"id": self._named, "modes": _none})

    def _demand(self) -> Demand:
        """Every demand with its part of each year, in the modes of its season."""
        case = self.case
        years = {str(year): self.demand for year in case.demand.mt_years}
        found = self._scaled(case.demand, {"id": self._named}, years)
        commodity = [self._named(cell, season) for cell in case.demand.commodity.tolist() for season in self.ids]
        general = dict(zip(case.commodities.id.tolist(), case.commodities.modes.tolist(), strict=True))
        modes: list[Cell] = []
        for own, cargo in zip(case.demand.modes.tolist(), case.demand.commodity.tolist(), strict=True):
            allowed = own or general[cargo] or self.modes
            modes += [tuple(f"{mode}{AT}{season}" for mode in allowed) for season in self.ids]
        return replace_cells(found, {"modes": modes, "commodity": commodity})

    def _rebate(self, by_season: Case, rebate: Numbers) -> Numbers:
        """What is taken off the asset that a copy is of; nothing at stores."""
        asset, _ = self._origin(by_season)
        with_none = np.append(rebate, np.zeros((len(rebate), 1)), axis=1)
        return np.repeat(with_none[:, asset], len(self.ids), axis=0)

    def _origin(self, by_season: Case) -> tuple[Integers, Integers]:
        """Position in the case and season of each asset of the copies."""
        known, season = self.case.asset_position, positions(np.array(self.ids, object))
        asset, of = np.full(len(by_season.asset_ids), NOT_SHOWN), np.zeros(len(by_season.asset_ids), np.int64)
        for place, name in enumerate(by_season.asset_ids.tolist()):
            stem, _, tail = name.rpartition(AT)
            if stem in known and tail in season:
                asset[place], of[place] = known[stem], season[tail]
        return asset, of

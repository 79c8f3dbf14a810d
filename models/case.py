"""A case: every table, read and checked, and the few facts that all of the mathematics asks of it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any, get_type_hints

import numpy as np

from models.tables import (
    AssetChanges,
    Budget,
    Carbon,
    Commodities,
    CommodityRates,
    ConversionFactors,
    CorridorGateways,
    CorridorHistory,
    CorridorLimits,
    Corridors,
    Demand,
    DemandReference,
    DemandResponse,
    Equipment,
    Integers,
    Links,
    Modes,
    Nodes,
    Numbers,
    Observed,
    Parameters,
    ProjectEffects,
    Projects,
    ScenarioChanges,
    Scenarios,
    SeasonCapacity,
    SeasonDemand,
    SeasonLimits,
    Seasons,
    Settings,
    SharedLimitMembers,
    SharedLimits,
    Table,
    Targets,
    Tariffs,
    Terminals,
    Texts,
    Uncertainty,
    Years,
    cells,
    columns_of,
    some_rows,
)

HOURS_PER_DAY = 24.0


@dataclass(frozen=True, eq=False, kw_only=True)
class Case:
    """The tables of a case, one attribute per sheet. Never changed: a scenario is another Case.

    An *asset* is a link or a terminal; its position counts the links first, then the terminals.
    """

    settings: Settings
    years: Years
    nodes: Nodes
    links: Links
    terminals: Terminals
    modes: Modes
    asset_changes: AssetChanges
    commodities: Commodities
    commodity_rates: CommodityRates
    equipment: Equipment
    demand: Demand
    demand_response: DemandResponse
    demand_reference: DemandReference
    projects: Projects
    project_effects: ProjectEffects
    budget: Budget
    carbon: Carbon
    shared_limits: SharedLimits
    shared_limit_members: SharedLimitMembers
    corridors: Corridors
    corridor_gateways: CorridorGateways
    corridor_limits: CorridorLimits
    targets: Targets
    corridor_history: CorridorHistory
    observed: Observed
    tariffs: Tariffs
    scenarios: Scenarios
    scenario_changes: ScenarioChanges
    uncertainty: Uncertainty
    conversion_factors: ConversionFactors
    seasons: Seasons
    season_capacity: SeasonCapacity
    season_demand: SeasonDemand
    season_limits: SeasonLimits
    rebate: Numbers | None = None
    """USD/t that the search takes off the cost of a tonne, shape (commodities, assets): a second objective of a study.

    It is of no sheet and stands in no figure of money; no asset may cost less than nothing with it.
    """
    growth_held: Numbers | None = None
    """Share of each demand by which savings are held against more than its Mt, shape (demand, years).

    It is of no sheet: in a base run, whose demand does not answer, what projects save is then shared out as in the runs
    that start from it.
    """
    without_equipment: frozenset[str] = frozenset()
    """Assets on which no equipment runs, whatever their mode: where cargo departs in a season, and ways of stores."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Case) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    @cached_property
    def digest(self) -> str:
        """SHA-256 over every cell of every table, whatever file it came from."""
        content = {name: _content(getattr(self, name)) for name in TABLES}
        content["equipment"] = _content(self.fleet)
        content = {name: columns for name, columns in content.items() if columns or name not in COUNTED_IF_FILLED}
        content["settings"] = _content(_without_blank(self.settings))
        if self.rebate is not None:
            content["rebate"] = {"usd_per_t": self.rebate.tolist()}
        if self.growth_held is not None:
            content["growth_held"] = {"share": self.growth_held.tolist()}
        if self.without_equipment:
            content["without_equipment"] = {"asset": sorted(self.without_equipment)}
        return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()

    @cached_property
    def parameters(self) -> Parameters:
        """The settings as typed values; raises KeyError or ValueError on a case that was not checked."""
        given = dict(zip(self.settings.key, self.settings.value, strict=True))
        return Parameters(**{name: _setting(name, given.get(name, "")) for name in columns_of(Parameters)})

    @cached_property
    def fleet(self) -> Equipment:
        """The equipment whose empty units return: the table, or none of it where `settings.equipment` is no."""
        given = dict(zip(self.settings.key.tolist(), self.settings.value.tolist(), strict=True))
        switched_off = given.get("equipment") == "no"
        return some_rows(self.equipment, np.zeros(0, np.int64)) if switched_off else self.equipment

    @cached_property
    def has_seasons(self) -> bool:
        """Whether its years are planned by season: there are seasons, and they are not switched off."""
        return len(self.seasons) > 0 and self.parameters.seasons

    @cached_property
    def asset_ids(self) -> Texts:
        """Ids of links, then terminals."""
        return np.concatenate([self.links.id, self.terminals.id])

    @cached_property
    def mode_names(self) -> Texts:
        """Modes of links and terminals, sorted."""
        modes = np.concatenate([self.links.mode, self.terminals.mode_a, self.terminals.mode_b])
        return np.array([*sorted(set(modes.tolist())), ""], object)[:-1]

    @cached_property
    def balance_shape(self) -> tuple[int, int, int, int]:
        """Shape of what each type of equipment has by node, mode and plan year; without entries where none returns."""
        shape = len(self.fleet), len(self.nodes), len(self.mode_names), len(self.years)
        return shape if shape[0] else (0, 0, 0, 0)

    @cached_property
    def asset_position(self) -> dict[str, int]:
        """Position of an asset by its id."""
        return positions(self.asset_ids)

    @cached_property
    def discount(self) -> Numbers:
        """What 1 MUSD a year of each plan year counts in the objective, the years after the plan in the last one."""
        return np.asarray(self.discount_in_plan + self.discount_after)

    @cached_property
    def discount_in_plan(self) -> Numbers:
        """What it counts in the plan alone: weight x (1+r)^-(year - base_year)."""
        ahead = self.years.year - self.parameters.base_year
        return np.asarray(self.years.weight_years * (1 + self.parameters.discount_rate) ** -ahead.astype(float))

    @cached_property
    def discount_after(self) -> Numbers:
        """What it counts in the years after the plan, which the last plan year stands for; 0 of all others."""
        after, parameters = np.zeros(len(self.years)), self.parameters
        if parameters.years_after:
            first = self.years.year[-1] + self.years.weight_years[-1] - parameters.base_year
            ahead = first + np.arange(parameters.years_after)
            after[-1] = ((1 + parameters.discount_rate) ** -ahead).sum()
        return after

    @cached_property
    def demand_mt(self) -> Numbers:
        """Mt, shape (demand, plan years)."""
        columns = [self.demand.mt_years.index(int(year)) for year in self.years.year]
        return self.demand.mt[:, columns]

    @cached_property
    def demand_commodity(self) -> Integers:
        """Position of each demand's commodity."""
        return places(self.demand.commodity, self.commodities.id)

    @cached_property
    def unmet_penalty(self) -> Numbers:
        """USD/t of each demand that stays behind."""
        own = self.commodities.unmet_penalty_usd_per_t
        by_commodity = np.where(np.isnan(own), self.parameters.unmet_penalty, own)
        return np.asarray(by_commodity[self.demand_commodity])


TABLES: dict[str, type[Table]] = {
    name: hint for name, hint in get_type_hints(Case).items() if isinstance(hint, type) and issubclass(hint, Table)
}
"""Type of each table by the name of its sheet, in the order of the workbook."""

NEEDED = ("settings", "years", "nodes", "links", "commodities", "demand")
"""Tables without which there is no case; the others may be missing or empty."""


COUNTED_IF_FILLED = (
    *(
        "uncertainty",
        "commodity_rates",
        "demand_response",
        "demand_reference",
        "observed",
        "tariffs",
        "modes",
        "carbon",
    ),
    *("conversion_factors", "equipment", "seasons", "season_capacity", "season_demand", "season_limits"),
)
"""Tables that the digest leaves out while they are empty, so that a case without them keeps the digest it had."""


SETTINGS_COUNTED_IF_GIVEN = (
    "years_after",
    "decide_until",
    "carbon_price",
    "demand_response",
    "response_steps",
    "state_owners",
    "debt_rate",
    "seasons",
    "choice_theta_per_usd",
    "choice_path_size_exponent",
)
"""Settings that the digest leaves out where their value is blank."""


def positions(ids: Texts) -> dict[str, int]:
    """Position of each id."""
    return {name: place for place, name in enumerate(ids.tolist())}


def places(names: Texts, ids: Texts) -> Integers:
    """Position among `ids` of each of `names`; raises KeyError for an unknown name."""
    found = positions(ids)
    return np.fromiter(map(found.__getitem__, names.tolist()), np.int64, len(names))


def _content(table: Table) -> dict[str, list[Any]]:
    columns = {header: cells(table, header) for header in table.header}
    return {header: values for header, values in columns.items() if any(value is not None for value in values)}


def _without_blank(settings: Settings) -> Settings:
    blank = (settings.value == "") & np.isin(settings.key, SETTINGS_COUNTED_IF_GIVEN)
    # the table that it switches is counted, or not, by itself
    blank |= settings.key == "equipment"
    return some_rows(settings, np.flatnonzero(~blank)) if blank.any() else settings


def _setting(name: str, given: str) -> Any:
    column = columns_of(Parameters)[name]
    if not given:
        if column.required:
            raise KeyError(name)
        return column.default if column.default is not None else given
    if column.kind == "flag":
        return {"yes": True, "no": False}[given]
    return {"integer": int, "number": float}.get(column.kind, str)(given)

"""Goals over the same model: most tonnes first, then days or emissions, then cost, stated as prices of another case.

A tonne left behind in a counted year costs `level` USD of the objective, whatever its cargo and its year: every kind of
cargo becomes one kind per counted year, whose penalty undoes the discount of that year. So the objective of the other
case is cost + level x Mt left behind, and a plan that moved x Mt more would cost at least x times the level more.
Where tonnes come first none leaves because its way is dear: the Mt of the table demand want to go at any cost.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from models.case import Case
from models.network import carbon_caps, carbon_prices
from models.seasons import copies_of, each_season, fold
from models.solution import Solution
from models.tables import (
    Carbon,
    Cell,
    Commodities,
    CommodityRates,
    Demand,
    DemandReference,
    DemandResponse,
    Equipment,
    Flags,
    Integers,
    Numbers,
    SeasonDemand,
    Settings,
    SharedLimitMembers,
    cells,
    make_table,
)
from planner.study.service import no_prices

LEVEL = 100_000.0
"""USD/t at least that a tonne left behind costs where tonnes come first."""

ABOVE_PENALTIES = 10.0
"""How many times the largest penalty of the case it costs at least."""

DAY = 1_000.0
"""USD per tonne and day where days come first after tonnes."""

DAYS_AT_MOST = 1_000.0
"""Days on the way that a tonne is moved rather than left behind, where days count."""


CARBON = 10_000.0
"""USD per t CO2e where emissions come first after tonnes."""

CARBON_AT_MOST = 100.0
"""t CO2e that a tonne is moved rather than left behind, where emissions count."""


class Goal(StrEnum):
    """What a plan is best at."""

    MT = "mt"
    """Most tonnes moved, then least cost."""
    COST = "cost"
    """Least cost, as the case prices it."""
    DAYS = "days"
    """Most tonnes moved, then fewest tonne-days on the way, then least cost."""
    CARBON = "carbon"
    """Most tonnes moved, then least emissions, then least cost."""


@dataclass(frozen=True, eq=False)
class GoalCase:
    """A case whose objective is a goal.

    demand_of, commodity_of: position in `original` of each row of demand and commodity. level: USD of the objective
    per tonne left behind in a counted year; 0 where the goal is cost.
    """

    case: Case
    original: Case
    demand_of: Integers
    commodity_of: Integers
    level: float


def goal_level(case: Case, goal: Goal) -> float:
    """USD/t that a tonne left behind costs, far above what moving one costs; 0 where the goal is cost."""
    if goal is Goal.COST:
        return 0.0
    level = max(LEVEL, ABOVE_PENALTIES * float(case.unmet_penalty.max(initial=0.0)))
    least = {Goal.DAYS: DAY * DAYS_AT_MOST, Goal.CARBON: CARBON * CARBON_AT_MOST}
    return max(level, least.get(goal, 0.0))


def goal_case(case: Case, goal: Goal, counted: Flags, level: float) -> GoalCase:
    """The case whose best plan is best at the goal; counted: plan years whose tonnes and days count, shape (years,)."""
    rows, kinds = np.arange(len(case.demand)), np.arange(len(case.commodities))
    if goal is Goal.COST:
        return GoalCase(case, case, rows, kinds, 0.0)
    groups = [np.flatnonzero(~counted), *np.flatnonzero(counted)[:, None]]
    held = [rows[case.demand_mt[:, years].sum(axis=1) > 0] for years in groups]
    base = _at_carbon_price(case, counted) if goal is Goal.CARBON else case
    return GoalCase(
        case=replace(
            base,
            commodities=make_table(Commodities, _commodities(case, groups, goal, level)),
            demand=make_table(Demand, _demand(case, groups, held)),
            demand_response=make_table(DemandResponse, {}),
            demand_reference=make_table(DemandReference, {}),
            equipment=make_table(Equipment, with_every_kind(case.equipment, len(groups))),
            commodity_rates=make_table(CommodityRates, of_every_kind(case.commodity_rates, len(groups))),
            shared_limit_members=make_table(SharedLimitMembers, of_every_kind(case.shared_limit_members, len(groups))),
            season_demand=make_table(SeasonDemand, of_every_kind(case.season_demand, len(groups))),
        ),
        original=case,
        demand_of=np.concatenate(held),
        commodity_of=np.tile(kinds, len(groups)),
        level=level,
    )


def _at_carbon_price(case: Case, counted: Flags) -> Case:
    """The case in which emissions of counted years cost CARBON USD of the objective, those of others as they do."""
    years, own = case.years, carbon_prices(case)
    price = np.where(counted, CARBON * years.weight_years / case.discount, own)
    caps = [None if np.isinf(cap) else cap for cap in carbon_caps(case).tolist()]
    columns: dict[str, list[Cell]] = {"year": years.year.tolist(), "price_usd_per_t": price.tolist(), "cap_mt": caps}
    settings = dict(zip(case.settings.key.tolist(), case.settings.value.tolist(), strict=True)) | {
        "carbon_price": "yes"
    }
    named: dict[str, list[Cell]] = {"key": list(settings), "value": list(settings.values())}
    return replace(case, carbon=make_table(Carbon, columns), settings=make_table(Settings, named))


def as_original(found: GoalCase, solution: Solution) -> Solution:
    """The plan in terms of the original case, without prices; its objective and bound are still those of the goal."""
    if solution.by_season is not None:
        return fold(found.original, as_original(_of_copies(found), solution.by_season))
    original, demand_of = found.original, found.demand_of
    unmet, response = np.zeros((2, len(original.demand), len(original.years)))
    np.add.at(unmet, demand_of, solution.unmet_mt)
    np.add.at(response, demand_of, solution.response_mt)
    benefit = np.zeros((len(original.project_effects), len(original.commodities), len(original.years)))
    np.add.at(benefit.transpose(1, 0, 2), found.commodity_of, solution.benefit_mt.transpose(1, 0, 2))
    return replace(
        solution,
        case_digest=original.digest,
        routes=replace(solution.routes, demand=demand_of[solution.routes.demand]),
        unmet_mt=unmet,
        response_mt=response,
        benefit_mt=benefit,
        prices=no_prices(original),
        bound_prices=no_prices(original),
    )


def _of_copies(found: GoalCase) -> GoalCase:
    """The same of the copies of both cases."""
    copies = copies_of(found.case)
    return GoalCase(
        case=copies.by_season,
        original=copies_of(found.original).by_season,
        demand_of=each_season(copies, found.demand_of),
        commodity_of=each_season(copies, found.commodity_of),
        level=found.level,
    )


def mark(cell: Cell, group: int) -> Cell:
    """The first group keeps its ids."""
    return f"{cell}@{group}" if group and cell else cell


def _commodities(case: Case, groups: list[Integers], goal: Goal, level: float) -> dict[str, list[Cell]]:
    table, weight = case.commodities, case.years.weight_years
    columns: dict[str, list[Cell]] = {header: cells(table, header) * len(groups) for header in table.header}
    columns["id"] = [mark(cell, group) for group in range(len(groups)) for cell in cells(table, "id")]
    own: Numbers = np.full(len(table), np.nan)
    penalty, value_of_time = [table.unmet_penalty_usd_per_t], [table.value_of_time_usd_per_t_day]
    for years in groups[1:]:
        undiscounted = weight[years[0]] / case.discount[years[0]]
        penalty.append(np.full(len(own), level * undiscounted))
        days = np.full(len(own), DAY * undiscounted)
        value_of_time.append(days if goal is Goal.DAYS else table.value_of_time_usd_per_t_day)
    for header, values in (("unmet_penalty_usd_per_t", penalty), ("value_of_time_usd_per_t_day", value_of_time)):
        columns[header] = [None if np.isnan(value) else value for value in np.concatenate(values).tolist()]
    return columns


def _demand(case: Case, groups: list[Integers], held: list[Integers]) -> dict[str, list[Cell]]:
    table = case.demand
    own = {header: cells(table, header) for header in table.header if header not in ("id", "commodity")}
    columns: dict[str, list[Cell]] = {header: [] for header in table.header}
    for group, (years, rows) in enumerate(zip(groups, held, strict=True)):
        stands = {str(case.years.year[year]) for year in years.tolist()}
        for header in ("id", "commodity"):
            columns[header] += [mark(cell, group) for cell in getattr(table, header)[rows].tolist()]
        for header, values in own.items():
            elsewhere = header.isdigit() and header not in stands
            columns[header] += [0.0 if elsewhere else values[row] for row in rows.tolist()]
    return columns


def with_every_kind(table: Equipment, groups: int) -> dict[str, list[Cell]]:
    """Equipment that carries every kind that its commodities became."""
    columns: dict[str, list[Cell]] = {header: cells(table, header) for header in table.header}
    if "commodities" in columns:
        kinds = [[str(mark(name, group)) for group in range(groups) for name in row] for row in table.commodities]
        columns["commodities"] = [tuple(row) or None for row in kinds]
    return columns


def of_every_kind(
    table: CommodityRates | SharedLimitMembers | SeasonDemand | DemandResponse, groups: int
) -> dict[str, list[Cell]]:
    """Rows of a table in their order: those of one commodity, for every kind that it became."""
    rows = [(row, group) for row in range(len(table)) for group in range(groups if table.commodity[row] else 1)]
    given = {header: cells(table, header) for header in table.header}
    columns = {header: [values[row] for row, _ in rows] for header, values in given.items()}
    if "commodity" in columns:
        columns["commodity"] = [mark(cell, group) for cell, (_, group) in zip(columns["commodity"], rows, strict=True)]
    return columns

"""One plan year of a case as a case of its own: which projects serve in it is free, and costs nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from models.case import Case
from models.projects.finance import may_open, serves
from models.tables import AssetChanges, Cell, Demand, Flags, Settings, is_year, make_table, replace_cells, some_rows


def single_year(case: Case, year: int) -> Case:
    """The case in plan year `year` (position): a project that can serve then may, a forced one that does so must.

    Its objective is what the year counts in the objective of the whole case, but for annuities and fixed opex.
    """
    calendar_year = int(case.years.year[year])
    serving = servable(case)[:, year]
    decision = np.where(serving, case.projects.decision, "forbid").tolist()
    count = len(case.projects)
    free: dict[str, list[Cell]] = {
        "decision": decision,
        "earliest_year": [calendar_year] * count,
        "latest_year": [calendar_year] * count,
        "lifetime_years": [1] * count,
        "capex_musd": [0.0] * count,
        "fixed_opex_musd_per_year": [0.0] * count,
    }
    return replace(
        case,
        settings=case.settings if year == len(case.years) - 1 else _without_years_after(case.settings),
        years=some_rows(case.years, np.flatnonzero(case.years.year == calendar_year)),
        projects=replace_cells(case.projects, free),
        demand=_of_year(case.demand, calendar_year),
        demand_reference=some_rows(case.demand_reference, np.flatnonzero(case.demand_reference.year == calendar_year)),
        asset_changes=some_rows(case.asset_changes, np.flatnonzero(_counts(case.asset_changes, calendar_year))),
        budget=make_table(type(case.budget), {}),
        corridor_limits=some_rows(case.corridor_limits, np.flatnonzero(case.corridor_limits.year == calendar_year)),
        season_limits=some_rows(case.season_limits, np.flatnonzero(case.season_limits.year == calendar_year)),
        growth_held=None if case.growth_held is None else case.growth_held[:, [year]],
    )


def _of_year(demand: Demand, year: int) -> Demand:
    """The demand without its other years, so that cases which are equal in a year are equal."""
    header = tuple(name for name in demand.header if not is_year(name) or int(name) == year)
    columns = [column for column, other in enumerate(demand.mt_years) if other == year]
    return replace(demand, header=header, mt=demand.mt[:, columns], mt_years=(year,) * len(columns))


def _counts(changes: AssetChanges, year: int) -> Flags:
    """Whether a change of an asset is made in a year; those of scenarios are made where they have become plain."""
    return np.asarray((changes.year <= year) & (changes.scenario == ""))


def _without_years_after(settings: Settings) -> Settings:
    """Only the last plan year stands for the years after the plan."""
    if "years_after" not in settings.key:
        return settings
    value: list[Cell] = np.where(settings.key == "years_after", "0", settings.value).tolist()
    return replace_cells(settings, {"value": value})


def servable(case: Case) -> Flags:
    """Whether a project can serve in a year: it may open in a year from which it serves then; (projects, years)."""
    return np.asarray((may_open(case)[:, :, None] & serves(case)).any(axis=1))

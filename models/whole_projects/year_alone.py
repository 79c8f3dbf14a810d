"""One plan year of a case as a case of its own: which projects serve in it is free, and costs nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from models.case import Case
from models.projects import may_open, serves
from models.tables import Cell, Flags, Settings, make_table, replace_cells, some_rows


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
        budget=make_table(type(case.budget), {}),
        corridor_limits=some_rows(case.corridor_limits, np.flatnonzero(case.corridor_limits.year == calendar_year)),
    )


def _without_years_after(settings: Settings) -> Settings:
    """Only the last plan year stands for the years after the plan."""
    if "years_after" not in settings.key:
        return settings
    value: list[Cell] = np.where(settings.key == "years_after", "0", settings.value).tolist()
    return replace_cells(settings, {"value": value})


def servable(case: Case) -> Flags:
    """Whether a project can serve in a year: it may open in a year from which it serves then; (projects, years)."""
    return np.asarray((may_open(case)[:, :, None] & serves(case)).any(axis=1))

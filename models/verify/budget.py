"""What projects take from the budget, and whether the money is there."""

from __future__ import annotations

import numpy as np

from models.case import Case
from models.tables import Numbers
from models.verify.tally import Tally


def payments(case: Case) -> Numbers:
    """MUSD that a whole project opened in v takes from the budget of y, shape (projects, years v, years y).

    Equal parts over the plan years of construction; where no plan year lies among those, all in the last one before.
    """
    projects, years = case.projects, case.years.year
    start = np.maximum(years[0], years - projects.construction_years[:, None])
    end = np.maximum(years[0], years - 1)
    due = (years >= start[:, :, None]) & (years <= end[:, None])
    last_before = np.searchsorted(years, start, side="right") - 1
    due |= ~due.any(axis=2, keepdims=True) & (last_before[:, :, None] == np.arange(len(years)))
    cost = np.where(projects.decision == "auto", projects.capex_musd * projects.budget_share, 0.0)
    return np.asarray(cost[:, None, None] * due / due.sum(axis=2, keepdims=True))


def spending(case: Case, opened: Numbers) -> Numbers:
    """MUSD that the budget pays in each plan year; opened: share, shape (projects, years)."""
    return np.asarray(np.einsum("pv,pvy->y", opened, payments(case)))


def counted(case: Case, spent: Numbers) -> Numbers:
    """Spending, by plan year in the last axis, as its limit counts it: with carry-over all of it up to the year."""
    return np.cumsum(spent, axis=-1) if case.parameters.budget_carry_over else spent


def available(case: Case) -> Numbers:
    """MUSD that `counted` spending may reach in each plan year; says nothing for a case without a budget."""
    years, row = case.years.year, case.budget.year[:, None]
    counts = (row >= years[0]) & (row <= years) if case.parameters.budget_carry_over else row == years
    return np.asarray((counts * case.budget.available_musd[:, None]).sum(axis=0))


def check_budget(case: Case, opened: Numbers, tally: Tally) -> None:
    """Report years in which the payments of projects exceed the money."""
    if not len(case.budget):
        return
    reach = "up to" if case.parameters.budget_carry_over else "in"
    words = [f"spending {reach} {year}" for year in case.years.year]
    tally.at_most("budget", counted(case, spending(case, opened)), available(case), words.__getitem__, "MUSD")

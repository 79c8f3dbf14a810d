"""What projects cost and when: annuities, service years, payments, opening windows. No decision is taken here."""

from __future__ import annotations

import numpy as np

from models.case import Case
from models.tables import Flags, Integers, Numbers


def annuity(case: Case) -> Numbers:
    """MUSD a year that repay each project's capital cost over its lifetime."""
    rate = case.parameters.discount_rate
    capex, lifetime = case.projects.capex_musd, case.projects.lifetime_years.astype(float)
    if rate == 0:
        return np.asarray(capex / lifetime)
    # 1 - (1+r)^-n loses its digits where r is near 0; this form does not
    return np.asarray(capex * rate / -np.expm1(-lifetime * np.log1p(rate)))


def may_open(case: Case) -> Flags:
    """In which plan years each project may open, shape (projects, years)."""
    projects, years = case.projects, case.years.year
    auto = (years >= projects.earliest_year[:, None]) & (years <= projects.latest_year[:, None])
    first = years == first_year_from(case, projects.earliest_year)[:, None]
    forced = (projects.decision == "force")[:, None]
    return np.asarray(np.where(forced, first, auto) & (projects.decision != "forbid")[:, None])


def first_year_from(case: Case, wanted: Integers) -> Integers:
    """The first plan year not before each wanted year; 0 where the plan ends before."""
    years = case.years.year
    place = np.searchsorted(years, wanted)
    return np.where(place < len(years), years[np.minimum(place, len(years) - 1)], 0)


def serves(case: Case) -> Flags:
    """Whether a project that opens in plan year v is in service in plan year y; shape (projects, v, y)."""
    years = case.years.year
    age = years[None, :] - years[:, None]
    return np.asarray((age >= 0) & (age < case.projects.lifetime_years[:, None, None]))


def years_missing(case: Case) -> Numbers:
    """Years by which the life of a project that opens in plan year v ends before the years after the plan do.

    Shape (projects, v); 0 where it lasts, and where it does not serve in the last plan year, so is not renewed. The
    objective renews it at the same annuity.
    """
    years, after = case.years, case.parameters.years_after
    end = years.year[-1] + years.weight_years[-1] + after
    missing = end - (years.year + case.projects.lifetime_years[:, None])
    return np.where(serves(case)[:, :, -1] & bool(after), np.maximum(0.0, missing), 0.0)


def payments(case: Case) -> Numbers:
    """Share of a project's capital cost paid in plan year t if it opens in plan year v; (projects, v, t).

    Equal parts over the plan years of construction; all at once where no plan year lies in them.
    """
    years = case.years.year
    begin = np.maximum(years[0], years - case.projects.construction_years[:, None])
    end = np.maximum(years[0], years - 1)
    paid = (years >= begin[:, :, None]) & (years <= end[None, :, None])
    at_once = years == years[np.searchsorted(years, begin, side="right") - 1][:, :, None]
    paid = np.where(paid.any(axis=2, keepdims=True), paid, at_once)
    return np.asarray(paid / paid.sum(axis=2, keepdims=True))


def budget_cost(case: Case) -> Numbers:
    """MUSD of the budget that each project takes; 0 for those that are not for the plan to decide."""
    projects = case.projects
    return np.where(projects.decision == "auto", projects.capex_musd * projects.budget_share, 0.0)


def budget_money(case: Case) -> Numbers:
    """MUSD that each plan year's budget rule allows: with carry-over all money up to that year, else its own."""
    years, budget = case.years.year, case.budget
    counts = (budget.year[:, None] >= years[0]) & (budget.year[:, None] <= years)
    if not case.parameters.budget_carry_over:
        counts &= budget.year[:, None] == years
    return np.asarray((budget.available_musd[:, None] * counts).sum(axis=0))

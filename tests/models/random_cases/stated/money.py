"""Discounting, annuities, opening years and payments, from the text of the formulation alone."""

from __future__ import annotations

from math import exp, expm1, inf, log1p

from models.case import Case


def discount(case: Case) -> list[float]:
    """What 1 MUSD a year of each plan year counts: weight x (1+r)^-(year - base year).

    The last plan year stands for the years after the plan too, which begin when its own years are over.
    """
    rate, base = case.parameters.discount_rate, case.parameters.base_year
    pairs = list(zip(case.years.year.tolist(), case.years.weight_years.tolist(), strict=True))
    found = [weight * exp(-(year - base) * log1p(rate)) for year, weight in pairs]
    year, weight = pairs[-1]
    found[-1] += sum(exp(-(year + weight + k - base) * log1p(rate)) for k in range(case.parameters.years_after))
    return found


def annuity(capex: float, lifetime: int, rate: float) -> float:
    """Capex x r / (1 - (1+r)^-lifetime), in a form that keeps its digits near r = 0."""
    return capex / lifetime if rate == 0 else capex * rate / -expm1(-lifetime * log1p(rate))


def opening_years(case: Case, project: int) -> list[int]:
    """Plan years in which a project may open."""
    projects, years = case.projects, case.years.year.tolist()
    earliest, latest = int(projects.earliest_year[project]), int(projects.latest_year[project])
    if projects.decision[project] == "forbid":
        return []
    if projects.decision[project] == "force":
        return [year for year in years if year >= earliest][:1]
    return [year for year in years if earliest <= year <= latest]


def serves(case: Case, project: int, opening: int, year: int) -> bool:
    """Whether a project that opens in one year serves in another."""
    return 0 <= year - opening < int(case.projects.lifetime_years[project])


def payments(case: Case, project: int, opening: int) -> dict[int, float]:
    """MUSD from the budget by plan year: in equal parts in the plan years of construction.

    Where none falls into these, in the last plan year before; what is built in no time, in the year of its opening.
    """
    projects, years = case.projects, case.years.year.tolist()
    if projects.decision[project] != "auto":
        return {}
    start = max(years[0], opening - int(projects.construction_years[project]))
    end = max(years[0], opening - 1)
    paying = [year for year in years if start <= year <= end]
    paying = paying or [max(year for year in years if year <= start)]
    amount = float(projects.capex_musd[project] * projects.budget_share[project])
    return dict.fromkeys(paying, amount / len(paying))


def money_until(case: Case, year: int) -> tuple[list[int], float]:
    """The years whose payments a budget row counts, and the money there is for them; no rows: no limit."""
    given = dict(zip(case.budget.year.tolist(), case.budget.available_musd.tolist(), strict=True))
    plan = case.years.year.tolist()
    counted = [other for other in plan if other <= year] if case.parameters.budget_carry_over else [year]
    return counted, sum(given[other] for other in counted) if given else inf

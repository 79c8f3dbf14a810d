"""What a plan costs, year by year."""

from __future__ import annotations

import numpy as np

from models.case import Case
from models.solution import Solution
from models.tables import Numbers
from models.verify.corridors import corridor_penalty
from models.verify.network import rate_of, saving_per_tonne, value_of_hour
from models.verify.plan import Plan
from models.verify.result import MoneyByYear
from models.verify.rules import Rules
from models.verify.tally import Tally


def money_of(rules: Rules, solution: Solution, plan: Plan) -> MoneyByYear:
    """Undiscounted money of each plan year."""
    case, assets = rules.case, rules.assets
    tonnes = plan.flow.sum(axis=1)
    return MoneyByYear(
        year=case.years.year,
        discount=worth_of_years(case),
        transport_musd=(np.einsum("aky,ak->ay", tonnes, rate_of(case)) * assets.cost).sum(axis=0),
        time_musd=(np.einsum("aky,k->ay", tonnes, value_of_hour(case)) * assets.hours).sum(axis=0),
        savings_musd=np.einsum("eky,ek->y", solution.benefit_mt, saving_per_tonne(case)),
        annuities_musd=annuity(case) @ plan.in_service,
        fixed_opex_musd=case.projects.fixed_opex_musd_per_year @ plan.in_service,
        unmet_penalty_musd=case.unmet_penalty @ solution.unmet_mt,
        corridor_penalty_musd=corridor_penalty(rules.corridors, plan.volume),
    )


def annuity(case: Case) -> Numbers:
    """MUSD a year of each whole project: its capital cost as equal payments over its lifetime at the discount rate."""
    rate, projects = case.parameters.discount_rate, case.projects
    if rate == 0:
        return projects.capex_musd / projects.lifetime_years
    # interest, and what saved at the same interest repays the capital at the end of the life
    with np.errstate(over="ignore"):
        repaid = rate / np.expm1(projects.lifetime_years * np.log1p(rate))
    return np.asarray(projects.capex_musd * (rate + repaid))


def worth_of_years(case: Case) -> Numbers:
    """What 1 MUSD a year counts, shape (years,): its plan years, and for the last one the years after the plan."""
    rate, years = case.parameters.discount_rate, case.years
    worth = np.asarray(years.weight_years * (1 + rate) ** -(years.year - case.parameters.base_year).astype(float))
    if case.parameters.years_after:
        end = float(years.year[-1] + years.weight_years[-1] - case.parameters.base_year)
        worth[-1] += _annuity_factor(rate, case.parameters.years_after) * (1 + rate) ** -(end - 1)
    return worth


def check_discount(case: Case, worth: Numbers, tally: Tally) -> None:
    """Report years that the engine counts otherwise than verification."""
    words = [f"the year {year}" for year in case.years.year]
    tally.equal("discount", case.discount, worth, words.__getitem__, "years")


def _annuity_factor(rate: float, count: int) -> float:
    """Worth today of 1 MUSD in each of the next `count` years, the first in a year from now."""
    return -np.expm1(-count * np.log1p(rate)) / rate if rate else float(count)

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


def money_of(rules: Rules, solution: Solution, plan: Plan) -> MoneyByYear:
    """Undiscounted money of each plan year."""
    case, assets = rules.case, rules.assets
    tonnes = plan.flow.sum(axis=1)
    return MoneyByYear(
        year=case.years.year,
        discount=case.discount,
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

"""What a plan does for its cargo, and that it keeps the rules; shared by studies that solve many plans."""

from __future__ import annotations

import numpy as np

from models.accounts import discounted, money_by_year
from models.case import HOURS_PER_DAY, Case
from models.errors import NotVerified
from models.network import find_ways, sum_by_year, way_hours
from models.solution import Prices, Solution
from models.tables import Numbers
from models.verify import Verification, verify

ROUNDING = 1e-6
"""Share of 1 + the objective up to which two objectives count as the same."""

SAME_PLAN = 1e-9
"""The same of one plan whose cargo goes another way at equal cost."""


def moved_mt(case: Case, solution: Solution) -> Numbers:
    """Mt that arrive in each plan year, shape (years,)."""
    return np.asarray(case.demand_mt.sum(axis=0) - solution.unmet_mt.sum(axis=0) - solution.response_mt.sum(axis=0))


def tonne_days(case: Case, solution: Solution) -> Numbers:
    """Million tonne-days on the way in each plan year, what projects save taken off; shape (years,)."""
    routes, ways = solution.routes, find_ways(case, solution.routes)
    hours = routes.mt * way_hours(case, ways)[ways.of_route, routes.year]
    saved = np.einsum("e,ecy->y", case.project_effects.time_saving_h, solution.benefit_mt)
    return np.asarray((sum_by_year(case, routes.year, hours) - saved) / HOURS_PER_DAY)


def days_per_tonne(case: Case, solution: Solution, counted: Numbers) -> float:
    """Days that a tonne moved is on the way on average; counted: weight of each plan year; NaN where nothing moves."""
    moved = float(moved_mt(case, solution) @ counted)
    return float(tonne_days(case, solution) @ counted) / moved if moved > 0 else np.nan


def cost_of(case: Case, solution: Solution) -> float:
    """MUSD of a plan as the case prices it, discounted, penalties included."""
    money = money_by_year(case, solution, find_ways(case, solution.routes))
    return discounted(case, money.real + money.penalty)


def penalty_of(case: Case, solution: Solution) -> float:
    """MUSD of penalty in a plan, discounted."""
    return discounted(case, money_by_year(case, solution, find_ways(case, solution.routes)).penalty)


def rounding(musd: float) -> float:
    """MUSD of an objective that say nothing."""
    return ROUNDING * (1.0 + abs(musd))


def verified(case: Case, solution: Solution) -> Verification:
    """The verdict on a plan that keeps every rule; raises NotVerified of any other."""
    verification = verify(case, solution)
    if not verification.ok:
        broken = verification.violations[0]
        raise NotVerified(f"a plan failed its verification: {broken.rule}, {broken.where}")
    return verification


def no_prices(case: Case) -> Prices:
    """Prices of a plan from whose search none are taken: 0 everywhere."""
    years, projects = len(case.years), len(case.projects)
    return Prices(
        capacity=np.zeros((len(case.asset_ids), 2, years)),
        shared_limit=np.zeros((len(case.shared_limits), years)),
        saving=np.zeros((len(case.project_effects), len(case.commodities), years)),
        corridor_min=np.zeros(len(case.corridor_limits)),
        corridor_max=np.zeros(len(case.corridor_limits)),
        carbon_cap=np.zeros(years),
        unmet=np.zeros((len(case.demand), years)),
        budget=np.zeros(years),
        requires=np.zeros((projects, projects, years)),
    )

"""Among the prices that prove the same plan best, those most alike.

Where limits meet, many prices say the same of a plan, and two searches end with different ones. Prices are as good as
others if they prove as much: what every tonne and project costs at them, less the worth of the limits, is a bound.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from models.accounts import share_in_service
from models.case import Case, places
from models.network import saved_emissions
from models.projects import yearly_saving_rates
from models.solution import Prices, Solution
from models.tables import Numbers
from models.verify import Rules, lower_bound, rules_of
from planner.study.compare.alike import Planned
from planner.study.compare.openings import SAME_SHARE, decisions
from planner.study.compare.undone import frozen
from planner.study.compare.ways import NOWHERE, same_assets, same_years

PROOF = 1e-8
"""Share of the objective by which a proof may fall short of it by rounding."""

LEAST_PRICE = 1e-6
"""USD/t below which two prices are the same."""

MOST_TRIED = 60
"""Links and terminals whose prices are tried, those with the largest difference first."""


def prices_towards(plan: Planned, other: Planned) -> Solution:
    """The plan with prices of capacity taken over from the other plan as far as they prove as much.

    Prices by season stay as they were found: those of the year only sum them up.
    """
    if plan.solution.by_season is not None:
        return plan.solution
    rules, prices = _proof(plan)
    theirs = _translated(plan, other)
    least = plan.solution.objective - PROOF * (1 + abs(plan.solution.objective))
    for assets in _steps(prices.capacity, theirs, plan.case.discount):
        tried = prices.capacity.copy()
        tried[assets] = theirs[assets]
        candidate = replace(prices, capacity=tried)
        if _proves(rules, candidate, least):
            prices = candidate
    return replace(plan.solution, prices=replace(plan.solution.prices, capacity=prices.capacity))


def _proves(rules: Rules, prices: Prices, least: float) -> bool:
    return lower_bound(rules, prices) >= least


def _proof(plan: Planned) -> tuple[Rules, Prices]:
    """The case whose best plan the prices prove, and these prices.

    Whole projects are as planned: their rules and the budget have no price, and what they save comes with every tonne.
    """
    case, solution = plan.case, plan.solution
    wanted = decisions(case, solution.openings)
    if solution.relaxed or any(share <= 1 - SAME_SHARE for opened in wanted.values() for _, share in opened):
        return rules_of(case), solution.prices
    prices = solution.prices
    project = places(case.project_effects.project, case.projects.id)
    served = share_in_service(case, solution.openings)[project]
    certain = replace(
        prices,
        saving=_full_savings(case, prices) * served[:, None, :],
        budget=np.zeros_like(prices.budget),
        requires=np.zeros_like(prices.requires),
        exclusive={},
    )
    return rules_of(frozen(case, wanted)), certain


def _full_savings(case: Case, prices: Prices) -> Numbers:
    """USD/t that each effect saves at the price of carbon and of its cap, (effects, commodities, years)."""
    return yearly_saving_rates(case) + (saved_emissions(case)[:, None] * prices.carbon_cap)[:, None]


def _translated(plan: Planned, other: Planned) -> Numbers:
    """Prices of capacity of the other plan on this case; its own where the other has none."""
    prices = plan.solution.prices.capacity.copy()
    asset, year = same_assets(plan.case, other.case), same_years(plan.case, other.case)
    here, when = np.flatnonzero(asset != NOWHERE), np.flatnonzero(year != NOWHERE)
    theirs = other.solution.prices.capacity
    prices[here[:, None], :, when] = theirs[asset[here][:, None], :, year[when]]
    return prices


def _steps(own: Numbers, theirs: Numbers, discount: Numbers) -> list[list[int]]:
    """All assets whose prices differ together, then each, the largest difference first."""
    apart = np.abs(own - theirs)
    size = apart.sum(axis=1) @ discount
    differing = np.flatnonzero(apart.max(axis=(1, 2), initial=0.0) > LEAST_PRICE)
    order = differing[np.argsort(-size[differing], kind="stable")][:MOST_TRIED].tolist()
    return [order, *([asset] for asset in order)] if order else []

"""What projects cost, when they open and serve, and what they save. No decision is taken here."""

from models.projects.finance import (
    annuity,
    budget_cost,
    budget_money,
    first_year_from,
    may_open,
    payments,
    serves,
    years_missing,
)
from models.projects.savings import (
    Savings,
    find_savings,
    once_a_tonne,
    paying,
    saving_rates,
    sharing_effects,
    within_flow,
    without_pay,
    yearly_saving_rates,
)
from models.projects.year_alone import servable, single_year

__all__ = [
    "Savings",
    "annuity",
    "budget_cost",
    "budget_money",
    "find_savings",
    "first_year_from",
    "may_open",
    "once_a_tonne",
    "paying",
    "payments",
    "saving_rates",
    "servable",
    "serves",
    "sharing_effects",
    "single_year",
    "within_flow",
    "without_pay",
    "yearly_saving_rates",
    "years_missing",
]

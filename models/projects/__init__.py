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
    saving_rates,
    sharing_effects,
    within_flow,
)

__all__ = [
    "Savings",
    "annuity",
    "budget_cost",
    "budget_money",
    "find_savings",
    "first_year_from",
    "may_open",
    "once_a_tonne",
    "payments",
    "saving_rates",
    "serves",
    "sharing_effects",
    "within_flow",
    "years_missing",
]

"""A lower bound on the cost of every plan, from prices alone: no solver is asked."""

from models.verify.bound.plan_cost import freight_bound, lower_bound, may_stay_away, project_costs
from models.verify.bound.prices import usable

__all__ = ["freight_bound", "lower_bound", "may_stay_away", "project_costs", "usable"]

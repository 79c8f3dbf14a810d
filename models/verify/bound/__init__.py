"""A lower bound on the cost of every plan, from prices alone: no solver is asked."""

from models.verify.bound.cheapest import arcs_of
from models.verify.bound.cheapest import cheapest as least_costs
from models.verify.bound.plan_cost import freight_bound, lower_bound, may_stay_away, project_costs
from models.verify.bound.prices import usable

__all__ = ["arcs_of", "freight_bound", "least_costs", "lower_bound", "may_stay_away", "project_costs", "usable"]

"""A lower bound on the cost of every plan, from prices alone: no solver is asked."""

from models.verify.bound.plan_cost import lower_bound

__all__ = ["lower_bound"]

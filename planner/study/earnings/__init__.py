"""What owners earn against what all pay: the cheapest plan for each weight of income."""

from planner.study.earnings.rebated import Limit, heaviest
from planner.study.earnings.study import Earnings, Order, Point, earnings

__all__ = ["Earnings", "Limit", "Order", "Point", "earnings", "heaviest"]

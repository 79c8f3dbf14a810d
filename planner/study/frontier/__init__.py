"""Money against what it moves: the best plan for each budget."""

from planner.study.frontier.budgets import Order, Point
from planner.study.frontier.gains import Gain, bend, gains
from planner.study.frontier.goal import DAY, Goal
from planner.study.frontier.study import Frontier, Kink, Level, Move, Step, frontier

__all__ = [
    "DAY",
    "Frontier",
    "Gain",
    "Goal",
    "Kink",
    "Level",
    "Move",
    "Order",
    "Point",
    "Step",
    "bend",
    "frontier",
    "gains",
]

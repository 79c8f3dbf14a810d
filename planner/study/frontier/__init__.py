"""Money against what it moves: the best plan for each budget."""

from planner.study.frontier.budgets import Order, Point
from planner.study.frontier.gains import Gain, bend, gains
from planner.study.frontier.goal import (
    CARBON,
    DAY,
    Goal,
    GoalCase,
    as_original,
    goal_case,
    mark,
    of_every_kind,
    with_every_kind,
)
from planner.study.frontier.study import Frontier, Kink, Level, Move, Step, frontier

__all__ = [
    "CARBON",
    "DAY",
    "Frontier",
    "Gain",
    "Goal",
    "GoalCase",
    "Kink",
    "Level",
    "Move",
    "Order",
    "Point",
    "Step",
    "as_original",
    "bend",
    "frontier",
    "gains",
    "goal_case",
    "mark",
    "of_every_kind",
    "with_every_kind",
]

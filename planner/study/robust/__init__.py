"""One plan for many futures: what to decide now, what follows each future, and what knowing would be worth."""

from planner.study.robust.asking import Desk
from planner.study.robust.choices import Choice, Opened
from planner.study.robust.explain import Other
from planner.study.robust.found import Alternative, Order, RiskPoint, Robust, Standing
from planner.study.robust.futures import futures_of_draws, futures_of_scenarios, reduced
from planner.study.robust.rules import Condition, Rule
from planner.study.robust.signs import Sign, figures
from planner.study.robust.study import robust
from planner.study.robust.triggers import Trigger, Triggers, read_triggers
from planner.study.robust.worth import Between, Cost, difference

__all__ = [
    "Alternative",
    "Between",
    "Choice",
    "Condition",
    "Cost",
    "Desk",
    "Opened",
    "Order",
    "Other",
    "RiskPoint",
    "Robust",
    "Rule",
    "Sign",
    "Standing",
    "Trigger",
    "Triggers",
    "difference",
    "figures",
    "futures_of_draws",
    "futures_of_scenarios",
    "read_triggers",
    "reduced",
    "robust",
]

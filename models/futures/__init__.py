"""One plan for many futures: what is decided before they are known, and what follows each of them."""

from models.futures.measure import Measure, read_measure
from models.futures.plan import Future, FuturesPlan, Order, Progress
from models.futures.ruled import Rule, Ruled, RuledModel
from models.futures.search import Resuming, solve_futures

__all__ = [
    "Future",
    "FuturesPlan",
    "Measure",
    "Order",
    "Progress",
    "Resuming",
    "Rule",
    "Ruled",
    "RuledModel",
    "read_measure",
    "solve_futures",
]

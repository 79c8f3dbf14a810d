"""The planner's own search, divisible and whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from benchmarks.many_futures.telling import Telling
from models.futures import Future, Measure, Order, solve_futures
from models.request import Request
from models.stop import Limits

CLOSE = 1e-4
"""Gap at which the search for whole projects may end."""

_FIGURE = re.compile(r"(divisible projects:|plan of|no plan is under) ([\d,]+\.\d+) MUSD")


def run(way: str, futures: Sequence[Future], telling: Telling) -> None:
    """Seek the least average, decided until the year of the settings."""

    def watch(words: str) -> None:
        found = _FIGURE.search(words)
        if found is not None:
            musd = float(found[2].replace(",", ""))
            telling.know(**{"plan" if found[1] == "plan of" else "bound": musd})

    limits = Limits(gap=CLOSE, seconds=telling.left)
    order = Order(Measure(), futures[0].case.parameters.decide_until)
    plan = solve_futures(futures, order, Request(relaxed=way == "divisible", limits=limits), watch)
    telling.know(bound=plan.bound, plan=plan.objective)

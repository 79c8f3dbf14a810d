"""`planner frontier`: money against what it moves, from the options to the workbook."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.case import Case
from models.errors import PlannerError
from models.reuse import Reuse
from planner.cli.console import Answer, Console
from planner.cli.exits import Exit
from planner.cli.options import numbers, plan_years
from planner.cli.studies.alike import Study, answer, head_json, place_of_study, read_study, run_facts, with_seconds
from planner.cli.studies.stopping import Stopping, stoppable
from planner.show.studies import frontier as show
from planner.show.texts import Words
from planner.study.frontier import Frontier, Goal, Order, frontier

LARGEST = 2.0
"""Largest budget where none is given, as a multiple of the case's own."""


@dataclass(frozen=True, kw_only=True)
class FrontierOrder(Study):
    """What `planner frontier` was asked for; texts as they were typed."""

    against: str
    budget: str
    points: int
    service: str
    years: str


def draw_frontier(order: FrontierOrder, console: Console) -> Answer:
    """Carry the order out: every plan that is written is verified; a signal keeps the budgets that are solved."""
    with stoppable() as stopping:
        return _drawn(order, stopping, console)


def _drawn(order: FrontierOrder, stopping: Stopping, console: Console) -> Answer:
    reading, case = read_study(order, stopping, console)
    asked = _asked(order, case)
    place = place_of_study(order, "frontier", order.against)
    with console.stage("frontier"):
        found = frontier(case, asked, console.watch, stopping.between(Reuse().solve))
    run = run_facts(order, reading, _typed(order, found), each="budget", complete=found.complete)
    shown = show.shown_of(found, run, Words(order.language))
    head = head_json(case, order.request)
    told = answer(show, shown, head, place=place, code=_code(found), console=console, language=order.language)
    return with_seconds(told, console)


def _asked(order: FrontierOrder, case: Case) -> Order:
    if order.against not in list(Goal):
        raise PlannerError(f"--against {order.against}: choose one of {', '.join(Goal)}")
    factors = np.linspace(0, LARGEST, order.points).round(12).tolist()
    if order.budget:
        factors = list(numbers(order.budget, "--budget", least=0.0, most=np.inf))
    levels = numbers(order.service, "--service", least=0.0, most=1.0) if order.service else ()
    counted = plan_years(case, order.years, "--years")
    return Order(Goal(order.against), tuple(factors), counted, order.request, levels)


def _code(found: Frontier) -> Exit:
    """A frontier with a point that is not within the gap that was asked for ended at a limit."""
    gap = found.order.request.limits.gap
    open_ended = any(point.gap > gap * abs(point.plan.value) for point in found.points)
    return Exit.LIMIT_WITH_PLAN if open_ended or not found.complete else Exit.DONE


def _typed(order: FrontierOrder, found: Frontier) -> dict[str, str]:
    return {
        "against": order.against,
        "budget": order.budget or f"{order.points} budgets up to {LARGEST:g} times the case's own",
        "years": ", ".join(str(year) for year in found.case.years.year[found.order.counted]),
    }

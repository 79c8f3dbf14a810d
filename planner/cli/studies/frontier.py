"""`planner frontier`: money against what it moves, from the options to the workbook."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from models.case import Case
from models.errors import PlannerError
from models.income import owners_of
from models.reuse import Reuse
from planner.cli.console import Answer, Console
from planner.cli.exits import Exit
from planner.cli.options import numbers, plan_years
from planner.cli.studies.alike import Study, answer, head_json, place_of_study, read_study, run_facts, with_seconds
from planner.cli.studies.stopping import Stopping, stoppable
from planner.show.studies import earnings as show_earnings
from planner.show.studies import frontier as show
from planner.show.texts import Words
from planner.study import earnings as earnings_study
from planner.study.frontier import Frontier, Goal, Order, frontier

INCOME = "income"
"""Goal that is drawn by weights; after a colon the owner whose income counts."""

EXACT = 1e-6
"""Gap of divisible projects where income is weighed: what a weight changes is a small share of the cost."""

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
    if order.against.partition(":")[0] == INCOME:
        return _against_income(order, stopping, console)
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


def _against_income(order: FrontierOrder, stopping: Stopping, console: Console) -> Answer:
    """Least cost for each weight of what owners earn; budgets, service levels and years are no part of it."""
    if order.budget or order.years:
        raise PlannerError("--against income takes no --budget and no --years: it weighs the income of all years")
    reading, case = read_study(order, stopping, console)
    owner = order.against.partition(":")[2]
    if order.request.relaxed:
        order = replace(order, request=replace(order.request, limits=replace(order.request.limits, gap=EXACT)))
    asked = earnings_study.Order((owner,) if owner else owners_of(case), order.points, order.request)
    place = place_of_study(order, "frontier", order.against.replace(":", "-"))
    with console.stage("frontier"):
        found = earnings_study.earnings(case, asked, console.watch, stopping.between(Reuse().solve))
    typed = {"against": order.against, "owners": ", ".join(asked.owners), "weights": str(order.points)}
    run = run_facts(order, reading, typed, each="weight", complete=found.complete)
    shown = show_earnings.shown_of(found, run, Words(order.language))
    gap = order.request.limits.gap
    code = Exit.LIMIT_WITH_PLAN if any(p.gap > gap * abs(p.cost) for p in found.points) else Exit.DONE
    code = code if found.complete else Exit.LIMIT_WITH_PLAN
    head = head_json(case, order.request)
    told = answer(show_earnings, shown, head, place=place, code=code, console=console, language=order.language)
    return with_seconds(told, console)


def _asked(order: FrontierOrder, case: Case) -> Order:
    if order.against not in list(Goal):
        raise PlannerError(f"--against {order.against}: choose one of {', '.join([*Goal, INCOME])}")
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

"""`planner appraise`: is each project worth it, from case and plan to figures, streams and an open model."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from models.case import Case
from models.errors import PlannerError
from models.request import Request
from models.reuse import Reuse
from models.solution import Solution
from models.verify import verify
from planner.cli.console import Answer, Console
from planner.cli.exits import Exit, exit_of_stop
from planner.cli.options import rates_asked
from planner.cli.studies.alike import Study, answer, head_json, place_of_study, read_study, run_facts, with_seconds
from planner.cli.studies.stopping import Stopping, stoppable
from planner.read.land import read_land
from planner.read.result import read_record, read_result
from planner.show.studies import appraise as show
from planner.show.texts import Words
from planner.study.appraise import Appraisal, Order, appraise
from planner.study.service import verified
from planner.study.stored_plan import as_stored


@dataclass(frozen=True, kw_only=True)
class AppraiseOrder(Study):
    """What `planner appraise` was asked for; result: with the plan, None where it is to be sought. rates: as typed."""

    result: Path | None
    rates: tuple[str, ...]
    projects: tuple[str, ...]


def appraise_order(order: AppraiseOrder, console: Console) -> Answer:
    """Carry the order out on a verified plan; a signal keeps the projects so far."""
    if order.result is not None:
        order = replace(order, request=_as_solved(order.result, order.request))
    with stoppable() as stopping:
        return _appraised(order, stopping, console)


def _appraised(order: AppraiseOrder, stopping: Stopping, console: Console) -> Answer:
    reading, case = read_study(order, stopping, console)
    rates = rates_asked(order.rates, case)
    place = place_of_study(order, "appraise")
    plan = _plan(order, case, stopping, console)
    with console.stage("appraise"):
        asked = Order(order.request, rates, order.projects)
        found = appraise(case, plan, asked, console.watch, stopping.breakable)
    run = run_facts(order, reading, _typed(order, found), each="plan", complete=found.complete)
    shown = show.shown_of(found, run, Words(order.language), read_land(None))
    code = exit_of_stop(plan.stop) if found.complete and order.result is None else Exit.DONE
    code = code if found.complete else Exit.LIMIT_WITH_PLAN
    head = head_json(case, order.request)
    told = answer(show, shown, head, place=place, code=code, console=console, language=order.language)
    return with_seconds(told, console)


def _as_solved(result: Path, request: Request) -> Request:
    """The request with scenario and changes of a result; raises PlannerError where others are asked for."""
    if request.scenario or request.changes or request.relaxed:
        raise PlannerError(
            "a result has its own scenario, changes and --relax: leave them out, or leave out the result"
        )
    record = read_record(result)
    return replace(request, scenario=record.scenario, changes=record.changes, relaxed=record.relaxed)


def _plan(order: AppraiseOrder, case: Case, stopping: Stopping, console: Console) -> Solution:
    """The plan of the result, or the best one found; raises PlannerError for a result that is none of the case."""
    if order.result is None:
        with console.stage("solve"):
            plan = as_stored(stopping.between(Reuse().solve)(case, order.request, console.watch))
        verified(case, plan)
        return plan
    with stopping.breakable(), console.stage("read results"):
        plan = read_result(case, order.result)
        # who fills in what a tonne's going is worth after the solve has another case, and the same plan
        broken = [each for each in verify(case, plan).violations if each.rule != "other-input"]
    if broken:
        first = broken[0]
        raise PlannerError(
            f"{order.result} holds no plan of {order.source}: {first.rule}, {first.where}; give the case that it was "
            "solved for, or leave out the result to solve"
        )
    return plan


def _typed(order: AppraiseOrder, found: Appraisal) -> dict[str, str]:
    return {
        "plan": "solved" if order.result is None else order.result.name,
        "plan_musd": f"{found.plan.objective:,.3f}",
        "its_gap": f"{found.plan.gap:.6f}",
        "rates": ", ".join(f"{rate:g}" for rate in found.order.rates),
        "projects": ", ".join(order.projects) or "all that could open",
    }

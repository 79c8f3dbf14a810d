"""`planner stress`: what is lost when something closes, from the options to the workbook."""

from __future__ import annotations

from dataclasses import dataclass

from models.reuse import Reuse
from planner.cli.console import Answer, Console
from planner.cli.exits import Exit, exit_of_stop
from planner.cli.options import plan_years
from planner.cli.studies.alike import Study, answer, head_json, place_of_study, read_study, run_facts, with_seconds
from planner.cli.studies.stopping import Stopping, stoppable
from planner.show.studies import stress as show
from planner.show.texts import Words
from planner.study.stress import Order, Stress, stress


@dataclass(frozen=True, kw_only=True)
class StressOrder(Study):
    """What `planner stress` was asked for; texts as they were typed."""

    close: str
    loses: float
    years: str
    adapt: int


def stress_order(order: StressOrder, console: Console) -> Answer:
    """Carry the order out: every plan from which a loss is told is verified; a signal keeps the closings so far."""
    with stoppable() as stopping:
        return _stressed(order, stopping, console)


def _stressed(order: StressOrder, stopping: Stopping, console: Console) -> Answer:
    reading, case = read_study(order, stopping, console)
    years = plan_years(case, order.years, "--years")
    place = place_of_study(order, "stress")
    with console.stage("stress"):
        asked = Order(order.close, order.loses, years, order.adapt, order.request)
        found = stress(case, asked, console.watch, stopping.between(Reuse().solve))
    run = run_facts(order, reading, _typed(order, found), each="plan", complete=found.complete)
    shown = show.shown_of(found, run, Words(order.language))
    head = head_json(case, order.request)
    told = answer(show, shown, head, place=place, code=_code(found), console=console, language=order.language)
    return with_seconds(told, console)


def _code(found: Stress) -> Exit:
    """A stress test in which a search stopped at a limit ended at a limit."""
    free = [result.free.stop for result in found.results if result.free is not None]
    at_limit = Exit.LIMIT_WITH_PLAN in map(exit_of_stop, [found.base.solution.stop, *free])
    return Exit.LIMIT_WITH_PLAN if at_limit or not found.complete else Exit.DONE


def _typed(order: StressOrder, found: Stress) -> dict[str, str]:
    base = found.base.solution
    return {
        "close": order.close or "what the plan uses most, and every crossing, port, corridor and country",
        "loses": f"{order.loses:g}",
        "years": ", ".join(str(year) for year in found.case.years.year[found.order.years]),
        "adapt": str(order.adapt),
        "plan_without_closing_musd": f"{base.objective:,.3f}",
        "its_gap": f"{base.gap:.6f}",
    }

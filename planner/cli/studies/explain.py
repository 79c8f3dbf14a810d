"""`planner explain`: why projects are or are not built, who uses an asset and what more of it is worth."""

from __future__ import annotations

from dataclasses import dataclass

from models.errors import InputErrors
from models.reuse import Reuse
from planner.cli.console import Answer, Console
from planner.cli.exits import Exit, exit_of_stop
from planner.cli.placing import Place
from planner.cli.reading import read_or_stop, stop_for_scenario
from planner.cli.studies.alike import Study, answer, head_json, place_asked
from planner.cli.studies.stopping import Stopping, stoppable
from planner.show.studies import explain as show
from planner.show.texts import Words
from planner.study.explain import explain


@dataclass(frozen=True, kw_only=True)
class ExplainOrder(Study):
    """What `planner explain` was asked for; ids: of projects, links, terminals and shared limits."""

    ids: tuple[str, ...]


def explain_order(order: ExplainOrder, console: Console) -> Answer:
    """Carry the order out; a signal keeps the answers that are there."""
    place = place_asked(order.out, force=order.force)
    with stoppable() as stopping:
        return _explained(order, place, stopping, console)


def _explained(order: ExplainOrder, place: Place | None, stopping: Stopping, console: Console) -> Answer:
    with stopping.breakable():
        reading = read_or_stop(order.source, console)
    try:
        with console.stage("explain"):
            found = explain(reading.case, order.ids, order.request, console.watch, stopping.between(Reuse().solve))
    except InputErrors as error:
        stop_for_scenario(error, reading.places, console)
    shown = show.shown_of(found, by_name=bool(order.ids), words=Words(order.language))
    head = head_json(found.case, order.request)
    code = exit_of_stop(found.best.solution.stop) if found.complete else Exit.LIMIT_WITH_PLAN
    return answer(show, shown, head, place=place, code=code, console=console, language=order.language)

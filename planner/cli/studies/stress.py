"""`planner stress`: what is lost when something closes, from the options to the workbook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from models.case import Case
from models.reuse import Reuse
from planner.cli.console import Answer, Console
from planner.cli.exits import Exit, exit_of_stop
from planner.cli.options import plan_years
from planner.cli.placing import place_of, stem_of
from planner.cli.reading import Sound, changed_or_stop, read_or_stop
from planner.cli.studies.alike import INCOMPLETE, Study, head_json, run_facts, write_study
from planner.cli.studies.stopping import Stopping, stoppable
from planner.show.studies import stress as show
from planner.study.stress import Loss, Order, Stress, Stressed, stress

SHOWN = 25
"""Rows on the screen."""

NOTHING_MUSD = 0.05
"""MUSD that are told as none."""


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
    with stopping.breakable():
        reading = read_or_stop(order.source, console)
    case = changed_or_stop(reading, order.request, console)
    years = plan_years(case, order.years, "--years")
    place = place_of(order.out, stem_of(order.source, order.request, "stress"), force=order.force)
    with console.stage("stress"):
        asked = Order(order.close, order.loses, years, order.adapt, order.request)
        found = stress(case, asked, console.watch, stopping.between(Reuse().solve))
    shown = _shown(found, order, reading)
    code, files = write_study(show.stress_sheets(shown), place, _code(found), console)
    data = _head(found, order) | show.stress_json(shown) | {"files": files, "seconds": dict(console.seconds)}
    return Answer(code, data, [*_lines(shown), f"written: {files[0]}"])


def _code(found: Stress) -> Exit:
    """A stress test in which a search stopped at a limit ended at a limit."""
    free = [result.free.stop for result in found.results if result.free is not None]
    at_limit = Exit.LIMIT_WITH_PLAN in map(exit_of_stop, [found.base.solution.stop, *free])
    return Exit.LIMIT_WITH_PLAN if at_limit or not found.complete else Exit.DONE


def _head(found: Stress, order: StressOrder) -> dict[str, Any]:
    base = found.base
    return head_json(found.case, order.request) | {
        "loses": order.loses,
        "closed_years": found.case.years.year[found.order.years].tolist(),
        "base": {
            "objective_musd": base.verification.objective_musd,
            "bound_musd": base.solution.bound,
            "gap": base.solution.gap,
            "unmet_mt": float(base.solution.unmet_mt.sum(axis=0) @ found.case.years.weight_years),
            "status": base.solution.stop.value,
        },
    }


def _shown(found: Stress, order: StressOrder, reading: Sound) -> show.StressShown:
    parameters, years = found.case.parameters, found.case.years.year[found.order.years]
    when = f"{years[0]} to {years[-1]}" if len(years) > 1 else str(years[0])
    short = "closes" if order.loses == 1 else f"loses {order.loses:.0%}"
    what = short if order.loses == 1 else f"{short} of the capacity that it has in the plan"
    ended = "" if found.complete else f" {INCOMPLETE.capitalize()}."
    rows = [_row(found.case, rank, result) for rank, result in enumerate(found.results, start=1)]
    return show.StressShown(
        title=f"{parameters.title or parameters.case}: what is lost when something {short}",
        statement=f"Each in turn {what} in {when}, whatever is built there.{ended}",
        rows=rows,
        complete=found.complete,
        run=_run(found, order, reading),
    )


def _run(found: Stress, order: StressOrder, reading: Sound) -> dict[str, str]:
    base = found.base.solution
    own = {
        "close": order.close or "what the plan uses most, and every crossing, port, corridor and country",
        "loses": f"{order.loses:g}",
        "years": ", ".join(str(year) for year in found.case.years.year[found.order.years]),
        "adapt": str(order.adapt),
        "plan_without_closing_musd": f"{base.objective:,.3f}",
        "its_gap": f"{base.gap:.6f}",
    }
    return run_facts(order, reading, own, each="plan", complete=found.complete)


def _row(case: Case, rank: int, result: Stressed) -> show.Row:
    target = result.target
    return show.Row(
        rank=rank,
        kind=target.kind,
        id=target.id,
        name=target.name,
        assets=tuple(case.asset_ids[target.assets].tolist()),
        carries_mt=result.carries_mt,
        fixed=_loss(result.fixed),
        free=None if result.free is None else _loss(result.free),
        words=_words(result),
    )


def _loss(loss: Loss) -> show.Loss:
    return show.Loss(
        exists=loss.exists,
        unmet_mt=loss.unmet_mt,
        musd=loss.musd,
        real_musd=loss.real_musd,
        penalty_musd=loss.penalty_musd,
        days=loss.days,
        least_musd=loss.least_musd,
        most_musd=loss.most_musd,
        status=loss.stop.value if loss.exists else "no_plan",
    )


def _words(result: Stressed) -> str:
    """A result in a sentence."""
    fixed = result.fixed
    if not fixed.exists:
        return "No plan keeps every rule of the case without it, with the projects as planned."
    if fixed.most_musd <= NOTHING_MUSD:
        return f"{result.carries_mt:,.2f} Mt over it; nothing is lost."
    said = f"{_amounts(fixed)} with the projects as planned"
    if fixed.most_musd - fixed.least_musd > NOTHING_MUSD:
        said += f" (proven: {fixed.least_musd:,.1f} to {fixed.most_musd:,.1f} MUSD)"
    return f"{said}{_adapted(fixed, result.free)}."


def _adapted(fixed: Loss, free: Loss | None) -> str:
    """What other projects would change, and whether that is proven."""
    if free is None:
        return ""
    if not free.exists or free.musd >= fixed.musd - NOTHING_MUSD:
        return "; no other projects were found that lose less"
    saved = fixed.least_musd - free.most_musd
    if saved > NOTHING_MUSD:
        return f"; {_amounts(free)} with other projects, at least {saved:,.1f} MUSD less"
    return f"; {_amounts(free)} with other projects, which is not proven to be less"


def _amounts(loss: Loss) -> str:
    return f"{loss.unmet_mt:,.2f} Mt more left behind, {loss.musd:,.1f} MUSD, {loss.days:+.2f} days"


def _lines(shown: show.StressShown) -> Iterator[str]:
    yield shown.statement
    lost = [row for row in shown.rows if not row.fixed.exists or row.fixed.most_musd > NOTHING_MUSD]
    for row in lost[:SHOWN]:
        yield f"{row.rank:>3} {row.kind} {row.id}: {row.words}"
    if len(lost) > SHOWN:
        yield f"{len(lost) - SHOWN} more lose less; the workbook and --json list them"
    if len(shown.rows) > len(lost):
        yield f"{len(shown.rows) - len(lost)} lose nothing: the plan leads no more over them than is left"
    if not shown.complete:
        yield INCOMPLETE

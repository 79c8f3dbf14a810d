"""`planner robust`: one plan for many futures, from the options to the workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

from models.case import Case
from models.errors import PlannerError
from models.futures import Future, Measure, read_measure
from models.stop import Stop, gap_between, stop_at
from planner.cli.console import Answer, Console
from planner.cli.exits import Exit, exit_of_stop
from planner.cli.placing import RESULTS, stem_of
from planner.cli.studies.alike import Study, answer, head_json, place_of_study, read_study, run_facts, with_seconds
from planner.cli.studies.solving import hire_of
from planner.cli.studies.stopping import Stopping, stoppable
from planner.cli.studies.variant import PROGRAM
from planner.files import prove_writable
from planner.show.studies import robust as show
from planner.show.texts import Words
from planner.study.robust import (
    Desk,
    Order,
    Robust,
    Triggers,
    futures_of_draws,
    futures_of_scenarios,
    read_triggers,
    robust,
)
from planner.study.sweep import Folder, draws

FUTURES = 10
"""Draws that stand for all where no number is given."""


@dataclass(frozen=True, kw_only=True)
class RobustOrder(Study):
    """What `planner robust` was asked for. decide_until, futures: None where not typed; path: '' for the first."""

    measure: str
    decide_until: int | None
    path: str
    draws: int
    futures: int | None
    seed: int
    risk: bool
    explain: bool
    triggers: int
    page: Path | None = None
    png: str | None = None
    pdf: Path | None = None
    workers: int = 1
    scheduler: str = ""


KEPT = ".kept"
"""How the name of the folder ends in which answers are kept until the workbook is written."""


def decide_robustly(order: RobustOrder, console: Console) -> Answer:
    """Carry the order out: every plan is verified; a signal keeps what is known once there is a plan."""
    with stoppable() as stopping:
        return _decided(order, stopping, console)


def _decided(order: RobustOrder, stopping: Stopping, console: Console) -> Answer:
    measure = _measure(order.measure)
    _require_places(order)
    hire = hire_of(order.workers, order.scheduler)
    reading, case = read_study(order, stopping, console)
    futures = _futures(order, case)
    asked = Order(order.request, measure, _until(order, case), _path(order, futures), order.risk, order.explain)
    names = "robust", *([] if order.measure == "expected" else [order.measure.replace(":", "-")])
    place = place_of_study(order, *names)
    kept = order.out or RESULTS / f"{stem_of(order.source, order.request, *names)}.xlsx"
    folder = kept.with_suffix(KEPT)
    desk = Desk(console.watch, stopping.breakable, hire, Folder(folder))
    try:
        with console.stage("robust"):
            found = robust(case, futures, asked, desk)
    except KeyboardInterrupt:
        console.fail(f"what is finished is kept in {folder}; the same command goes on")
        raise
    found, read = _read(order, case, found, desk, console)
    run = run_facts(order, reading, _typed(order, found), each="search", complete=found.complete)
    shown = show.shown_of(found, run, _drawn(order, case, futures), Words(order.language), read)
    head = head_json(case, order.request)
    told = answer(show, shown, head, place=place, code=_code(found), console=console, language=order.language)
    told = _with_pictures(order, shown, told, console)
    if found.complete:
        desk.forget()
    return with_seconds(told, console)


def _with_pictures(order: RobustOrder, shown: show.Shown, told: Answer, console: Console) -> Answer:
    """The same with the page and the slides that were asked for, which follow the workbook."""
    if order.page is None and order.png is None and order.pdf is None:
        return told
    # only who asks for them waits for what makes them
    from planner.show.futures import write_futures  # noqa: PLC0415

    made_by = f"{PROGRAM} {version(PROGRAM)}"
    with console.stage("write"):
        files = write_futures(shown, order.page, order.png, order.pdf, made_by=made_by, force=order.force)
    written = [str(file) for file in files]
    data = {**told.data, "files": [*told.data["files"], *written]}
    return replace(told, data=data, lines=[*told.lines, *(f"written: {file}" for file in written)])


def _require_places(order: RobustOrder) -> None:
    """Raises before the work where a page or slides could not be written after it."""
    for file, endings in ((order.page, (".html", ".htm")), (order.pdf, (".pdf",))):
        if file is not None and file.suffix.lower() not in endings:
            raise PlannerError(f"{file}: give a file that ends in {endings[0]}")
    prove_writable([file for file in (order.page, order.pdf) if file is not None], force=order.force)


def _read(
    order: RobustOrder, case: Case, found: Robust, desk: Desk, console: Console
) -> tuple[Robust, Triggers | None]:
    """Triggers read off many draws; None where none were asked for, or a signal came first."""
    if not order.triggers or not found.complete:
        return found, None
    try:
        with console.stage("triggers"):
            return found, read_triggers(case, order.triggers, order.seed, desk)
    except KeyboardInterrupt:
        return replace(found, complete=False), None


def _measure(typed: str) -> Measure:
    try:
        return read_measure(typed)
    except ValueError:
        raise PlannerError(
            f"--measure {typed}: choose expected, worst, regret, cvar:LEVEL or mix:SHARE:LEVEL, such as cvar:0.8 or "
            "mix:0.5:0.8; SHARE from 0 to 1, LEVEL from 0 to below 1"
        ) from None


def _futures(order: RobustOrder, case: Case) -> tuple[Future, ...]:
    if order.draws:
        return futures_of_draws(case, order.draws, order.seed, order.futures or FUTURES)
    if order.futures is not None:
        raise PlannerError(
            f"--futures {order.futures}: only with --draws; without it the futures are the scenarios that have a "
            "probability"
        )
    return futures_of_scenarios(case)


def _until(order: RobustOrder, case: Case) -> int:
    """The year typed, or that of the settings; the last plan year where both are blank."""
    years, typed = case.years.year, order.decide_until
    first, last = int(years[0]), int(years[-1])
    if typed is not None:
        year, name = typed, f"--decide-until {typed}"
    else:
        year, name = min(case.parameters.decide_until, last), f"setting decide_until {case.parameters.decide_until}"
    if not first <= year <= last:
        raise PlannerError(f"{name}: give a year from {first} to {last}, the first and the last plan year")
    return year


def _path(order: RobustOrder, futures: Sequence[Future]) -> str:
    names = [future.name for future in futures]
    if order.path and order.path not in names:
        raise PlannerError(f"--path {order.path}: choose one of the futures {', '.join(names)}")
    return order.path or names[0]


def _drawn(order: RobustOrder, case: Case, futures: Sequence[Future]) -> dict[str, dict[str, str]]:
    """The numbers of each draw that is a future, by name of their range."""
    if not order.draws:
        return {}
    names = {future.name for future in futures}
    points = [point for point in draws(case, order.draws, order.seed) if point.label in names]
    return {point.label: {name: text for name, text in point.values.items() if name != "draw"} for point in points}


def _code(found: Robust) -> Exit:
    """A study with a plan that is not within the gap that was asked for ended at a limit."""
    if not found.complete:
        return Exit.LIMIT_WITH_PLAN
    return exit_of_stop(stop_at(max(_gaps(found)), found.order.request.limits.gap, Stop.ENDED))


def _gaps(found: Robust) -> Iterator[float]:
    yield found.plan.gap
    yield from (plan.gap for plan in found.best)
    yield from (point.gap for point in found.risk)
    for way in found.alternatives:
        if way.average_musd is not None and way.average_bound_musd is not None:
            yield gap_between(way.average_musd, way.average_bound_musd)


def _typed(order: RobustOrder, found: Robust) -> dict[str, str]:
    drawn = f"{len(found.futures)} of {order.draws} draws, seed {order.seed}"
    return {
        "measure": order.measure,
        "decide_until": str(found.order.decide_until),
        "path": found.order.path,
        "futures": drawn if order.draws else "scenarios with a probability",
        "risk": "yes" if order.risk else "no",
        **({"explain": "yes"} if order.explain else {}),
        "triggers": f"{order.triggers} draws, seed {order.seed}" if order.triggers else "no",
    }

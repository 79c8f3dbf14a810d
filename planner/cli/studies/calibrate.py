"""`planner calibrate`: changes that bring the base year nearer to what was counted, from the options to the files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from models.case import Case
from planner.cli.console import Answer, Console
from planner.cli.exits import Exit
from planner.cli.placing import place_of, stem_of
from planner.cli.reading import changed_or_stop
from planner.cli.studies.alike import Study, answer, head_json, read_study, run_facts, with_seconds
from planner.cli.studies.stopping import Stopping, stoppable
from planner.files import whole_file
from planner.read.writing import write_workbook
from planner.show.result import Sheet
from planner.show.studies import calibrate as show
from planner.show.texts import Words
from planner.show.workbook import write_sheets
from planner.study.calibrate import Bounds, Calibrated, Order, calibrate, scenario_name, with_scenario

MOST = 1_000
"""Changes where only the number of observations limits them."""


@dataclass(frozen=True, kw_only=True)
class CalibrateOrder(Study):
    """What `planner calibrate` was asked for; constants: None for as many as may be."""

    year: int | None
    bound: float
    loads: float
    constants: int | None
    stop: float
    hold_out: int
    theta: bool


def calibrate_order(order: CalibrateOrder, console: Console) -> Answer:
    """Carry the order out: every change is verified; a signal keeps the changes so far. The input is left alone."""
    with stoppable() as stopping:
        return _calibrated(order, stopping, console)


def _calibrated(order: CalibrateOrder, stopping: Stopping, console: Console) -> Answer:
    reading, _ = read_study(order, stopping, console)
    case = changed_or_stop(reading, replace(order.request, scenario=""), console)
    stem = stem_of(order.source, replace(order.request, relaxed=False), "calibrate")
    place = place_of(order.out, stem, force=order.force, files=_files)
    with console.stage("calibrate"):
        found = calibrate(case, _asked(order), console.watch, stopping.between)
    run = run_facts(order, reading, _typed(order, found), each="search", complete=found.complete)
    shown = show.shown_of(found, scenario_name(reading.case), run, Words(order.language))
    copy = with_scenario(reading.case, found.rows)
    head = head_json(reading.case, order.request)
    code = Exit.DONE if found.complete else Exit.LIMIT_WITH_PLAN
    write = partial(_write, copy, show.sheets_of(shown), Words(order.language))
    told = answer(show, shown, head, place=place, code=code, console=console, write=write, language=order.language)
    return with_seconds(told, console)


def case_beside(path: Path) -> Path:
    """NAME.case.xlsx: the copy of the case that stands beside the workbook NAME.xlsx."""
    return path.with_name(f"{path.stem}.case.xlsx")


def _files(path: Path) -> list[Path]:
    return [path, case_beside(path)]


def _write(copy: Case, sheets: tuple[Sheet, ...], words: Words, path: Path, force: bool) -> Sequence[Path]:
    """The workbook of the study and the copy of the case with the scenario; the input is never written to."""
    write_workbook(copy, case_beside(path), force=force)
    with whole_file(path, force=force) as draft:
        write_sheets(sheets, draft, words=words)
    return _files(path)


def _asked(order: CalibrateOrder) -> Order:
    most = MOST if order.constants is None else order.constants
    bounds = Bounds(order.bound, order.loads, most, order.stop)
    return Order(bounds, order.year, order.request.scenario, order.hold_out, order.theta)


def _typed(order: CalibrateOrder, found: Calibrated) -> dict[str, str]:
    return {
        "year": str(found.year),
        "bound": f"{order.bound:g} USD/t",
        "loads": f"{order.loads:.0%} of each existing load",
        "changes_at_most": str(found.most_changes),
        "stop": f"a change must gain {order.stop:.0%} of the misfit",
        "hold_out": f"every {order.hold_out}. besides those marked" if order.hold_out else "those marked",
        **({"theta": "sought"} if order.theta else {}),
        "searches": str(found.searches),
    }

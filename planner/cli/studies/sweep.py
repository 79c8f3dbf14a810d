"""`planner sweep`: many variants of a case, solved by workers that remember; kept one by one as they come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from models.errors import InputErrors, PlannerError
from models.request import Request
from planner.cli.console import Answer, Console
from planner.cli.exits import Exit
from planner.cli.placing import RESULTS, Place, free_name, stem_of
from planner.cli.reading import SCHEMA_VERSION, Sound, read_or_stop, stop_for_scenario
from planner.cli.studies.stopping import Stopping, stoppable
from planner.cli.studies.variant import WORKER_DIED, Job, exit_of_status, solve_variant, without_plan
from planner.files import name_as_text, prove_writable, whole_files
from planner.show.studies.sweep import Sweep, sweep_sheets
from planner.show.workbook import write_csv, write_sheets
from planner.study.sweep import (
    BASE,
    Crew,
    Folder,
    Lost,
    NotBelieved,
    Variant,
    axis_of,
    chosen_scenarios,
    draws,
    in_processes,
    in_this_process,
    make_variants,
    on_cluster,
    order_of,
    run_tasks,
)

WORST_FIRST = (
    Exit.INTERNAL,
    Exit.NOT_VERIFIED,
    Exit.WRONG_USE,
    Exit.INPUT_ERRORS,
    Exit.LIMIT_WITHOUT_PLAN,
    Exit.NO_PLAN,
    Exit.LIMIT_WITH_PLAN,
    Exit.DONE,
)
"""Codes of variants from the worst on; the sweep ends with the worst of its variants."""


TABLE = "sweep.xlsx"
"""What stands in the folder of a sweep once every variant is known."""

WORTH_LESSONS = 20
"""Variants from which on every worker solves the first and the last of them before its own."""


@dataclass(frozen=True)
class SweepOrder:
    """What `planner sweep` was asked for. out: its folder; None: one in results/. scheduler: '' for this machine."""

    source: Path
    out: Path | None
    request: Request
    scenarios: str = ""
    vary: tuple[str, ...] = ()
    draws: int = 0
    seed: int = 0
    workers: int = 1
    scheduler: str = ""
    force: bool = False


@dataclass
class _State:
    """How far a sweep is: what was found, by position, and the variants still to solve."""

    job: Job
    folder: Folder
    variants: Sequence[Variant]
    found: dict[int, dict[str, Any]] = field(default_factory=dict)

    def order(self, variant: Variant) -> str:
        """What the variant's answer depends on."""
        return order_of(self.job.case, self.job.request, variant, self.job.release)


def sweep(order: SweepOrder, console: Console) -> Answer:
    """Solve every variant that is not known yet; the table is written once all of them are."""
    _require_sense(order)
    with stoppable() as stopping:
        return _swept(order, stopping, console)


def _swept(order: SweepOrder, stopping: Stopping, console: Console) -> Answer:
    with stopping.breakable():
        reading = read_or_stop(order.source, console)
    variants = _variants(order, reading, console)
    out = order.out or _free_folder(order)
    place = Place(out / TABLE, given=order.out is not None, force=order.force, files=_files)
    prove_writable(_files(place.path), force=order.force)
    warnings = tuple(problem.text() for problem in reading.problems)
    job = Job(reading.case, order.request, name_as_text(order.source), warnings, _lessons(variants))
    state = _State(job, Folder(out), variants)
    with console.stage("sweep"):
        complete = _solve_all(order, state, stopping, console)
    if not complete:
        return _stopped(state, console)
    found = [state.found[position] for position in range(len(variants))]
    with console.stage("write"):
        written = place.write(partial(_write, Sweep(reading.case, found, _options(order, state))), console)
    data = {
        "schema_version": SCHEMA_VERSION,
        "case": reading.case.parameters.case,
        "variants": found,
        "files": [str(file) for file in written.files],
    }
    codes = {exit_of_status(one["status"]) for one in found}
    worst = next(code for code in WORST_FIRST if code in codes)
    return Answer(written.code(worst), data, [*map(_line, found), f"written: {written.files[0]}"])


def _require_sense(order: SweepOrder) -> None:
    if not (order.scenarios or order.vary or order.draws):
        raise PlannerError("nothing is varied: add --scenarios all, --vary or --draws")
    if order.scheduler and order.workers != 1:
        raise PlannerError("--workers and --scheduler exclude each other: a cluster has its own workers")


def _variants(order: SweepOrder, reading: Sound, console: Console) -> tuple[Variant, ...]:
    case = reading.case
    try:
        scenarios = chosen_scenarios(case, order.scenarios)
    except InputErrors as error:
        stop_for_scenario(error, reading.places, console)
    axes = [axis_of(case, words) for words in order.vary]
    axes += [draws(case, order.draws, order.seed)] if order.draws else []
    return make_variants(case, scenarios, order.request.changes, axes)


def _solve_all(order: SweepOrder, state: _State, stopping: Stopping, console: Console) -> bool:
    """Solve what is not known; False where a signal came first."""
    _take_over(state, console)
    left = [position for position in range(len(state.variants)) if position not in state.found]
    known_already = f", {len(state.found)} of them known already" if state.found else ""
    console.say(f"{len(state.variants)} variants{known_already}")
    if not left:
        return True
    with ExitStack() as stack:
        try:
            with stopping.breakable():
                crew = stack.enter_context(_crew(order, state.job))
            console.say(f"{len(left)} variants for {min(crew.size, len(left))} workers")
            results = run_tasks(solve_variant, [state.variants[position] for position in left], crew)
            while (result := _next(results, stopping)) is not None:
                _take_in(state, left[result[0]], result[1], console)
        except KeyboardInterrupt:
            return False
    return True


def _next(results: Iterator[tuple[int, Any]], stopping: Stopping) -> tuple[int, Any] | None:
    """The next finished variant; None after the last. Raises KeyboardInterrupt where a signal broke it off."""
    with stopping.breakable():
        result = next(results, None)
    if result is not None and not isinstance(result[1], Lost) and result[1]["status"] == "interrupted":
        raise KeyboardInterrupt
    return result


def _take_over(state: _State, console: Console) -> None:
    """What earlier runs found, as far as it is believed; what is not is told."""
    orders = [(variant, state.order(variant)) for variant in state.variants]
    for position, (variant, order) in enumerate(orders):
        try:
            known = state.folder.known(variant, order)
        except NotBelieved as error:
            console.warn(f"warning: {error}")
            continue
        if known is not None:
            state.found[position] = known | _names(variant, order)
    if others := state.folder.others(orders):
        where = state.folder.path / "variants"
        console.say(f"{others} files in {where} are of another case, other variants, options or version: left alone")


def _lessons(variants: Sequence[Variant]) -> tuple[Variant, ...]:
    """The case as it is; of a long sweep also its two ends, between which lies what the others need."""
    ends = (variants[0], variants[-1]) if len(variants) >= WORTH_LESSONS else ()
    return (Variant(BASE), *ends)


def _crew(order: SweepOrder, job: Job) -> AbstractContextManager[Crew]:
    if order.scheduler:
        return on_cluster(job, order.scheduler)
    return in_this_process(job) if order.workers == 1 else in_processes(job, order.workers)


def _take_in(state: _State, position: int, result: dict[str, Any] | Lost, console: Console) -> None:
    variant = state.variants[position]
    if isinstance(result, Lost):
        result = without_plan(state.job, variant, WORKER_DIED, result.reason)
    order = state.order(variant)
    found = result | _names(variant, order)
    state.folder.keep(variant, order, found)
    state.found[position] = found
    console.say(f"{len(state.found)}/{len(state.variants)} {_line(found)}")


def _names(variant: Variant, order: str) -> dict[str, Any]:
    """What a variant is called in the table."""
    return {"variant": variant.name, "values": dict(variant.values), "order": order}


def _line(found: Mapping[str, Any]) -> str:
    """A variant in a line."""
    if found.get("objective_musd") is None:
        return f"{found['variant']}: {found['status']}: {found.get('message', '')}"
    return f"{found['variant']}: {found['status']}, {found['objective_musd']:,.3f} MUSD, gap {found['gap']:.2%}"


def _stopped(state: _State, console: Console) -> Answer:
    """What a signal leaves: finished variants stay in the folder."""
    message = (
        f"stopped: {len(state.found)} of {len(state.variants)} variants are finished and kept in {state.folder.path}; "
        "the same command with --out and this folder goes on"
    )
    console.fail(message)
    code = Exit.LIMIT_WITH_PLAN if state.found else Exit.LIMIT_WITHOUT_PLAN
    return Answer(code, {"schema_version": SCHEMA_VERSION, "status": "interrupted", "message": message})


def _files(workbook: Path) -> list[Path]:
    """The table of a sweep as a workbook and as CSV."""
    return [workbook, workbook.with_suffix(".csv")]


def _write(sweep: Sweep, workbook: Path, force: bool) -> list[Path]:
    sheets, files = sweep_sheets(sweep), _files(workbook)
    with whole_files(files, force=force) as (book, lines):
        write_csv(sheets[0].tables[0], lines)
        write_sheets(sheets, book)
    return files


def _options(order: SweepOrder, state: _State) -> dict[str, str]:
    request = order.request
    options = {
        "case": state.job.case.parameters.case,
        "input_file": name_as_text(order.source),
        "input_digest": state.job.case.digest,
        "version": state.job.release,
        "scenarios": order.scenarios,
        "set": "; ".join(request.changes),
        "vary": "; ".join(order.vary),
        "draws": str(order.draws) if order.draws else "",
        "seed": str(order.seed) if order.draws else "",
        "relax": "yes" if request.relaxed else "no",
        "gap": f"{request.limits.gap:g}",
        "time_limit": "none" if request.limits.seconds is None else f"{request.limits.seconds:g} s a variant",
    }
    return {name: value for name, value in options.items() if value}


def _free_folder(order: SweepOrder) -> Path:
    """results/CASE[-changed]-sweep[-relaxed], numbered where a finished sweep stands: one that was stopped goes on."""
    return free_name(RESULTS / stem_of(order.source, order.request, "sweep"), lambda folder: [folder / TABLE])

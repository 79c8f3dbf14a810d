"""`planner sweep`: many variants of a case, from the options to one table of all of them."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from models.errors import InputErrors, PlannerError
from planner.cli.console import Answer, Console
from planner.cli.exits import Exit
from planner.cli.placing import RESULTS, Place, free_name, stem_of
from planner.cli.reading import SCHEMA_VERSION, Sound, read_or_stop, stop_for_scenario, warning_in
from planner.cli.studies.solving import State, SweepOrder, hire_of, lessons_of, solve_all
from planner.cli.studies.stopping import Stopping, stoppable
from planner.cli.studies.variant import Job, exit_of_status
from planner.files import as_text, prove_writable, whole_files
from planner.show.studies import sweep as show
from planner.show.texts import Words
from planner.show.workbook import write_csv, write_sheets
from planner.study.sweep import Folder, Variant, axis_of, chosen_scenarios, draws, make_variants

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
    words, name = Words(order.language), as_text(order.source.name)
    warnings = tuple(warning_in(problem, words) for problem in reading.problems)
    job = Job(reading.case, order.request, name, warnings, lessons_of(variants), order.language)
    state = State(job, Folder(out), variants)
    with console.stage("sweep"):
        complete = solve_all(order, state, stopping, console)
    if not complete:
        return _stopped(state, console)
    found = [state.found[position] for position in range(len(variants))]
    shown = show.Shown(reading.case, found, _options(order, state), words)
    with console.stage("write"):
        written = place.write(partial(_write, shown), console)
    files = [str(file) for file in written.files]
    data = {"schema_version": SCHEMA_VERSION, **show.json_of(shown), "files": files}
    codes = {exit_of_status(one["status"]) for one in found}
    worst = next(code for code in WORST_FIRST if code in codes)
    return Answer(written.code(worst), data, [*show.lines_of(shown), f"written: {files[0]}"])


def _require_sense(order: SweepOrder) -> None:
    if not (order.scenarios or order.vary or order.draws):
        raise PlannerError("nothing is varied: add --scenarios all, --vary or --draws")
    hire_of(order.workers, order.scheduler)


def _variants(order: SweepOrder, reading: Sound, console: Console) -> tuple[Variant, ...]:
    case = reading.case
    try:
        scenarios = chosen_scenarios(case, order.scenarios)
    except InputErrors as error:
        stop_for_scenario(error, reading.places, console)
    axes = [axis_of(case, words) for words in order.vary]
    axes += [draws(case, order.draws, order.seed)] if order.draws else []
    return make_variants(case, scenarios, order.request.changes, axes)


def _stopped(state: State, console: Console) -> Answer:
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


def _write(shown: show.Shown, workbook: Path, force: bool) -> list[Path]:
    files = _files(workbook)
    with whole_files(files, force=force) as (book, lines):
        write_csv(show.variants_table(shown), lines)
        write_sheets(show.sheets_of(shown), book, words=shown.words)
    return files


def _options(order: SweepOrder, state: State) -> dict[str, str]:
    request = order.request
    options = {
        "case": state.job.case.parameters.case,
        "input_file": as_text(order.source.name),
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

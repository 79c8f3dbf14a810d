"""`planner solve`: read, check, build, solve, verify, write.

What finds a plan and what writes it is imported once the case is read: a mistake in the case is told at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.errors import InputErrors, NoPlan
from models.request import Request
from planner.cli.console import Answer, Console
from planner.cli.exits import Exit, exit_of_stop
from planner.cli.placing import place_of, stem_of
from planner.cli.reading import SCHEMA_VERSION, Sound, read_or_stop, stop_for_scenario
from planner.files import as_text
from planner.show.beside import result_files
from planner.show.texts import Language, Words
from planner.stopping import keep_plans, keep_results

if TYPE_CHECKING:
    from planner.cli.plans.appraisal import Kept
    from planner.show.result import Results, RunInfo
    from planner.study.run import Run


@dataclass(frozen=True)
class Order:
    """What `planner solve` was asked for; rates: of the appraisal, as typed, None where there is to be none."""

    source: Path
    out: Path | None
    formulation: str
    request: Request
    language: Language
    force: bool
    rates: tuple[str, ...] | None = None


def solve_order(order: Order, console: Console) -> Answer:
    """Carry the order out: nothing is written unless the plan is verified."""
    place = place_of(order.out, stem_of(order.source, order.request), force=order.force, files=result_files)
    reading = read_or_stop(order.source, console)
    keep_plans()
    try:
        run = run_order(order, reading, console)
    except NoPlan as error:
        from planner.cli.plans.diagnose import diagnose

        return diagnose(error, reading.case, reading.places, order.request, order.source, place.path, console)
    keep_results()
    if not run.verification.ok:
        return Answer(Exit.NOT_VERIFIED, _refused(run, console))
    from planner.show.json import result_json
    from planner.show.workbook import write_results

    kept = appraisal_of(order, run, console)
    results = results_of(order, reading, run, console, kept)
    with console.stage("write"):
        written = place.write(lambda path, force: write_results(results, path, force=force), console)
    data = result_json(results, written.files, {"write": console.seconds["write"]})
    code = exit_of_stop(run.solution.stop)
    if kept is not None:
        data |= kept.json(run.case, run.solution, Words(order.language))
    elif order.rates is not None:
        code = Exit.LIMIT_WITH_PLAN
    return Answer(written.code(code), data, headlines(data))


def run_order(order: Order, reading: Sound, console: Console) -> Run:
    """A verified plan of a case that was read; tells what a scenario makes wrong, and raises WrongInput."""
    try:
        with console.stage("solve"):
            from planner.study.repair import stop_without_plan
            from planner.study.run import run_case

            stop_without_plan(reading.case, order.request)
            return run_case(reading.case, order.formulation, order.request, console.watch)
    except InputErrors as error:
        stop_for_scenario(error, reading.places, console)


def appraisal_of(order: Order, run: Run, console: Console) -> Kept | None:
    """What each project is worth; None where that was not asked for, or the run was interrupted."""
    if order.rates is None:
        return None
    from planner.cli.options import rates_asked
    from planner.cli.plans.appraisal import appraised_plan

    return appraised_plan(run.case, run.solution, order.request, rates_asked(order.rates, run.case), console)


def results_of(order: Order, reading: Sound, run: Run, console: Console, kept: Kept | None = None) -> Results:
    """Everything that the result of an order shows; kept: its appraisal."""
    from planner.show.sheets.all_sheets import result_tables

    words = Words(order.language)
    info = _run_info(order, reading, run, words, console, kept)
    appraised = None if kept is None else kept.sheets(run.case, run.solution, words)
    return result_tables(run.case, run.solution, run.verification, info, words, appraised)


def headlines(results: dict[str, Any]) -> list[str]:
    """The answer in a few lines for a person at the terminal."""
    lines = [
        f"{results['status']}: {results['objective_musd']:,.3f} MUSD, "
        f"of it {results['penalty_musd']:,.3f} in penalties; gap {results['gap']:.2%}; verified",
        f"{'year':>6} {'demand':>10} {'moved':>10} {'home':>10} {'bypass':>10} {'unmet':>10} {'spent':>10}",
        f"{'':>6} {'Mt':>10} {'Mt':>10} {'transit Mt':>10} {'transit Mt':>10} {'Mt':>10} {'MUSD':>10}",
    ]
    names = ("demand_mt", "moved_mt", "home_transit_mt", "bypass_mt", "unmet_mt", "spent_musd")
    for year, row in results["years"].items():
        lines.append(f"{year:>6} " + " ".join(f"{row[name]:>10,.2f}" for name in names))
    lines += [
        _opened(results),
        f"written: {results['files'][0]}",
    ]
    return lines


def _opened(results: dict[str, Any]) -> str:
    """How many projects open, and what they cost whom."""
    number, invested = len({project["id"] for project in results["projects"]}), results["investment"]
    return (
        f"{number} project{' opens' if number == 1 else 's open'}: {invested['total_musd']:,.1f} MUSD of capital cost, "
        f"undiscounted; state {invested['state_musd']:,.1f}, others {invested['others_musd']:,.1f}; forced "
        f"{invested['forced_musd']:,.1f}, chosen {invested['chosen_musd']:,.1f}"
    )


def _run_info(order: Order, reading: Sound, run: Run, words: Words, console: Console, kept: Kept | None) -> RunInfo:
    from planner.cli.plans.verification import told_warnings
    from planner.show.result import RunInfo

    limits = order.request.limits
    return RunInfo(
        input_file=as_text(order.source.name),
        input_digest=reading.case.digest,
        options={
            "scenario": order.request.scenario,
            "relax": "yes" if order.request.relaxed else "no",
            "formulation": order.formulation,
            "lang": order.language,
            "gap": f"{limits.gap:g}",
            "time_limit": "none" if limits.seconds is None else f"{limits.seconds:g} s",
            **({} if kept is None else kept.options),
        },
        changes=order.request.changes,
        warnings=told_warnings(run.case, reading.problems, words),
        made_on=date.today().isoformat(),
        seconds={stage: console.seconds[stage] for stage in ("read", "check")} | run.solution.seconds,
    )


def _refused(run: Run, console: Console) -> dict[str, Any]:
    """A plan that fails its verification is told, not written."""
    verification = run.verification
    console.fail("the plan failed its verification; no result was written")
    for violation in verification.violations[:20]:
        console.fail(f"violation: {violation.rule}, {violation.where}: {violation.amount:.6g} {violation.unit}")
    return {
        "schema_version": SCHEMA_VERSION,
        "case": run.case.parameters.case,
        "scenario": run.solution.scenario or None,
        "status": "verification_failed",
        "verification": {
            "ok": False,
            "max_violation": verification.max_violation,
            "bound_musd": verification.bound_musd,
        },
    }

"""One variant of a sweep, solved where a worker runs: a case and what is asked of it in, the object of --json out."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from importlib.metadata import version
from typing import Any

from models.case import Case
from models.errors import PlannerError
from models.request import Request
from models.reuse import Reuse
from planner.cli.exits import Exit
from planner.cli.failing import STATUS, told
from planner.cli.reading import SCHEMA_VERSION
from planner.show.json import result_json
from planner.show.result import RunInfo
from planner.show.sheets.all_sheets import key_tables
from planner.show.texts import Language, Words
from planner.study.changes import changed_case
from planner.study.repair import stop_contradiction
from planner.study.run import run_changed
from planner.study.sweep import Variant, common

PROGRAM = "corridor-planner"

NOT_VERIFIED, WORKER_DIED = "verification_failed", "worker_died"

_of_thread = threading.local()
"""What this worker remembers from one variant to the next."""


@dataclass(frozen=True)
class Job:
    """What all variants of a sweep share.

    request: without scenario and changes. warnings: of the check, in the language. lessons: variants that teach a
    worker, see `_begun`. release: version of this program.
    """

    case: Case
    request: Request
    input_file: str = ""
    warnings: tuple[str, ...] = ()
    lessons: tuple[Variant, ...] = ()
    language: Language = "en"
    release: str = version(PROGRAM)


def solve_variant(shared: Any, variant: Variant) -> dict[str, Any]:
    """The object of `solve --json` of one variant; of a variant without a plan, its status and a message.

    Raises nothing but what ends the process, so that one variant never costs another.
    """
    job: Job = common(shared)
    request = replace(job.request, scenario=variant.scenario, changes=variant.changes)
    try:
        return _solved(job, request)
    except Exception as error:  # the reason is the result of this variant
        code, message = told(error)
        return without_plan(job, variant, STATUS[code], message.removeprefix("error: "))


def without_plan(job: Job, variant: Variant, status: str, message: str) -> dict[str, Any]:
    """What is known of a variant that has no plan to show."""
    return {
        "schema_version": SCHEMA_VERSION,
        "case": job.case.parameters.case,
        "scenario": variant.scenario or None,
        "changes": list(variant.changes),
        "status": status,
        "message": message,
    }


def exit_of_status(status: str) -> Exit:
    """The exit code that `planner solve` would end with."""
    codes = {word: code for code, word in STATUS.items()}
    codes |= {NOT_VERIFIED: Exit.NOT_VERIFIED, WORKER_DIED: Exit.INTERNAL}
    codes |= {"time_limit": Exit.LIMIT_WITH_PLAN, "interrupted": Exit.LIMIT_WITH_PLAN}
    return codes.get(status, Exit.DONE)


def _solved(job: Job, request: Request) -> dict[str, Any]:
    if job.release != version(PROGRAM):
        raise PlannerError(f"this worker runs version {version(PROGRAM)}, the sweep was asked by {job.release}")
    changed = changed_case(job.case, request)
    stop_contradiction(changed, request)
    run = run_changed(_reuse(job).solve, changed, request, _quiet)
    if not run.verification.ok:
        first = run.verification.violations[0]
        words = f"{first.rule}, {first.where}: {first.amount:.6g} {first.unit}"
        message = f"the plan failed its verification: {words}"
        return without_plan(job, Variant("", request.scenario, request.changes), NOT_VERIFIED, message)
    info = RunInfo(job.input_file, job.case.digest, changes=request.changes, warnings=job.warnings)
    return result_json(key_tables(run.case, run.solution, run.verification, info, Words(job.language)))


def _reuse(job: Job) -> Reuse:
    """What a variant starts from.

    Divisible projects: from the job's lessons alone, so that the answer is the same on whichever worker and after
    whichever variant, also where several plans cost the same. Whole projects: from all that this worker knows; their
    search ends at a limit or a gap, and what it has met before makes it better.
    """
    known: tuple[Job, Reuse] | None = getattr(_of_thread, "known", None)
    if known is None or known[0] is not job:
        known = _of_thread.known = (job, _begun(job))
    return known[1].branch() if job.request.relaxed else known[1]


def _begun(job: Job) -> Reuse:
    """What the lessons teach, in their order; those without a plan teach nothing."""
    reuse = Reuse()
    for one in job.lessons if job.request.relaxed else ():
        request = replace(job.request, scenario=one.scenario, changes=one.changes)
        before = reuse.branch()
        try:
            reuse.solve(changed_case(job.case, request), request, _quiet)
        except PlannerError:
            reuse = before
    return reuse


def _quiet(_: str) -> None:
    """Many variants at once have no single line of progress."""

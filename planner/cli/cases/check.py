"""`planner check`: every problem of a case at its cell, on the screen, as JSON and in a marked copy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from models.errors import PlannerError, UnreadableInput
from planner.cli.console import Answer, Console
from planner.cli.exits import Exit
from planner.cli.reading import problems_json, told
from planner.read.case import Reading, read_case
from planner.read.checked import checked_name, counted, refuse_target, write_checked
from planner.read.problems import Problem, Spot, problem_at


@dataclass(frozen=True)
class CheckOrder:
    """What `planner check` was asked for.

    out: the workbook of problems; None: beside the case. copy: whether there is to be one.
    """

    source: Path
    out: Path | None = None
    copy: bool = True
    force: bool = False


def check(order: CheckOrder, console: Console) -> Answer:
    """Check a case; a line per problem, errors first, then what could not be checked yet."""
    if order.out is not None:
        if not order.copy:
            raise PlannerError("--out and --no-copy exclude each other")
        refuse_target(order.source, order.out, force=order.force)
    try:
        with console.stage("read and check"):
            reading = read_case(order.source)
    except UnreadableInput as error:
        return _unreadable(order.source, error, console)
    errors = sum(problem.severity == "error" for problem in reading.problems)
    console.say(counted(errors, len(reading.problems) - errors))
    files = _copy(order, reading, console) if order.copy and reading.problems else []
    code = Exit.INPUT_ERRORS if reading.case is None else Exit.DONE
    lines = [*told(reading.problems), *(held.text() for held in reading.held_back)]
    return Answer(code, problems_json(reading.problems, reading.held_back, files), lines)


def _copy(order: CheckOrder, reading: Reading, console: Console) -> Sequence[Path]:
    """Write the checked workbook; that it cannot be written is told, and hides no problem of the case."""
    target = order.out or checked_name(order.source)
    try:
        written = write_checked(order.source, reading, target, force=order.force)
    except PlannerError as error:
        console.fail(f"no checked workbook: {error}")
        return []
    console.warn(f"written: {written.path}")
    for words in written.words:
        console.warn(words)
    return [written.path]


def _unreadable(source: Path, error: UnreadableInput, console: Console) -> Answer:
    """A file that cannot be read is one problem, so that the list of problems is never empty where something failed."""
    console.fail(f"error: {error}")
    what, _, fix = str(error).rpartition(": ")
    problem: Problem = problem_at(
        Spot(file=str(source)),
        "unreadable-file",
        value=what,
        expected="a workbook such as case.xlsx, or a folder with one CSV file per table, such as links.csv",
        fix=fix,
    )
    return Answer(Exit.WRONG_USE, problems_json([problem]) | {"status": "wrong_use", "message": f"error: {error}"})

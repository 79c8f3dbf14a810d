"""`planner check`: every problem of a case at its cell."""

from __future__ import annotations

from pathlib import Path

from planner.cli.console import Answer, Console
from planner.cli.exits import Exit
from planner.cli.reading import problems_json, told
from planner.read.case import read_case


def check(source: Path, console: Console) -> Answer:
    """Check a case; a line per problem, errors first."""
    with console.stage("read and check"):
        reading = read_case(source)
    errors = sum(problem.severity == "error" for problem in reading.problems)
    console.say(f"{errors} errors, {len(reading.problems) - errors} warnings")
    code = Exit.INPUT_ERRORS if reading.case is None else Exit.DONE
    return Answer(code, problems_json(reading.problems), told(reading.problems))

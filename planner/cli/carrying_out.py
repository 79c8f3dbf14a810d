"""A command carried out: its work, its answer or what stopped it, its exit code."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from planner.stopping import STOPPED, answered, begin

if TYPE_CHECKING:
    from planner.cli.console import Answer, Console

Work = Callable[["Console"], "Answer"]


def reading(*files: Path) -> str:
    """What a command does first, as it is told."""
    return f"reading {' and '.join(map(str, files))}"


def carry_out(work: Work, begins: str, *, as_json: bool = False, quiet: bool = False) -> None:
    """Do the work of a command and leave with its exit code; errors become one line and, if asked, JSON.

    begins: what the command does first, told before anything large is imported.
    """
    from planner.cli.console import Console

    console = Console(quiet=quiet)
    console.say(begins)
    try:
        begin()
        answer = work(console)
        from planner.cli.exits import MEANING, Exit

        if answer.code == Exit.LIMIT_WITH_PLAN:
            console.warn(MEANING)
    except BaseException as error:
        answer = failed(error, console)
    answered(answer.code)
    console.tell(answer, as_json=as_json)
    raise typer.Exit(answer.code)


def failed(error: BaseException, console: Console) -> Answer:
    """The answer of a command that failed, also where memory does not suffice to load what tells errors."""
    from planner.cli.console import Answer

    try:
        from planner.cli.failing import fail

        return fail(error, console)
    except MemoryError:
        console.warn("error: not enough memory to load the program")
        return Answer(STOPPED, {"schema_version": 1, "status": "stopped_without_plan", "message": "not enough memory"})

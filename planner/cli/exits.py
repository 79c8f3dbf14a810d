"""Exit codes, and which error leads to which."""

from __future__ import annotations

import tempfile
import traceback
from datetime import UTC, datetime
from enum import IntEnum
from pathlib import Path

from models.errors import InputErrors, NoPlan, NotVerified, PlannerError, SolverFailure, StoppedEmpty
from models.stop import Stop
from planner.stopping import STOPPED


class Exit(IntEnum):
    """What the shell is told."""

    DONE = 0
    INPUT_ERRORS = 1
    WRONG_USE = 2
    NO_PLAN = 3
    LIMIT_WITH_PLAN = 4
    LIMIT_WITHOUT_PLAN = STOPPED
    NOT_VERIFIED = 6
    INTERNAL = 70


MEANING = (
    f"exit code {Exit.LIMIT_WITH_PLAN.value}: stopped at a limit; what was found is verified, "
    "but not proven to be within the gap that was asked for"
)
"""What is told where a command ends so: it is no failure, and scripts must not take it for one."""


def exit_of_stop(stop: Stop) -> Exit:
    """A search that ended at a limit is told from one that ended by itself."""
    return Exit.LIMIT_WITH_PLAN if stop in (Stop.TIME_LIMIT, Stop.INTERRUPTED, Stop.ENDED) else Exit.DONE


def exit_of_error(error: BaseException) -> Exit:
    """The exit code that an error leads to; any error that nobody expected is internal."""
    if isinstance(error, KeyboardInterrupt | MemoryError):
        return Exit.LIMIT_WITHOUT_PLAN
    codes: list[tuple[type[BaseException], Exit]] = [
        (InputErrors, Exit.INPUT_ERRORS),
        (NoPlan, Exit.NO_PLAN),
        (StoppedEmpty, Exit.LIMIT_WITHOUT_PLAN),
        (NotVerified, Exit.NOT_VERIFIED),
        (SolverFailure, Exit.INTERNAL),
        (PlannerError, Exit.WRONG_USE),
    ]
    return next((code for kind, code in codes if isinstance(error, kind)), Exit.INTERNAL)


def log_of(error: BaseException) -> Path:
    """Write the traceback to a log: results/planner-errors.log, or a temporary file where that cannot be."""
    stamp = datetime.now(UTC).isoformat(timespec="seconds")
    text = f"{stamp}\n{''.join(traceback.format_exception(error))}\n"
    for folder in (Path("results"), Path(tempfile.gettempdir())):
        log = folder / "planner-errors.log"
        try:
            folder.mkdir(exist_ok=True)
            with log.open("a", encoding="utf-8") as file:
                file.write(text)
        except OSError:
            continue
        return log
    return Path("planner-errors.log")

"""What happens when a command cannot do its work: one clear line, an exit code, and JSON for programs."""

from __future__ import annotations

from models.errors import InputErrors
from planner.cli.console import Answer, Console
from planner.cli.exits import Exit, exit_of_error, log_of
from planner.cli.reading import SCHEMA_VERSION, WrongInput, problems_json

STATUS = {
    Exit.INPUT_ERRORS: "input_errors",
    Exit.WRONG_USE: "wrong_use",
    Exit.NO_PLAN: "no_plan",
    Exit.LIMIT_WITHOUT_PLAN: "stopped_without_plan",
    Exit.NOT_VERIFIED: "verification_failed",
    Exit.INTERNAL: "internal_error",
}


def fail(error: BaseException, console: Console) -> Answer:
    """Tell the error on stderr and make an answer of it."""
    if isinstance(error, WrongInput):
        console.fail(str(error))
        data = problems_json(error.problems, error.held_back) | {"status": STATUS[Exit.INPUT_ERRORS]}
        return Answer(Exit.INPUT_ERRORS, data)
    code, message = told(error)
    console.fail(message)
    return Answer(code, {"schema_version": SCHEMA_VERSION, "status": STATUS[code], "message": message})


def told(error: BaseException) -> tuple[Exit, str]:
    """The exit code that an error leads to, and its line; the traceback of an internal one goes to the log."""
    code = exit_of_error(error)
    return code, _message(error, code)


def _message(error: BaseException, code: Exit) -> str:
    if code is Exit.INTERNAL:
        return f"internal error: {type(error).__name__}: {error}; the traceback is in {log_of(error)}"
    if isinstance(error, InputErrors):
        found = [f"{f.table}.{f.column}: '{f.value}'; expected {f.expected} -> {f.fix}" for f in error.findings]
        return "error: " + "; ".join(found)
    if isinstance(error, MemoryError):
        return (
            "error: not enough memory: nothing more was written; close other programs, give this one more, "
            "or plan fewer years or demands at once"
        )
    if isinstance(error, KeyboardInterrupt):
        return str(error) or "stopped: nothing was in hand to be written"
    return f"error: {error}" if str(error) else "stopped before any plan was found"

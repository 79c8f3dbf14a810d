"""`planner diff`: what differs between two inputs, by table, row and column."""

from __future__ import annotations

from pathlib import Path

from models.errors import PlannerError
from planner.cli.console import Answer, Console
from planner.cli.exits import Exit
from planner.cli.reading import SCHEMA_VERSION, told
from planner.files import as_text, prove_writable, whole_file
from planner.read.case import read_case
from planner.show.studies import difference as show
from planner.show.workbook import write_sheets


def diff(a: Path, b: Path, console: Console, *, out: Path | None, force: bool) -> Answer:
    """Compare two inputs, table by table; tables that could not be read are named and left out."""
    if out is not None:
        _require_other(out, a, b)
        prove_writable([out], force=force)
    first, second = (_read(path, side, console) for path, side in ((a, "A"), (b, "B")))
    with console.stage("compare"):
        shown = show.shown_of(first, second)
    if out is not None:
        with console.stage("write"), whole_file(out, force=force) as draft:
            write_sheets(show.sheets_of(shown), draft)
    files = [str(out)] if out is not None else []
    data = {"schema_version": SCHEMA_VERSION} | show.json_of(shown) | {"files": files}
    lines = [*show.lines_of(shown), *(f"written: {file}" for file in files)]
    return Answer(Exit.DONE if shown.complete else Exit.INPUT_ERRORS, data, lines)


def _require_other(out: Path, a: Path, b: Path) -> None:
    if out.suffix.lower() != ".xlsx":
        raise PlannerError(f"{out}: give a workbook that ends in .xlsx")
    if out.resolve() in (a.resolve(), b.resolve()):
        raise PlannerError(f"{out} is one of the two inputs, which are never changed: give another name")


def _read(path: Path, side: str, console: Console) -> show.Input:
    with console.stage(f"read {side}"):
        reading = read_case(path)
    errors = [problem for problem in reading.problems if problem.severity == "error"]
    if errors:
        console.fail(f"{side} has {len(errors)} errors; `planner check {path}` lists them")
    for line in told(problem for problem in errors if problem.sheet in reading.unread):
        console.fail(f"{side}: {line}")
    return show.Input(
        name=as_text(str(path)),
        digest=reading.case.digest if reading.case else None,
        draft=reading.draft,
        unread=reading.unread,
        place=lambda table, row, column: str(reading.places.spot(table, row, column)),
    )

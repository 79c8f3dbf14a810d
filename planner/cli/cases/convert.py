"""`planner convert` and `planner init`: cases into files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from models.case import Case
from models.errors import PlannerError
from planner.cli.console import Answer, Console
from planner.cli.exits import Exit
from planner.cli.reading import read_or_stop
from planner.files import prove_writable
from planner.read.writing import blank_case, teaching_case, write_folder, write_workbook


def convert(source: Path, target: Path, console: Console, *, force: bool) -> Answer:
    """Write the case of `source` as the other kind of file."""
    if target.suffix.lower() == ".xlsx":
        prove_writable([target], force=force)
    case = read_or_stop(source, console)
    with console.stage("write"):
        _write(case.case, target, force=force)
    return Answer(Exit.DONE, {}, [f"written: {target}"])


def write_new(path: Path, *, example: bool, title: str, years: Sequence[int], force: bool) -> Answer:
    """Write a blank case or the teaching case."""
    if not years:
        raise PlannerError("the last year lies before the first: give --first-year and --last-year in order")
    _write(teaching_case() if example else blank_case(title, years), path, force=force)
    return Answer(Exit.DONE, {}, [f"written: {path}"])


def _write(case: Case, target: Path, *, force: bool) -> None:
    if target.suffix.lower() == ".xlsx":
        write_workbook(case, target, force=force)
    elif target.suffix:
        raise PlannerError(f"{target}: give a workbook that ends in .xlsx, or a folder with no ending")
    else:
        write_folder(case, target, force=force)

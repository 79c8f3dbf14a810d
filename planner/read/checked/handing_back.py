"""`NAME.checked.xlsx`: the problems of a case handed back in Excel, without touching what the planner has."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from models.errors import PlannerError
from planner.files import FileInTheWay, whole_file
from planner.read.case import Reading
from planner.read.checked.kept import extras_of
from planner.read.checked.list_of_problems import ErrorList, error_list
from planner.read.checked.losses import losses_of
from planner.read.checked.marked_copy import MARKED, write_marked_copy
from planner.read.checked.seal import is_untouched, seal
from planner.read.checked.tidied import write_tidied
from planner.read.checked.workbook_of_problems import write_error_book
from planner.read.collector import collector_paused
from planner.read.grids import DAMAGE

_ENDING = ".checked"


@dataclass(frozen=True)
class Checked:
    """A workbook that a check has written, and what a person should know of it."""

    path: Path
    words: tuple[str, ...]


def checked_name(source: Path) -> Path:
    """Where the problems of a case go: beside it, NAME.checked.xlsx; for a checked copy the next number."""
    own = source.resolve()
    stem = own.name if own.is_dir() else own.stem
    found = re.fullmatch(rf"(.+){re.escape(_ENDING)}(?:-(\d+))?", stem)
    name = f"{stem}{_ENDING}.xlsx"
    if found and not own.is_dir():
        name = f"{found[1]}{_ENDING}-{int(found[2] or 1) + 1}.xlsx"
    return source.parent / name if source.name not in ("", ".", "..") else own.parent / name


def refuse_target(source: Path, target: Path, *, force: bool) -> None:
    """Raise where a check may not write `target`: over its input, or over anything but what a check left there."""
    if target.suffix.lower() != ".xlsx":
        raise PlannerError(f"{target} must end in .xlsx: problems are written as a workbook")
    if target.exists() and target.resolve() == source.resolve():
        raise PlannerError(f"{target} is the case itself: choose another name")
    if target.exists() and not force and not is_untouched(target):
        raise FileInTheWay(
            f"{target} exists already and is not, or no longer, as a check wrote it; "
            "choose another name with --out or add --force to replace it"
        )


def write_checked(source: Path, reading: Reading, target: Path, *, force: bool = False) -> Checked:
    """Write the problems of a case that was read from `source` into `target`.

    A workbook is copied with its cells marked; where a copy would lose too much, and for a folder, the problems stand
    in a workbook of their own with links. Raises FileInTheWay or PlannerError where `target` may not be written.
    """
    refuse_target(source, target, force=force)
    with whole_file(target, force=True) as draft:
        write = _book_of_errors if reading.kind == "folder" else _copy
        words = write(source, reading, draft, target)
    return Checked(target, words)


def _copy(source: Path, reading: Reading, draft: Path, target: Path) -> tuple[str, ...]:
    losses = losses_of(source)
    if losses.no_copy:
        return _book_of_errors(source, reading, draft, target, losses.no_copy)
    with tempfile.TemporaryDirectory(prefix="planner-") as folder, collector_paused():
        try:
            tidied = Path(folder) / "tidied.xlsx"
            lost = (*losses.lost, *write_tidied(source, tidied))
            return _marked_copy(source, tidied, reading, draft, lost)
        except DAMAGE as error:
            why = f"the workbook cannot be copied ({' '.join(str(error).split())})"
            return _book_of_errors(source, reading, draft, target, why)


def _marked_copy(source: Path, tidied: Path, reading: Reading, draft: Path, lost: Sequence[str]) -> tuple[str, ...]:
    """The copy made of the tidied file, and what a person should know of it; raises what openpyxl stumbles over."""
    words = [f"This is a copy of {source.name}: you may mend it here and go on with it. {source.name} is unchanged."]
    extras = extras_of(tidied)
    named = dict.fromkeys([*lost, *(words for extra in extras.values() for words in extra.left_out)])
    if named:
        words.append(f"The copy lacks what this program cannot copy: {'; '.join(named)}.")
    write_marked_copy(_listed(source, reading, words), tidied, draft, extras)
    return tuple(words)


def _book_of_errors(source: Path, reading: Reading, draft: Path, target: Path, why: str = "") -> tuple[str, ...]:
    because = f", no copy, because {why}" if why else ""
    words = (f"This is a list of problems{because}: its links lead to {source.name}, mend them there.",)
    write_error_book(_listed(source, reading, words), source, draft, target)
    seal(draft)
    return words


def _listed(source: Path, reading: Reading, words: tuple[str, ...] | list[str]) -> ErrorList:
    cells = {(problem.sheet, problem.cell) for problem in reading.problems if problem.cell}
    more = [f"The first {MARKED} cells are coloured; all problems are listed."] if len(cells) > MARKED else []
    again = "This list is made anew by every `planner check`."
    return error_list(source.name, reading.problems, reading.held_back, [*words, *more, again])

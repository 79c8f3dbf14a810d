"""`NAME.checked.xlsx`: the problems of a case handed back in Excel, without touching what the planner has."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from models.errors import PlannerError
from planner.files import FileInTheWay, whole_file
from planner.read.case import Reading
from planner.read.checked.seal import is_untouched

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
    from planner.read.checked.copy_or_list import write_copy, write_list

    refuse_target(source, target, force=force)
    with whole_file(target, force=True) as draft:
        write = write_list if reading.kind == "folder" else write_copy
        words = write(source, reading, draft, target)
    return Checked(target, words)

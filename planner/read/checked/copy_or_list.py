"""The problems of a case in a copy of its workbook, or in a workbook of their own."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from planner.read.case import Reading
from planner.read.checked.kept import extras_of
from planner.read.checked.list_of_problems import ErrorList, error_list
from planner.read.checked.losses import losses_of
from planner.read.checked.marked_copy import MARKED, write_marked_copy
from planner.read.checked.seal import seal
from planner.read.checked.tidied import write_tidied
from planner.read.checked.workbook_of_problems import write_error_book
from planner.read.collector import collector_paused
from planner.read.grids import DAMAGE


def write_copy(source: Path, reading: Reading, draft: Path, target: Path) -> tuple[str, ...]:
    """Write a copy with its cells marked into `draft`, or a list where a copy loses too much; what to know of it."""
    losses = losses_of(source)
    if losses.no_copy:
        return write_list(source, reading, draft, target, losses.no_copy)
    with tempfile.TemporaryDirectory(prefix="planner-") as folder, collector_paused():
        try:
            tidied = Path(folder) / "tidied.xlsx"
            lost = (*losses.lost, *write_tidied(source, tidied))
            return _marked_copy(source, tidied, reading, draft, lost)
        except DAMAGE as error:
            why = f"the workbook cannot be copied ({' '.join(str(error).split())})"
            return write_list(source, reading, draft, target, why)


def _marked_copy(source: Path, tidied: Path, reading: Reading, draft: Path, lost: Sequence[str]) -> tuple[str, ...]:
    """The copy made of the tidied file, and what a person should know of it; raises what openpyxl stumbles over."""
    words = [f"This is a copy of {source.name}: you may mend it here and go on with it. {source.name} is unchanged."]
    extras = extras_of(tidied)
    named = dict.fromkeys([*lost, *(words for extra in extras.values() for words in extra.left_out)])
    if named:
        words.append(f"The copy lacks what this program cannot copy: {'; '.join(named)}.")
    write_marked_copy(_listed(source, reading, words), tidied, draft, extras)
    return tuple(words)


def write_list(source: Path, reading: Reading, draft: Path, target: Path, why: str = "") -> tuple[str, ...]:
    """Write the problems alone into `draft`, with links as from `target`; what to know of it."""
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

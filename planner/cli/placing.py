"""Where results go: the name that was asked for or a default one, proven before the work, and a way out afterwards."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from models.errors import PlannerError
from models.request import Request
from planner.cli.console import Console
from planner.cli.exits import Exit
from planner.files import FileInTheWay, NotWritten, prove_writable, whole_file
from planner.stopping import keep_results

RESULTS = Path("results")
"""Folder of results without --out."""

MOST_BYTES = 200
"""Bytes of the name of a default file without its ending; file systems take 255 with it."""

Files = Callable[[Path], Sequence[Path]]
"""The files that a result of a name consists of."""

Write = Callable[[Path, bool], Sequence[Path]]
"""Writes a result under a name, replacing what stands there if the second says so; returns its files."""


def alone(path: Path) -> list[Path]:
    """A result of one file."""
    return [path]


@dataclass(frozen=True)
class Written:
    """Files of a result. astray: it could not be written where `--out` says, and stands elsewhere."""

    files: tuple[Path, ...]
    astray: bool

    def code(self, code: Exit) -> Exit:
        """The exit code of a command that would end with `code`: a script must not look for the result in vain."""
        return Exit.WRONG_USE if self.astray else code


@dataclass(frozen=True)
class Place:
    """A name that was proven to be writable. given: it was asked for. files: what a result of that name consists of."""

    path: Path
    given: bool
    force: bool
    files: Files = alone

    def write(self, write: Write, console: Console) -> Written:
        """Write here; where that fails now, beside it under another number, in this folder or a temporary one.

        What is written is finished though Ctrl-C comes. Raises FileInTheWay or NotWritten where no place is left.
        """
        keep_results()
        failure: FileInTheWay | NotWritten | None = None
        for path, force in self._ways():
            try:
                files = tuple(write(path, force))
            except (FileInTheWay, NotWritten) as error:
                failure = failure or error
                continue
            if failure is not None:
                console.warn(f"{failure}; the result is in {path}")
            return Written(files, astray=self.given and failure is not None)
        assert failure is not None
        raise failure

    def write_one(self, write: Callable[[Path], None], console: Console) -> Written:
        """The same for a single file, given what writes it."""

        def whole(path: Path, force: bool) -> list[Path]:
            with whole_file(path, force=force) as draft:
                write(draft)
            return [path]

        return self.write(whole, console)

    def _ways(self) -> Iterator[tuple[Path, bool]]:
        yield self.path, self.force
        for _ in range(3):  # others that look for a name at the same moment may be quicker
            yield free_name(self.path, self.files), False
        for folder in (Path(), Path(tempfile.gettempdir())):
            yield free_name(folder / self.path.name, self.files), False


def place_of(out: Path | None, stem: str, *, force: bool, files: Files = alone) -> Place:
    """Where a workbook goes: `out`, or results/STEM.xlsx, numbered where it is taken.

    Raises FileInTheWay where a file of the result exists and `force` is not set, NotWritten where it cannot be
    written, PlannerError where `out` is no workbook.
    """
    if out is not None and out.suffix.lower() != ".xlsx":
        raise PlannerError(f"{out} must end in .xlsx: results are written as a workbook")
    path = free_name(RESULTS / f"{stem}.xlsx", files) if out is None else out
    prove_writable(files(path), force=force and out is not None)
    return Place(path, out is not None, force and out is not None, files)


def free_name(path: Path, files: Files = alone) -> Path:
    """NAME.xlsx or the first of NAME-2.xlsx, NAME-3.xlsx ... of which no file is there."""
    names = (path if number == 1 else path.with_stem(f"{path.stem}-{number}") for number in count(1))
    return next(name for name in names if not any(map(_is_there, files(name))))


def stem_of(source: Path, request: Request, *study: str) -> str:
    """Name of a result without its ending: CASE[-SCENARIO][-changed][-STUDY][-relaxed], CASE as its file is named."""
    own = source.resolve()
    changed, relaxed = "changed" * bool(request.changes), "relaxed" * request.relaxed
    parts = [re.sub(r"[^\w-]+", "_", part) for part in (request.scenario, changed, *study, relaxed) if part]
    return "-".join([_cut(own.name if own.is_dir() else own.stem), *map(_cut, parts)])


def _cut(part: str) -> str:
    """A part of a name, short enough for the whole to be one."""
    return part.encode(errors="replace")[: MOST_BYTES // 2 - 10].decode(errors="ignore").replace("?", "_")


def _is_there(path: Path) -> bool:
    """Whether a name is taken; what cannot be asked is told by whoever writes there."""
    try:
        path.lstat()
    except OSError:
        return False
    return True

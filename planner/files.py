"""Files that appear whole or not at all, together or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from models.errors import PlannerError
from planner.stopping import drafts as in_the_making
from planner.stopping import publishing, remove

DRAFT = ".planner-draft-"
"""How the names of files in the making begin; process and a number follow."""

STALE_SECONDS = 86_400.0
"""Age from which a draft is taken for one that a killed process left."""

PROBE_BYTES = 4096
"""What a place must take before it is believed that a result can be written there."""

WITHOUT_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EACCES, errno.EINVAL)
"""How file systems without hard links refuse one."""


class FileInTheWay(PlannerError):
    """The file to write exists and was not to be replaced."""


class NotWritten(PlannerError):
    """A file cannot be written: no right, no room, a name too long, or another program holds it."""


def as_text(name: str) -> str:
    """The name of a file as text that every result can hold: bytes that are no letters become question marks."""
    return name.encode(errors="replace").decode()


@contextmanager
def whole_file(target: Path, *, force: bool = False) -> Iterator[Path]:
    """Give a path to write to; it becomes `target` when the block ends well and vanishes otherwise.

    Raises FileInTheWay where `target` exists and `force` is not set, NotWritten where it cannot be written.
    """
    with whole_files([target], force=force) as (draft,):
        yield draft


@contextmanager
def whole_files(targets: Sequence[Path], *, force: bool = False) -> Iterator[list[Path]]:
    """Give a path to write to for each target; they become the targets when the block ends well, all or none.

    New files get the rights that the process gives new files, replaced ones keep theirs. Raises FileInTheWay where a
    target exists and `force` is not set, NotWritten where one cannot be written.
    """
    drafts: list[Path] = []
    try:
        for target in targets:
            refuse(target, force=force)
            drafts.append(_draft_of(target))
        yield drafts
        _publish(drafts, targets, force=force)
    except OSError as error:
        raise not_written(_meant(error, drafts, targets), error) from error
    finally:
        for draft in drafts:
            remove(str(draft))


def prove_writable(targets: Sequence[Path], *, force: bool = False) -> None:
    """Raise as `whole_files` would, as far as it can be known beforehand; nothing is left behind."""
    for target in targets:
        refuse(target, force=force)
    for folder, target in {_nearest(_real(target).parent): target for target in reversed(targets)}.items():
        try:
            draft = _new_draft(folder, "")
            try:
                draft.write_bytes(bytes(PROBE_BYTES))
            finally:
                remove(str(draft))
        except OSError as error:
            raise not_written(target, error) from error


def refuse(target: Path, *, force: bool) -> None:
    """Raise FileInTheWay where `target` may not be replaced, NotWritten where it is known to be out of reach."""
    try:
        mode = target.stat().st_mode
        if os.name == "nt":  # a file that another program holds cannot even get its own name
            target.rename(target)
    except FileNotFoundError:
        return
    except OSError as error:
        raise not_written(target, error) from error
    if not stat.S_ISREG(mode):
        kind = "a folder" if stat.S_ISDIR(mode) else "no ordinary file"
        raise FileInTheWay(f"{target} is {kind}; choose another name")
    if not force:
        raise FileInTheWay(f"{target} exists already; choose another name or add --force to replace it")


def not_written(target: Path, error: OSError) -> NotWritten:
    """The error with what helps."""
    remedy = {
        errno.ENOSPC: "make room, or choose another place",
        errno.EDQUOT: "make room, or choose another place",
        errno.ENAMETOOLONG: "choose a shorter name",
        errno.EACCES: "close it in other programs, or choose another place",
        errno.EPERM: "close it in other programs, or choose another place",
    }.get(error.errno or 0, "choose another place")
    return NotWritten(f"{target} cannot be written: {error.strerror or error}; {remedy}")


@contextmanager
def draft_folder(beside: Path) -> Iterator[Path]:
    """A folder in the making in the folder of `beside`; it vanishes unless it was renamed."""
    beside.parent.mkdir(parents=True, exist_ok=True)
    _sweep(beside.parent)
    for name in _names(beside.parent, ""):
        in_the_making.add(str(name))
        with suppress(FileExistsError):
            name.mkdir()
            break
    try:
        yield name
    finally:
        remove(str(name))


def _draft_of(target: Path) -> Path:
    real = _real(target)
    real.parent.mkdir(parents=True, exist_ok=True)
    _sweep(real.parent)
    return _new_draft(real.parent, real.suffix)


def _new_draft(folder: Path, suffix: str) -> Path:
    """An empty file that did not exist; known to be deleted before it is there."""
    for name in _names(folder, suffix[:10]):
        in_the_making.add(str(name))
        try:
            os.close(os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
        except FileExistsError:
            in_the_making.discard(str(name))
            continue
        except OSError:
            in_the_making.discard(str(name))
            raise
        return name
    raise AssertionError("numbers do not end")


def _names(folder: Path, suffix: str) -> Iterator[Path]:
    return (folder.absolute() / f"{DRAFT}{os.getpid()}-{number}{suffix}" for number in count(1))


def _sweep(folder: Path) -> None:
    """Delete what a killed process left here."""
    for left in folder.glob(f"{DRAFT}*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > STALE_SECONDS:
                remove(str(left))


def _publish(drafts: Sequence[Path], targets: Sequence[Path], *, force: bool) -> None:
    """Give the drafts their names; where one cannot have it, those before it give theirs back."""
    for draft in drafts:
        with draft.open("rb+") as written:
            os.fsync(written.fileno())
    done: list[tuple[Path, Path | None]] = []
    with publishing():
        try:
            for draft, target in zip(drafts, map(_real, targets), strict=True):
                before = _copy_of(target) if force and len(targets) > 1 and target.exists() else None
                _put(draft, target, force=force)
                done.append((target, before))
        except (OSError, PlannerError):
            for target, before in reversed(done):
                target.unlink() if before is None else before.replace(target)
            raise
        finally:
            for _, before in done:
                remove(str(before))


def _put(draft: Path, target: Path, *, force: bool) -> None:
    """Give a draft its name."""
    if force:
        if target.exists():
            draft.chmod(stat.S_IMODE(target.stat().st_mode))
        draft.replace(target)
        return
    try:
        _name_anew(draft, target)
    except FileExistsError as error:
        raise FileInTheWay(f"{target} appeared while it was being written; nothing was replaced") from error


def _name_anew(draft: Path, target: Path) -> None:
    """Give a draft a name that is free; raises FileExistsError where it is not."""
    if os.name == "nt":
        draft.rename(target)
        return
    try:
        target.hardlink_to(draft)
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno not in WITHOUT_LINKS:
            raise
        # the name is taken by an empty file for the moment until the draft replaces it
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
        draft.replace(target)


def _copy_of(target: Path) -> Path:
    """A second name, or a copy, of a file that is to be replaced."""
    copy = _new_draft(target.parent, target.suffix)
    shutil.copy2(target, copy)
    return copy


def _meant(error: OSError, drafts: Sequence[Path], targets: Sequence[Path]) -> Path:
    """The target that an error is about: the one whose draft it names, or the one at which drafts end."""
    for draft, target in zip(drafts, targets, strict=False):
        if str(draft) == str(error.filename):
            return target
    return targets[min(len(drafts), len(targets) - 1)] if len(drafts) < len(targets) else targets[0]


def _real(target: Path) -> Path:
    """Where a link leads: what it names is replaced, not the link."""
    return Path(os.path.realpath(target))


def _nearest(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there."""
    return next((parent for parent in (folder, *folder.parents) if parent.exists()), folder)

"""Files that appear whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.errors import PlannerError


class FileInTheWay(PlannerError):
    """The file to write exists and was not to be replaced."""


@contextmanager
def whole_file(target: Path, *, force: bool = False) -> Iterator[Path]:
    """Give a path to write to; it becomes `target` when the block ends well and vanishes otherwise.

    Raises FileInTheWay where `target` exists and `force` is not set, PlannerError where it cannot be written.
    """
    if target.exists() and not force:
        raise FileInTheWay(f"{target} exists already; choose another name or add --force to replace it")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{target.stem}-", suffix=target.suffix, dir=target.parent)
    except OSError as error:
        raise PlannerError(f"{target} cannot be written: {error.strerror}") from error
    os.close(handle)
    draft = Path(name)
    try:
        yield draft
        draft.chmod(0o644)
        _publish(draft, target, force=force)
    finally:
        draft.unlink(missing_ok=True)


def _publish(draft: Path, target: Path, *, force: bool) -> None:
    if force:
        draft.replace(target)
        return
    try:
        target.hardlink_to(draft)
    except FileExistsError as error:
        raise FileInTheWay(f"{target} appeared while it was being written; nothing was replaced") from error

"""What a reader may open: a file that lies there whole, and the memory to hold what is in it."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.parsers.expat import ExpatError

from models.errors import UnreadableInput

_NO_MEMORY = 1
"""How expat numbers that it ran out of memory."""

_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


def require_file(path: Path, wanted: str) -> None:
    """Raise UnreadableInput unless there is a file, before it is opened: to open a pipe is to wait for its other end.

    wanted: what to give, such as "a workbook".
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError as error:
        raise UnreadableInput(f"{path} does not exist: give {wanted}") from error
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise UnreadableInput(f"{path} cannot be opened ({why}): give {wanted}") from error
    kind = _KINDS.get(stat.S_IFMT(mode))
    if kind:
        raise UnreadableInput(f"{path} is {kind}, not a file: give {wanted}")


@contextmanager
def within_memory(path: Path) -> Iterator[None]:
    """Make one clear error of running out of memory while a file is read."""
    try:
        yield
    except MemoryError:
        raise _too_large(path) from None
    except ExpatError as error:
        if error.code != _NO_MEMORY:
            raise
        raise _too_large(path) from None


def _too_large(path: Path) -> UnreadableInput:
    return UnreadableInput(
        f"{path} was not read, because the memory of this machine is too little for it: "
        "close other programs, or take a machine with more memory"
    )

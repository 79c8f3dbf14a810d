"""Tasks that workers import: what they do is written to files, because a process that dies tells nothing."""

from __future__ import annotations

import os
import signal
import threading
from dataclasses import dataclass
from pathlib import Path

from planner.study.sweep import common

_done_here: list[int] = []
"""What this worker has done so far."""


@dataclass(frozen=True)
class Task:
    """number: to be squared. deaths: how many workers die over it before one does it."""

    number: int
    deaths: int = 0


def square(shared: object, task: Task) -> tuple[int, int, tuple[int, ...]]:
    """The square, the process that found it, and what it had found before; a try leaves a file in the shared folder."""
    folder = Path(str(common(shared)))
    tries = len(list(folder.glob(f"{task.number}-*")))
    (folder / f"{task.number}-{tries}").touch()
    if tries < task.deaths:
        os._exit(1)
    _done_here.append(task.number)
    return task.number**2, os.getpid(), tuple(_done_here)


def refuse(_: object, task: Task) -> int:
    """A task that no worker can do."""
    raise ValueError(f"no root of {task.number}")


@dataclass(frozen=True)
class Deadly:
    """Shared data over which workers end, before they can take a task; it stands for the folder else.

    how: `killed`, `stopped` or `no memory`. deaths: how many workers; each leaves a file in the folder.
    """

    folder: str
    how: str
    deaths: int

    def __reduce__(self) -> tuple[object, tuple[str, str, int]]:
        return _loaded, (self.folder, self.how, self.deaths)


def _loaded(folder: str, how: str, deaths: int) -> str:
    """What the worker keeps: the folder."""
    tries = len(list(Path(folder).glob("start-*")))
    (Path(folder) / f"start-{tries}-{os.getpid()}").touch()
    if tries < deaths:
        if how == "no memory":
            raise MemoryError
        os.kill(os.getpid(), signal.SIGKILL if how == "killed" else signal.SIGSTOP)
    return folder


def stand_still(shared: object, task: Task) -> int:
    """Stops the worker, as a signal from outside would; a further try goes through."""
    first = Path(str(common(shared))) / f"stopped-{task.number}"
    if task.number == 1 and not first.exists():
        first.touch()
        os.kill(os.getpid(), signal.SIGSTOP)
    return task.number


def a_long_answer(shared: object, task: Task) -> bytes:
    """Dies in the middle of an answer that no pipe holds at once; a further try goes through."""
    first = Path(str(common(shared))) / f"cut-{task.number}"
    if task.number == 1 and not first.exists():
        first.touch()
        threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGKILL)).start()
    return bytes(50_000_000)
